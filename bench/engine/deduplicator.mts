import { createHash } from 'node:crypto';

import type { DataDeduplicationService } from 'n8n-core';

type Deduplicator = Parameters<typeof DataDeduplicationService.init>[0];
type Context = Parameters<Deduplicator['checkProcessedAndRecord']>[2];
type Scope = Parameters<Deduplicator['checkProcessedAndRecord']>[1];

/**
 * n8n's store of what was already processed, without its database. It keeps what n8n keeps, a row
 * of JSON for each node or workflow with a hash of every entry, and reads and writes it whole at
 * every call, as n8n does.
 */
export function rememberedInMemory(): Deduplicator {
	const rows = new Map<string, string>();
	const rowOf = (scope: Scope, { workflow, node }: Context) =>
		`${workflow.id ?? ''} ${scope === 'node' ? `n:${node?.id ?? ''}` : ''}`;
	const read = (row: string) => JSON.parse(rows.get(row) ?? '[]') as string[];
	const hash = (item: unknown) => createHash('md5').update(String(item)).digest('base64');

	return {
		checkProcessedAndRecord: async (items, scope, context, { maxEntries }) => {
			const row = rowOf(scope, context);
			const known = read(row);
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
			rows.set(row, JSON.stringify(known));
			return result;
		},
		removeProcessed: async (items, scope, context) => {
			const row = rowOf(scope, context);
			const removed = new Set(items.map(hash));
			rows.set(row, JSON.stringify(read(row).filter((known) => !removed.has(known))));
		},
		clearAllProcessedItems: async (scope, context) => {
			rows.delete(rowOf(scope, context));
		},
		getProcessedDataCount: async (scope, context) => read(rowOf(scope, context)).length,
	};
}
