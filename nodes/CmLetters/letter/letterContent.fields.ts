import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../../shared/n8n/alphabetical';
import {
	countryProperties,
	recipientProperties,
	senderProperties,
} from '../../../shared/letterFields/address.fields';

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
	...recipientProperties,
	...countryProperties,
	{
		displayName: 'Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. INV-2026-0042',
		description:
			'Your own key for this letter. CM.com is expected to return it with the letter and in callbacks, but documents no property for it.',
	},
	...senderProperties,
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

/** How the country is printed below the addresses of a letter from text. */
export const countryOptionFields: INodeProperties[] = [
	{
		displayName: 'Country Line In',
		name: 'countryLanguage',
		type: 'options',
		default: 'english',
		description: "In which language the country is printed below the recipient's address",
		options: [
			{ name: 'English', value: 'english' },
			{ name: 'French', value: 'french' },
			{ name: "The Country's Own", value: 'own' },
		],
	},
	{
		displayName: 'Home Country',
		name: 'homeCountry',
		type: 'string',
		default: '',
		placeholder: 'e.g. NL',
		description:
			'Country the letters are posted in, unless the sender says it. At home no country is printed below the address; without it, it always is.',
	},
];

/** Puts further entries into a collection's fields and keeps them in order of their names. */
export function withFields(
	fields: INodeProperties[],
	...more: INodeProperties[]
): INodeProperties[] {
	return alphabetical([...fields, ...more]);
}
