import type { StandardError } from '../answers/standardErrors';
import type { Button, ListChoice, Order, Place } from './reply';

/** A picture, film, sound or file that came with a message. */
export interface Medium {
	uri: string;
	contentType: string | null;
	title: string | null;
}

/** What CM.com tells about a message. Whatever it did not tell is null. */
export interface NormalisedEvent {
	/**
	 * statusReport: of a message that was sent. inbound: a message came in. event: a click, …
	 * outbound: what one sent oneself, as CM.com echoes it. unreadable: something else came.
	 */
	kind: 'statusReport' | 'inbound' | 'event' | 'outbound' | 'unreadable';
	/** The same for every delivery of the same report. */
	eventId: string;
	/** Reference of the outgoing message; with some channels the ID of the incoming one. */
	reference: string | null;
	/** Phone number or ID, as CM.com writes it. */
	to: string | null;
	/** Phone number of who wrote, with a +; another ID as CM.com writes it. */
	from: string | null;
	/** Name of the sender of an incoming message. */
	fromName: string | null;
	channel: string | null;
	/** Which earlier message this one answers. */
	messageContext: string | null;
	/** Status reports: 0 accepted, 1 rejected, 2 delivered, 3 failed, 4 read, or what came. */
	statusCode: number | null;
	/** Status reports: the word for a documented code; a status that is a word, as it came. */
	status: string | null;
	/** Status reports of the older document: the state in CM.com's words. */
	statusDescription: string | null;
	errorCode: string | null;
	errorText: string | null;
	/** What a failed message's errorCode means, where it is a documented one. */
	standardError: StandardError | null;
	operator: string | null;
	text: string | null;
	/** The first, or only, one. */
	media: Medium | null;
	/** All of them. */
	mediaList: Medium[] | null;
	/** The button that was pressed. */
	button: Button | null;
	/** What was chosen from a list. */
	listChoice: ListChoice | null;
	location: Place | null;
	order: Order | null;
	/** Events: such as SuggestionClick. */
	eventType: string | null;
	/** What a channel tells beyond this: contacts, data of a click, …; as it came. */
	custom: unknown;
	/** The message's custom groupings, in order; empty ones are null. No list when there are none. */
	groupings: Array<string | null> | null;
	/** ISO 8601 with an offset; a time in another form is passed on as it came. */
	time: string | null;
	/**
	 * What this was read from: JSON as parsed, XML as an object of its elements, without tokens. Of
	 * what could not be read, the text.
	 */
	raw: unknown;
}

/** An event before it has its ID, which depends on what else is in the request. */
export type UnidentifiedEvent = Omit<NormalisedEvent, 'eventId'>;

const NOTHING: Omit<UnidentifiedEvent, 'kind' | 'raw'> = {
	reference: null,
	to: null,
	from: null,
	fromName: null,
	channel: null,
	messageContext: null,
	statusCode: null,
	status: null,
	statusDescription: null,
	errorCode: null,
	errorText: null,
	standardError: null,
	operator: null,
	text: null,
	media: null,
	mediaList: null,
	button: null,
	listChoice: null,
	location: null,
	order: null,
	eventType: null,
	custom: null,
	groupings: null,
	time: null,
};

/** An event in which everything that is not told is null. */
export function normalised(
	told: Partial<UnidentifiedEvent> & Pick<UnidentifiedEvent, 'kind' | 'raw'>,
): UnidentifiedEvent {
	const { kind, raw, ...rest } = told;
	return { kind, ...NOTHING, ...rest, raw };
}

/** Something that came and could not be read. @param raw the text, or what it holds */
export function unreadable(raw: unknown): UnidentifiedEvent {
	return normalised({
		kind: 'unreadable',
		raw: typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? ''),
	});
}
