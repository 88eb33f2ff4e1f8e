import fc from 'fast-check';
import type { ICheckProcessedOptions } from 'n8n-workflow';

import { sampled } from '../../../../harness/sampling.mts';
import { lockNode, PATIENCE } from '../../../../shared/n8n/nodeLock.ts';
import { DeduplicationStore } from '../../../../harness/engine/deduplicationStore.mts';
import { Process, World } from '../delivery/model/world.mts';

const WHERE = {
	workflow: { id: 'a' },
	node: { id: 'b' },
} as unknown as Parameters<DeduplicationStore['checkProcessedAndRecord']>[2];

/** n8n's store as one process has it: others go first before each read and each write. */
function storeOf(store: DeduplicationStore, world: World, process: Process) {
	return {
		checkProcessedAndRecord: async (
			items: Array<string | number>,
			scope: 'node' | 'workflow',
			options: ICheckProcessedOptions,
		) => {
			await world.step(process, 'asks');
			const output = await store.checkProcessedAndRecord(items, scope, WHERE, options);
			await world.step(process, 'is answered');
			return output;
		},
		clearAllProcessedItems: async (scope: 'node' | 'workflow', options: ICheckProcessedOptions) => {
			await world.step(process, 'clears');
			await store.clearAllProcessedItems(scope, WHERE, options);
		},
	};
}

const contenders = fc.array(
	fc.record({
		startsAt: fc.nat(3000),
		/** Milliseconds for which the lock is held. */
		holds: fc.constantFrom(1, 50, 3000),
		isKilled: fc.boolean(),
	}),
	{ minLength: 2, maxLength: 4 },
);

it('one at a time holds the lock, and those who live get it, though others are killed with it', async () => {
	await fc.assert(
		fc.asyncProperty(contenders, fc.scheduler(), async (all, scheduler) => {
			const world = new World(scheduler, 1);
			const store = new DeduplicationStore();
			store.pause = async () => {
				await scheduler.schedule(Promise.resolve(), 'the database');
			};
			const holders = new Set<number>();
			const got: number[] = [];
			const meetings: number[][] = [];
			const run = async (index: number) => {
				const { startsAt = 0, holds = 0, isKilled = false } = all[index] ?? {};
				const process = new Process(`process ${index}`, 0);
				await world.until(world.now + startsAt);
				const lock = await lockNode(storeOf(store, world, process), world.clockOf(process));
				if (!lock.ok) return;
				got.push(index);
				// Who is killed does nothing more.
				if (isKilled) return;
				holders.add(index);
				if (holders.size > 1) meetings.push([...holders]);
				await world.until(world.now + holds);
				holders.delete(index);
				await lock.value.release();
			};
			for (const index of all.keys()) void run(index);
			while (await world.advance());
			expect(meetings).toEqual([]);
			// Each that is killed costs the others their patience.
			const killed = all.filter(({ isKilled }) => isKilled).length;
			if (killed < 2) expect(got.sort()).toEqual([...all.keys()]);
		}),
		{ numRuns: sampled(12, 4) },
	);
});

it('a lock whose holder was killed is taken over after a while, and not before', async () => {
	const world = new World(undefined as never, 1);
	const store = new DeduplicationStore();
	let time = world.now;
	const clock = {
		now: () => time,
		random: () => 0.5,
		pause: async (ms: number) => {
			time += ms;
			return await Promise.resolve(true);
		},
	};
	const direct = {
		checkProcessedAndRecord: async (
			items: Array<string | number>,
			scope: 'node' | 'workflow',
			options: ICheckProcessedOptions,
		) => await store.checkProcessedAndRecord(items, scope, WHERE, options),
		clearAllProcessedItems: async (scope: 'node' | 'workflow', options: ICheckProcessedOptions) => {
			await store.clearAllProcessedItems(scope, WHERE, options);
		},
	};
	const began = time;
	expect((await lockNode(direct, clock)).ok).toBe(true);
	expect(time).toBe(began);
	expect((await lockNode(direct, clock)).ok).toBe(true);
	expect(time - began).toBeGreaterThan(PATIENCE);
});

it('nobody takes it from those who live, however long he waits for one after the other', async () => {
	const scheduler = { schedule: async () => await Promise.resolve(), count: () => 0 };
	const world = new World(scheduler as never, 1);
	const store = new DeduplicationStore();
	store.pause = async () => await Promise.resolve();
	const holders = new Set<number>();
	const meetings: number[][] = [];
	const run = async (index: number) => {
		const process = new Process(`process ${index}`, 0);
		const lock = await lockNode(storeOf(store, world, process), world.clockOf(process));
		if (!lock.ok) return;
		holders.add(index);
		if (holders.size > 1) meetings.push([...holders]);
		await world.until(world.now + PATIENCE / 2 - 1);
		holders.delete(index);
		await lock.value.release();
	};
	for (let index = 0; index < 5; index++) void run(index);
	while (await world.advance());
	expect(meetings).toEqual([]);
});

it('says so when the store fails again and again', async () => {
	const store = new DeduplicationStore();
	store.failure = new Error('no database');
	const world = new World(undefined as never, 1);
	const fails = {
		checkProcessedAndRecord: async () => {
			await Promise.resolve();
			throw new Error('no database');
		},
		clearAllProcessedItems: async () => await Promise.resolve(),
	};
	const clock = { now: () => world.now, random: () => 0, pause: () => Promise.resolve(true) };
	expect(await lockNode(fails, clock)).toEqual({ ok: false, reason: 'no database' });
});
