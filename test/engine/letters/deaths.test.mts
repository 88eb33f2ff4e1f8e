import type { INodeExecutionData } from 'n8n-workflow';

import { sampled } from '../../../harness/sampling.mts';
import { soundLetter, useAccount, type N8nProcess } from '../../../harness/engine/useAccount.mts';
import type { NodeResult } from '../../../harness/engine/runNode.mts';

const account = useAccount();

const letter = soundLetter({
	reference: '={{ $json.reference }}',
	options: { timeout: 3, settleWait: 0.1 },
});
const row = (reference: string): INodeExecutionData[] => [{ json: { reference } }];

/** Of all that run at once, how often each execution came to a moment of the store. */
const passed = new Map<string, number>();
const deaths = new Map<string, { at: number; death: AbortController }>();

beforeEach(() => {
	passed.clear();
	deaths.clear();
	account.store.pause = async (_moment, { executionId = '' }) => {
		const count = (passed.get(executionId) ?? 0) + 1;
		passed.set(executionId, count);
		const { at, death } = deaths.get(executionId) ?? {};
		if (count === at) {
			death?.abort();
			await new Promise(() => undefined);
		}
	};
});

/** Sends the letter of a workflow, in a process that dies at the Nth moment of the store. */
async function run(
	process: N8nProcess,
	workflowId: string,
	executionId: string,
	at?: number,
): Promise<NodeResult> {
	const death = new AbortController();
	if (at !== undefined) deaths.set(executionId, { at, death });
	return await process.letters(letter, row(workflowId), {
		workflowId,
		executionId,
		dies: death.signal,
		settings: { onError: 'continueRegularOutput' },
	});
}

/** How many workflows run at once: a known letter must be among the twenty newest. */
const AT_ONCE = 8;

/** Whether the item tells the truth, and the letter is there once or not at all. */
function complaints(workflowId: string, { items }: NodeResult, sentNow: number): string[] {
	const letters = account.simulator.letters().filter(({ reference }) => reference === workflowId);
	const { outcome, letterId, error } = items[0]?.json ?? {};
	const { outcome: failure } = (error ?? {}) as { outcome?: string };
	const names = letters.some(({ id }) => id === letterId);
	if (letters.length > 1) return [`${workflowId}: ${letters.length} letters`];
	if ((outcome === 'accepted' || outcome === 'skipped') && names) return [];
	if (failure === 'unknown' && sentNow === 0)
		return [`${workflowId}: ${JSON.stringify(error)}, ${letters.length} letters`];
	return [`${workflowId}: ${JSON.stringify(items[0]?.json)}, ${letters.length} letters`];
}

const sent = (workflowId: string) =>
	account.simulator
		.requests()
		.filter(
			({ method, body }) =>
				method === 'POST' && (body as { reference?: string }).reference === workflowId,
		).length;

/** The moments to die at, up to a count, some at a time: each, or each third one. */
function chunks(count: number, size: number): number[][] {
	const step = sampled(1, 3);
	const all = Array.from({ length: Math.ceil(count / step) }, (_, index) => 1 + index * step);
	return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
		all.slice(index * size, (index + 1) * size),
	);
}

describe('a process that dies in its dealings with the store of processed items', () => {
	it('at whatever moment: the next run of the workflow ends with one letter, and says so', async () => {
		const [first, second] = [await account.secondProcess(), await account.secondProcess()];
		await run(first, 'whole', 'whole');
		const moments = passed.get('whole') ?? 0;
		expect(moments).toBeGreaterThan(5);

		const told: string[] = [];
		for (const some of chunks(moments, AT_ONCE)) {
			const all = await Promise.all(
				some.map(async (at) => {
					const workflow = `died at ${String(at).padStart(2, '0')}`;
					// A list that shows a letter of the workflow shows what is absent, too.
					await first.letters(letter, row(`${workflow}, known`), { workflowId: workflow });
					await run(first, workflow, `${workflow}, first`, at);
					const before = sent(workflow);
					const result = await run(second, workflow, `${workflow}, second`);
					return complaints(workflow, result, sent(workflow) - before);
				}),
			);
			told.push(...all.flat());
		}
		expect(told).toEqual([]);
	}, 240_000);
});
