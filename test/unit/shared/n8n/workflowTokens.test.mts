import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import {
	DeduplicationStore,
	type StoreCall,
} from '../../../../harness/engine/deduplicationStore.mts';
import { IN_WORKFLOW, workflowTokens } from '../../../../shared/n8n/workflowTokens.ts';

type Scope = 'node' | 'workflow';

/** A node of a workflow, with as much of n8n as its texts need. @param tokensOf of which process */
function nodeOf(
	store: DeduplicationStore,
	node: string,
	{ workflow = 'workflow', tokensOf = workflowTokens } = {},
) {
	const where = { workflow: { id: workflow }, node: { id: node } } as unknown as Parameters<
		DeduplicationStore['checkProcessedAndRecord']
	>[2];
	const context = {
		getWorkflow: () => ({ id: workflow }),
		helpers: {
			checkProcessedAndRecord: async (
				items: string[],
				scope: Scope,
				options: ICheckProcessedOptions,
			) => await store.checkProcessedAndRecord(items, scope, where, options),
			removeProcessed: async (items: string[], scope: Scope, options: ICheckProcessedOptions) => {
				await store.removeProcessed(items, scope, where, options);
			},
			clearAllProcessedItems: async (scope: Scope, options: ICheckProcessedOptions) => {
				await store.clearAllProcessedItems(scope, where, options);
			},
		},
	};
	return tokensOf(context as unknown as IExecuteFunctions);
}

/** The module of another process, which shares nothing with this one. */
async function otherProcess(): Promise<typeof workflowTokens> {
	let tokensOf = workflowTokens;
	await jest.isolateModulesAsync(async () => {
		({ workflowTokens: tokensOf } = await import('../../../../shared/n8n/workflowTokens.ts'));
	});
	return tokensOf;
}

const isOfTable = ({ call, mode }: StoreCall) => call === 'check' && mode === IN_WORKFLOW.mode;

describe('the texts of a workflow', () => {
	it('are those of all its nodes, and of no other workflow', async () => {
		const store = new DeduplicationStore();
		await nodeOf(store, 'a').transact(async (tokens) => await tokens.record(['one']));
		const seen = async (workflow?: string) =>
			await nodeOf(store, 'b', { workflow }).transact(
				async (tokens) => await tokens.record(['one']),
			);
		expect(await seen()).toEqual({ ok: true, value: new Set(['one']) });
		expect(await seen('other')).toEqual({ ok: true, value: new Set() });
	});

	it('tell a claim that another node undid', async () => {
		const store = new DeduplicationStore();
		const claim = async (node: string, more = {}) =>
			await nodeOf(store, node, more).transact(
				async (tokens) => await (await tokens.claim(['key'])).stands(),
			);
		await nodeOf(store, 'c').transact(async (tokens) => await tokens.record(['before']));
		store.holdWrites(2, isOfTable);
		// Work of one workflow takes turns in a process: the other node has its own.
		const tokensOf = await otherProcess();
		const claims = await Promise.all([claim('a'), claim('b', { tokensOf })]);
		const stand = claims.map((result) => result.ok && result.value);
		expect(stand.sort()).toEqual([false, true]);
		expect(store.has('key')).toBe(true);
	});

	it('are put in again where another node undid what was no claim', async () => {
		const store = new DeduplicationStore();
		await nodeOf(store, 'c').transact(async (tokens) => await tokens.record(['before']));
		store.holdWrites(2, isOfTable);
		const tokensOf = await otherProcess();
		await Promise.all([
			nodeOf(store, 'a').transact(async (tokens) => await tokens.record(['one'])),
			nodeOf(store, 'b', { tokensOf }).transact(async (tokens) => await tokens.record(['two'])),
		]);
		expect(['before', 'one', 'two'].filter((text) => store.has(text))).toHaveLength(3);
	});

	it('say why they cannot be used, and the lock is let go', async () => {
		const store = new DeduplicationStore();
		const failed = await nodeOf(store, 'a').transact(async (tokens) => {
			await tokens.record(['one']);
			throw new Error('database is away');
		});
		expect(failed).toEqual({ ok: false, reason: 'database is away' });
		expect(Object.keys(store.table())).toEqual(['workflow ']);
	});
});
