import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import {
	tryToParseDateTime,
	UnexpectedError,
	type DeduplicationItemTypes,
	type DeduplicationMode,
	type DeduplicationScope,
	type ICheckProcessedContextData,
	type ICheckProcessedOptions,
	type IDataDeduplicator,
	type IDeduplicationOutput,
} from 'n8n-workflow';

import { currentRun } from './currentRun.mts';

type Items = DeduplicationItemTypes[];

/** One call of the store by a node. */
export interface StoreCall {
	call: 'check' | 'remove' | 'clear' | 'count';
	scope: DeduplicationScope;
	items: Items;
	mode: DeduplicationMode;
	/** Which execution asked, where it was one of runNode's. */
	executionId?: string;
}

/** Where in a call the store lets others go first. */
export type StoreMoment = 'reading' | 'writing' | 'answering';

/** How many calls may come while others are held, before it is clear that they wait for those. */
const MOST_KNOCKS = 10;

/** What a row of n8n's table `processed_data` holds in its column `value`. */
interface Value {
	mode: DeduplicationMode;
	data: DeduplicationItemTypes | Items;
}

/**
 * Stands in for n8n's own store of what was processed (n8n 2.40.7,
 * deduplication/deduplication-helper.js), which lives in its server's database: a row for each
 * workflow and context, read and written without a transaction. It does what that one does, its
 * lost updates and its conflicts included.
 */
export class DeduplicationStore implements IDataDeduplicator {
	/** Rows as JSON, by workflow and context, so that nobody holds a part of the table. */
	private readonly rows = new Map<string, string>();

	/** The calls so far, in order of arrival. */
	readonly calls: StoreCall[] = [];

	/** Waited for at each moment of each call; a test may hold a call here. */
	pause: (moment: StoreMoment, call: StoreCall) => Promise<void> = aTurn;

	/** What every call fails with, when the database is away. */
	failure: Error | undefined;

	/** As on a new database. */
	reset(): void {
		this.rows.clear();
		this.calls.length = 0;
		this.pause = aTurn;
		this.failure = undefined;
	}

	/** The mode and the entries (hashes, in mode `entries`) of each row, by `workflow context`. */
	table(): Record<string, Value> {
		return Object.fromEntries([...this.rows].map(([key, row]) => [key, JSON.parse(row) as Value]));
	}

	/** Puts so many other items into the row of a workflow, oldest first. */
	fill(workflowId: string, count: number): void {
		const data = Array.from({ length: count }, (_, item) => hashOf(`other ${item}`));
		this.rows.set(`${workflowId} `, JSON.stringify({ mode: 'entries', data }));
	}

	/** Whether a row has this item, in mode `entries`. */
	has(item: DeduplicationItemTypes): boolean {
		return Object.values(this.table()).some(
			({ data }) => Array.isArray(data) && data.includes(hashOf(item)),
		);
	}

	/**
	 * Holds calls that are about to write until so many are, and then lets them write in the order
	 * they came: all have read the table as it was before any of them wrote. Where others only knock
	 * meanwhile, as at a lock, nobody is held any longer.
	 * @param times how often; after that nobody is held
	 */
	holdWrites(count: number, which: (call: StoreCall) => boolean = () => true, times = 1): void {
		let held: Array<() => void> = [];
		let knocks = 0;
		let left = times;
		const letGo = () => {
			for (const release of held) release();
			held = [];
			knocks = 0;
			left--;
		};
		this.pause = async (moment, call) => {
			await turn();
			if (moment === 'reading' && held.length > 0 && ++knocks === MOST_KNOCKS) letGo();
			if (moment !== 'writing' || left <= 0 || !which(call)) return;
			await new Promise<void>((resolve) => {
				held.push(resolve);
				if (held.length === count) letGo();
			});
		};
	}

	async checkProcessedAndRecord(
		items: Items,
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const call = await this.begin('check', items, scope, options);
		const key = keyOf(scope, contextData);
		const found = this.read(key);
		if (found && found.mode !== options.mode) {
			throw new DeduplicationError(
				'Deduplication data was originally saved with an incompatible setting of the ‘Keep Items Where’ parameter. Try ’Clean Database’ operation to reset.',
			);
		}
		const isLatest = options.mode === 'latestIncrementalKey' || options.mode === 'latestDate';
		const { value, output } = isLatest
			? withLatest(items, options.mode, found)
			: withEntries(items, options, found);
		await this.pause('writing', call);
		if (!found && value) this.insert(key, value);
		if (found && value) this.update(key, value);
		await this.pause('answering', call);
		return output;
	}

	async removeProcessed(
		items: Items,
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		const call = await this.begin('remove', items, scope, options);
		if (options.mode !== 'entries') {
			throw new DeduplicationError('Removing processed data is not possible in mode "latest"');
		}
		const key = keyOf(scope, contextData);
		const found = this.read(key);
		if (!found || !Array.isArray(found.data)) return;
		const { data } = found;
		for (const hash of items.map(hashOf)) {
			const index = data.indexOf(hash);
			if (index !== -1) data.splice(index, 1);
		}
		await this.pause('writing', call);
		this.update(key, found);
		await this.pause('answering', call);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions = { mode: 'entries' },
	): Promise<void> {
		const call = await this.begin('clear', [], scope, options);
		this.rows.delete(keyOf(scope, contextData));
		await this.pause('answering', call);
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<number> {
		const call = await this.begin('count', [], scope, options);
		const found = this.read(keyOf(scope, contextData));
		await this.pause('answering', call);
		return options.mode === 'entries' && found && Array.isArray(found.data) ? found.data.length : 0;
	}

	private async begin(
		call: StoreCall['call'],
		items: Items,
		scope: DeduplicationScope,
		{ mode }: ICheckProcessedOptions,
	): Promise<StoreCall> {
		const run = currentRun();
		const made = { call, scope, items: [...items], mode, executionId: run?.executionId };
		await run?.stillAlive();
		this.calls.push(made);
		await this.pause('reading', made);
		if (this.failure) throw this.failure;
		return made;
	}

	private read(key: string): Value | undefined {
		const row = this.rows.get(key);
		return row === undefined ? undefined : (JSON.parse(row) as Value);
	}

	/** @throws Error when another writer made the row in between, as the database does. */
	private insert(key: string, value: Value): void {
		if (this.rows.has(key)) {
			throw new Error(
				'SQLITE_CONSTRAINT: UNIQUE constraint failed: processed_data.workflowId, processed_data.context',
			);
		}
		this.rows.set(key, JSON.stringify(value));
	}

	/** An update of a row that is gone changes nothing, as in the database. */
	private update(key: string, value: Value): void {
		if (this.rows.has(key)) this.rows.set(key, JSON.stringify(value));
	}
}

class DeduplicationError extends UnexpectedError {
	constructor(message: string) {
		super(`Deduplication Failed: ${message}`);
	}
}

interface Checked {
	/** Absent: nothing is written. */
	value?: Value;
	output: IDeduplicationOutput;
}

/** What the same call holds twice is new twice: n8n looks at the row as it was before the call. */
function withEntries(
	items: Items,
	{ mode, maxEntries }: ICheckProcessedOptions,
	found: Value | undefined,
): Checked {
	const hashes = items.map(hashOf);
	const keepLatest = (entries: Items) => {
		if (maxEntries) entries.splice(0, entries.length - maxEntries);
		return entries;
	};
	if (!found) {
		return { value: { mode, data: keepLatest(hashes) }, output: { new: items, processed: [] } };
	}
	const output: IDeduplicationOutput = { new: [], processed: [] };
	if (!Array.isArray(found.data)) return { output };
	const known = new Set(found.data);
	const added: Items = [];
	items.forEach((item, index) => {
		const hash = hashes[index] ?? '';
		if (known.has(hash)) {
			output.processed.push(item);
		} else {
			output.new.push(item);
			added.push(hash);
		}
	});
	return { value: { ...found, data: keepLatest([...found.data, ...added]) }, output };
}

function withLatest(items: Items, mode: DeduplicationMode, found: Value | undefined): Checked {
	const sorted = [...items].sort((one, other) => compared(mode, one, other));
	const latest = sorted.at(-1);
	if (!found) {
		// n8n keeps no entry where there is none to keep; JSON has no undefined either.
		const value = { mode, ...(latest === undefined ? {} : { data: latest }) } as Value;
		return { value, output: { new: items, processed: [] } };
	}
	const output: IDeduplicationOutput = { new: [], processed: [] };
	const before = found.data;
	if (Array.isArray(before)) return { output };
	let largest = before;
	for (const item of sorted) {
		const isNew = compared(mode, item, before) === 1;
		(isNew ? output.new : output.processed).push(item);
		if (isNew && compared(mode, item, largest) === 1) largest = item;
	}
	return { value: { ...found, data: largest }, output };
}

function compared(
	mode: DeduplicationMode,
	one: DeduplicationItemTypes,
	other: DeduplicationItemTypes,
): number {
	if (mode === 'latestIncrementalKey') {
		const [first, second] = [Number(one), Number(other)];
		if (Number.isNaN(first) || Number.isNaN(second)) {
			throw new DeduplicationError(
				'Invalid value. Only numbers are supported in mode "latestIncrementalKey"',
			);
		}
		return Math.sign(first - second);
	}
	try {
		const [first, second] = [tryToParseDateTime(one), tryToParseDateTime(other)];
		// n8n compares the objects: two of the same moment are not equal, and neither is the later one.
		return first > second ? 1 : -1;
	} catch {
		throw new DeduplicationError(
			'Invalid value. Only valid dates are supported in mode "latestDate"',
		);
	}
}

function keyOf(scope: DeduplicationScope, { node, workflow }: ICheckProcessedContextData): string {
	if (!workflow.id) throw new Error('The expression evaluated to a falsy value');
	if (scope !== 'node') return `${workflow.id} `;
	if (!node) {
		throw new DeduplicationError(
			"No node information has been provided and so cannot use scope 'node'",
		);
	}
	return `${workflow.id} n:${node.id}`;
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}

/** Others go first: whatever is ready by now, requests included. */
async function aTurn(): Promise<void> {
	await turn();
}
