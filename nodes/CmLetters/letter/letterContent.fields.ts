import type { INodeProperties } from 'n8n-workflow';

import { countryLocator } from '../countryLocator';
import { alphabetical } from '../../n8n/alphabetical';

const addressFields = (who: 'recipient' | 'sender'): INodeProperties[] => {
	const title = who === 'recipient' ? 'Recipient' : 'Sender';
	const displayOptions = { show: { contentFrom: ['text'], [`${who}Input`]: ['fields'] } };
	const field = (
		part: string,
		label: string,
		placeholder: string,
		description = '',
	): INodeProperties => ({
		displayName: `${title} ${label}`,
		name: `${who}${part}`,
		type: 'string',
		default: '',
		placeholder,
		...(description === '' ? {} : { description }),
		displayOptions,
	});
	return [
		field('Name', 'Name', 'e.g. Ms J. de Vries'),
		field('Company', 'Company', 'e.g. Rowing Club Amstel'),
		field(
			'Street',
			'Street',
			'e.g. Keizersgracht 12',
			'Street with house number, as the country writes it',
		),
		field('PostalCode', 'Postal Code', 'e.g. 1015 CJ'),
		field('City', 'City', 'e.g. Amsterdam'),
		field(
			'Region',
			'Region',
			'e.g. CA',
			'State or province, printed where the country has it in its addresses',
		),
		field(
			'Country',
			'Country',
			'e.g. Netherlands',
			'Last line of the address, for letters abroad. A two-letter code is printed as the English name. Empty: no country line.',
		),
	];
};

/** Who a letter goes to and what stands in it, as far as it is the same however it is sent. */
export const letterContentFields: INodeProperties[] = [
	{
		displayName: 'Content From',
		name: 'contentFrom',
		type: 'options',
		noDataExpression: true,
		default: 'text',
		options: [
			{ name: 'Text', value: 'text', description: 'CM.com sets the letter from address and text' },
			{ name: 'PDF File', value: 'pdf', description: 'The PDF is the letter, address included' },
		],
	},
	countryLocator,
	{
		displayName: 'Input Data Field Name',
		name: 'pdf',
		type: 'string',
		required: true,
		default: 'data',
		placeholder: 'e.g. data',
		hint: 'The name of the input field that holds the PDF file',
		description: 'The PDF is printed as it is, so its first page must show the address',
		displayOptions: { show: { contentFrom: ['pdf'] } },
	},
	{
		displayName: 'Recipient As',
		name: 'recipientInput',
		type: 'options',
		noDataExpression: true,
		default: 'text',
		options: [
			{ name: 'One Text', value: 'text', description: 'The whole address in one parameter' },
			{
				name: 'Separate Fields',
				value: 'fields',
				description: 'Put in the order in which the destination country writes addresses',
			},
		],
		displayOptions: { show: { contentFrom: ['text'] } },
	},
	{
		displayName: 'Recipient',
		name: 'recipient',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam\nNetherlands',
		description: 'Full postal address, one line of it per line',
		displayOptions: { show: { contentFrom: ['text'], recipientInput: ['text'] } },
	},
	...addressFields('recipient'),
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
				description: 'Put in the order of the recipient',
			},
		],
		displayOptions: { show: { contentFrom: ['text'] } },
	},
	{
		displayName: 'Sender',
		name: 'sender',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. Rowing Club Amstel, Amsteldijk 5, 1074 HV Amsterdam',
		description: 'Full sender address; one line is enough',
		displayOptions: { show: { contentFrom: ['text'], senderInput: ['text'] } },
	},
	...addressFields('sender'),
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 8 },
		required: true,
		default: '',
		placeholder: 'e.g. Dear Ms de Vries,',
		description: 'Text of the letter. It may hold accents and signs such as ß and €, but no emoji.',
		displayOptions: { show: { contentFrom: ['text'] } },
	},
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. INV-2026-0042',
		description:
			'Your own key for this letter. CM.com is expected to return it with the letter and in callbacks, but documents no property for it.',
	},
];

/** The properties that a letter may have besides, in the order n8n wants: by name. */
export const letterOptionFields: INodeProperties[] = [
	{
		displayName: 'Date and Place',
		name: 'dateplace',
		type: 'string',
		default: '',
		placeholder: 'e.g. Amsterdam, 21 November 2026',
		description: 'Printed at the top right, above the text',
	},
	{
		displayName: 'Double-Sided',
		name: 'doublesided',
		type: 'boolean',
		default: false,
		description: 'Whether both sides of a sheet are printed',
	},
	{
		displayName: 'Express',
		name: 'express',
		type: 'boolean',
		default: false,
		description: 'Whether the letter goes by priority mail. For letters abroad only.',
	},
	{
		displayName: 'Full Color',
		name: 'fullcolor',
		type: 'boolean',
		default: false,
		description: 'Whether the letter is printed in color',
	},
	{
		displayName: 'Registered',
		name: 'registered',
		type: 'boolean',
		default: false,
		description:
			'Whether to use track and trace with notification of delivery to the mailbox. In Germany only.',
	},
	{
		displayName: 'Registered Mailbox',
		name: 'registeredMailbox',
		type: 'boolean',
		default: false,
		description: 'Whether to use track and trace',
	},
	{
		displayName: 'Registered Receipt',
		name: 'registeredReceipt',
		type: 'boolean',
		default: false,
		description:
			'Whether to use track and trace with notification that the recipient was verified at delivery. In Germany only.',
	},
	{
		displayName: 'Subject',
		name: 'subject',
		type: 'string',
		default: '',
		placeholder: 'e.g. Your membership in 2027',
		description: 'Line above the text of the letter',
	},
];

/** Puts a further entry into a collection's fields and keeps them in order of their names. */
export function withField(fields: INodeProperties[], field: INodeProperties): INodeProperties[] {
	return alphabetical([...fields, field]);
}
