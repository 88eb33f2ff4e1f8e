import { isObject, member, textOf } from '../jsonMembers';
import { normalised, type Medium, type UnidentifiedEvent } from './normalisedEvent';
import { readReply } from './reply';
import { addressOf, groupingsOf, senderOf, timeOf } from './webhookMembers';

/**
 * One incoming message: the current JSON (message.text, media, custom) or the older flat one
 * (body), which CM.com also offers as a query (GET). developers.cm.com, incoming messages;
 * docs.cmtelecom.com, mo-webhooks 1.0.
 * Assumption: the query has the names of the flat JSON; they are documented nowhere.
 * @returns nothing when it is no message
 */
export function readInbound(value: unknown): UnidentifiedEvent | undefined {
	const message = member(value, 'message');
	const body = member(value, 'body');
	if (!isObject(message) && textOf(message) === null && body === undefined) return undefined;

	const channel = textOf(member(value, 'channel'));
	const media = mediaOf(member(message, 'media'));
	return normalised({
		kind: 'inbound',
		reference: textOf(member(value, 'reference')),
		to: addressOf(member(value, 'to')),
		from: senderOf(member(value, 'from'), channel),
		fromName: textOf(member(member(value, 'from'), 'name')),
		channel,
		messageContext: textOf(member(value, 'messageContext')),
		errorText: textOf(member(message, 'error')),
		text: writtenText(isObject(message) ? member(message, 'text') : (message ?? body)),
		media: media[0] ?? null,
		mediaList: media.length === 0 ? null : media,
		...readReply(member(message, 'custom')),
		custom: member(message, 'custom') ?? null,
		groupings: groupingsOf(value),
		time: timeOf(value, ['time']),
		raw: value,
	});
}

/**
 * What one sent oneself, echoed by CM.com to those who asked for it. It looks like an older incoming
 * message, but has CM.com's token, or the "skill", which no incoming one has.
 * docs.cmtelecom.com, mt-webhooks 1.0.
 * @returns nothing when it is no echo
 */
export function readOutbound(value: unknown): UnidentifiedEvent | undefined {
	const isEcho = ['webhooktoken', 'skill'].some((name) => member(value, name) !== undefined);
	if (!isEcho || member(value, 'body') === undefined) return undefined;
	return normalised({
		kind: 'outbound',
		reference: textOf(member(value, 'reference')),
		to: addressOf(member(value, 'to')),
		from: addressOf(member(value, 'from')),
		channel: textOf(member(value, 'channel')),
		text: writtenText(member(value, 'body')),
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
export function readInboundXml(msg: unknown): UnidentifiedEvent | undefined {
	const sender = member(msg, 'sender');
	if (sender === undefined && member(msg, 'receiver') === undefined) return undefined;
	const channel = textOf(member(msg, 'channel'));
	return normalised({
		kind: 'inbound',
		reference: textOf(member(msg, 'reference')),
		to: textOf(member(msg, 'receiver')),
		from: senderOf(isObject(sender) ? member(sender, '#text') : sender, channel),
		channel,
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

/** One medium or a list of them. Without media there is one with empty texts. */
function mediaOf(value: unknown): Medium[] {
	const media = Array.isArray(value) ? value : [value];
	return media.flatMap((medium) => {
		const uri = textOf(member(medium, 'mediaUri'));
		if (uri === null) return [];
		return [
			{
				uri,
				contentType: textOf(member(medium, 'contentType')),
				title: textOf(member(medium, 'title')),
			},
		];
	});
}
