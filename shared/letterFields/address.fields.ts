import type { INodeProperties, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';

import { countryLocator } from './countryLocator';

/** The parts of an address, as the parameters and the mapping of columns name them. */
const PARTS: Array<[name: string, label: string, placeholder: string]> = [
	['name', 'Name', 'e.g. Ms J. de Vries'],
	['company', 'Company', 'e.g. Rowing Club Amstel'],
	['street', 'Street', 'e.g. Keizersgracht 12'],
	['postalCode', 'Postal Code', 'e.g. 1015 CJ'],
	['city', 'City', 'e.g. Amsterdam'],
	['region', 'Region', 'e.g. CA'],
	['country', 'Country', 'e.g. NL or Netherlands'],
];

export const PART_NAMES = PARTS.map(([name]) => name);

/** The parameter of one part: `recipientPostalCode`. */
export function partParameter(who: 'recipient' | 'sender', part: string): string {
	return `${who}${part.charAt(0).toUpperCase()}${part.slice(1)}`;
}

const partFields = (
	who: 'recipient' | 'sender',
	show: Record<string, Array<string | boolean>>,
): INodeProperties[] =>
	PARTS.map(([name, label, placeholder]) => ({
		displayName: `${who === 'recipient' ? 'Recipient' : 'Sender'} ${label}`,
		name: partParameter(who, name),
		type: 'string',
		default: '',
		placeholder,
		displayOptions: { show },
	}));

/** What can be mapped by hand to the recipient, or to the sender. */
export async function addressFields(): Promise<ResourceMapperFields> {
	return await Promise.resolve({
		fields: PARTS.map(
			([id, displayName]): ResourceMapperField => ({
				id,
				displayName,
				type: 'string',
				required: false,
				defaultMatch: false,
				canBeUsedToMatch: false,
				display: true,
			}),
		),
	});
}

const FROM_TEXT = { contentFrom: ['text'] };

/** Who a letter from text goes to. An AI agent fills single fields; it has no columns. */
export const recipientProperties: INodeProperties[] = [
	{
		displayName: 'Recipient As',
		name: 'recipientInput',
		type: 'options',
		noDataExpression: true,
		default: 'columns',
		options: [
			{
				name: 'Columns',
				value: 'columns',
				description:
					"The address is in columns of the input, and is laid out in its country's order",
			},
			{ name: 'One Text', value: 'text', description: 'The whole address in one parameter' },
		],
		displayOptions: { show: FROM_TEXT, hide: { '@tool': [true] } },
	},
	{
		displayName: 'Recipient',
		name: 'recipientColumns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'autoMapInputData', value: null },
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'addressFields',
				mode: 'add',
				valuesLabel: 'Recipient',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: true,
			},
		},
		displayOptions: {
			show: { ...FROM_TEXT, recipientInput: ['columns'] },
			hide: { '@tool': [true] },
		},
	},
	{
		displayName:
			'Columns are also taken by their other usual names: name or first and last name, company, street and number, postal code (zip, PLZ, code postal), city (Ort, ville, plaats), region, country. What was taken for what is shown above the output.',
		name: 'recipientNotice',
		type: 'notice',
		default: '',
		displayOptions: {
			show: { ...FROM_TEXT, recipientInput: ['columns'] },
			hide: { '@tool': [true] },
		},
	},
	...partFields('recipient', { ...FROM_TEXT, '@tool': [true] }).filter(
		({ name }) => name !== 'recipientCountry',
	),
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam',
		description:
			'Full postal address, one line of it per line. Its country is added from Country, if it is not there.',
		displayOptions: {
			show: { ...FROM_TEXT, recipientInput: ['text'] },
			hide: { '@tool': [true] },
		},
	},
];

/** Where a letter goes: asked once, unless a column of the input says it. */
export const countryProperties: INodeProperties[] = [
	{
		...countryLocator,
		displayName: 'Country',
		required: false,
		hint: "Leave empty to take it from the recipient's country column",
		displayOptions: { show: FROM_TEXT, hide: { recipientInput: ['text'] } },
	},
	{
		...countryLocator,
		displayName: 'Country',
		displayOptions: { show: { ...FROM_TEXT, recipientInput: ['text'] } },
	},
	{
		...countryLocator,
		displayName: 'Country',
		displayOptions: { show: { contentFrom: ['pdf'] } },
	},
];

/** Who a letter from text is from. */
export const senderProperties: INodeProperties[] = [
	{
		displayName: 'Sender As',
		name: 'senderInput',
		type: 'options',
		noDataExpression: true,
		default: 'none',
		options: [
			{ name: 'None', value: 'none', description: 'No sender is printed' },
			{ name: 'One Text', value: 'text', description: 'The whole sender in one parameter' },
			{
				name: 'Separate Fields',
				value: 'fields',
				description:
					'Typed once for all rows, or mapped from columns; in the order of its own country',
			},
		],
		displayOptions: { show: FROM_TEXT },
	},
	{
		displayName: 'Sender',
		name: 'senderColumns',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			resourceMapper: {
				resourceMapperMethod: 'addressFields',
				mode: 'add',
				valuesLabel: 'Sender',
				fieldWords: { singular: 'field', plural: 'fields' },
				addAllFields: true,
				supportAutoMap: false,
			},
		},
		displayOptions: {
			show: { ...FROM_TEXT, senderInput: ['fields'] },
			hide: { '@tool': [true] },
		},
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Rowing Club Amstel, Amsteldijk 5, 1074 HV Amsterdam',
		description: 'Full sender address; one line is enough',
		displayOptions: { show: { ...FROM_TEXT, senderInput: ['text'] } },
	},
	...partFields('sender', { ...FROM_TEXT, senderInput: ['fields'], '@tool': [true] }),
];
