import {
	countProtected,
	isNeverSaved,
	MOST_REMEMBERED,
	nearlyFull,
} from '../../../../shared/n8n/memorySize.ts';
import { MOST_TEXTS } from '../../../../shared/n8n/workflowTokens.ts';
import { contextWith } from './context.mts';

it('a workflow remembers at least 20,000 letters', () => {
	expect(MOST_REMEMBERED).toBeGreaterThanOrEqual(20_000);
});

it.each([
	['', true],
	['__EMPTY__', true],
	['PLACEHOLDER_EMPTY_WORKFLOW_ID', true],
	['R3mVbWzVk2pQ', false],
	['1', false],
])('a workflow with the ID "%s" was never saved: %s', (workflowId, isNever) => {
	expect(isNeverSaved(contextWith({ workflowId }).context)).toBe(isNever);
});

describe('how many an execution protects', () => {
	it('are those of all turns of a loop', () => {
		const memory = {};
		const turn = (runIndex: number) => contextWith({ memory, runIndex }).context;
		expect(countProtected(turn(0), 10)).toBe(10);
		expect(countProtected(turn(1), 5)).toBe(15);
		expect(countProtected(turn(2), 1)).toBe(16);
	});

	it('are not more when a turn is tried again', () => {
		const memory = {};
		const { context } = contextWith({ memory, runIndex: 3 });
		countProtected(contextWith({ memory }).context, 10);
		expect(countProtected(context, 5)).toBe(15);
		expect(countProtected(context, 5)).toBe(15);
		expect(countProtected(context, 2)).toBe(12);
	});
});

describe('how full the memory is', () => {
	it.each([
		[0, undefined],
		[MOST_TEXTS * 0.8 - 1, undefined],
		[MOST_TEXTS * 0.8, 80],
		[MOST_TEXTS * 0.95, 95],
		[MOST_TEXTS - 1, 99],
		// From then on it always is: nobody has to be told at every run.
		[MOST_TEXTS, undefined],
	])('%i texts: %s', async (count, percentage) => {
		expect(await nearlyFull(contextWith({ count }).context)).toBe(percentage);
	});

	it('is not told where the store cannot be asked', async () => {
		expect(await nearlyFull(contextWith({ count: new Error('away') }).context)).toBeUndefined();
	});
});
