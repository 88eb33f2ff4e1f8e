import type { INodeParameters } from 'n8n-workflow';

/** A resource locator as the editor stores it. */
export function locator(value: string, mode = 'id'): INodeParameters {
	return { __rl: true, mode, value };
}

/** Parameters of a plain, sound letter. */
export function soundLetter(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'letter',
		operation: 'create',
		destination: locator('NL', 'list'),
		recipientInput: 'text',
		recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam',
		message: 'Dear Ms de Vries,\n\nyour membership runs until 2027.',
		...more,
	};
}

/** Parameters of a plain, sound text message. */
export function soundMessage(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendText',
		from: 'Amstel',
		to: '+31612345678',
		allowedChannels: ['SMS'],
		content: 'Your letter is on its way.',
		...more,
	};
}
