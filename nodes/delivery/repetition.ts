import type { Attempt } from './attempt';
import { classify, isHandshakeFailure } from './classification';
import type { Clock } from './clock';
import { retryAfterSeconds } from './retryAfter';

export interface RepetitionRules {
	/**
	 * Whether the request may be repeated though it may have been carried out: reads, and what has
	 * the same effect however often it is done. All others are repeated only where it is certain
	 * that nothing happened.
	 */
	idempotent: boolean;
	/** How often it is tried at most. 1 repeats nothing. */
	maxTries: number;
	/** Milliseconds after which no further try begins. */
	maxTime: number;
	/** No further try begins after this moment (milliseconds since 1970). */
	until?: number;
}

/** Milliseconds before the second try; each further wait is twice as long. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;

/**
 * Tries a request until it is answered for, the rules are spent or the run is cancelled; the last
 * attempt, which says how often it was tried.
 */
export async function repeat(
	attempt: () => Promise<Attempt>,
	{ idempotent, maxTries, maxTime, until = Infinity }: RepetitionRules,
	clock: Clock,
): Promise<Attempt> {
	const end = clock.now() + maxTime;
	let inDoubt = false;
	for (let tries = 1; ; tries++) {
		const last = { ...(await attempt()), tries, ...(inDoubt ? { followsDoubt: true } : {}) };
		const wait = waitBefore(tries, last, clock);
		if (tries >= maxTries || !mayRepeat(last, idempotent) || clock.now() + wait > end) return last;
		if (clock.now() + wait > until) return { ...last, cutShort: true };
		if (classify(last) === 'ambiguous') inDoubt = true;
		if (!(await clock.pause(wait))) return last;
	}
}

/** Failures that the next try will meet again: a certificate, a redirect, a missing credential. */
function isLasting(attempt: Attempt): boolean {
	return attempt.kind === 'answered'
		? attempt.status >= 300 && attempt.status < 400
		: attempt.unsent !== undefined || isHandshakeFailure(attempt);
}

function mayRepeat(attempt: Attempt, idempotent: boolean): boolean {
	const certainty = classify(attempt);
	const isTransient = certainty === 'neverHappened' || (certainty === 'ambiguous' && idempotent);
	return isTransient && !isLasting(attempt);
}

/** What the service asks for, or a wait that doubles; half of it random, so that many do not meet. */
function waitBefore(tries: number, attempt: Attempt, { random }: Clock): number {
	const asked = attempt.kind === 'answered' ? retryAfterSeconds(attempt) : undefined;
	const doubled = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
	const jittered = doubled / 2 + (random() * doubled) / 2;
	return asked === undefined ? jittered : asked * 1000 + random() * FIRST_WAIT;
}
