import type { Clock } from './clock';
import { knownAttempt, textsOf, type Known, type Questions, type Wanted } from './keyTexts';
import { chunks, questionAll } from './questioning';
import { areThere, isKnown, takeOne, type Candidates } from './taking';
import type { Stored, Tokens, TokenStore } from './tokenStore';

export type { Candidates } from './taking';

/** What is known of a key before what it stands for is sent. */
export type Claim =
	/** Nobody sent it and nobody else may: it is ours to send until then (milliseconds since 1970). */
	| { kind: 'ours'; until: number }
	/** It exists with the same content. */
	| { kind: 'done'; state: string }
	/** It exists with other content. */
	| { kind: 'conflict' }
	/**
	 * Somebody meant to send it, or means to right now, and left no outcome.
	 * @property attempt which one is in doubt: another one is another doubt
	 * @property several what was found may be it, or something else
	 */
	| { kind: 'inDoubt'; sameContent: boolean; attempt: number; several?: boolean }
	/** The store could not be asked or told: nothing may be sent. */
	| { kind: 'unavailable'; reason: string };

/** What became of a key that was claimed. */
export type Result =
	/** It exists. @property id ID of what exists, where there is one */
	| { kind: 'done'; wanted: Wanted; id?: string }
	/** It certainly was not sent: anyone may claim its key. */
	| { kind: 'notSent'; wanted: Wanted };

/** What became of a key in doubt. */
export type Settled =
	| Exclude<Claim, { kind: 'unavailable' }>
	/** It is at the service, and now recorded as done. */
	| { kind: 'found'; id: string };

/**
 * How many known keys are asked about under one lock: at first, at least and at most. In doubt each
 * takes some six removals of up to 3 ms and as many calls as 50 others. With a full memory on a slow
 * machine that is seconds, so later parts are as large as the pace of the part before allows.
 */
const ASKED = { first: 50, least: 10, most: 150 };

/** Milliseconds of asking under one lock that are aimed at; work that holds it for 10 s is not relied on. */
const ASKING_TIME = 2500;

/** How often a claim may be undone by other nodes before it is given up. */
const MOST_TIMES_UNDONE = 20;

/** Milliseconds, at most, that are waited before a claim is made again. */
const LONGEST_STEP_ASIDE = 500;

/**
 * Sees to it that what a key stands for is sent once, however many executions, restarts and workers
 * try. Who puts the intent of an attempt into the store first may send it, for as long as a claim
 * holds; who finds it there may not. What is done or failed is said by further texts. Each thing at
 * the service that belongs to a key has its ID in the store too: it is not taken for another's.
 */
export class DuplicateGuard {
	/** The attempt of each key that was claimed, or found in doubt. */
	private readonly attempts = new Map<string, number>();
	/** The attempt of each key that was claimed here: it has the content that is wanted. */
	private readonly own = new Map<string, number>();
	/** Keys whose new try is ours. */
	private readonly retried = new Set<string>();

	/**
	 * @param account what the IDs are of: those of two accounts never meet
	 * @param leaseMs for how long a claim holds. Whoever is in doubt has to wait longer than this
	 * plus the time an answer may take, before a new try.
	 */
	constructor(
		private readonly store: TokenStore,
		private readonly clock: Clock,
		private readonly account: string,
		readonly leaseMs: number,
	) {}

	/**
	 * Records the intent to send what the keys stand for, and what became of those claimed before.
	 * @param all each key once
	 */
	async claim(all: Wanted[], results: Result[] = []): Promise<Map<string, Claim>> {
		for (let time = 1; time <= MOST_TIMES_UNDONE; time++) {
			const claims = await this.claimOnce(all, results);
			if (claims !== undefined) return claims;
			// Two that undo each other's writes in step would go on doing so.
			await this.clock.pause(this.clock.random() * LONGEST_STEP_ASIDE);
		}
		return unavailable(all, 'other nodes of this workflow keep writing at the same moment');
	}

	/** @returns nothing where another node's write undid it */
	private async claimOnce(
		all: Wanted[],
		results: Result[],
	): Promise<Map<string, Claim> | undefined> {
		const until = this.clock.now() + this.leaseMs;
		const claims = new Map<string, Claim>();
		const known: Wanted[] = [];
		const claiming = async (tokens: Tokens) => {
			const intents = all.map((wanted) => ({ wanted, attempt: wanted.resumes ?? 1 }));
			const { before, stands } = await tokens.claim([
				...results.flatMap((result) => this.resultTexts(result)),
				...intents.map(({ wanted, attempt }) => textsOf(wanted, attempt).intent),
			]);
			const ours = intents.filter(({ wanted, attempt }) => {
				const isKnown = before.has(textsOf(wanted, attempt).intent);
				if (isKnown) known.push(wanted);
				return !isKnown;
			});
			if (ours.length > 0 && !(await stands())) return undefined;
			await recordContents(tokens, ours);
			return ours;
		};
		const begun = await this.store.transact(claiming);
		if (!begun.ok) return unavailable(all, begun.reason);
		if (begun.value === undefined) return undefined;
		for (const { wanted, attempt } of begun.value) this.take(wanted.key, attempt);
		for (const { wanted } of begun.value) claims.set(wanted.key, { kind: 'ours', until });
		for (const [key, claim] of await this.claimKnown(known, until)) claims.set(key, claim);
		return claims;
	}

	/** Records what became of keys that were claimed. */
	async record(results: Result[]): Promise<Stored<void>> {
		if (results.length === 0) return { ok: true, value: undefined };
		return await this.store.transact(async (tokens) => {
			await tokens.record(results.flatMap((result) => this.resultTexts(result)));
		});
	}

	/**
	 * Looks what became of keys in doubt: whether their runs recorded it meanwhile, or whether what
	 * is at the service is theirs. What belongs to another key is not.
	 */
	async settle(doubts: Candidates[]): Promise<Stored<Map<string, Settled>>> {
		const settled = new Map<string, Settled>();
		const until = this.clock.now() + this.leaseMs;
		const { found, reason } = await this.askAll(
			doubts,
			(doubt) => this.settling(doubt),
			({ wanted }) => wanted,
		);
		if (reason !== undefined) return { ok: false, reason };
		for (const [{ wanted }, result] of found) {
			settled.set(wanted.key, this.asClaim(wanted.key, result, until));
		}
		return { ok: true, value: settled };
	}

	/**
	 * Claims the one new try that a key in doubt has, where the same attempt still is in doubt.
	 * @returns whether it is ours, and until when
	 */
	async claimRetry(all: Wanted[]): Promise<Map<string, Claim>> {
		const until = this.clock.now() + this.leaseMs;
		const claims = new Map<string, Claim>();
		const { found, left, reason } = await this.askAll(all, (wanted) => this.retrying(wanted), asIs);
		for (const [{ key }, known] of found) {
			if (known.kind === 'retry') this.retried.add(key);
			const claim: Claim =
				known.kind === 'retry' ? { kind: 'ours', until } : this.asClaim(key, known, until);
			claims.set(key, claim);
		}
		return withUnavailable(claims, left, reason);
	}

	/** Which of these IDs at the service belong to a key. */
	async knownIds(ids: string[]): Promise<Stored<Set<string>>> {
		return await this.whichAreKnown(ids, (id) => isKnown(this.idText(id)));
	}

	/** Which keys stand for the ID beside them. */
	async keysOf(pairs: Array<{ key: string; id: string }>): Promise<Stored<Set<string>>> {
		const ids = new Map(pairs.map(({ key, id }) => [key, id]));
		return await this.whichAreKnown([...ids.keys()], (key) => {
			const id = ids.get(key) ?? '';
			const { has } = textsOf({ key, content: '' }, this.attemptOf(key));
			return areThere(has(id), this.idText(id));
		});
	}

	/** Which attempt of a key was claimed, or last found in doubt. */
	attemptOf(key: string): number {
		return this.attempts.get(key) ?? 1;
	}

	/** Records in which state something is now that is done. */
	async recordState(wanted: Wanted, state: string): Promise<Stored<void>> {
		const texts = textsOf(wanted, this.attemptOf(wanted.key));
		return await this.store.transact(async (tokens) => {
			await tokens.record([texts.recorded(state), texts.state(state)]);
		});
	}

	/**
	 * Forgets what is known of keys, so that what they stand for may be sent again.
	 * @returns the keys of which anything was known
	 */
	async forget(keys: string[]): Promise<Stored<Set<string>>> {
		const known = new Set<string>();
		const stored = await this.store.transact(async (tokens) => {
			const last = await questionAll(tokens, keys.map(lastAttempt));
			for (const [position, key] of keys.entries()) {
				const count = last[position] ?? 0;
				if (count === 0) continue;
				known.add(key);
				const attempts = Array.from({ length: count }, (_, index) =>
					textsOf({ key, content: '' }, index + 1),
				);
				// Failed before not done: killed in between, it stays known as done.
				await tokens.record(
					attempts.flatMap(({ failed, retryFailed }) => [...failed, ...retryFailed]),
				);
				await tokens.remove(attempts.map(({ done }) => done));
			}
		});
		return stored.ok ? { ok: true, value: known } : stored;
	}

	/** The texts of everything that is known of a key whose content was changed at the service. */
	async renew(key: string, content: string, state: string, id: string): Promise<Stored<void>> {
		const forgotten = await this.forget([key]);
		if (!forgotten.ok) return forgotten;
		const wanted: Wanted = { key, content, states: [state] };
		return await this.store.transact(async (tokens) => {
			const [known] = await questionAll(tokens, [firstOrNext(wanted)]);
			if (known?.kind !== 'claimed') return;
			this.take(key, known.attempt);
			await tokens.record(this.resultTexts({ kind: 'done', wanted, id }));
		});
	}

	private async claimKnown(all: Wanted[], until: number): Promise<Map<string, Claim>> {
		const claims = new Map<string, Claim>();
		const { found, left, reason } = await this.askAll(all, (wanted) => knownAttempt(wanted), asIs);
		for (const [{ key }, known] of found) claims.set(key, this.asClaim(key, known, until));
		return withUnavailable(claims, left, reason);
	}

	/**
	 * Asks about all of them, a part under each hold of the lock. What is claimed while asking gets
	 * its content recorded in the same hold. Ends where the store fails.
	 */
	private async askAll<T, F extends Known | Settled | { kind: 'retry' }>(
		all: T[],
		questionsOf: (one: T) => Questions<F>,
		wantedOf: (one: T) => Wanted,
	): Promise<Asked<T, F>> {
		const found: Array<[T, F]> = [];
		for (let size = ASKED.first; found.length < all.length; ) {
			const part = all.slice(found.length, found.length + size);
			const stored = await this.store.transact(async (tokens) => {
				const began = this.clock.now();
				const answers = await questionAll(tokens, part.map(questionsOf));
				const pairs = part.flatMap((one, position): Array<[T, F]> => {
					const answer = answers[position];
					return answer === undefined ? [] : [[one, answer]];
				});
				const claimed = pairs.flatMap(([one, answer]) =>
					answer.kind === 'claimed' ? [{ wanted: wantedOf(one), attempt: answer.attempt }] : [],
				);
				await recordContents(tokens, claimed);
				const each = (this.clock.now() - began) / part.length;
				return { pairs, fitting: Math.floor(ASKING_TIME / Math.max(each, 1)) };
			});
			if (!stored.ok) return { found, left: all.slice(found.length), reason: stored.reason };
			found.push(...stored.value.pairs);
			size = Math.min(Math.max(stored.value.fitting, ASKED.least), ASKED.most);
		}
		return { found, left: [] };
	}

	private *settling(candidates: Candidates): Questions<Known | Settled> {
		const { wanted } = candidates;
		const known = yield* this.knownOf(wanted);
		if (known.kind !== 'inDoubt' || !known.sameContent) return known;
		this.attempts.set(wanted.key, known.attempt);
		const { id, several } = yield* takeOne(wanted, known, candidates, (each) => this.idText(each));
		if (id === undefined) return { ...known, several };
		// It is in the state that it was meant to be in by whoever sent it.
		const [state] = wanted.states;
		const { meant = state, attempt } = known;
		const made: Wanted = { ...wanted, states: [meant] };
		for (const text of this.resultTexts({ kind: 'done', wanted: made, id })) yield { put: text };
		yield { drop: textsOf(wanted, attempt).takes(id) };
		return meant === state ? { kind: 'found', id } : { kind: 'done', state: meant, attempt };
	}

	private *retrying(wanted: Wanted): Questions<Known | { kind: 'retry' }> {
		const known = yield* this.knownOf(wanted);
		if (known.kind !== 'inDoubt' || !known.sameContent) return known;
		if (known.attempt !== this.attemptOf(wanted.key)) return known;
		const { retry, recorded } = textsOf(wanted, known.attempt);
		if (yield { put: retry }) return known;
		yield { put: recorded(wanted.states[0]) };
		return { kind: 'retry' };
	}

	/** What is known of a key; of one that is sent again on purpose, what became of that. */
	private *knownOf(wanted: Wanted): Questions<Known> {
		const known = wanted.again
			? yield* knownAttempt({ ...wanted, again: false }, this.attemptOf(wanted.key))
			: yield* knownAttempt(wanted);
		const isOwn = known.kind === 'inDoubt' && known.attempt === this.own.get(wanted.key);
		return isOwn ? { ...known, sameContent: true } : known;
	}

	private asClaim(key: string, known: Known | Settled, until: number): Settled & Claim {
		if (known.kind === 'claimed') {
			this.take(key, known.attempt);
			return { kind: 'ours', until };
		}
		if (known.kind === 'inDoubt' || known.kind === 'done') {
			if ('attempt' in known) this.attempts.set(key, known.attempt);
		}
		return known as Settled & Claim;
	}

	private take(key: string, attempt: number): void {
		this.attempts.set(key, attempt);
		this.own.set(key, attempt);
		this.retried.delete(key);
	}

	/** With the intent again: it is what a later run looks for. */
	private resultTexts(result: Result): string[] {
		const { wanted } = result;
		const texts = textsOf(wanted, this.attemptOf(wanted.key));
		if (result.kind === 'notSent') {
			const retry = this.retried.has(wanted.key) ? texts.retryFailed : [];
			return [texts.intent, ...texts.failed, ...retry];
		}
		const [state] = wanted.states;
		const { id } = result;
		return [
			...[texts.intent, texts.recorded(state), texts.content, texts.done, texts.state(state)],
			...(id === undefined ? [] : [this.idText(id), texts.has(id)]),
		];
	}

	private async whichAreKnown(
		all: string[],
		questionsOf: (one: string) => Questions<boolean>,
	): Promise<Stored<Set<string>>> {
		const there = new Set<string>();
		for (const part of chunks(all, ASKED.most)) {
			const stored = await this.store.transact(async (tokens) => {
				const answers = await questionAll(tokens, part.map(questionsOf));
				for (const [position, one] of part.entries()) if (answers[position]) there.add(one);
			});
			if (!stored.ok) return stored;
		}
		return { ok: true, value: there };
	}

	private idText(id: string): string {
		return `${this.account} id ${id}`;
	}
}

/** The last attempt of a key; 0 where there is none. */
function* lastAttempt(key: string): Questions<number> {
	for (let attempt = 1; ; attempt++) {
		if (!(yield { ask: textsOf({ key, content: '' }, attempt).intent })) return attempt - 1;
	}
}

function* firstOrNext(wanted: Wanted): Questions<Known> {
	if (!(yield { put: textsOf(wanted, 1).intent })) return { kind: 'claimed', attempt: 1 };
	return yield* knownAttempt(wanted);
}

async function recordContents(
	tokens: Tokens,
	claimed: Array<{ wanted: Wanted; attempt: number }>,
): Promise<void> {
	if (claimed.length === 0) return;
	await tokens.record(
		claimed.flatMap(({ wanted, attempt }) => {
			const { intent, recorded, content } = textsOf(wanted, attempt);
			return [intent, recorded(wanted.states[0]), content];
		}),
	);
}

interface Asked<T, F> {
	found: Array<[T, F]>;
	/** What was not asked about, because the store failed. */
	left: T[];
	reason?: string;
}

const asIs = (wanted: Wanted): Wanted => wanted;

function withUnavailable(
	claims: Map<string, Claim>,
	left: Wanted[],
	reason = '',
): Map<string, Claim> {
	for (const [key, claim] of unavailable(left, reason)) claims.set(key, claim);
	return claims;
}

function unavailable(all: Wanted[], reason: string): Map<string, Claim> {
	return new Map(all.map(({ key }) => [key, { kind: 'unavailable', reason }]));
}
