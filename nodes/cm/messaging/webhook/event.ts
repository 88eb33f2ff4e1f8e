import { isObject, member, textOf } from '../members';
import { normalised, type NormalisedEvent } from './normalisedEvent';
import { addressOf, groupingsOf, timeOf } from './told';

/**
 * Something a person did with a message other than writing back, such as SuggestionClick.
 * developers.cm.com, incoming events.
 * @returns nothing when it is no event
 */
export function readEvent(value: unknown): NormalisedEvent | undefined {
	const event = member(value, 'event');
	if (!isObject(event)) return undefined;
	return normalised({
		kind: 'event',
		reference: textOf(member(value, 'reference')),
		to: addressOf(member(value, 'to')),
		from: addressOf(member(value, 'from')),
		fromName: textOf(member(member(value, 'from'), 'name')),
		channel: textOf(member(value, 'channel')),
		messageContext: textOf(member(value, 'messageContext')),
		eventType: textOf(member(event, 'type')),
		custom: member(event, 'custom') ?? null,
		groupings: groupingsOf(value),
		time: timeOf(value, ['time']),
		raw: value,
	});
}
