import fc from 'fast-check';

import type { Clock } from '../../../nodes/delivery/clock.ts';
import { DuplicateGuard, type Claim } from '../../../nodes/delivery/duplicateGuard.ts';
import type { Stored, Tokens, TokenStore } from '../../../nodes/delivery/tokenStore.ts';

/** A crash: what was under way never goes on. */
class Killed extends Error {}

/** A set that all share, worked on by one at a time; a run may be killed at any call of it. */
class SharedSet implements TokenStore {
	readonly tokens = new Set<string>();
	/** After how many more calls the run is killed. */
	callsLeft = Infinity;
	private last: Promise<unknown> = Promise.resolve();

	async transact<T>(work: (tokens: Tokens) => Promise<T>): Promise<Stored<T>> {
		const mine = this.last.then(async () => await work(this.access));
		this.last = mine.catch(() => undefined);
		return { ok: true, value: await mine };
	}

	private readonly access: Tokens = {
		record: async (texts) => {
			await this.call();
			const before = new Set(texts.filter((text) => this.tokens.has(text)));
			for (const text of texts) this.tokens.add(text);
			return before;
		},
		remove: async (texts) => {
			await this.call();
			for (const text of texts) this.tokens.delete(text);
		},
	};

	private async call(): Promise<void> {
		await Promise.resolve();
		if (this.callsLeft-- <= 0) throw new Killed();
	}
}

const LEASE = 1000;
const CLOCK: Clock = {
	now: () => 0,
	random: () => 0,
	pause: async () => await Promise.resolve(true),
};

const guardOn = (store: TokenStore) => new DuplicateGuard(store, CLOCK, 'letters', LEASE);
const only = (claims: Map<string, Claim>) => [...claims.values()].map(({ kind }) => kind);
const done = (id?: string) => new Map([['a', { kind: 'done' as const, id }]]);
const notSent = new Map([['a', { kind: 'notSent' as const }]]);

describe('claiming a key', () => {
	it('gives it to the first who asks, for the length of the lease', async () => {
		const store = new SharedSet();
		expect(await guardOn(store).claim(['a', 'b'])).toEqual(
			new Map([
				['a', { kind: 'ours', until: LEASE }],
				['b', { kind: 'ours', until: LEASE }],
			]),
		);
		expect(only(await guardOn(store).claim(['b', 'c']))).toEqual(['inDoubt', 'ours']);
	});

	it('says that it is done, however often it is asked', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a']);
		await first.record(done('7'));
		for (let run = 0; run < 3; run++) {
			expect(only(await guardOn(store).claim(['a']))).toEqual(['done']);
		}
	});

	it('gives it to the next when it was not sent', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a']);
		await first.record(notSent);
		expect(store.tokens).toEqual(new Set());
		expect(only(await guardOn(store).claim(['a']))).toEqual(['ours']);
	});

	it('gives it to one only of those who waited for it', async () => {
		const store = new SharedSet();
		await guardOn(store).claim(['a']);
		const [second, third] = [guardOn(store), guardOn(store)];
		expect(only(await second.claim(['a']))).toEqual(['inDoubt']);
		expect(only(await third.claim(['a']))).toEqual(['inDoubt']);
		expect(only(await second.claim(['a']))).toEqual(['ours']);
		expect(only(await third.claim(['a']))).toEqual(['inDoubt']);
	});

	it('keeps a key that somebody waits for from whoever asks anew', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		const waiting = guardOn(store);
		await first.claim(['a']);
		await waiting.claim(['a']);
		await first.record(notSent);
		// Were it given away here, the one who waits would take it for the one he waited for.
		expect(only(await guardOn(store).claim(['a']))).toEqual(['inDoubt']);
		expect(only(await waiting.claim(['a']))).toEqual(['ours']);
	});

	it('says so when it cannot be told whether it is done', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a']);
		// Killed between putting "done" in to look for it, and taking it out again.
		store.callsLeft = 2;
		await expect(guardOn(store).claim(['a'])).rejects.toThrow(Killed);
		store.callsLeft = Infinity;
		expect(only(await guardOn(store).claim(['a']))).toEqual(['unsure']);
	});

	it('says so when the store is away', async () => {
		const away: TokenStore = {
			transact: async () => await Promise.resolve({ ok: false, reason: 'no database' }),
		};
		expect(await guardOn(away).claim(['a'])).toEqual(
			new Map([['a', { kind: 'unavailable', reason: 'no database' }]]),
		);
	});

	it('gives a forgotten key to whoever asks', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a']);
		await first.record(done('7'));
		await guardOn(store).forget(['a']);
		expect(only(await guardOn(store).claim(['a']))).toEqual(['ours']);
	});
});

describe('settling a key in doubt', () => {
	it('takes what is at the service for it, once', async () => {
		const store = new SharedSet();
		await guardOn(store).claim(['a']);
		const second = guardOn(store);
		await second.claim(['a']);
		expect(await second.settle([{ key: 'a', ids: ['7'] }])).toEqual({
			ok: true,
			value: new Map([['a', { kind: 'found', id: '7' }]]),
		});
		expect(only(await guardOn(store).claim(['a']))).toEqual(['done']);
	});

	it('does not take what is accounted for, e.g. an earlier letter with the same reference', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a', 'b']);
		await first.record(done('7'));
		const second = guardOn(store);
		await second.claim(['b']);
		const settled = await second.settle([{ key: 'b', ids: ['7'] }]);
		expect(settled).toEqual({ ok: true, value: new Map() });
		expect(only(await second.claim(['b']))).toEqual(['ours']);
	});

	it('finds it done by the run that had it', async () => {
		const store = new SharedSet();
		const first = guardOn(store);
		await first.claim(['a']);
		const second = guardOn(store);
		await second.claim(['a']);
		await first.record(done());
		expect(await second.settle([{ key: 'a', ids: [] }])).toEqual({
			ok: true,
			value: new Map([['a', { kind: 'done' }]]),
		});
	});
});

/**
 * Runs as the delivery makes them: claim, send, record; who is in doubt waits until every lease is
 * over, looks, and claims anew. Every step of every run may meet every step of the others, and runs
 * are killed at any call of the store.
 */
describe('any number of runs with the same key', () => {
	it('send it once, whatever order their steps come in and wherever they are killed', async () => {
		const behaviour = fc.record({
			killedAfter: fc.oneof(fc.constant(Infinity), fc.nat({ max: 12 })),
			isRefused: fc.boolean(),
			isKilledAfterSending: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(behaviour, { minLength: 2, maxLength: 4 }),
				fc.scheduler(),
				async (runs, scheduler) => {
					const store = new SharedSet();
					const letters: string[] = [];
					/** Runs between their claim and the end of what they do under it. */
					let busy = 0;
					const waiting: Array<() => void> = [];
					const rest = () => {
						if (busy === 0) for (const wake of waiting.splice(0)) wake();
					};
					const run = async (index: number) => {
						const { killedAfter, isRefused, isKilledAfterSending } = runs[index] ?? {};
						let calls = killedAfter ?? Infinity;
						const mine: TokenStore = {
							transact: async (work) =>
								await store.transact(
									async (tokens) =>
										await work({
											record: async (texts) => {
												await step(`record ${index}`);
												return await tokens.record(texts);
											},
											remove: async (texts) => {
												await step(`remove ${index}`);
												await tokens.remove(texts);
											},
										}),
								),
						};
						const step = async (name: string) => {
							if (calls-- <= 0) throw new Killed();
							await scheduler.schedule(Promise.resolve(), name);
						};
						const guard = guardOn(mine);
						for (let round = 0; round < 4; round++) {
							busy++;
							try {
								const claim = (await guard.claim(['a'])).get('a');
								if (claim?.kind === 'done' || claim?.kind === 'unsure') return;
								if (claim?.kind === 'ours') {
									await scheduler.schedule(Promise.resolve(), `send ${index}`);
									if (isRefused) {
										await guard.record(notSent);
										return;
									}
									letters.push(String(index));
									if (isKilledAfterSending) return;
									await guard.record(done(String(index)));
									return;
								}
							} finally {
								busy--;
								rest();
							}
							// Until whoever may send under a claim has done so.
							if (busy > 0) await new Promise<void>((resolve) => waiting.push(resolve));
							const settled = await guard.settle([{ key: 'a', ids: letters }]);
							if (settled.ok && settled.value.has('a')) return;
						}
					};
					const all = runs.map(
						async (_, index) =>
							await run(index).catch((error: unknown) => {
								if (!(error instanceof Killed)) throw error;
							}),
					);
					await scheduler.waitFor(Promise.all(all));
					expect(letters.length).toBeLessThanOrEqual(1);
				},
			),
			{ numRuns: 2000 },
		);
	});
});
