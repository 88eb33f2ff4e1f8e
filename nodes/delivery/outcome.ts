import type { Refusal } from './refusal';

/** Everything that is sent ends in exactly one of these. */
export type Outcome =
	/** The service took it, now or in an earlier try of this execution. */
	| { kind: 'accepted'; id?: string; answer: unknown; note?: string }
	/** It was done before this execution; nothing was sent. */
	| { kind: 'skipped'; id?: string; answer: unknown; note?: string }
	/**
	 * Our own check or the service said no; nothing was done.
	 * @property answer where it tells more
	 * @property cutShort it would have been tried again, had there been time
	 */
	| { kind: 'refused'; problem: Problem; answer?: unknown; cutShort?: boolean }
	/** It may or may not have been carried out. */
	| { kind: 'unknown'; problem: Problem };

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
	/** What programmers say of it, such as the words of the system. */
	details?: string;
	/** Seconds to wait that the service asked for. */
	retryAfterSeconds?: number;
	/** Our own reasons, when nothing was sent. */
	refusals?: Refusal[];
}

/** Whether the outcome leaves on the node's success side. */
export function succeeded(
	outcome: Outcome,
): outcome is Extract<Outcome, { kind: 'accepted' | 'skipped' }> {
	return outcome.kind === 'accepted' || outcome.kind === 'skipped';
}
