import { isObject, member, textOf } from '../jsonMembers';
import { normalised, type UnidentifiedEvent } from './normalisedEvent';
import { readReply } from './reply';
import { addressOf, groupingsOf, senderOf, timeOf } from './webhookMembers';

/**
 * Something a person did with a message other than writing back, such as SuggestionClick.
 * developers.cm.com, incoming events.
 * @returns nothing when it is no event
 */
export function readEvent(value: unknown): UnidentifiedEvent | undefined {
	const event = member(value, 'event');
	if (!isObject(event)) return undefined;
	const channel = textOf(member(value, 'channel'));
	return normalised({
		kind: 'event',
		reference: textOf(member(value, 'reference')),
		to: addressOf(member(value, 'to')),
		from: senderOf(member(value, 'from'), channel),
		fromName: textOf(member(member(value, 'from'), 'name')),
		channel,
		messageContext: textOf(member(value, 'messageContext')),
		...readReply(member(event, 'custom')),
		eventType: textOf(member(event, 'type')),
		custom: member(event, 'custom') ?? null,
		groupings: groupingsOf(value),
		time: timeOf(value, ['time']),
		raw: value,
	});
}
