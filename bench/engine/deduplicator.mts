import { createHash, randomBytes } from 'node:crypto';

import type { DataDeduplicationService } from 'n8n-core';

import type { Rows } from './storeRows.mts';

type Deduplicator = Parameters<typeof DataDeduplicationService.init>[0];
type Context = Parameters<Deduplicator['checkProcessedAndRecord']>[2];
type Scope = Parameters<Deduplicator['checkProcessedAndRecord']>[1];

/**
 * n8n's store of what was already processed (n8n 2.40, deduplication-helper.js). It keeps what n8n
 * keeps, a row of JSON for each node or workflow with a hash of every entry; it reads and writes it
 * whole at every call, and takes entries out by searching for each and splicing it, as n8n does.
 */
export function deduplicatorOn(rows: Rows): Deduplicator {
	const rowOf = (scope: Scope, { workflow, node }: Context) =>
		`${workflow.id ?? ''} ${scope === 'node' ? `n:${node?.id ?? ''}` : ''}`;
	const read = async (row: string) => JSON.parse((await rows.read(row)) ?? '[]') as string[];
	const hash = (item: unknown) => createHash('md5').update(String(item)).digest('base64');

	return {
		checkProcessedAndRecord: async (items, scope, context, { maxEntries }) => {
			const row = rowOf(scope, context);
			const known = await read(row);
			// What a call itself adds is not looked up again by that call: n8n's way.
			const before = new Set(known);
			const result: Awaited<ReturnType<Deduplicator['checkProcessedAndRecord']>> = {
				new: [],
				processed: [],
			};
			for (const item of items) {
				const hashed = hash(item);
				if (before.has(hashed)) {
					result.processed.push(item);
				} else {
					result.new.push(item);
					known.push(hashed);
				}
			}
			if (maxEntries !== undefined && maxEntries > 0) {
				known.splice(0, known.length - maxEntries);
			}
			await rows.write(row, JSON.stringify(known));
			return result;
		},
		removeProcessed: async (items, scope, context) => {
			const row = rowOf(scope, context);
			const known = await read(row);
			for (const hashed of items.map(hash)) {
				const index = known.findIndex((entry) => entry === hashed);
				if (index !== -1) known.splice(index, 1);
			}
			await rows.write(row, JSON.stringify(known));
		},
		clearAllProcessedItems: async (scope, context) => {
			await rows.remove(rowOf(scope, context));
		},
		getProcessedDataCount: async (scope, context) => (await read(rowOf(scope, context))).length,
	};
}

/** A row that holds so many entries of something else. */
export function filledRow(entries: number): string {
	return JSON.stringify(Array.from({ length: entries }, () => randomBytes(16).toString('base64')));
}
