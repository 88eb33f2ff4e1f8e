import { quoted, shortened } from '../../../shared/checks/quotation';
import type { Checked } from '../../../shared/checks/refusal';
import { carryRichContent, channelNames } from './channels';
import { filled, Form, given } from './form';
import { MOST_PARTS } from './sms/parts';
import type { RichContent } from './richContent/conversationItems';
import { checkSmsSender, checkSmsText } from './sms/smsText';
import { checkValidity } from './validity';

/** One message of a request. Business Messaging API, Shared Features; names as on the wire. */
export interface Msg {
	from: string;
	/** Each becomes one message and one entry in the answer. */
	to: Array<{ number: string }>;
	/** The text, or with richContent what channels without rich content show instead. */
	body?: { type?: string; content: string };
	/** In the order of fallback; any configured channel when left out. */
	allowedChannels?: string[];
	reference?: string;
	customGrouping?: string;
	customGrouping2?: string;
	customGrouping3?: string;
	minimumNumberOfMessageParts?: number;
	maximumNumberOfMessageParts?: number;
	/** 0: GSM 7 bits, 8: Unicode UCS-2. Ignored by the service when body.type is auto. */
	dcs?: number;
	/** See {@link checkValidity}. */
	validity?: string;
	/** GUID of the app, for Push. */
	appKey?: string;
	richContent?: RichContent;
}

/** What a message is made of, under the names it will have; values as a form or expression gives. */
export interface MessageFields {
	from?: unknown;
	/** Checked recipients, see checkRecipients. */
	to: string[];
	content?: unknown;
	/** `auto` lets the service choose the encoding; empty for none, which the service takes for GSM. */
	bodyType?: unknown;
	allowedChannels?: string[];
	reference?: unknown;
	customGrouping?: unknown;
	customGrouping2?: unknown;
	customGrouping3?: unknown;
	minimumNumberOfMessageParts?: unknown;
	maximumNumberOfMessageParts?: unknown;
	dcs?: unknown;
	validity?: unknown;
	appKey?: unknown;
	/** Whether a text that needs Unicode by SMS is refused. */
	refuseUnicode?: unknown;
	/** Whether letters that are written with a separate accent are put together: e + ´ as é. */
	composeLetters?: unknown;
	/** Built by buildRichContent. */
	richContent?: RichContent;
}

/** Business Messaging API, Custom groupings: "up to 100 characters of your choosing". */
const LONGEST_GROUPING = 100;
/** Business Messaging API, WhatsApp, Text messages: the length of one bubble. */
const LONGEST_WHATSAPP_TEXT = 4096;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * One message as the service wants it. Nothing unset is sent.
 *
 * A reference is passed on as it is: the document allows "1 - 32 alphanumeric characters", but its
 * own examples have underscores, and a 36-character UUID was accepted by the live service.
 * @param now milliseconds since 1970
 */
export function buildMessage(fields: MessageFields, now = Date.now()): Checked<Msg> {
	const form = new Form();
	const allowedChannels = channelNames(fields.allowedChannels ?? []);

	if (fields.to.length === 0) form.missing('To');
	if (fields.richContent !== undefined && !carryRichContent(allowedChannels)) {
		form.refuse(
			'Channels',
			`${shortened(allowedChannels.join(' and '))} cannot show rich content`,
			'Add a channel such as WhatsApp, RCS or Viber, or send text only',
		);
	}
	const dcs = dataCodingScheme(form, fields.dcs);
	const limits = parts(form, fields);
	const text = body(form, fields, allowedChannels);
	const from = form.requiredWord('From', fields.from);
	if (mayBeSms(allowedChannels)) {
		checkSmsSender(form, from);
		checkSmsText(form, {
			content: text?.content ?? '',
			type: text?.type,
			dcs,
			encodingIsKnown: fields.bodyType !== undefined || dcs !== undefined,
			mostParts: limits.maximumNumberOfMessageParts,
			refuseUnicode: fields.refuseUnicode === true,
		});
	}
	const grouping = (field: string, value: unknown) =>
		form.text(field, value, { longest: LONGEST_GROUPING });

	return form.outcome(
		given<Msg>({
			allowedChannels: filled(allowedChannels),
			from,
			to: fields.to.map((number) => ({ number })),
			body: text,
			reference: form.word('Reference', fields.reference),
			customGrouping: grouping('Custom Grouping', fields.customGrouping),
			customGrouping2: grouping('Custom Grouping 2', fields.customGrouping2),
			customGrouping3: grouping('Custom Grouping 3', fields.customGrouping3),
			...limits,
			dcs,
			validity: form.take(checkValidity(fields.validity, now)),
			appKey: appKey(form, fields.appKey, allowedChannels),
			richContent: fields.richContent,
		}),
	);
}

/** Elsewhere senders are IDs of the channel, and texts have other limits. */
function mayBeSms(channels: string[]): boolean {
	return channels.length === 0 || channels.includes('SMS');
}

function body(form: Form, fields: MessageFields, channels: string[]): Msg['body'] {
	const { richContent, bodyType } = fields;
	const isBubble = richContent === undefined && channels[0] === 'WhatsApp';
	const limits = isBubble ? { longest: LONGEST_WHATSAPP_TEXT } : {};
	// The service has an error for "No body field was found", and its RCS examples send an empty one.
	const content =
		richContent === undefined
			? form.requiredText('Message', fields.content, limits)
			: (form.text('Message', fields.content) ?? '');
	return given({
		type: form.word('Encoding', bodyType),
		content: fields.composeLetters === true ? content.normalize('NFC') : content,
	});
}

function parts(
	form: Form,
	fields: MessageFields,
): Pick<Msg, 'minimumNumberOfMessageParts' | 'maximumNumberOfMessageParts'> {
	const limits = { least: 1, most: MOST_PARTS, whole: true };
	const least = form.number('Minimum Parts', fields.minimumNumberOfMessageParts, limits);
	const most = form.number('Maximum Parts', fields.maximumNumberOfMessageParts, limits);
	if (least !== undefined && most !== undefined && least > most) {
		form.refuse('Minimum Parts', `${least} is more than the maximum of ${most}`, 'Lower it');
	}
	// Business Messaging API, parameter table: "always used together".
	if ((least === undefined) !== (most === undefined)) {
		form.refuse(
			least === undefined ? 'Minimum Parts' : 'Maximum Parts',
			'minimum and maximum are only used together',
			'Set both, or neither',
		);
	}
	return { minimumNumberOfMessageParts: least, maximumNumberOfMessageParts: most };
}

function dataCodingScheme(form: Form, value: unknown): number | undefined {
	const dcs = form.number('Data Coding Scheme', value);
	if (dcs !== undefined && dcs !== 0 && dcs !== 8) {
		form.refuse('Data Coding Scheme', `${dcs} is not documented`, 'Use 0 for GSM or 8 for Unicode');
	}
	return dcs;
}

/** Business Messaging API, Push: "the App Key is needed in the request to the gateway". */
function appKey(form: Form, value: unknown, channels: string[]): string | undefined {
	const key = form.word('App Key', value);
	if (key === undefined) {
		if (channels.includes('Push')) {
			form.refuse('App Key', 'Push needs the key of the app', 'Copy it from the App manager');
		}
	} else if (!GUID.test(key)) {
		form.refuse(
			'App Key',
			`${quoted(key)} is not an app key`,
			'It looks like 00000000-0000-0000-0000-000000000000; copy it from the App manager',
		);
	}
	return key;
}
