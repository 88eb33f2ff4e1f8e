import { isObject, member, textOf } from '../members';
import { normalised, type NormalisedEvent } from './normalisedEvent';
import { addressOf, groupingsOf, timeOf } from './told';

/**
 * One incoming message: the current JSON (message.text, media, custom) or the older flat one
 * (body). developers.cm.com, incoming messages; docs.cmtelecom.com, mo-webhooks 1.0.
 * @returns nothing when it is no message
 */
export function readInbound(value: unknown): NormalisedEvent | undefined {
	const message = member(value, 'message');
	const body = member(value, 'body');
	if (!isObject(message) && textOf(message) === null && body === undefined) return undefined;

	return normalised({
		kind: 'inbound',
		reference: textOf(member(value, 'reference')),
		to: addressOf(member(value, 'to')),
		from: addressOf(member(value, 'from')),
		fromName: textOf(member(member(value, 'from'), 'name')),
		channel: textOf(member(value, 'channel')),
		messageContext: textOf(member(value, 'messageContext')),
		errorText: textOf(member(message, 'error')),
		text: writtenText(isObject(message) ? member(message, 'text') : (message ?? body)),
		media: mediaOf(member(message, 'media')),
		custom: member(message, 'custom') ?? null,
		groupings: groupingsOf(value),
		time: timeOf(value, ['time']),
		raw: value,
	});
}

/**
 * One incoming message from the elements of the older XML. They look at it from CM's side:
 * RECEIVER is our number, SENDER the phone that wrote.
 * Assumption: SENT is CM local time, as all times of CM.com without an offset.
 */
export function readInboundXml(msg: unknown): NormalisedEvent | undefined {
	const sender = member(msg, 'sender');
	if (sender === undefined && member(msg, 'receiver') === undefined) return undefined;
	return normalised({
		kind: 'inbound',
		reference: textOf(member(msg, 'reference')),
		to: textOf(member(msg, 'receiver')),
		from: textOf(isObject(sender) ? member(sender, '#text') : sender),
		channel: textOf(member(msg, 'channel')),
		operator: textOf(member(sender, '@OPERATOR')),
		text: writtenText(member(msg, 'message')),
		groupings: groupingsOf(msg),
		time: timeOf(msg, ['sent', '@received']),
		raw: msg,
	});
}

/** What a person wrote keeps the white space around it. */
function writtenText(value: unknown): string | null {
	if (typeof value === 'string') return value === '' ? null : value;
	return textOf(isObject(value) ? (member(value, 'content') ?? member(value, '#text')) : value);
}

/** Without media the object comes with empty texts. */
function mediaOf(value: unknown): NormalisedEvent['media'] {
	const uri = textOf(member(value, 'mediaUri'));
	if (uri === null) return null;
	return {
		uri,
		contentType: textOf(member(value, 'contentType')),
		title: textOf(member(value, 'title')),
	};
}
