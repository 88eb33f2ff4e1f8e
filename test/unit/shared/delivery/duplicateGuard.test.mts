import type { Clock } from '../../../../shared/delivery/clock.ts';
import {
	DuplicateGuard,
	type Candidates,
	type Claim,
	type Result,
} from '../../../../shared/delivery/duplicateGuard.ts';
import type { Wanted } from '../../../../shared/delivery/keyTexts.ts';
import type { Stored } from '../../../../shared/delivery/tokenStore.ts';
import { Killed, TextList, TextStore } from '../../support/textStore.mts';

const LEASE = 1000;
const CLOCK: Clock = {
	now: () => 0,
	random: () => 0,
	pause: async () => await Promise.resolve(true),
};

const guardOn = (store: TextStore, account = 'account') =>
	new DuplicateGuard(store, CLOCK, account, LEASE);

/** A letter to be mailed. */
const mailed = (key: string, content = 'c', more: Partial<Wanted> = {}): Wanted => ({
	key,
	content,
	states: ['mailed', 'stored'],
	lesser: ['stored'],
	...more,
});

/** The same, to be stored. */
const stored = (key: string, content = 'c'): Wanted => ({
	key,
	content,
	states: ['stored', 'mailed'],
});

const only = (claims: Map<string, Claim>) => [...claims.values()].map(({ kind }) => kind);
const done = (wanted: Wanted, id?: string): Result => ({ kind: 'done', wanted, id });
const notSent = (wanted: Wanted): Result => ({ kind: 'notSent', wanted });
const doubt = (wanted: Wanted, ids: string[] = [], more: Partial<Candidates> = {}): Candidates => ({
	wanted,
	ids,
	onlyIfSingle: false,
	...more,
});
const valueOf = <T,>(result: Stored<T>): T => {
	if (!result.ok) throw new Error(result.reason);
	return result.value;
};

/** Claims and records as one run does that ends well. */
async function send(store: TextStore, wanted: Wanted, id?: string): Promise<void> {
	const guard = guardOn(store);
	expect(only(await guard.claim([wanted]))).toEqual(['ours']);
	valueOf(await guard.record([done(wanted, id)]));
}

const claimOf = async (store: TextStore, wanted: Wanted) =>
	(await guardOn(store).claim([wanted])).get(wanted.key);

/** Every moment in which a run may be killed while it works with the store. */
async function killedAnywhere(
	prepare: () => Promise<TextStore>,
	work: (store: TextStore) => Promise<unknown>,
	then: (store: TextStore) => Promise<void>,
): Promise<void> {
	for (let calls = 0; ; calls++) {
		const store = await prepare();
		store.callsLeft = calls;
		const wasKilled = await work(store).then(
			() => false,
			(error: unknown) => error instanceof Killed,
		);
		store.callsLeft = Infinity;
		await then(store);
		if (!wasKilled) return;
	}
}

describe('claiming a key', () => {
	it('gives it to the first who asks, for the length of the lease', async () => {
		const store = new TextStore();
		expect(await guardOn(store).claim([mailed('a'), mailed('b')])).toEqual(
			new Map([
				['a', { kind: 'ours', until: LEASE }],
				['b', { kind: 'ours', until: LEASE }],
			]),
		);
		const claims = await guardOn(store).claim([mailed('b'), mailed('c')]);
		expect([claims.get('b')?.kind, claims.get('c')?.kind]).toEqual(['inDoubt', 'ours']);
	});

	it('says that it is done and in which state, however often it is asked', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		for (let run = 0; run < 3; run++) {
			expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done', state: 'mailed' });
			expect(await claimOf(store, stored('a'))).toMatchObject({ kind: 'done', state: 'mailed' });
		}
	});

	it('says that it is a draft, until it is mailed', async () => {
		const store = new TextStore();
		await send(store, stored('a'), '7');
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done', state: 'stored' });
		const guard = guardOn(store);
		await guard.claim([mailed('a')]);
		valueOf(await guard.recordState(mailed('a'), 'mailed'));
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done', state: 'mailed' });
	});

	it('finds a conflict where it was done with other content, and changes nothing', async () => {
		const store = new TextStore();
		await send(store, mailed('a', 'one'), '7');
		const before = [...store.list.texts];
		expect(await claimOf(store, mailed('a', 'other'))).toEqual({ kind: 'conflict' });
		expect(store.list.texts).toEqual(before);
	});

	it('says whether the content is the same where it is in doubt', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a', 'one')]);
		expect(await claimOf(store, mailed('a', 'one'))).toMatchObject({ sameContent: true });
		expect(await claimOf(store, mailed('a', 'other'))).toMatchObject({
			kind: 'inDoubt',
			sameContent: false,
		});
	});

	it('gives it to the next when it was not sent, with whatever content', async () => {
		const store = new TextStore();
		for (const content of ['one', 'other', 'third']) {
			const guard = guardOn(store);
			expect(only(await guard.claim([mailed('a', content)]))).toEqual(['ours']);
			valueOf(await guard.record([notSent(mailed('a', content))]));
		}
		await send(store, mailed('a', 'last'));
		expect(await claimOf(store, mailed('a', 'last'))).toMatchObject({ kind: 'done' });
		expect(await claimOf(store, mailed('a', 'one'))).toEqual({ kind: 'conflict' });
	});

	it('gives it back and claims it anew in one call', async () => {
		const store = new TextStore();
		const guard = guardOn(store);
		await guard.claim([mailed('a')]);
		expect(only(await guard.claim([mailed('a')], [notSent(mailed('a'))]))).toEqual(['ours']);
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'inDoubt' });
	});

	it('gives it to whoever sends it again on purpose, once for each', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		await send(store, mailed('a', 'c', { again: true }), '8');
		await send(store, mailed('a', 'new', { again: true }), '9');
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done' });
		expect(await claimOf(store, mailed('a', 'new'))).toMatchObject({ kind: 'done' });
		expect(await claimOf(store, mailed('a', 'never'))).toEqual({ kind: 'conflict' });
	});

	it('goes on with its attempt in a later try of the same execution', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		await send(store, mailed('a', 'c', { again: true }), '8');
		const resumed = mailed('a', 'c', { again: true, resumes: 2 });
		expect(await claimOf(store, resumed)).toMatchObject({ kind: 'done', attempt: 2 });
		const next = mailed('a', 'c', { again: true, resumes: 3 });
		expect(await claimOf(store, next)).toMatchObject({ kind: 'ours' });
		expect(await claimOf(store, next)).toMatchObject({ kind: 'inDoubt', attempt: 3 });
	});

	it('stays in conflict where it was then refused when sent again on purpose', async () => {
		const store = new TextStore();
		await send(store, mailed('a', 'one'), '7');
		const guard = guardOn(store);
		const again = mailed('a', 'other', { again: true });
		await guard.claim([again]);
		await guard.record([notSent(again)]);
		expect(await claimOf(store, mailed('a', 'other'))).toEqual({ kind: 'conflict' });
	});

	it('says so when the store is away', async () => {
		const store = new TextStore();
		store.failure = 'no database';
		const unavailable = { kind: 'unavailable', reason: 'no database' };
		expect(await guardOn(store).claim([mailed('a')])).toEqual(new Map([['a', unavailable]]));
		expect(await guardOn(store).claimRetry([mailed('a')])).toEqual(new Map([['a', unavailable]]));
		expect(await guardOn(store).settle([doubt(mailed('a'))])).toMatchObject({ ok: false });
	});
});

describe('settling a key in doubt', () => {
	it('takes what is at the service for it, once', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a')]);
		const second = guardOn(store);
		expect(valueOf(await second.settle([doubt(mailed('a'), ['7'])]))).toEqual(
			new Map([['a', { kind: 'found', id: '7' }]]),
		);
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done' });
		expect(valueOf(await second.keysOf([{ key: 'a', id: '7' }]))).toEqual(new Set(['a']));
	});

	it('takes a draft for a draft, though it is to be mailed now', async () => {
		const store = new TextStore();
		await guardOn(store).claim([stored('a')]);
		const second = guardOn(store);
		const settled = valueOf(await second.settle([doubt(mailed('a'), ['7'])]));
		expect(settled.get('a')).toMatchObject({ kind: 'done', state: 'stored' });
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done', state: 'stored' });
		expect(valueOf(await second.keysOf([{ key: 'a', id: '7' }]))).toEqual(new Set(['a']));
	});

	it('does not take what belongs to another key, e.g. an earlier letter just like it', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		const second = guardOn(store);
		await second.claim([mailed('b')]);
		const settled = valueOf(await second.settle([doubt(mailed('b'), ['7'])]));
		expect(settled.get('b')).toMatchObject({ kind: 'inDoubt', several: false });
		expect(valueOf(await second.keysOf([{ key: 'b', id: '7' }]))).toEqual(new Set());
	});

	it('takes it all the same where it certainly is the thing itself', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		const second = guardOn(store);
		await second.claim([mailed('release')]);
		const settled = await second.settle([doubt(mailed('release'), ['7'], { isCertain: true })]);
		expect(valueOf(settled).get('release')).toEqual({ kind: 'found', id: '7' });
	});

	it('takes one thing for one of two keys that are settled at once', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a'), mailed('b')]);
		const settled = valueOf(
			await guardOn(store).settle([doubt(mailed('a'), ['7']), doubt(mailed('b'), ['7'])]),
		);
		expect([settled.get('a')?.kind, settled.get('b')?.kind]).toEqual(['found', 'inDoubt']);
	});

	it('does not choose among several where content cannot be seen', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a')]);
		const several = doubt(mailed('a'), ['7', '8'], { onlyIfSingle: true });
		expect(valueOf(await guardOn(store).settle([several])).get('a')).toMatchObject({
			kind: 'inDoubt',
			several: true,
		});
		// Neither is taken now.
		expect(valueOf(await guardOn(store).knownIds(['7', '8']))).toEqual(new Set());
		const single = doubt(mailed('a'), ['8'], { onlyIfSingle: true });
		expect(valueOf(await guardOn(store).settle([single])).get('a')).toMatchObject({ id: '8' });
	});

	it('finds it done, or free, by the run that had it', async () => {
		const store = new TextStore();
		const first = guardOn(store);
		await first.claim([mailed('a'), mailed('b')]);
		valueOf(await first.record([done(mailed('a')), notSent(mailed('b'))]));
		const settled = valueOf(await guardOn(store).settle([doubt(mailed('a')), doubt(mailed('b'))]));
		expect([settled.get('a')?.kind, settled.get('b')?.kind]).toEqual(['done', 'ours']);
		expect(await claimOf(store, mailed('b'))).toMatchObject({ kind: 'inDoubt' });
	});

	it('adopts nothing for another content', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a', 'one')]);
		const settled = await guardOn(store).settle([doubt(mailed('a', 'other'), ['7'])]);
		expect(valueOf(settled).get('a')).toMatchObject({ kind: 'inDoubt', sameContent: false });
		expect(valueOf(await guardOn(store).knownIds(['7']))).toEqual(new Set());
	});

	it('tells the ID of what was sent again for that, not for the one before', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		await send(store, mailed('a', 'other', { again: true }), '8');
		const guard = guardOn(store);
		await guard.claim([mailed('a')]);
		expect(valueOf(await guard.keysOf([{ key: 'a', id: '8' }]))).toEqual(new Set());
		expect(valueOf(await guard.keysOf([{ key: 'a', id: '7' }]))).toEqual(new Set(['a']));
	});

	it('settles what is sent again by itself', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		const again = mailed('a', 'c', { again: true });
		const guard = guardOn(store);
		await guard.claim([again]);
		expect(valueOf(await guard.settle([doubt(again, ['7'])])).get('a')).toMatchObject({
			kind: 'inDoubt',
		});
		expect(valueOf(await guard.settle([doubt(again, ['7', '8'])])).get('a')).toEqual({
			kind: 'found',
			id: '8',
		});
	});

	it('keeps the IDs of two accounts apart', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		expect(valueOf(await guardOn(store, 'other').knownIds(['7']))).toEqual(new Set());
	});
});

describe('the one new try', () => {
	it('is given to one of those who waited', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a')]);
		const waiting = [guardOn(store), guardOn(store)];
		const kinds: string[] = [];
		for (const guard of waiting) await guard.settle([doubt(mailed('a'))]);
		for (const guard of waiting) kinds.push(...only(await guard.claimRetry([mailed('a')])));
		expect(kinds).toEqual(['ours', 'inDoubt']);
		expect(only(await guardOn(store).claimRetry([mailed('a')]))).toEqual(['inDoubt']);
	});

	it('is none where the run that had it said meanwhile that it is done', async () => {
		const store = new TextStore();
		const first = guardOn(store);
		const second = guardOn(store);
		await first.claim([mailed('a')]);
		await second.settle([doubt(mailed('a'))]);
		await first.record([done(mailed('a'))]);
		expect(only(await second.claimRetry([mailed('a')]))).toEqual(['done']);
	});

	it('is a first one where the run that had it said meanwhile that it was not sent', async () => {
		const store = new TextStore();
		const first = guardOn(store);
		const [second, third] = [guardOn(store), guardOn(store)];
		await first.claim([mailed('a')]);
		for (const guard of [second, third]) await guard.settle([doubt(mailed('a'))]);
		await first.record([notSent(mailed('a'))]);
		expect(only(await second.claim([mailed('a')]))).toEqual(['ours']);
		// It is in doubt now by the second one's claim.
		expect(only(await third.claimRetry([mailed('a', 'other')]))).toEqual(['inDoubt']);
		await second.record([notSent(mailed('a'))]);
		expect(only(await third.claimRetry([mailed('a')]))).toEqual(['ours']);
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'inDoubt' });
	});

	it('is not given away by what the run before it says too late', async () => {
		const store = new TextStore();
		const first = guardOn(store);
		const second = guardOn(store);
		await first.claim([mailed('a')]);
		await second.settle([doubt(mailed('a'))]);
		expect(only(await second.claimRetry([mailed('a')]))).toEqual(['ours']);
		await first.record([notSent(mailed('a'))]);
		// The second one is about to send it.
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'inDoubt' });
		expect(only(await first.claim([mailed('a')]))).toEqual(['inDoubt']);
		await second.record([notSent(mailed('a'))]);
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'ours' });
	});
});

describe('forgetting and renewing', () => {
	it('gives a forgotten key to whoever asks, and says which it knew', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		expect(valueOf(await guardOn(store).forget(['a', 'b']))).toEqual(new Set(['a']));
		expect(await claimOf(store, mailed('a', 'other'))).toMatchObject({ kind: 'ours' });
		expect(await claimOf(store, mailed('b'))).toMatchObject({ kind: 'ours' });
	});

	it('forgets a key that is in doubt', async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a')]);
		valueOf(await guardOn(store).forget(['a']));
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'ours' });
	});

	it('forgets a key whose doubt was tried once more', async () => {
		const store = new TextStore();
		const guard = guardOn(store);
		await guard.claim([mailed('a')]);
		await guard.claimRetry([mailed('a')]);
		valueOf(await guardOn(store).forget(['a']));
		expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'ours' });
	});

	it('knows a changed letter by its new content', async () => {
		const store = new TextStore();
		await send(store, mailed('a', 'one'), '7');
		valueOf(await guardOn(store).renew('a', 'changed', 'stored', '7'));
		expect(await claimOf(store, mailed('a', 'one'))).toEqual({ kind: 'conflict' });
		expect(await claimOf(store, mailed('a', 'changed'))).toMatchObject({
			kind: 'done',
			state: 'stored',
		});
	});
});

describe('what the store is asked', () => {
	const MANY = 500;
	const all = Array.from({ length: MANY }, (_, index) => mailed(`key ${index}`));
	const full = () => new TextStore(new TextList(8 * MANY, old(8 * MANY)));
	const old = (count: number) => Array.from({ length: count }, (_, index) => `old ${index}`);

	/** What was put in only to see whether it was there: it was taken out again. */
	function askedFor(store: TextStore): number[] {
		const { calls } = store.list;
		return calls.flatMap(({ kind, absent }, index) => {
			if (kind !== 'record') return [];
			const removed = new Set(
				calls.slice(index).flatMap((call) => (call.kind === 'remove' ? call.texts : [])),
			);
			return [absent.filter((text) => removed.has(text)).length];
		});
	}

	it('takes out nothing for letters that are known', async () => {
		const store = full();
		const guard = guardOn(store);
		await guard.claim(all);
		await guard.record(all.map((wanted, index) => done(wanted, String(index))));
		store.list.calls.length = 0;
		expect(new Set(only(await guardOn(store).claim(all)))).toEqual(new Set(['done']));
		expect(store.list.removals()).toEqual([]);
		expect(store.list.calls.every(({ absent }) => absent.length === 0)).toBe(true);
	});

	it.each<[string, (store: TextStore) => Promise<unknown>]>([
		['claimed by others', async (store) => await guardOn(store).claim(all)],
		[
			'of other content',
			async (store) => await guardOn(store).claim(all.map(({ key }) => mailed(key, 'other'))),
		],
		['settled', async (store) => await guardOn(store).settle(all.map((each) => doubt(each)))],
		['tried again', async (store) => await guardOn(store).claimRetry(all)],
		['forgotten', async (store) => await guardOn(store).forget(all.map(({ key }) => key))],
		[
			'asked by ID',
			async (store) => await guardOn(store).knownIds(all.map((_, index) => String(index))),
		],
	])('asks about 50 at most that may be absent, and takes out as many: %s', async (_, work) => {
		const store = full();
		await guardOn(store).claim(all);
		store.list.calls.length = 0;
		await work(store);
		expect(Math.max(...askedFor(store))).toBeLessThanOrEqual(50);
		for (const { texts } of store.list.removals()) expect(texts.length).toBeLessThanOrEqual(50);
	});

	it('leaves nothing behind that it only asked for', async () => {
		const store = new TextStore();
		await guardOn(store).claim(all.slice(0, 60));
		const before = [...store.list.texts].sort();
		await guardOn(store).claim(all.slice(0, 60));
		await guardOn(store).settle(all.slice(0, 60).map((each) => doubt(each)));
		expect([...store.list.texts].sort()).toEqual(before);
	});

	it('keeps seven texts of a letter', async () => {
		const store = new TextStore();
		await send(store, mailed('a'), '7');
		expect(store.list.texts).toHaveLength(7);
	});
});

describe('killed at any call of the store', () => {
	const inDoubt = async () => {
		const store = new TextStore();
		await guardOn(store).claim([mailed('a')]);
		return store;
	};

	it('while it claims: nothing is taken for done, nothing is sent twice', async () => {
		await killedAnywhere(
			async () => await Promise.resolve(new TextStore()),
			async (store) => await guardOn(store).claim([mailed('a')]),
			async (store) => {
				const claim = await claimOf(store, mailed('a'));
				expect(['ours', 'inDoubt']).toContain(claim?.kind);
				if (claim?.kind === 'inDoubt') expect(claim.sameContent).toBe(true);
			},
		);
	});

	it.each([
		['the same content', mailed('a')],
		['other content', mailed('a', 'other')],
		['as a draft', stored('a')],
	])('while it asks about a doubt, with %s: it stays in doubt', async (_, asked) => {
		await killedAnywhere(
			inDoubt,
			async (store) => await guardOn(store).claim([asked]),
			async (store) => {
				for (const wanted of [mailed('a'), mailed('a', 'other')]) {
					expect((await claimOf(store, wanted))?.kind).toBe('inDoubt');
				}
				const other = await claimOf(store, mailed('a', 'other'));
				expect(other).toMatchObject({ sameContent: false });
			},
		);
	});

	it('while it asks about what is done: it stays done', async () => {
		await killedAnywhere(
			async () => {
				const store = new TextStore();
				await send(store, mailed('a'), '7');
				return store;
			},
			async (store) => await guardOn(store).claim([mailed('a', 'other')]),
			async (store) => {
				expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done' });
				const other = await claimOf(store, mailed('a', 'other'));
				if (other?.kind === 'inDoubt') expect(other.sameContent).toBe(false);
				else expect(other).toEqual({ kind: 'conflict' });
			},
		);
	});

	it('while it asks about a draft that it wants mailed: it stays a draft', async () => {
		await killedAnywhere(
			async () => {
				const store = new TextStore();
				await send(store, stored('a'), '7');
				return store;
			},
			async (store) => await guardOn(store).claim([mailed('a')]),
			async (store) => {
				expect(await claimOf(store, mailed('a'))).toMatchObject({ kind: 'done', state: 'stored' });
			},
		);
	});

	it('while it asks for IDs: nobody thinks that a letter in doubt is absent', async () => {
		await killedAnywhere(
			inDoubt,
			async (store) => await guardOn(store).knownIds(['7']),
			async (store) => {
				const guard = guardOn(store);
				expect(valueOf(await guard.knownIds(['7']))).toEqual(new Set());
				const settled = valueOf(await guard.settle([doubt(mailed('a'), ['7'])]));
				const result = settled.get('a');
				if (result?.kind === 'inDoubt') expect(result.several).toBe(true);
				else expect(result?.kind).toBe('found');
			},
		);
	});

	it('while it asks whose an ID is: no key is told the ID of a letter that is not known', async () => {
		await killedAnywhere(
			inDoubt,
			async (store) => await guardOn(store).keysOf([{ key: 'a', id: '7' }]),
			async (store) => {
				const keys = await guardOn(store).keysOf([{ key: 'a', id: '7' }]);
				expect(valueOf(keys)).toEqual(new Set());
			},
		);
	});

	it('while it takes what is at the service: nobody thinks that it is absent', async () => {
		await killedAnywhere(
			inDoubt,
			async (store) => await guardOn(store).settle([doubt(mailed('a'), ['7'])]),
			async (store) => {
				const settled = valueOf(await guardOn(store).settle([doubt(mailed('a'), ['7'])]));
				const result = settled.get('a');
				if (result?.kind !== 'inDoubt') expect(['found', 'done']).toContain(result?.kind);
				else expect(result.several === true || !result.sameContent).toBe(true);
			},
		);
	});

	it('while it asks: whoever claimed the key still knows its content', async () => {
		const first = new Map<TextStore, DuplicateGuard>();
		await killedAnywhere(
			async () => {
				const store = new TextStore();
				const guard = guardOn(store);
				first.set(store, guard);
				await guard.claim([mailed('a')]);
				return store;
			},
			async (store) => await guardOn(store).claim([mailed('a', 'other')]),
			async (store) => {
				const settled = await first.get(store)?.settle([doubt(mailed('a'), ['7'])]);
				expect(settled).toEqual({
					ok: true,
					value: new Map([['a', { kind: 'found', id: '7' }]]),
				});
			},
		);
	});

	it('while it records: it is done, or in doubt', async () => {
		await killedAnywhere(
			inDoubt,
			async (store) => await guardOn(store).record([done(mailed('a'), '7')]),
			async (store) => {
				expect(['done', 'inDoubt']).toContain((await claimOf(store, mailed('a')))?.kind);
			},
		);
	});
});
