import type { INodeProperties } from 'n8n-workflow';

import type { LocalizableParameterFields } from '../../cm/messaging/localizableParameters';
import type { ComponentFields } from '../../cm/messaging/whatsappTemplate';
import { displayFor } from '../../n8n/displayFor';
import { itemParameter } from '../../n8n/itemParameter';
import { sendingOptions } from '../messagingOptions';
import { listOf, plainLists } from './formLists';
import { mediaFields, withLinks } from './mediaFields';
import { additionalFields, addressingFields, contentField, referenceField } from './messageFields';
import { readMessage } from './readMessage';
import { sendMessage } from './sendMessage';

const dateFields = (show?: Record<string, string[]>): INodeProperties[] =>
	[
		['Day of Month', 'dayOfMonth'],
		['Day of Week', 'dayOfWeek'],
		['Hour', 'hour'],
		['Minute', 'minute'],
		['Month', 'month'],
		['Year', 'year'],
	].map(([displayName = '', name = '']) => ({
		displayName,
		name,
		type: 'string',
		default: '',
		...(show === undefined ? {} : { displayOptions: { show } }),
	}));

const parameterFields: INodeProperties[] = [
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		default: 'text',
		options: [
			{ name: 'Currency', value: 'currency', description: 'In body and footer' },
			{ name: 'Date and Time', value: 'date_time', description: 'In body and footer' },
			{ name: 'Document', value: 'document', description: 'In the header' },
			{ name: 'Image', value: 'image', description: 'In the header' },
			{ name: 'Payload', value: 'payload', description: 'Of a quick reply button' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video', description: 'In the header' },
		],
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		default: '',
		displayOptions: { show: { type: ['text'] } },
	},
	{
		displayName: 'Payload',
		name: 'payload',
		type: 'string',
		default: '',
		description: 'Comes back when the button is pressed',
		displayOptions: { show: { type: ['payload'] } },
	},
	{
		displayName: 'Fallback Value',
		name: 'fallbackValue',
		type: 'string',
		default: '',
		placeholder: 'e.g. €10.50',
		description: "Shown where the value cannot be written in the reader's language",
		displayOptions: { show: { type: ['currency', 'date_time'] } },
	},
	{
		displayName: 'Currency Code',
		name: 'currencyCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. EUR',
		displayOptions: { show: { type: ['currency'] } },
	},
	{
		displayName: 'Amount × 1000',
		name: 'amount1000',
		type: 'string',
		default: '',
		placeholder: 'e.g. 10500',
		displayOptions: { show: { type: ['currency'] } },
	},
	...dateFields({ type: ['date_time'] }),
	{
		displayName: 'Timestamp',
		name: 'timestamp',
		type: 'string',
		default: '',
		description: 'Seconds since 1970, instead of the parts of the date',
		displayOptions: { show: { type: ['date_time'] } },
	},
	...mediaFields({ type: ['image', 'document', 'video'] }),
];

const componentsField: INodeProperties = {
	displayName: 'Components',
	name: 'components',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add component',
	default: {},
	description: 'What fills in the header, body, footer and buttons of the template',
	options: [
		{
			displayName: 'Component',
			name: 'component',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					default: 'body',
					options: [
						{ name: 'Body', value: 'body' },
						{ name: 'Button', value: 'button' },
						{ name: 'Footer', value: 'footer' },
						{ name: 'Header', value: 'header' },
					],
				},
				{
					displayName: 'Button Kind',
					name: 'subType',
					type: 'options',
					default: 'quick_reply',
					options: [
						{ name: 'Quick Reply', value: 'quick_reply' },
						{ name: 'URL', value: 'url' },
					],
					displayOptions: { show: { type: ['button'] } },
				},
				{
					displayName: 'Button Index',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 2 },
					default: 0,
					description: 'Which button of the template, counted from 0',
					displayOptions: { show: { type: ['button'] } },
				},
				{
					displayName: 'Parameters',
					name: 'parameters',
					type: 'fixedCollection',
					typeOptions: { multipleValues: true, sortable: true },
					placeholder: 'Add parameter',
					default: {},
					options: [{ displayName: 'Parameter', name: 'parameter', values: parameterFields }],
				},
			],
		},
	],
};

const localizableField: INodeProperties = {
	displayName: 'Localizable Parameters',
	name: 'localizableParams',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add parameter',
	default: {},
	description: 'The older way to fill in a template; use components where you can',
	options: [
		{
			displayName: 'Parameter',
			name: 'parameter',
			values: [
				{
					displayName: 'Default',
					name: 'default',
					type: 'string',
					default: '',
					description: 'Shown as it is, unless a currency or date is given',
				},
				{
					displayName: 'Currency Code',
					name: 'currencyCode',
					type: 'string',
					default: '',
					placeholder: 'e.g. EUR',
				},
				{
					displayName: 'Amount × 1000',
					name: 'amount1000',
					type: 'string',
					default: '',
					placeholder: 'e.g. 10500',
				},
				...dateFields(),
			],
		},
	],
};

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendWhatsAppTemplate'],
	[
		...addressingFields(['WhatsApp']),
		{
			displayName: 'Namespace',
			name: 'namespace',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 5ba2d0b7_f2c6_433b_a66e_57b009ceb6ff',
			description: 'Given to you when the template is approved',
		},
		{
			displayName: 'Template Name',
			name: 'elementName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. letter_sent',
			description: 'Element name, given to you when the template is approved',
		},
		{
			displayName: 'Language Code',
			name: 'languageCode',
			type: 'string',
			required: true,
			default: 'en',
			placeholder: 'e.g. en_US',
		},
		{
			displayName: 'Language Policy',
			name: 'languagePolicy',
			type: 'options',
			default: 'deterministic',
			options: [
				{
					name: 'Deterministic',
					value: 'deterministic',
					description: 'Only when the recipient has this language',
				},
				{ name: 'Fallback', value: 'fallback', description: 'Whatever language the recipient has' },
			],
		},
		componentsField,
		localizableField,
		contentField('Fallback Text', 'Shown by channels that have no templates, such as SMS'),
		referenceField,
		additionalFields,
		sendingOptions,
	],
);

/** Business Messaging API, WhatsApp, Template; components after CM's SDKs. */
export const operation = sendMessage(
	async (context, itemIndex) =>
		await readMessage(context, itemIndex, async (channels) => {
			const { buildRichContent } = await import('../../cm/messaging/richContent');
			const field = (name: string): unknown =>
				plainLists(itemParameter(context, name, itemIndex, {}));
			const components = withLinks(context, itemIndex, field('components'));
			if (!components.ok) return components;

			const template = {
				kind: 'template' as const,
				namespace: field('namespace'),
				elementName: field('elementName'),
				languageCode: field('languageCode'),
				languagePolicy: field('languagePolicy'),
				components: listOf<ComponentFields>(components.value),
				localizableParams: listOf<LocalizableParameterFields>(field('localizableParams')),
			};
			return buildRichContent({ items: [template] }, channels);
		}),
);
