import type { StandardError } from '../standardErrors';

/** What CM.com tells about a message. Whatever it did not tell is null. */
export interface NormalisedEvent {
	/** statusReport: of a message that was sent. inbound: a message came in. event: a click, … */
	kind: 'statusReport' | 'inbound' | 'event';
	/** Reference of the outgoing message; with some channels the ID of the incoming one. */
	reference: string | null;
	/** Phone number or ID, as CM.com writes it. */
	to: string | null;
	from: string | null;
	/** Name of the sender of an incoming message. */
	fromName: string | null;
	channel: string | null;
	/** Which earlier message this one answers. */
	messageContext: string | null;
	/** Status reports: 0 accepted, 1 rejected, 2 delivered, 3 failed, 4 read. */
	statusCode: number | null;
	/** Status reports: the word for the code; null for a code that is not documented. */
	status: string | null;
	errorCode: string | null;
	errorText: string | null;
	/** What a failed message's errorCode means, where it is a documented one. */
	standardError: StandardError | null;
	operator: string | null;
	text: string | null;
	media: { uri: string; contentType: string | null; title: string | null } | null;
	/** Events: such as SuggestionClick. */
	eventType: string | null;
	/** What a channel tells beyond this: location, contacts, data of a click, …; as it came. */
	custom: unknown;
	/** The message's custom groupings, in order; empty ones are null. No list when there are none. */
	groupings: Array<string | null> | null;
	/** ISO 8601 with an offset; a time in another form is passed on as it came. */
	time: string | null;
	/** What this was read from: JSON as parsed, XML as an object of its elements. */
	raw: unknown;
}

const NOTHING: Omit<NormalisedEvent, 'kind' | 'raw'> = {
	reference: null,
	to: null,
	from: null,
	fromName: null,
	channel: null,
	messageContext: null,
	statusCode: null,
	status: null,
	errorCode: null,
	errorText: null,
	standardError: null,
	operator: null,
	text: null,
	media: null,
	eventType: null,
	custom: null,
	groupings: null,
	time: null,
};

/** An event in which everything that is not told is null. */
export function normalised(
	told: Partial<NormalisedEvent> & Pick<NormalisedEvent, 'kind' | 'raw'>,
): NormalisedEvent {
	const { kind, raw, ...rest } = told;
	return { kind, ...NOTHING, ...rest, raw };
}
