import type { ICheckProcessedContextData } from 'n8n-workflow';

import { DeduplicationStore, type StoreCall } from '../../harness/engine/deduplicationStore.mts';

const place = {
	workflow: { id: 'workflow-1', active: true },
	node: { id: 'node-1' },
} as ICheckProcessedContextData;
const entries = { mode: 'entries' } as const;

let store: DeduplicationStore;
beforeEach(() => {
	store = new DeduplicationStore();
});
const check = async (...items: Array<string | number>) =>
	await store.checkProcessedAndRecord(items, 'node', place, entries);

it('tells new from processed, and keeps hashes', async () => {
	expect(await check('a', 'b')).toEqual({ new: ['a', 'b'], processed: [] });
	expect(await check('b', 'c', 'c')).toEqual({ new: ['c', 'c'], processed: ['b'] });
	expect(store.has('c')).toBe(true);
	expect(store.has('d')).toBe(false);
	expect(await store.getProcessedDataCount('node', place, entries)).toBe(4);
	expect(JSON.stringify(store.table())).not.toContain('"c"');
});

it('forgets the oldest beyond maxEntries, and what is removed', async () => {
	const few = { ...entries, maxEntries: 2 };
	await store.checkProcessedAndRecord(['a', 'b', 'c'], 'node', place, few);
	expect(['a', 'b', 'c'].map((item) => store.has(item))).toEqual([false, true, true]);
	await store.removeProcessed(['b', 'x'], 'node', place, entries);
	expect(await check('b', 'c')).toEqual({ new: ['b'], processed: ['c'] });
	await store.clearAllProcessedItems('node', place);
	expect(store.table()).toEqual({});
});

it('keeps a row for each node, and one for the workflow', async () => {
	await check('a');
	const other = { ...place, node: { id: 'node-2' } } as ICheckProcessedContextData;
	expect(await store.checkProcessedAndRecord(['a'], 'node', other, entries)).toMatchObject({
		new: ['a'],
	});
	expect(await store.checkProcessedAndRecord(['a'], 'workflow', place, entries)).toMatchObject({
		new: ['a'],
	});
	expect(Object.keys(store.table())).toEqual([
		'workflow-1 n:node-1',
		'workflow-1 n:node-2',
		'workflow-1 ',
	]);
});

it('refuses another mode than the row has', async () => {
	await check('a');
	await expect(
		store.checkProcessedAndRecord([1], 'node', place, { mode: 'latestIncrementalKey' }),
	).rejects.toThrow('Deduplication Failed: Deduplication data was originally saved');
});

it.each([
	['latestIncrementalKey', [3, 10, 9], 11, 10],
	['latestDate', ['2026-01-03', '2026-01-10'], '2026-01-11', '2026-01-10'],
] as const)('%s keeps the latest', async (mode, items, later, same) => {
	const latest = async (...more: Array<string | number>) =>
		await store.checkProcessedAndRecord(more, 'node', place, { mode });
	expect(await latest(...items)).toEqual({ new: [...items], processed: [] });
	expect(await latest(later, same)).toEqual({ new: [later], processed: [same] });
	await expect(store.removeProcessed([1], 'node', place, { mode })).rejects.toThrow(
		'Removing processed data is not possible',
	);
});

it('two first writers conflict, as two inserts do', async () => {
	store.holdWrites(2);
	const [one, other] = await Promise.allSettled([check('a'), check('b')]);
	expect(one.status).toBe('fulfilled');
	expect(other).toMatchObject({
		reason: { message: expect.stringContaining('UNIQUE constraint failed') as string },
	});
});

it('of two later writers the last one wins, and both find their items new', async () => {
	await check('first');
	store.holdWrites(2, ({ call }: StoreCall) => call === 'check');
	expect(await Promise.all([check('a'), check('a', 'b')])).toEqual([
		{ new: ['a'], processed: [] },
		{ new: ['a', 'b'], processed: [] },
	]);
	store.holdWrites(2);
	await Promise.all([check('c'), check('d')]);
	expect(['first', 'a', 'c', 'd'].map((item) => store.has(item))).toEqual([
		true,
		true,
		false,
		true,
	]);
});

it('holds nobody for whom the others wait', async () => {
	await check('first');
	store.holdWrites(2, ({ items }) => items.includes('held'));
	let isFree = false;
	const held = check('held').then(() => (isFree = true));
	let knocks = 0;
	while (!isFree && knocks < 100) {
		await check('knock');
		knocks++;
	}
	await held;
	expect(knocks).toBeLessThan(100);
});

it('fails when the database is away', async () => {
	store.failure = new Error('connect ECONNREFUSED');
	await expect(check('a')).rejects.toThrow('ECONNREFUSED');
	await expect(store.removeProcessed(['a'], 'node', place, entries)).rejects.toThrow();
	store.reset();
	expect(await check('a')).toEqual({ new: ['a'], processed: [] });
});
