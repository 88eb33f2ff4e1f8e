import type { Scheduler } from 'fast-check';

import type { Clock } from '../../../../../shared/delivery/clock.ts';
import type { Stored, Tokens, TokenStore } from '../../../../../shared/delivery/tokenStore.ts';
import { TextList } from '../../../support/textStore.mts';

/** Milliseconds for which a lock is left to its holder, as in shared/n8n/nodeLock.ts. */
const PATIENCE = 20_000;
/** Milliseconds between two looks at a lock; a real one is looked at more often. */
const BETWEEN_LOOKS = 1000;

/** One process that works. What it awaits after it was killed never comes. */
export class Process {
	isDead = false;
	isCancelled = false;
	/** How many of its next pieces of work in the store fail after they were done. */
	failures = 0;
	/** It stands still until then. */
	frozenUntil = 0;
	/** It holds the lock. */
	isInStore = false;
	/** It has asked the store for something in this hold of the lock, and may not have cleaned up. */
	isAsking = false;

	constructor(
		readonly name: string,
		/** Milliseconds that each call of the store takes. */
		readonly latency: number,
	) {}
}

/** Time, order and the store of all processes. */
export class World {
	now = Date.UTC(2026, 10, 26);
	readonly list: TextList;
	private readonly timers: Array<{ at: number; go: () => void }> = [];
	private holder: Process | undefined;

	constructor(
		private readonly scheduler: Scheduler,
		maxEntries: number,
	) {
		const old = Array.from({ length: maxEntries }, (_, index) => `old ${index}`);
		this.list = new TextList(maxEntries, old);
	}

	/** Lets the others go first, in any order. */
	async step(process: Process, label: string): Promise<void> {
		await this.scheduler.schedule(Promise.resolve(), `${process.name}: ${label}`);
		if (process.frozenUntil > this.now && !process.isInStore) {
			await this.until(process.frozenUntil);
		}
		if (process.isDead) await new Promise<never>(() => undefined);
	}

	/** Comes at a time. Time goes on only where nobody has anything else to do. */
	async until(at: number): Promise<void> {
		await new Promise<void>((go) => this.timers.push({ at, go }));
	}

	/** Does something at a time, whoever lives. */
	at(time: number, go: () => void): void {
		this.timers.push({ at: time, go });
	}

	clockOf(process: Process): Clock {
		return {
			now: () => this.now,
			random: () => 0.5,
			pause: async (ms) => {
				if (ms > 0) await this.until(this.now + ms);
				await this.step(process, 'goes on');
				return !process.isCancelled;
			},
		};
	}

	/** Lets one thing happen. @returns whether there was one */
	async advance(): Promise<boolean> {
		await turn();
		if (this.scheduler.count() > 0) {
			await this.scheduler.waitNext(1);
			await turn();
			return true;
		}
		const [first] = this.timers.sort((one, other) => one.at - other.at);
		if (first === undefined) return false;
		this.timers.shift();
		this.now = Math.max(this.now, first.at);
		first.go();
		await turn();
		return true;
	}

	/** The store as one process has it. */
	storeOf(process: Process): TokenStore {
		return { transact: async (work) => await this.transact(process, work) };
	}

	private async transact<T>(
		process: Process,
		work: (tokens: Tokens) => Promise<T>,
	): Promise<Stored<T>> {
		await this.lock(process);
		const since = this.now;
		const call = async <R,>(name: string, does: () => Promise<R>): Promise<R> => {
			if (process.latency > 0) await this.until(this.now + process.latency);
			await this.step(process, name);
			const result = await does();
			process.isAsking = true;
			await this.step(process, `after ${name}`);
			return result;
		};
		const value = await work({
			record: async (texts) => await call('record', async () => await this.list.record(texts)),
			claim: async (texts) => await call('claim', async () => await this.list.claim(texts)),
			remove: async (texts) => {
				if (texts.length > 0) await call('remove', async () => await this.list.remove(texts));
			},
		});
		process.isInStore = false;
		process.isAsking = false;
		this.holder = undefined;
		await this.step(process, 'released');
		const fails = process.failures > 0;
		if (fails) process.failures--;
		if (fails || this.now - since >= PATIENCE / 2) return { ok: false, reason: 'too slow' };
		return { ok: true, value };
	}

	/** The lock of a process that was killed is taken over after a while. */
	private async lock(process: Process): Promise<void> {
		const began = this.now;
		for (;;) {
			await this.step(process, 'locks');
			const isAbandoned = this.holder?.isDead === true && this.now - began > PATIENCE;
			if (this.holder === undefined || isAbandoned) break;
			await this.until(this.now + BETWEEN_LOOKS);
		}
		this.holder = process;
		process.isInStore = true;
	}
}

async function turn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}
