import { eventId } from '../../../shared/checks/eventId';
import type { REPLACE_KEYS } from './callback';
import { CONTENT_LINES } from './subscription';

/** A status change of a letter. Values that the service left empty are null. */
export interface LetterEvent {
	letterId: string;
	/** As the service writes it; it documents no list of statuses. */
	status: string;
	reference: string | null;
	trackingcode: string | null;
	/** Time of the status change, as the service writes it. */
	receivedAt: string | null;
}

/** The content's lines as one pattern: a value each to the end of its line, the last to the end. */
const CONTENT = new RegExp(
	`^${CONTENT_LINES.map((line) => line.split('=')[0])
		.map((name, index) => `${name}=(${index < CONTENT_LINES.length - 1 ? '.*' : '[\\s\\S]*'})`)
		.join('\\r?\\n')}$`,
);

/**
 * Reads a callback. When the content was destroyed on its way, letter and status from the URL are
 * enough for an event.
 * @param content the request's body as text
 * @param query the request's query parameters
 * @returns nothing when neither tells which letter and which status
 */
export function readLetterEvent(
	content: string,
	query: Record<string, unknown>,
): LetterEvent | undefined {
	const [, letter, status, trackingcode, receivedAt, reference] = CONTENT.exec(content) ?? [];
	const letterId = filled(letter, '[LETTER]') ?? filled(query.letter, '[LETTER]');
	const newStatus = filled(status, '[STATUS]') ?? filled(query.status, '[STATUS]');
	if (letterId === null || newStatus === null) return undefined;
	return {
		letterId,
		status: newStatus,
		reference: filled(reference, '[REFERENCE]'),
		trackingcode: filled(trackingcode, '[TRACKINGCODE]'),
		receivedAt: filled(receivedAt, '[RECEIVED_AT]'),
	};
}

/**
 * What a callback says that does not tell which letter and which status.
 * @param query without the secret
 * @returns nothing when there is nothing in it: no query, and no content or an empty JSON value
 */
export function unreadableText(
	content: string,
	query: Record<string, unknown>,
): string | undefined {
	const told = Object.keys(query).length === 0 ? [] : [JSON.stringify(query)];
	if (!/^\s*(\{\s*\}|\[\s*\])?\s*$/.test(content)) told.push(content);
	return told.length === 0 ? undefined : told.join('\n');
}

/**
 * The ID of an event, the same for every delivery of the same callback. All that the service said
 * counts, also where it filled in no time.
 * @param query without the secret, which differs between registrations
 */
export function letterEventId(content: string, query: Record<string, unknown>): string {
	return eventId([content, query]);
}

/** A value that was filled in: neither empty nor still its own replace key. */
function filled(value: unknown, key: keyof typeof REPLACE_KEYS): string | null {
	return typeof value === 'string' && value.trim() !== '' && value !== key ? value : null;
}
