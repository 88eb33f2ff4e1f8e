import type { INodeProperties } from 'n8n-workflow';

import { itemParameter } from '../../../shared/n8n/itemParameter';
import { checkText } from '../../../shared/checks/text';
import { refused, usable } from '../../../shared/checks/refusal';
import { displayFor } from '../../../shared/n8n/displayFor';
import { forgetting } from '../../../shared/n8n/forgetting';
import { isKey } from '../../../shared/n8n/keyHash';
import type { LettersApi } from '../../connection/lettersApi';
import { duplicateFields } from '../requestOptions';
import { letterContentFields, letterOptionFields } from './letterContent.fields';
import { readLetterContent } from './letterContent';
import { identifyLetter } from './letterIdentity';

const letterFields = [
	...letterContentFields,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: letterOptionFields,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: duplicateFields,
	},
] satisfies INodeProperties[];

export const fields: INodeProperties[] = displayFor(
	'letter',
	['forget'],
	[
		{
			displayName: 'Letter By',
			name: 'forgetBy',
			type: 'options',
			noDataExpression: true,
			default: 'key',
			options: [
				{ name: 'Fields', value: 'fields', description: 'The same fields as in Create' },
				{
					name: 'Key',
					value: 'key',
					description: 'The key that skipped, refused and unknown items show',
				},
			],
		},
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. q3Jx0Zr_4mBd',
			description:
				'The key in the item of the letter. It holds for all CM Letters nodes of this workflow.',
			displayOptions: { show: { forgetBy: ['key'] } },
		},
		...letterFields.map((field: INodeProperties) => ({
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { ...field.displayOptions?.show, forgetBy: ['fields'] },
			},
		})),
	],
);

/** Asks CM.com nothing. */
export const operation = forgetting<LettersApi>(async (context, itemIndex, { identity }) => {
	if (itemParameter(context, 'forgetBy', itemIndex, 'key') === 'fields') {
		const content = await readLetterContent(context, itemIndex);
		if (!content.ok) return content;
		const identified = identifyLetter(context, itemIndex, content.value, identity);
		if (!identified.ok) return identified;
		return identified.value === undefined
			? refused(
					'Duplicate Protection',
					'it is Off, so the letter has no key',
					'Choose the protection that the letter was sent with',
				)
			: usable({ keys: [identified.value.key], shown: { key: identified.value.key } });
	}
	const key = checkText(itemParameter(context, 'key', itemIndex), 'Key');
	if (!key.ok) return key;
	const text = key.value.trim();
	return isKey(text)
		? usable({ keys: [text], shown: { key: text } })
		: refused(
				'Key',
				text === '' ? 'it is empty' : `"${text.slice(0, 80)}" is not a key`,
				'Copy the key of 12 characters from the item of the letter, or choose Fields',
			);
});
