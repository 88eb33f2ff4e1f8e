import type { INodeProperties } from 'n8n-workflow';

import { alphabetical } from '../../../shared/n8n/alphabetical';
import { listField, textField, type Show } from './formFields';
import { mediaFields } from './mediaFields';
import { additionalFields } from './messageFields';

const dateFields = (show?: Show): INodeProperties[] =>
	[
		['Day of Month', 'dayOfMonth'],
		['Day of Week', 'dayOfWeek'],
		['Hour', 'hour'],
		['Minute', 'minute'],
		['Month', 'month'],
		['Year', 'year'],
	].map(([displayName = '', name = '']) =>
		textField(displayName, name, show === undefined ? {} : { displayOptions: { show } }),
	);

const typeField = (types: Array<{ name: string; value: string }>): INodeProperties => ({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	default: 'text',
	options: types,
});

const valueField = textField('Text', 'text', { displayOptions: { show: { type: ['text'] } } });

const headerField = listField(
	'Header Values',
	'headerValues',
	'Value',
	[
		typeField([
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		]),
		valueField,
		...mediaFields({ type: ['image', 'document', 'video'] }),
	],
	undefined,
	'What fills in the header of the template: a text, or a file',
);

const bodyField = listField(
	'Body Values',
	'bodyValues',
	'Value',
	[
		typeField([
			{ name: 'Currency', value: 'currency' },
			{ name: 'Date and Time', value: 'date_time' },
			{ name: 'Text', value: 'text' },
		]),
		valueField,
		textField('Fallback Value', 'fallbackValue', {
			placeholder: 'e.g. €10.50',
			description: "Shown where the value cannot be written in the reader's language",
			displayOptions: { show: { type: ['currency', 'date_time'] } },
		}),
		textField('Currency Code', 'currencyCode', {
			placeholder: 'e.g. EUR',
			displayOptions: { show: { type: ['currency'] } },
		}),
		textField('Amount × 1000', 'amount1000', {
			placeholder: 'e.g. 10500',
			displayOptions: { show: { type: ['currency'] } },
		}),
		...dateFields({ type: ['date_time'] }),
		textField('Timestamp', 'timestamp', {
			description: 'Seconds since 1970, instead of the parts of the date',
			displayOptions: { show: { type: ['date_time'] } },
		}),
	],
	undefined,
	'What fills in the placeholders {{1}}, {{2}} … of the text, in their order',
);

const buttonField = listField(
	'Button Values',
	'buttonValues',
	'Button',
	[
		{
			displayName: 'Button Kind',
			name: 'subType',
			type: 'options',
			default: 'quick_reply',
			options: [
				{ name: 'Catalog', value: 'catalog' },
				{ name: 'Copy Code', value: 'copy_code' },
				{ name: 'Flow', value: 'flow' },
				{ name: 'Quick Reply', value: 'quick_reply' },
				{ name: 'URL', value: 'url', description: 'Also the button of a one-time password' },
			],
		},
		{
			displayName: 'Button Index',
			name: 'index',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 2 },
			default: 0,
			description: 'Which button of the template, counted from 0',
		},
		textField('Payload', 'payload', {
			description: 'Comes back when the button is pressed',
			displayOptions: { show: { subType: ['quick_reply'] } },
		}),
		textField('URL Ending', 'text', {
			description: 'What stands for the placeholder at the end of the address',
			displayOptions: { show: { subType: ['url'] } },
		}),
		textField('Coupon Code', 'couponCode', {
			displayOptions: { show: { subType: ['copy_code'] } },
		}),
		textField('Flow Token', 'flowToken', { displayOptions: { show: { subType: ['flow'] } } }),
		textField('Thumbnail Product', 'thumbnailProduct', {
			description: 'ID of the product whose picture is shown',
			displayOptions: { show: { subType: ['catalog'] } },
		}),
	],
	undefined,
	'What fills in the buttons of the template',
);

/** Which template, and what fills it in. */
export const templateFields: INodeProperties[] = [
	textField('Template Name', 'elementName', {
		required: true,
		placeholder: 'e.g. letter_sent',
		description: 'Element name, given to you when the template is approved',
	}),
	textField('Language Code', 'languageCode', {
		required: true,
		default: 'en',
		placeholder: 'e.g. en_US',
	}),
	headerField,
	bodyField,
	buttonField,
];

const localizableField = listField(
	'Localizable Parameters',
	'localizableParams',
	'Parameter',
	[
		textField('Default', 'default', {
			description: 'Shown as it is, unless a currency or date is given',
		}),
		textField('Currency Code', 'currencyCode', { placeholder: 'e.g. EUR' }),
		textField('Amount × 1000', 'amount1000', { placeholder: 'e.g. 10500' }),
		...dateFields(),
	],
	undefined,
	'The older way to fill in a template; use Body Values where you can',
);

/** The additional fields of all messages, and those of templates. */
export const templateAdditionalFields: INodeProperties = {
	...additionalFields,
	options: alphabetical([
		...(additionalFields.options as INodeProperties[]),
		{
			displayName: 'Flatten Values',
			name: 'flattens',
			type: 'boolean',
			default: true,
			description:
				'Whether line breaks, tabs and rows of blanks in values become one blank each: WhatsApp takes none of them in a template',
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
		localizableField,
		textField('Namespace', 'namespace', {
			placeholder: 'e.g. 5ba2d0b7_f2c6_433b_a66e_57b009ceb6ff',
			description: 'Given to you when the template is approved',
		}),
	]),
};
