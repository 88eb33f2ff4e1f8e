import { eventId } from '../eventId';
import type { REPLACE_KEYS } from './callback';
import { CONTENT_LINES } from './subscription';

/** A status change of a letter. Values that the service left empty are null. */
export interface LetterEvent {
	kind: 'status';
	/** The same for every delivery of the same callback. */
	eventId: string;
	letterId: string;
	/** As the service writes it; it documents no list of statuses. */
	status: string;
	reference: string | null;
	trackingcode: string | null;
	/** Time of the status change, as the service writes it. */
	receivedAt: string | null;
}

/** A callback that does not tell which letter and which status. */
export interface UnreadableEvent extends Omit<LetterEvent, 'kind' | 'letterId' | 'status'> {
	kind: 'unreadable';
	letterId: null;
	status: null;
	/** The query and the content, without the trigger's secret. */
	raw: string;
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
		kind: 'status',
		eventId: idOf(content, query),
		letterId,
		status: newStatus,
		reference: filled(reference, '[REFERENCE]'),
		trackingcode: filled(trackingcode, '[TRACKINGCODE]'),
		receivedAt: filled(receivedAt, '[RECEIVED_AT]'),
	};
}

/**
 * An event of a callback that cannot be read.
 * @param query without the secret
 * @returns nothing when there is nothing in it: no query, and no content or an empty JSON value
 */
export function unreadableEvent(
	content: string,
	query: Record<string, unknown>,
): UnreadableEvent | undefined {
	const told = Object.keys(query).length === 0 ? [] : [JSON.stringify(query)];
	if (!/^\s*(\{\s*\}|\[\s*\])?\s*$/.test(content)) told.push(content);
	if (told.length === 0) return undefined;
	return {
		kind: 'unreadable',
		eventId: idOf(content, query),
		letterId: null,
		status: null,
		reference: null,
		trackingcode: null,
		receivedAt: null,
		raw: told.join('\n'),
	};
}

/** All that the service said counts, also where it did not fill in a time. */
function idOf(content: string, { letter, status }: Record<string, unknown>): string {
	return eventId([content, letter ?? null, status ?? null]);
}

/** A value that was filled in: neither empty nor still its own replace key. */
function filled(value: unknown, key: keyof typeof REPLACE_KEYS): string | null {
	return typeof value === 'string' && value.trim() !== '' && value !== key ? value : null;
}
