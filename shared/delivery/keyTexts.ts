/** What one letter or message is, and in which state it is wanted. */
export interface Wanted {
	/** What tells it from all others. */
	key: string;
	/** A hash of all that is sent with it: the same key with other content is a conflict. */
	content: string;
	/** The states it may be known in, the wanted one first, e.g. `mailed`, `stored`. */
	states: readonly [string, ...string[]];
	/** Those of the states that fall short of the wanted one. */
	lesser?: readonly string[];
	/** Sent on purpose though its key is known. */
	again?: boolean;
	/** The attempt of an earlier try of this execution: what became of it comes first. */
	resumes?: number;
}

/**
 * The texts that say in the store what became of a key. A key has attempts, counted from 1; a later
 * one begins when the one before certainly came to nothing.
 */
export function textsOf({ key, content }: Pick<Wanted, 'key' | 'content'>, attempt: number) {
	const about = `${key} ${attempt}`;
	return {
		/** Somebody means to send it. */
		intent: about,
		/** The one new try after a doubt. */
		retry: `${about} retry`,
		/** The content was recorded with the intent, and the state that it is meant to be in. */
		recorded: (state: string) => `${about} recorded ${state}`,
		/** It is meant to be sent with this content. */
		content: `${about} is ${content}`,
		/** Somebody is asking whether it is meant with this content. */
		asked: `${about} asked ${content}`,
		/** It exists at the service. */
		done: `${about} done`,
		/** It exists with this content, in this state. */
		state: (state: string) => `${about} is ${content} ${state}`,
		/** What is at the service with this ID is about to be taken for it. */
		takes: (id: string) => `${about} takes ${id}`,
		/** It stands for this ID. */
		has: (id: string) => `${about} has ${id}`,
		/** It certainly was not sent. Two texts, see {@link knownAttempt}. */
		failed: [`${about} failed`, `${about} not sent`] as const,
		/** The new try came to nothing either, whoever made it. */
		retryFailed: [`${about} retry failed`, `${about} retry not sent`] as const,
	};
}

type Texts = ReturnType<typeof textsOf>;

/** What a question to the store is: texts are asked for by putting them in. */
export type Step =
	/** Whether it is there; where it is not, it is taken out again. @property sure it ought to be */
	| { ask: string; sure?: boolean }
	/** Whether it was there; it stays in. @property brief it is soon taken out again */
	| { put: string; brief?: boolean }
	/** It goes. */
	| { drop: string };

/** Questions about one key, one after the other; each is answered with whether the text was there. */
export type Questions<T> = Generator<Step, T, boolean>;

/** What the store knows of a key. */
export type Known =
	/** Nobody sent it: this attempt is ours. */
	| { kind: 'claimed'; attempt: number }
	| { kind: 'done'; state: string; attempt: number }
	/** It was done with other content. */
	| { kind: 'conflict' }
	/**
	 * Somebody meant to send it, and left no outcome.
	 * @property meant the state that it was meant to be in, where that was recorded
	 */
	| {
			kind: 'inDoubt';
			sameContent: boolean;
			attempt: number;
			meant?: string;
			several?: boolean;
	  };

/** How often a key is tried anew; more than this is left to a person. */
const MOST_ATTEMPTS = 60;

/**
 * Finds out what is known of a key from an attempt on whose intent is in the store; claims the next
 * attempt where those before came to nothing.
 *
 * Asking puts a text in, and a process that is killed before it takes it out again leaves it there.
 * So whatever would let a letter be skipped or be sent again is said by two texts, asked one after
 * the other: one left behind says nothing. Of a letter that is done all are there, so that asking
 * costs no removal. A content is one text; while it is asked for, another one says so. What a process
 * that is killed can still do is to make a doubt with other content look like a conflict.
 */
export function* knownAttempt(wanted: Wanted, from = wanted.resumes ?? 1): Questions<Known> {
	const [first] = wanted.states;
	let isDoneOtherwise = false;
	for (let attempt = from; attempt <= MOST_ATTEMPTS; attempt++) {
		const texts = textsOf(wanted, attempt);
		if (isDoneOtherwise && !(yield* isBegun(texts, wanted.states))) return { kind: 'conflict' };
		if (attempt > from && !(yield { put: texts.intent })) return { kind: 'claimed', attempt };
		if (wanted.again && attempt !== wanted.resumes) continue;

		const showsState = yield { ask: texts.state(first) };
		if (yield { ask: texts.done, sure: showsState }) {
			for (const state of wanted.states) {
				const isShown = state === first ? showsState : yield { ask: texts.state(state) };
				if (!isShown) continue;
				const isSure =
					(yield { ask: texts.content, sure: true }) &&
					(yield { ask: texts.recorded(state), sure: true });
				if (isSure) return { kind: 'done', state, attempt };
				yield { drop: texts.state(state) };
			}
			const { content } = yield* meaningOf(texts, wanted.states);
			if (content === 'unclear') return { kind: 'inDoubt', sameContent: false, attempt };
			if (content === 'other') {
				// It may have been sent again on purpose, with what is wanted now.
				isDoneOtherwise = true;
				continue;
			}
			// What is done with this content has a state: this was left behind.
			yield { drop: texts.done };
		} else if (showsState) yield { drop: texts.state(first) };

		if (yield* isSaid(texts.failed)) {
			// The run before may say so late, when another one has begun the new try.
			if (!(yield { ask: texts.retry }) || (yield* isSaid(texts.retryFailed))) continue;
		}
		const { content, meant } = yield* meaningOf(texts, wanted.states);
		const sameContent = content === 'same' || content === 'none';
		return { kind: 'inDoubt', sameContent, attempt, meant };
	}
	return { kind: 'inDoubt', sameContent: false, attempt: MOST_ATTEMPTS };
}

/** Whether two texts are there; one alone was left behind. */
function* isSaid([first, second]: readonly [string, string]): Questions<boolean> {
	if (!(yield { ask: first })) return false;
	if (yield { ask: second, sure: true }) return true;
	yield { drop: first };
	return false;
}

/** Whether an attempt was begun: nothing is sent before its content is recorded. */
function* isBegun(texts: Texts, states: readonly string[]): Questions<boolean> {
	if (!(yield { ask: texts.intent })) return false;
	return (yield* recordedState(texts, states)) !== undefined;
}

interface Meaning {
	/** `none` where nothing was recorded, `unclear` where a process was killed while it asked. */
	content: 'same' | 'other' | 'none' | 'unclear';
	/** The state that it was meant to be in. */
	meant?: string;
}

/** With which content an attempt is meant, and in which state. */
function* meaningOf(texts: Texts, states: readonly string[]): Questions<Meaning> {
	if (yield { put: texts.asked, brief: true }) return { content: 'unclear' };
	const isSame = yield { ask: texts.content };
	const meant = yield* recordedState(texts, states);
	yield { drop: texts.asked };
	if (isSame) return { content: 'same', meant };
	return { content: meant === undefined ? 'none' : 'other', meant };
}

function* recordedState(texts: Texts, states: readonly string[]): Questions<string | undefined> {
	for (const state of states) if (yield { ask: texts.recorded(state) }) return state;
	return undefined;
}
