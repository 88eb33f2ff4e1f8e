import { soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import type { NodeRun } from '../../../harness/engine/runNode.mts';
import { booksOf, continues, ends, keyOf, outcomes, QUICK, told } from './support/letterRuns.mts';

const account = useAccount();
const { there, posts, idOf } = booksOf(account);

/** A letter without a reference of its own. */
const nameless = soundLetter({ message: '={{ $json.text ?? "Hello" }}', options: QUICK });
const texts = (...all: string[]) => all.map((text) => ({ json: { text } }));
const at = (time: string, timezone = 'Europe/Amsterdam'): Partial<NodeRun> => ({
	startedAt: Date.parse(time),
	workflowSettings: { timezone },
});

describe('a letter without a reference', () => {
	it('is created once a day, and is found by the reference that the node gives it', async () => {
		const first = await account.letters(nameless, texts('a', 'b'));
		const references = there();
		expect(references).toEqual([
			expect.stringMatching(/^[\w-]{12}$/),
			expect.stringMatching(/^[\w-]{12}$/),
		]);
		expect(new Set(references).size).toBe(2);
		expect(first.items.map(({ json }) => json.reference)).toEqual(references);

		const again = await account.letters(nameless, texts('b', 'a', 'c'));
		expect(ends(again).slice(0, 2)).toEqual([
			['skipped', idOf(references[1] ?? '')],
			['skipped', idOf(references[0] ?? '')],
		]);
		expect(outcomes(again)[2]).toBe('accepted');
		expect(keyOf(again, 0)).toBe(references[1]);
		expect(posts()).toHaveLength(3);
	});

	it('is told about in a hint: it is known for the day only', async () => {
		const { hints } = await account.letters(nameless, texts('a'));
		expect(hints.join()).toContain(
			'Letters without a reference of their own are recognised on the same day only',
		);
		const own = await account.letters({ ...nameless, reference: 'R-1' }, texts('a'));
		expect(own.hints).toEqual([]);
	});

	it('is another letter with other words, another recipient or another flag', async () => {
		const express = { ...nameless, additionalFields: { express: true } };
		const other = { ...nameless, recipient: 'Mr B. Bos\nDorpsstraat 2\n1015 CJ Amsterdam' };
		await account.letters(nameless, texts('a', 'b'));
		await account.letters(express, texts('a'));
		await account.letters(other, texts('a'));
		expect(posts()).toHaveLength(4);
	});

	it('is the same letter though Date and Place is another', async () => {
		const dated = (dateplace: string) => ({ ...nameless, additionalFields: { dateplace } });
		await account.letters(dated('Delft, 09:00'), texts('a'));
		expect(outcomes(await account.letters(dated('Delft, 09:01'), texts('a')))).toEqual(['skipped']);
	});

	it('without Reference by Node has none at CM.com, and is still created once', async () => {
		const bare = { ...nameless, options: { ...QUICK, referenceByNode: false } };
		await account.letters(bare, texts('a'));
		expect(there()).toEqual([null]);
		const again = await account.letters(bare, texts('a'));
		expect(outcomes(again)).toEqual(['skipped']);
		expect(there()).toEqual([null]);
		expect(posts()).toHaveLength(1);
	});
});

describe('the day of a letter without a reference', () => {
	it.each([
		['Europe/Amsterdam', '2026-11-25T23:30:00Z', '2026-11-26T22:30:00Z', true],
		['Europe/Amsterdam', '2026-11-25T22:30:00Z', '2026-11-25T23:30:00Z', false],
		['America/New_York', '2026-11-26T01:00:00Z', '2026-11-26T04:30:00Z', true],
		['America/New_York', '2026-11-26T04:30:00Z', '2026-11-26T05:30:00Z', false],
		['Pacific/Auckland', '2026-11-26T11:30:00Z', '2026-11-27T10:30:00Z', true],
		// A week later, on the same weekday.
		['Europe/Amsterdam', '2026-11-19T12:00:00Z', '2026-11-26T12:00:00Z', false],
	])('is that of %s: %s and %s', async (timezone, first, second, isSameDay) => {
		await account.letters(nameless, texts('a'), at(first, timezone));
		const again = await account.letters(nameless, texts('a'), at(second, timezone));
		expect(outcomes(again)).toEqual([isSameDay ? 'skipped' : 'accepted']);
		expect(posts()).toHaveLength(isSameDay ? 1 : 2);
	});

	it('is that on which the execution began, not that on which the node is reached', async () => {
		// Both executions are still under way now.
		await account.letters(nameless, texts('a'), at('2026-03-01T22:30:00Z'));
		const again = await account.letters(nameless, texts('a'), at('2026-03-01T22:59:00Z'));
		expect(outcomes(again)).toEqual(['skipped']);
	});

	it('is that of the execution, where only this node is executed on rows of days before', async () => {
		const earlier = Date.parse('2026-03-01T12:00:00Z');
		await account.letters(nameless, texts('a'), at('2026-03-01T12:00:00Z'));
		const step = await account.letters(nameless, texts('a'), {
			...at('2026-03-02T12:00:00Z'),
			rowsFrom: earlier,
		});
		expect(outcomes(step)).toEqual(['accepted']);
	});

	it('stays the same at "retry execution" on another day', async () => {
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 422, every: 2, times: 1 },
		]);
		const failed = await account.letters(nameless, texts('a', 'b'), at('2026-03-01T12:00:00Z'));
		expect(failed.error?.message).toContain('[item 1]');
		const retried = await account.letters(nameless, texts('a', 'b'), { retryOf: failed.data });
		expect(outcomes(retried)).toEqual(['accepted', 'accepted']);
		expect(posts()).toHaveLength(3);
		const keys = there();

		// They are the letters of that day, also for executions that began then.
		const late = await account.letters(nameless, texts('a', 'b'), at('2026-03-01T20:00:00Z'));
		expect(outcomes(late)).toEqual(['skipped', 'skipped']);
		expect([keyOf(late, 0), keyOf(late, 1)]).toEqual(keys);
		expect(outcomes(await account.letters(nameless, texts('a')))).toEqual(['accepted']);
	});

	it('stays the same at Retry On Fail', async () => {
		account.simulator.setFaults([{ kind: 'status', method: 'POST', status: 422, times: 1 }]);
		await account.letters(nameless, texts('a'), {
			...at('2026-03-01T12:00:00Z'),
			settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		const again = await account.letters(nameless, texts('a'), at('2026-03-01T13:00:00Z'));
		expect(outcomes(again)).toEqual(['skipped']);
	});
});

describe('two rows without a reference that say the same', () => {
	it('are one letter; the later one names the first', async () => {
		const result = await account.letters(nameless, texts('a', 'b', 'a'), continues);
		expect(outcomes(result)).toEqual(['accepted', 'accepted', 'skipped']);
		expect(result.items[2]?.json.letterId).toBe(result.items[0]?.json.letterId);
		expect(told(result, 2)).toContain('It is the same as [item 0] of this run.');
		expect(posts()).toHaveLength(2);
	});
});
