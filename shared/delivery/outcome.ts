/** Everything that is sent ends in exactly one of these. */
export type Outcome =
	/**
	 * The service took it, now or in an earlier try of this execution.
	 * @property before what there was before it was changed or removed
	 */
	| { kind: 'accepted'; id?: string; answer: unknown; note?: string; before?: unknown }
	/** It was done before; nothing was sent. */
	| { kind: 'skipped'; id?: string; answer: unknown; note?: string }
	/**
	 * Our own check or the service said no; nothing was done.
	 * @property answer where it tells more
	 */
	| Refused
	/**
	 * It may or may not have been carried out.
	 * @property ifAbsent what the service said, which holds when it turns out to have nothing of it
	 */
	| { kind: 'unknown'; problem: Problem; ifAbsent?: Refused };

export interface Refused {
	kind: 'refused';
	problem: Problem;
	answer?: unknown;
	/** No request left at all: it says nothing of an earlier one. */
	neverLeft?: boolean;
}

/** What one sending came to. Only an outcome is final; the others certainly did nothing so far. */
export type Sending =
	| Outcome
	/** It did not leave: its claim would have ended before. @property waitMs to wait before it may */
	| { kind: 'late'; waitMs?: number }
	/** The service has too much to do. @property outcome what it is, if it is not sent again */
	| { kind: 'turnedAway'; outcome: Refused; waitMs?: number };

/** Why something failed and how to go on, in words for a person. */
export interface Problem {
	/** One sentence: what happened. */
	message: string;
	/** What to do now; quotes the service where it said something. */
	description: string;
	/** HTTP status code, where there was an answer. */
	httpCode?: number;
	/** Code of the system or the HTTP client, where there was none. */
	code?: string;
	/** Seconds to wait that the service asked for. */
	retryAfterSeconds?: number;
	/** By which key it is known, where it is protected. */
	key?: string;
	/** What a developer may need besides: the service's own code, the words of the system. */
	details?: Record<string, unknown>;
}

/** Whether the outcome leaves on the node's success side. */
export function succeeded(
	outcome: Outcome,
): outcome is Extract<Outcome, { kind: 'accepted' | 'skipped' }> {
	return outcome.kind === 'accepted' || outcome.kind === 'skipped';
}
