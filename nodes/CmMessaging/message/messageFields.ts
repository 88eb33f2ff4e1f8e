import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { CHANNELS } from '../../cm/messaging/channels';
import type { Msg } from '../../cm/messaging/message';
import { checkRecipients } from '../../cm/messaging/recipients';
import type { RichContent } from '../../cm/messaging/richContent';
import { refusalsOf, type Checked } from '../../delivery/refusal';
import { itemParameter } from '../../n8n/itemParameter';
import { alphabetical } from '../../n8n/alphabetical';

/** Who a message goes to, from whom, and by which channels. */
export const addressingFields: INodeProperties[] = [
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
	{
		displayName: 'Channels',
		name: 'allowedChannels',
		type: 'multiOptions',
		default: [],
		description:
			'In the order you choose them: the next is used when the one before cannot deliver. None: any channel that CM.com has configured for you.',
		options: alphabetical(CHANNELS.map(({ label, value }) => ({ name: label, value }))),
	},
];

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
			displayName: 'Default Country',
			name: 'defaultCountry',
			type: 'string',
			default: '',
			placeholder: 'e.g. NL',
			description: 'Two-letter code of the country that numbers without a country code belong to',
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

/** Kept, since every import() of the built package makes a new copy of all a module exports. */
let messageModule: Promise<typeof import('../../cm/messaging/message')> | undefined;

/**
 * The message that the parameters of one item make.
 * @param rich builds the rich content once the channels are known, where the operation has some
 */
export async function readMessage(
	context: IExecuteFunctions,
	itemIndex: number,
	rich?: (channels: string[]) => Promise<Checked<RichContent>>,
): Promise<Checked<Msg>> {
	const { defaultCountry, bodyType, ...more } = itemParameter(
		context,
		'additionalFields',
		itemIndex,
		{},
	) as IDataObject;
	const channels = readChannels(context, itemIndex);
	const content = itemParameter(context, 'content', itemIndex, '');
	const recipients = await checkRecipients(itemParameter(context, 'to', itemIndex), {
		channels,
		...(defaultCountry ? { defaultCountry: String(defaultCountry) } : {}),
	});
	const richContent = await rich?.(channels);
	const { buildMessage } = await (messageModule ??= import('../../cm/messaging/message'));
	const message = buildMessage({
		...more,
		from: itemParameter(context, 'from', itemIndex),
		// Stands in so that the rest is checked too, and every reason is named at once.
		to: recipients.ok ? recipients.value : ['0'],
		allowedChannels: channels,
		content,
		bodyType: content === '' ? undefined : (bodyType ?? 'auto'),
		reference: itemParameter(context, 'reference', itemIndex, ''),
		...(richContent?.ok ? { richContent: richContent.value } : {}),
	});
	const refusals = refusalsOf([
		recipients,
		...(richContent ? [richContent] : []),
		// Without its rich content the message lacks a body: that is not what is wrong with it.
		...(richContent?.ok === false ? [] : [message]),
	]);
	return refusals.length > 0 ? { ok: false, refusals } : message;
}

/** One name, several with commas between, or a list. */
function readChannels(context: IExecuteFunctions, itemIndex: number): string[] {
	const value: unknown = itemParameter(context, 'allowedChannels', itemIndex, []);
	const list = Array.isArray(value) ? value : String(value ?? '').split(',');
	return list.map((channel) => String(channel).trim()).filter((channel) => channel !== '');
}
