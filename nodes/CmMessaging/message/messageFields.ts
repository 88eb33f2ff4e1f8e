import type { INodeProperties } from 'n8n-workflow';

import { CHANNELS } from '../../cm/messaging/channels';
import { defaultCountryField } from '../phoneCountry';

const addressing: INodeProperties[] = [
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Amstel',
		description:
			'Sender that the recipient sees. By SMS at most 11 letters and digits, or a number of at most 16 digits; on other channels the ID that CM.com gave you.',
	},
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +31612345678',
		description:
			'Phone number in any common form, or several with commas between, or a list from an expression. On channels without phone numbers the ID of the recipient.',
	},
	defaultCountryField,
	{
		displayName: 'Channels',
		name: 'allowedChannels',
		type: 'multiOptions',
		default: [],
		description:
			'In the order you choose them: the next is used when the one before cannot deliver. None: any channel that CM.com has configured for you.',
		options: CHANNELS.map(({ label, value }) => ({ name: label, value })),
	},
];

/**
 * Who a message goes to, from whom, and by which channels.
 * @param channels those chosen at first
 */
export const addressingFields = (channels: string[]): INodeProperties[] =>
	addressing.map((field) =>
		field.name === 'allowedChannels' ? { ...field, default: channels } : field,
	);

/** The text of a message, or what stands in for rich content where none can be shown. */
export const contentField = (displayName: string, description: string): INodeProperties => ({
	displayName,
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	placeholder: 'e.g. Your letter is on its way.',
	description,
});

export const referenceField: INodeProperties = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	default: '',
	placeholder: 'e.g. INV20260042',
	description:
		'Your own key for this message, 1 to 32 letters and digits. It comes back in the answer, in status reports and in replies.',
};

export const additionalFields: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'App Key',
			name: 'appKey',
			type: 'string',
			default: '',
			placeholder: 'e.g. 00000000-0000-0000-0000-000000000000',
			description: 'GUID of your app in the App manager, for Push',
		},
		{
			displayName: 'Compose Letters',
			name: 'composeLetters',
			type: 'boolean',
			default: true,
			description:
				'Whether letters with a separate accent, as some programs write them, become one letter: they would need Unicode otherwise',
		},
		{
			displayName: 'Custom Grouping',
			name: 'customGrouping',
			type: 'string',
			default: '',
			placeholder: 'e.g. Campaign ABC',
			description: 'Tag for your analysis, up to 100 characters',
		},
		{
			displayName: 'Custom Grouping 2',
			name: 'customGrouping2',
			type: 'string',
			default: '',
			placeholder: 'e.g. Department XYZ',
			description: 'Second tag for your analysis, up to 100 characters',
		},
		{
			displayName: 'Custom Grouping 3',
			name: 'customGrouping3',
			type: 'string',
			default: '',
			placeholder: 'e.g. Source 123',
			description: 'Third tag for your analysis, up to 100 characters',
		},
		{
			displayName: 'Data Coding Scheme',
			name: 'dcs',
			type: 'options',
			default: 8,
			description:
				'Encoding of an SMS. It counts only when Encoding is set to something else than Automatic.',
			options: [
				{ name: 'GSM, 7 Bits', value: 0 },
				{ name: 'Unicode, UCS-2', value: 8 },
			],
		},
		{
			displayName: 'Encoding',
			name: 'bodyType',
			type: 'options',
			default: 'auto',
			description: 'How CM.com treats the text; Automatic unless set',
			options: [
				{ name: 'As CM.com Does by Default', value: '' },
				{ name: 'Automatic', value: 'auto' },
				{ name: 'Binary', value: 'BINARY' },
				{ name: 'Text', value: 'TEXT' },
			],
		},
		{
			displayName: 'Maximum Parts',
			name: 'maximumNumberOfMessageParts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 255 },
			default: 8,
			description: 'How many parts an SMS may have at most; set Minimum Parts too',
		},
		{
			displayName: 'Minimum Parts',
			name: 'minimumNumberOfMessageParts',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 255 },
			default: 1,
			description: 'How many parts an SMS has at least; set Maximum Parts too',
		},
		{
			displayName: 'Refuse Unicode',
			name: 'refuseUnicode',
			type: 'boolean',
			default: true,
			description:
				'Whether an SMS is refused that needs Unicode, where a part holds 70 characters and not 160',
		},
		{
			displayName: 'Validity',
			name: 'validity',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2h',
			description:
				'Until when the message is worth delivering: hours or minutes such as 2h or 30m, or a date and time. At most 72 hours, 24 unless set.',
		},
	],
};
