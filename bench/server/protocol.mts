/** What the bench's server counts, and how the bench talks to it. */
export interface Counts {
	requests: number;
	letters: number;
	/** Messages in all requests, one for each recipient. */
	messages: number;
	/** Of all bodies. */
	bytes: number;
	/** Most requests that were open at one moment. */
	mostOpen: number;
}

export const NOTHING: Counts = { requests: 0, letters: 0, messages: 0, bytes: 0, mostOpen: 0 };

export type ServerOrder =
	/** Forget the counts; answer after so many milliseconds from now on. */
	{ kind: 'begin'; delay: number } | { kind: 'count' };

export type ServerReport =
	| { kind: 'listening'; port: number }
	| { kind: 'begun' }
	| { kind: 'counts'; counts: Counts };
