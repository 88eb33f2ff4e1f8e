import type { INodeProperties } from 'n8n-workflow';

import { checkText } from '../../cm/text';
import { refused, usable } from '../../delivery/refusal';
import { displayFor } from '../../n8n/displayFor';
import { forgetting } from '../../n8n/forgetting';
import type { LettersApi } from '../../account/lettersApi';
import { LETTER_KEYS } from './letterKeys';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['forget'],
	[
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. INV-2026-0042',
			description:
				'The reference of the letter, or its Duplicate Key. It holds for all CM Letters nodes of this workflow.',
		},
	],
);

/** Asks CM.com nothing. */
export const operation = forgetting<LettersApi>(LETTER_KEYS, async (context, itemIndex) => {
	const key = checkText(context.getNodeParameter('key', itemIndex), 'Key');
	if (!key.ok) return await Promise.resolve(key);
	return key.value.trim() === ''
		? refused('Key', 'it is empty', 'Give the reference of the letter, or its Duplicate Key')
		: usable({ keys: [key.value.trim()], shown: { key: key.value.trim() } });
});
