import type { Certainty } from './certainty';
import type { Clock } from './clock';

/** How a service's answers are read. */
export interface Reading<A> {
	classify(attempt: A): Certainty;
	/** Seconds that the service asks to be left alone; nothing when it does not. */
	retryAfterSeconds(attempt: A): number | undefined;
	/** Whether the next try will meet the same failure again, e.g. a certificate. */
	isLasting(attempt: A): boolean;
}

export interface RepetitionRules {
	/**
	 * Whether the request may be repeated though it may have been carried out: reads, and what has
	 * the same effect however often it is done. All others are repeated only where it is certain
	 * that nothing happened.
	 */
	idempotent: boolean;
	/** Whether what the service turned away is left to whoever asked. */
	leavesTurnedAway?: boolean;
	/** How often it is tried at most. 1 repeats nothing. */
	maxTries: number;
	/** Milliseconds after which no further try begins. */
	maxTime: number;
	/** No further try begins after this moment (milliseconds since 1970). */
	until?: number;
}

/** Something that did not leave: it would have left too late. @property waitMs to wait before it may */
export interface Late {
	kind: 'late';
	waitMs?: number;
}

/** An attempt that says how often it was tried. */
export type Tried<A> = A & {
	tries?: number;
	/** An earlier try of the same request may have been carried out. */
	followsDoubt?: boolean;
};

/** Milliseconds before the second try; each further wait is twice as long. */
const FIRST_WAIT = 500;
const LONGEST_WAIT = 20_000;

/**
 * Tries a request until it is answered for, the rules are spent or the run is cancelled; the last
 * attempt, which says how often it was tried.
 */
export async function repeat<A extends { kind: string }>(
	attempt: () => Promise<A | Late>,
	{ idempotent, leavesTurnedAway = false, maxTries, maxTime, until = Infinity }: RepetitionRules,
	reading: Reading<A>,
	clock: Clock,
): Promise<Tried<A> | Late> {
	const end = clock.now() + maxTime;
	let inDoubt = false;
	for (let tries = 1; ; tries++) {
		const made = await attempt();
		if (isLate(made)) return made;
		const last: Tried<A> = { ...made, tries, ...(inDoubt ? { followsDoubt: true } : {}) };
		const certainty = reading.classify(made);
		const wait = waitBefore(tries, reading.retryAfterSeconds(made), clock);
		const mayRepeat =
			certainty === 'neverHappened' ||
			(certainty === 'turnedAway' && !leavesTurnedAway) ||
			(certainty === 'ambiguous' && idempotent);
		if (tries >= maxTries || !mayRepeat || reading.isLasting(made)) return last;
		if (clock.now() + wait > end) return last;
		if (clock.now() + wait > until) return { kind: 'late', waitMs: wait };
		if (certainty === 'ambiguous') inDoubt = true;
		if (!(await clock.pause(wait))) return last;
	}
}

function isLate(made: { kind: string }): made is Late {
	return made.kind === 'late';
}

/** What the service asks for, or a wait that doubles; half of it random, so that many do not meet. */
export function waitBefore(tries: number, asked: number | undefined, { random }: Clock): number {
	const doubled = Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);
	const jittered = doubled / 2 + (random() * doubled) / 2;
	return asked === undefined ? jittered : asked * 1000 + random() * FIRST_WAIT;
}
