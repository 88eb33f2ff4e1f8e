import type { Clock } from './clock';
import type { Job } from './delivery';
import type { DuplicateGuard } from './duplicateGuard';
import type { Wanted } from './keyTexts';
import type { Problem, Sending } from './outcome';

/** A job that is protected. */
export type Protected<J extends Job> = J & { identity: Wanted };

/** What sees to it that a job is not sent when another run sent it, and settles what is in doubt. */
export interface Protection<J extends Job> {
	guard: DuplicateGuard;
	clock: Clock;
	/** How many jobs are claimed at a time, before it is known how fast they go. */
	smallestChunk: number;
	/**
	 * Milliseconds after which an intent without an outcome is taken for one that came to nothing,
	 * when the service certainly has nothing. Longer than the guard's lease and an answer together.
	 */
	settleWait: number;
	/** Milliseconds between two looks at the service while a doubt is waited for. */
	lookEvery: number;
	/** Milliseconds between two looks for jobs that the service turned away. */
	lookForTurnedAwayEvery: number;
	/** How often a job is sent that the service turns away. */
	mostTries: number;
	/** Milliseconds after which a job that was turned away is not sent again. */
	longestTime: number;
	/** Why the service cannot be asked whether it has the job; nothing where it can. */
	whyNotFindable(job: J): string | undefined;
	/**
	 * Asks the service what it has of these jobs.
	 * @param begunAt when this run first sent a job (milliseconds since 1970), where it did
	 */
	find(jobs: J[], begunAt: (job: J) => number | undefined): Promise<Findings<J>>;
	/** Brings what exists in an earlier state into the one that is wanted, e.g. mails a draft. */
	advance?: Advance<J>;
	/** IDs of what cannot be found at the service, by key. */
	ids: { get(key: string): string | undefined; set(key: string, id: string): void };
	/** Called when an outcome could not be recorded. */
	warn(message: string): void;
	texts: ProtectionTexts;
}

export interface Advance<J extends Job> {
	/** What is claimed for it, so that only one execution does it. */
	claimKey(id: string): string;
	perform(job: J, id: string, until: number): Promise<Sending>;
	/** What to say where it cannot be found. */
	gone: Problem;
}

/** What the service has. */
export type Findings<J> =
	| {
			readable: true;
			/** What is there of a job. */
			of(job: J): FoundOf;
			/** Whether a job that is not in the answer is certainly not there. */
			absence: Absence;
	  }
	/**
	 * @property reason why it could not be told, as a sentence
	 * @property isRefused the service understood the question, and said no to it as well
	 */
	| { readable: false; reason: string; isRefused?: boolean };

export interface FoundOf {
	/** Everything that has the job's reference and, as far as shown, its recipient. */
	listed: Finding[];
	/** Those of them that are the job, as far as shown; the likeliest first. */
	matching: Finding[];
	/** Whether what matches is the job itself, not something like it. */
	isCertain?: boolean;
	/** Whether only a single one, which belongs to no other key, may be taken for the job. */
	onlyIfSingle: boolean;
	/** Why what is listed neither is the job nor shows that it is absent, as a sentence. */
	undecided?: string;
}

export type Absence =
	| { kind: 'sure' }
	/**
	 * It is sure where the answer shows what was sent: one of these IDs is known to the store, or any
	 * of all of them was given to this execution.
	 */
	| { kind: 'sureIfKnown'; ids: string[]; all: ReadonlySet<string>; reason: string }
	| { kind: 'unsure'; reason: string };

/** Something at the service. */
export interface Finding {
	id: string;
	answer: unknown;
}

/** Sentences about keys, in the words of whoever shows them to a person. */
export interface ProtectionTexts {
	/** Of what was done before, e.g. `It was sent before.` @param state in which it is */
	doneBefore(state: string): string;
	conflict(key: string): Problem;
	/** How to go on with something that stays unknown. */
	howToGoOn(key: string): string;
	notRecorded(reason: string): Problem;
	/** What could not leave before its claim ended, again and again. */
	tooSlow: Problem;
	found: string;
	foundOfEarlierRun: string;
	otherContentInDoubt: string;
	severalFound: string;
	triedAgain: string;
	stopped: string;
	cancelled: string;
	nothingSent: string;
}
