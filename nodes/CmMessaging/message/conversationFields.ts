import type { INodeProperties } from 'n8n-workflow';

import { listField, textField, type Show } from './formFields';
import { mediaFields } from './mediaFields';
import { placeFields, suggestionsField } from './suggestionFields';

const text = (
	displayName: string,
	name: string,
	show: Show | undefined,
	more: Partial<INodeProperties> = {},
): INodeProperties =>
	textField(displayName, name, {
		...(show === undefined ? {} : { displayOptions: { show } }),
		...more,
	});

const kindOf: INodeProperties = {
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'WORK',
	options: [
		{ name: 'Home', value: 'HOME' },
		{ name: 'Work', value: 'WORK' },
	],
};

const contactFields: INodeProperties[] = [
	text('Formatted Name', 'formatted_name', undefined, { placeholder: 'e.g. Jan de Vries' }),
	text('First Name', 'first_name', undefined),
	text('Middle Name', 'middle_name', undefined),
	text('Last Name', 'last_name', undefined),
	text('Name Prefix', 'name_prefix', undefined),
	text('Name Suffix', 'name_suffix', undefined),
	text('Company', 'company', undefined),
	text('Department', 'department', undefined),
	text('Job Title', 'title', undefined),
	text('Birthday', 'birthday', undefined, { placeholder: 'e.g. 1980-12-31' }),
	listField('Phones', 'phones', 'Phone', [
		text('Phone', 'phone', undefined, { placeholder: 'e.g. +31765727000' }),
		kindOf,
	]),
	listField('Emails', 'emails', 'Email', [
		text('Email', 'email', undefined, { placeholder: 'name@email.com' }),
		kindOf,
	]),
	listField('URLs', 'urls', 'URL', [
		text('URL', 'url', undefined, { placeholder: 'e.g. https://www.cm.com' }),
		kindOf,
	]),
	listField('Addresses', 'addresses', 'Address', [
		text('Street', 'street', undefined),
		text('ZIP Code', 'zip', undefined),
		text('City', 'city', undefined),
		text('State', 'state', undefined),
		text('Country', 'country', undefined),
		text('Country Code', 'country_code', undefined),
		kindOf,
	]),
];

const cardFields = (show?: Record<string, string[]>): INodeProperties[] => [
	text('Header', 'header', show),
	text('Card Text', 'text', show, { typeOptions: { rows: 3 } }),
	...mediaFields(show),
	suggestionsField(show),
];

/** One speech bubble after the other. Business Messaging API, Conversations. */
export const conversationField: INodeProperties = {
	displayName: 'Conversation',
	name: 'conversation',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add item',
	default: {},
	description: 'Items of the message, each like a speech bubble of its own',
	options: [
		{
			displayName: 'Item',
			name: 'item',
			values: [
				{
					displayName: 'Kind',
					name: 'kind',
					type: 'options',
					default: 'text',
					options: [
						{ name: 'Card', value: 'card', description: 'For RCS' },
						{ name: 'Carousel', value: 'carousel', description: 'Two to ten cards, for RCS' },
						{ name: 'Contacts', value: 'contacts', description: 'For WhatsApp' },
						{ name: 'JSON', value: 'json', description: 'Passed on as it is' },
						{ name: 'Location', value: 'location', description: 'For WhatsApp' },
						{ name: 'Media', value: 'media' },
						{ name: 'Text', value: 'text' },
					],
				},
				text('Text', 'itemText', { kind: ['text'] }, { typeOptions: { rows: 3 } }),
				...mediaFields({ kind: ['media'] }),
				...placeFields({ kind: ['location'] }, 'label'),
				listField('Contacts', 'contacts', 'Contact', contactFields, { kind: ['contacts'] }),
				...cardFields({ kind: ['card'] }),
				{
					displayName: 'Card Width',
					name: 'cardWidth',
					type: 'options',
					default: 'Medium',
					options: [
						{ name: 'Medium', value: 'Medium' },
						{ name: 'Small', value: 'Small' },
					],
					displayOptions: { show: { kind: ['carousel'] } },
				},
				listField('Cards', 'cards', 'Card', cardFields(), { kind: ['carousel'] }),
				{
					displayName: 'Item as JSON',
					name: 'json',
					type: 'json',
					default: '{}',
					displayOptions: { show: { kind: ['json'] } },
				},
				text(
					'Reply to Message ID',
					'contextMessageId',
					{ kind: ['text', 'media', 'location', 'contacts'] },
					{
						description: 'WhatsApp: ID of the message that this one answers',
					},
				),
			],
		},
	],
};
