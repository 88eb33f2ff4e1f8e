import type { Clock } from './clock';
import type { Stored, Tokens, TokenStore } from './tokenStore';

/** What is known of a key before its letter or message is sent. */
export type Claim =
	/** Nobody sent it and nobody else may: it is ours to send until then (milliseconds since 1970). */
	| { kind: 'ours'; until: number }
	/** It was sent, and answered for. */
	| { kind: 'done' }
	/** Somebody meant to send it, or means to right now, and left no outcome. */
	| { kind: 'inDoubt' }
	/** A run was cut off just as it looked: whether it was sent can no longer be told. */
	| { kind: 'unsure' }
	/** The store could not be asked or told: nothing may be sent. */
	| { kind: 'unavailable'; reason: string };

/** What became of a key that was claimed. */
export type Result =
	/** It exists. @property id ID of what exists, where there is one */
	| { kind: 'done'; id?: string }
	/** It certainly was not sent: its key may be claimed by anyone. */
	| { kind: 'notSent' };

/** A key in doubt. */
export interface Candidate {
	key: string;
	/** IDs of all at the service that may be what it stands for, e.g. that carry its reference. */
	ids: string[];
}

/** What became of a key in doubt. */
export type Settled =
	/** Its own run recorded that it was sent. */
	| { kind: 'done' }
	/** It is at the service, and now recorded as sent. */
	| { kind: 'found'; id: string };

/**
 * Sees to it that what a key stands for is sent once, however many executions, restarts and workers
 * try. The store holds, for each key:
 *
 * - `1`, `2`, …: the intents to send it. Who puts one in first may send it, for as long as
 *   {@link DuplicateGuard.leaseMs}; who finds it there may not, until the next one is his.
 * - `done`: it was sent and answered for.
 * - `looking`: somebody looks whether it is done, which the store can only tell by having `done`
 *   put into it. Left behind by a crash in between, it says that `done` cannot be trusted.
 * - `waiting`: somebody found an intent without an outcome. From then on the intents are never taken
 *   out again: who waits could not tell a new first intent from the one he found.
 *
 * and for each thing at the service that is accounted for, its ID: a second letter with the same
 * reference is not taken for the first.
 */
export class DuplicateGuard {
	/** The last intent that was put in or found, by key. */
	private readonly intents = new Map<string, number>();

	/**
	 * @param subject what is guarded, at which account; keys of different subjects never meet
	 * @param leaseMs for how long a claim holds. Whoever is in doubt has to wait longer than this
	 * plus the time an answer may take, before claiming a key anew.
	 */
	constructor(
		private readonly store: TokenStore,
		private readonly clock: Clock,
		private readonly subject: string,
		readonly leaseMs: number,
	) {}

	/**
	 * Records the intent to send what the keys stand for. A key that was claimed before, and is still
	 * neither done nor released, is claimed anew with its next intent.
	 * @param keys each once
	 */
	async claim(keys: string[]): Promise<Map<string, Claim>> {
		const began = this.clock.now();
		const claims = new Map<string, Claim>();
		const again = keys.filter((key) => this.intents.has(key));
		const fresh = keys.filter((key) => !this.intents.has(key));
		const stored = await this.store.transact(async (tokens) => {
			const known = await this.intend(tokens, fresh, began, claims);
			const open = await this.look(tokens, [...known, ...again], claims);
			const next = open.filter((key) => !known.has(key));
			const late = await this.intend(tokens, next, began, claims);
			const waiting = [...open.filter((key) => known.has(key)), ...late];
			if (waiting.length > 0) {
				await tokens.record(waiting.map((key) => this.token(key, 'waiting')));
			}
		});
		if (stored.ok) return claims;
		return new Map(keys.map((key) => [key, { kind: 'unavailable', reason: stored.reason }]));
	}

	/**
	 * Records what became of keys that were claimed.
	 */
	async record(results: Map<string, Result>): Promise<Stored<void>> {
		const done = [...results].flatMap(([key, result]) =>
			result.kind === 'done' ? [{ key, id: result.id }] : [],
		);
		const notSent = [...results].flatMap(([key, { kind }]) => (kind === 'notSent' ? [key] : []));
		if (done.length === 0 && notSent.length === 0) return { ok: true, value: undefined };
		const stored = await this.store.transact(async (tokens) => {
			if (done.length > 0) {
				// The first intent again: it is what a later run looks for.
				await tokens.record(
					done.flatMap(({ key, id }) => [
						this.token(key, 1),
						this.token(key, 'done'),
						...(id === undefined ? [] : [this.idToken(id)]),
					]),
				);
			}
			if (notSent.length > 0) await this.release(tokens, notSent);
		});
		if (stored.ok) for (const key of results.keys()) this.intents.delete(key);
		return stored;
	}

	/**
	 * Looks what became of keys in doubt: whether their runs recorded it meanwhile, or whether what
	 * is at the service is theirs. What is accounted for already is not.
	 */
	async settle(candidates: Candidate[]): Promise<Stored<Map<string, Settled>>> {
		const settled = new Map<string, Settled>();
		if (candidates.length === 0) return { ok: true, value: settled };
		const stored = await this.store.transact(async (tokens) => {
			const before = await tokens.record(
				candidates.flatMap(({ key, ids }) => [
					this.token(key, 'looking'),
					this.token(key, 'done'),
					...ids.map((id) => this.idToken(id)),
				]),
			);
			const taken = new Set<string>();
			const toRemove: string[] = [];
			for (const { key, ids } of candidates) {
				const isSure = !before.has(this.token(key, 'looking'));
				// The last of a list is the newest, as far as lists go.
				const id = ids.findLast((each) => !before.has(this.idToken(each)) && !taken.has(each));
				if (isSure && before.has(this.token(key, 'done'))) {
					settled.set(key, { kind: 'done' });
					toRemove.push(this.token(key, 'looking'));
				} else if (id !== undefined) {
					taken.add(id);
					settled.set(key, { kind: 'found', id });
					toRemove.push(this.token(key, 'looking'));
				} else if (isSure) {
					toRemove.push(this.token(key, 'looking'), this.token(key, 'done'));
				}
			}
			await tokens.remove(toRemove);
		});
		if (!stored.ok) return stored;
		for (const key of settled.keys()) this.intents.delete(key);
		return { ok: true, value: settled };
	}

	/**
	 * Forgets keys, so that what they stand for may be sent again.
	 */
	async forget(keys: string[]): Promise<Stored<void>> {
		return await this.store.transact(async (tokens) => {
			await tokens.remove(
				keys.flatMap((key) => [
					...ALL_INTENTS.map((intent) => this.token(key, intent)),
					this.token(key, 'done'),
					this.token(key, 'looking'),
					this.token(key, 'waiting'),
				]),
			);
		});
	}

	/** Takes out the intents of keys that were not sent, unless somebody waits for their outcome. */
	private async release(tokens: Tokens, keys: string[]): Promise<void> {
		const before = await tokens.record(keys.map((key) => this.token(key, 'waiting')));
		await tokens.remove(
			keys
				.filter((key) => !before.has(this.token(key, 'waiting')))
				.flatMap((key) => [
					...this.intentsOf(key).map((intent) => this.token(key, intent)),
					this.token(key, 'waiting'),
				]),
		);
	}

	/** Puts in the next intent of each key. @returns the keys whose intent was there before */
	private async intend(
		tokens: Tokens,
		keys: string[],
		now: number,
		claims: Map<string, Claim>,
	): Promise<Set<string>> {
		const known = new Set<string>();
		const possible = keys.filter((key) => this.nextIntent(key) <= MOST_INTENTS);
		for (const key of keys) claims.set(key, { kind: 'inDoubt' });
		if (possible.length === 0) return known;

		const before = await tokens.record(
			possible.map((key) => this.token(key, this.nextIntent(key))),
		);
		for (const key of possible) {
			const isKnown = before.has(this.token(key, this.nextIntent(key)));
			if (isKnown) known.add(key);
			else claims.set(key, { kind: 'ours', until: now + this.leaseMs });
			this.intents.set(key, this.nextIntent(key));
		}
		return known;
	}

	/** Looks which keys are done. @returns those that are not */
	private async look(
		tokens: Tokens,
		keys: string[],
		claims: Map<string, Claim>,
	): Promise<string[]> {
		if (keys.length === 0) return [];
		const before = await tokens.record(
			keys.flatMap((key) => [this.token(key, 'looking'), this.token(key, 'done')]),
		);
		const open: string[] = [];
		const toRemove: string[] = [];
		for (const key of keys) {
			const isSure = !before.has(this.token(key, 'looking'));
			const isDone = before.has(this.token(key, 'done'));
			claims.set(key, { kind: !isSure ? 'unsure' : isDone ? 'done' : 'inDoubt' });
			if (isSure) toRemove.push(this.token(key, 'looking'));
			if (isSure && !isDone) {
				toRemove.push(this.token(key, 'done'));
				open.push(key);
			}
		}
		if (toRemove.length > 0) await tokens.remove(toRemove);
		return open;
	}

	private nextIntent(key: string): number {
		return (this.intents.get(key) ?? 0) + 1;
	}

	private intentsOf(key: string): number[] {
		return ALL_INTENTS.slice(0, this.intents.get(key) ?? 0);
	}

	private token(key: string, what: number | 'done' | 'looking' | 'waiting'): string {
		return `${this.subject} ${key} ${what}`;
	}

	private idToken(id: string): string {
		return `${this.subject} id ${id}`;
	}
}

/** How often a key is claimed anew before a person has to look. */
const MOST_INTENTS = 50;
const ALL_INTENTS = Array.from({ length: MOST_INTENTS }, (_, index) => index + 1);
