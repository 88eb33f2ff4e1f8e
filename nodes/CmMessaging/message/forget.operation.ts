import type { INodeProperties } from 'n8n-workflow';

import { itemParameter } from '../../../shared/n8n/itemParameter';
import { checkRecipients } from '../../cm/messaging/recipients';
import { checkText } from '../../../shared/checks/text';
import { refused, refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { displayFor } from '../../../shared/n8n/displayFor';
import { forgetting } from '../../../shared/n8n/forgetting';
import type { MessagingApi } from '../messagingApi';
import { messageKey } from './sendMessage';

export const fields: INodeProperties[] = displayFor(
	'message',
	['forget'],
	[
		{
			displayName: 'Reference',
			name: 'reference',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. INV20260042',
			description: 'The reference that the message was sent with',
		},
		{
			displayName: 'To',
			name: 'to',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. +31612345678',
			description: 'Who the message was sent to, with the country code',
		},
	],
);

/**
 * Asks CM.com nothing. Whether the recipient was a phone number is not known here: both what was
 * given and the number it makes are forgotten.
 */
export const operation = forgetting<MessagingApi>(async (context, itemIndex, api) => {
	const reference = readText(itemParameter(context, 'reference', itemIndex), 'Reference');
	const to = readText(itemParameter(context, 'to', itemIndex), 'To');
	if (!reference.ok || !to.ok) return { ok: false, refusals: refusalsOf([reference, to]) };

	// Accounts of WhatsApp may have every form that phone numbers have, and more.
	const numbers = await checkRecipients(to.value, { channels: ['WhatsApp'] });
	const recipients = new Set([
		to.value,
		...(numbers.ok ? numbers.value.map(({ number }) => number) : []),
	]);
	return usable({
		keys: [...recipients].map((to) => messageKey(api.identity, reference.value, to)),
		shown: { reference: reference.value, to: to.value },
	});
});

function readText(value: unknown, parameter: string): Checked<string> {
	const text = checkText(value, parameter);
	if (!text.ok) return text;
	return text.value.trim() === ''
		? refused(parameter, 'it is empty', 'Give what the message was sent with')
		: usable(text.value.trim());
}
