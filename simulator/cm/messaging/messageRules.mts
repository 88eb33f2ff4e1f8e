import type { Assumptions } from '../assumptions.mts';
import type { Complaint } from '../../framework/simulatedApi.mts';
import { isByNumber, knownChannel, maybeSms, SMS } from './channels.mts';
import { rejectionOf } from './fate.mts';
import type { Protocol, StoredMessage } from './message.mts';
import { encodingOf, partsOf, type Encoding } from './parts.mts';
import { numberOf, objectOf, textOf, type Json } from './values.mts';

/** Why a message is rejected: one of the codes of S-BM "JSON POST Error codes", and a text. */
export interface Rejection {
	code: number;
	text: string;
}

/** What a message will be, but for its recipient and what becomes of it. */
export type MessageContent = Omit<
	StoredMessage,
	'id' | 'to' | 'status' | 'errorCode' | 'createdAt' | 'history' | 'replies'
>;

/** What there is to say about one MSG: of each recipient, and of what they get. */
export interface Judgement {
	recipients: { to: string | null; rejection: Rejection | null }[];
	content: MessageContent;
}

/** A MSG with what the OpenAPI description does not allow in it. */
export interface ReceivedMessage {
	msg: Json;
	/** Their paths are those within the MSG, such as "to/0/number". */
	complaints: readonly Complaint[];
	protocol: Protocol;
}

const DCS_UNICODE = 8;

/**
 * Checks one MSG in the order of facts 4.3: FROM, the list of recipients, each number, the body, the
 * other fields. What is wrong with the message is wrong for each of its recipients.
 */
export function judgeMessage(received: ReceivedMessage, assumptions: Assumptions): Judgement {
	const { msg } = received;
	const channels = channelsOf(msg);
	const content = contentOf(received, channels, assumptions);
	const fromRejection = rejectionOfFrom(msg, channels, assumptions);
	const otherRejection =
		rejectionOfBody(msg, assumptions) ?? rejectionOfFields(received, content, assumptions);
	const listRejection = rejectionOfList(msg, assumptions);
	if (listRejection !== null) {
		return { recipients: [{ to: null, rejection: fromRejection ?? listRejection }], content };
	}
	const recipients = (msg.to as unknown[]).map((recipient) => {
		const { number } = objectOf(recipient);
		const to = typeof number === 'number' ? String(number) : textOf(number);
		const rejection =
			fromRejection ??
			rejectionOfNumber(to, channels, assumptions) ??
			otherRejection ??
			rejectionOf(to ?? '');
		return { to, rejection };
	});
	return { recipients, content };
}

/** The allowed channels, those that are known as CM.com writes them. */
function channelsOf(msg: Json): string[] {
	const { allowedChannels } = msg;
	if (!Array.isArray(allowedChannels)) return [];
	return allowedChannels.map((name) => knownChannel(String(name)) ?? String(name));
}

/** At most 11 characters or 16 digits; other channels than SMS have senders of their own. */
function rejectionOfFrom(
	msg: Json,
	channels: string[],
	assumptions: Assumptions,
): Rejection | null {
	const from = textOf(msg.from) ?? '';
	if (from === '') return { code: 301, text: 'No FROM field found in a MSG object.' };
	if (!assumptions.enforceSender || !channels.every((channel) => channel === SMS)) return null;
	if (/^(?:\+?\d{1,16}|.{1,11})$/su.test(from)) return null;
	return { code: 301, text: `Invalid FROM field: '${from}'` };
}

function rejectionOfList({ to }: Json, { noRecipientCode }: Assumptions): Rejection | null {
	if (to !== undefined && !Array.isArray(to)) return { code: 302, text: mustBeArray('to') };
	if (Array.isArray(to) && to.length > 0) return null;
	return { code: noRecipientCode, text: NO_NUMBER };
}

const NO_NUMBER = 'Empty mobilenumber field, MT ignored';

function mustBeArray(name: string): string {
	return `${name} object is an invalid type, must be an array`;
}

function rejectionOfNumber(
	number: string | null,
	channels: string[],
	{ noRecipientCode, plusInNumbers, invalidNumberText }: Assumptions,
): Rejection | null {
	if (number === null || number === '') return { code: noRecipientCode, text: NO_NUMBER };
	if (!isByNumber(channels)) return null;
	const pattern = plusInNumbers === 'accept' ? /^(?:00|\+)?\d{5,15}$/ : /^(?:00)?\d{5,15}$/;
	if (pattern.test(number)) return null;
	const text = `Gsm '${number}' is not a number.`;
	return { code: 303, text: invalidNumberText === 'table' ? `Rejected: ${text}` : text };
}

function rejectionOfBody(msg: Json, { richContentWithoutBody }: Assumptions): Rejection | null {
	const { conversation } = objectOf(msg.richContent);
	const isRich = Array.isArray(conversation) && conversation.length > 0;
	if (isRich && richContentWithoutBody === 'accept') return null;
	if (msg.body === undefined) return { code: 304, text: 'No body field was found' };
	const content = textOf(objectOf(msg.body).content) ?? '';
	return content === '' ? { code: 304, text: 'A body without content was found' } : null;
}

const DATE = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`;
const TIME = String.raw`(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?`;
const ZONE = String.raw`(?: ?GMT| ?[+-]\d{1,2}(?::\d{2})?)?`;
/** S-BM "Validity period": a point in time, or hours or minutes. */
const VALIDITY = new RegExp(String.raw`^(?:${DATE} ${TIME}${ZONE}|\d+[hm])$`, 'i');

function rejectionOfFields(
	{ msg, complaints }: ReceivedMessage,
	content: MessageContent,
	assumptions: Assumptions,
): Rejection | null {
	const [complaint] = complaints;
	if (complaint !== undefined) {
		const { path, message } = complaint;
		const isList = message === 'must be array';
		return { code: 305, text: isList ? mustBeArray(path) : `Invalid field: ${path} ${message}` };
	}
	const { validity, allowedChannels, parts, reference } = content;
	const unknown = allowedChannels.find((name) => knownChannel(name) === null);
	if (unknown !== undefined && assumptions.unknownChannel === 'reject') {
		return { code: 305, text: `Invalid field: allowedChannels '${unknown}'` };
	}
	if (validity !== null && assumptions.enforceValidity && !VALIDITY.test(validity)) {
		return { code: 305, text: `Invalid field: validity '${validity}'` };
	}
	if (reference !== null && assumptions.enforceReference && !/^[a-z\d]{1,32}$/i.test(reference)) {
		return { code: 305, text: `Invalid field: reference '${reference}'` };
	}
	const max = maxPartsOf(msg, assumptions);
	if (parts > max && assumptions.tooManyParts === 'reject') {
		return {
			code: assumptions.tooManyPartsCode,
			text: `The body takes ${parts} message parts; ${max} are allowed`,
		};
	}
	return null;
}

function maxPartsOf(msg: Json, { maxPartsByDefault }: Assumptions): number {
	return numberOf(msg.maximumNumberOfMessageParts) ?? maxPartsByDefault;
}

/** S-BM "Auto detect encoding" and "Custom DCS": AUTO finds out and ignores DCS; default is GSM. */
function encodingAskedFor(text: string, type: string | null, dcs: number | null): Encoding {
	if (type?.toLowerCase() === 'auto') return encodingOf(text);
	return dcs === DCS_UNICODE ? 'Unicode' : 'GSM';
}

function contentOf(
	{ msg, protocol }: ReceivedMessage,
	channels: string[],
	assumptions: Assumptions,
): MessageContent {
	const body = objectOf(msg.body);
	const text = textOf(body.content) ?? '';
	const bodyType = textOf(body.type);
	const dcs = numberOf(msg.dcs);
	const encoding = encodingAskedFor(text, bodyType, dcs);
	const isCut = maybeSms(channels) || assumptions.partsOfOtherChannels === 'asSms';
	let parts = isCut ? partsOf(text, encoding) : [text];
	if (assumptions.tooManyParts === 'truncate') parts = parts.slice(0, maxPartsOf(msg, assumptions));
	return {
		from: textOf(msg.from) ?? '',
		channel: channels[0] ?? SMS,
		allowedChannels: Array.isArray(msg.allowedChannels) ? msg.allowedChannels.map(String) : [],
		reference: textOf(msg.reference),
		body: parts.join(''),
		bodyType,
		richContent: msg.richContent === undefined ? null : objectOf(msg.richContent),
		customGrouping: textOf(msg.customGrouping),
		customGrouping2: textOf(msg.customGrouping2),
		customGrouping3: textOf(msg.customGrouping3),
		validity: textOf(msg.validity),
		appKey: textOf(msg.appKey),
		dcs,
		minimumNumberOfMessageParts: numberOf(msg.minimumNumberOfMessageParts),
		maximumNumberOfMessageParts: numberOf(msg.maximumNumberOfMessageParts),
		parts: parts.length,
		encoding,
		protocol,
	};
}
