import type { INodeExecutionData } from 'n8n-workflow';

import { soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { errorOf } from '../../../harness/engine/errorItem.mts';
import type { StoreCall } from '../../../harness/engine/deduplicationStore.mts';
import {
	booksOf,
	continues,
	letter,
	letterWith,
	outcomes,
	QUICK,
	rows,
	told,
} from './support/letterRuns.mts';

const account = useAccount();
const { posts } = booksOf(account);

/** As many texts as n8n's list holds for one workflow. */
const MOST_TEXTS = 150_000;

/** A claim that holds for forty seconds: no letter has to be claimed twice. */
const many = letterWith({ timeout: 20, settleWait: 60, concurrency: 20 });
const numbered = (count: number, from = 0): INodeExecutionData[] =>
	rows(...Array.from({ length: count }, (_, row) => `R-${from + row}`));
const nameless = soundLetter({ message: '={{ $json.text ?? "Hello" }}', options: QUICK });
/** The calls about the workflow's texts; the others are those of the lock. */
const calls = (call: StoreCall['call']) =>
	account.store.calls.filter((made) => made.call === call && made.scope === 'workflow');

/** How many texts each call asked for that were not there, and so were taken out again. */
function absentAsked(): number[] {
	const removed = new Set(calls('remove').flatMap(({ items }) => items));
	return calls('check').map(({ items }) => items.filter((item) => removed.has(item)).length);
}

describe("what letters cost n8n's store of processed items", () => {
	it('letters that are known cost no removal', async () => {
		await account.letters(many, numbered(300));
		account.store.calls.length = 0;
		const again = await account.letters(many, numbered(300));
		expect(new Set(outcomes(again))).toEqual(new Set(['skipped']));
		expect(calls('remove')).toEqual([]);
	});

	it('new letters and refused ones cost none either', async () => {
		account.simulator.setFaults([{ kind: 'status', status: 422, method: 'POST', every: 3 }]);
		await account.letters(many, numbered(120), continues);
		expect(calls('remove')).toEqual([]);
		// Claiming and recording are few calls, however many letters.
		expect(calls('check').length).toBeLessThan(12);
	});

	it('known letters whose rows changed: at most fifty absent texts a call, fifty removed', async () => {
		await account.letters(many, numbered(300));
		account.store.calls.length = 0;
		const other = await account.letters({ ...many, message: 'Other' }, numbered(300), continues);
		expect(new Set(outcomes(other))).toEqual(new Set(['refused']));
		expect(calls('remove').length).toBeGreaterThan(5);
		expect(Math.max(...absentAsked())).toBeLessThanOrEqual(50);
		expect(Math.max(...calls('remove').map(({ items }) => items.length))).toBeLessThanOrEqual(50);
	});

	it('letters to be released, and doubts: the same', async () => {
		await account.letters(many, numbered(120));
		account.store.calls.length = 0;
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', every: 2 }]);
		await account.letters({ ...many, operation: 'createAndSend' }, numbered(160), continues);
		expect(Math.max(...absentAsked())).toBeLessThanOrEqual(50);
		expect(Math.max(...calls('remove').map(({ items }) => items.length))).toBeLessThanOrEqual(50);
	});

	it('forgetting: the same', async () => {
		await account.letters(many, numbered(120));
		account.store.calls.length = 0;
		await account.letters({ ...many, operation: 'forget', forgetBy: 'fields' }, numbered(120));
		expect(Math.max(...calls('remove').map(({ items }) => items.length))).toBeLessThanOrEqual(50);
		expect(new Set(outcomes(await account.letters(many, numbered(120))))).toEqual(
			new Set(['accepted']),
		);
	});
});

describe('a memory that becomes full', () => {
	it('is said from 80 % on, and no more when it is full', async () => {
		const hintsAt = async (count: number) => {
			account.store.fill('workflow-1', count);
			const { hints, error } = await account.letters(
				letterWith({ timeout: 20, settleWait: 60 }),
				rows('R-1'),
			);
			expect(error).toBeUndefined();
			return hints.join();
		};
		expect(await hintsAt(MOST_TEXTS * 0.79)).toBe('');
		expect(await hintsAt(MOST_TEXTS * 0.8)).toMatch(/memory of what was sent is 80 % full/);
		expect(await hintsAt(MOST_TEXTS * 0.97)).toMatch(/97 % full. Beyond about 21,428/);
	});

	it('forgets the oldest, whoever wrote them', async () => {
		account.store.fill('workflow-1', MOST_TEXTS);
		expect(account.store.has('other 0')).toBe(true);
		await account.letters(letterWith({ timeout: 20, settleWait: 60 }), rows('R-1'));
		expect(account.store.has('other 0')).toBe(false);
		expect(account.store.has(`other ${MOST_TEXTS - 1}`)).toBe(true);
		const again = await account.letters(letterWith({ timeout: 20, settleWait: 60 }), rows('R-1'));
		expect(outcomes(again)).toEqual(['skipped']);
	});

	it('refuses a run that would push out its own first letters, before it sends any', async () => {
		const { error } = await account.letters(many, numbered(21_429));
		expect(error?.message).toContain('21429 of 21429 items cannot be sent');
		expect(error?.description).toContain('a workflow remembers only 21428');
		expect(error?.description).toContain('set Duplicate Protection to Off');
		expect(account.simulator.requests()).toEqual([]);
		expect(account.store.calls).toEqual([]);
	});

	it('refuses an execution whose loops would reach it', async () => {
		const first = await account.letters(many, numbered(300));
		const ofNode = Object.entries(first.data.executionData?.contextData ?? {}).find(([name]) =>
			name.includes('CM Letters'),
		)?.[1] as { protectedByRun: Record<string, number> };
		expect(ofNode.protectedByRun).toEqual({ '0': 300 });
		// The turns before it.
		ofNode.protectedByRun['0'] = 21_400;
		const within = await account.letters(many, numbered(28, 300), { loopOf: first.data });
		expect(new Set(outcomes(within))).toEqual(new Set(['accepted']));
		const beyond = await account.letters(many, numbered(1, 400), { loopOf: within.data });
		expect(beyond.error?.message).toContain('this execution has 21429 to send');
		expect(posts()).toHaveLength(328);
	});
});

describe('a store that cannot be used', () => {
	it.each(['', '__EMPTY__'])(
		'as the workflow was never saved (ID "%s"): a letter without a reference goes, with a hint',
		async (workflowId) => {
			account.store.failure = new Error('The expression evaluated to a falsy value');
			const result = await account.letters(nameless, [{ json: {} }], { workflowId });
			expect(outcomes(result)).toEqual(['accepted']);
			expect(result.hints.join()).toContain('since the workflow was never saved');
			expect(posts()).toHaveLength(1);
		},
	);

	it('as the workflow was never saved: a letter with a reference is refused, saying what to do', async () => {
		const result = await account.letters(letter, rows('R-1'), { workflowId: '', ...continues });
		expect(outcomes(result)).toEqual(['refused']);
		expect(told(result)).toContain('Save the workflow and try again');
		expect(posts()).toEqual([]);
	});

	it('as MySQL and MariaDB hold only 64 KB: the error names that, and Off', async () => {
		account.store.failure = new Error(
			"ER_DATA_TOO_LONG: Data too long for column 'value' at row 1",
		);
		const result = await account.letters(letter, rows('R-1', 'R-2'), continues);
		expect(outcomes(result)).toEqual(['refused', 'refused']);
		for (const item of result.items) {
			expect(errorOf(item)?.description).toMatch(
				/Nothing was sent.*MySQL or MariaDB.*64 KB.*Set Duplicate Protection to Off/,
			);
		}
		expect(posts()).toEqual([]);
	});
});
