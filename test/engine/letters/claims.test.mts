import { useAccount } from '../../../harness/engine/useAccount.mts';
import { booksOf, continues, letterWith, outcomes, rows, told } from './support/letterRuns.mts';

const account = useAccount();
const { there, posts } = booksOf(account);

/** A claim holds for a second, and what is in doubt is waited for two. */
const SHORT = { timeout: 1, settleWait: 0.1 };
const references = (count: number) => Array.from({ length: count }, (_, row) => `R-${row}`);
/** Attempts of a key that the store knows. */
const attemptsOf = (keys: string[]) =>
	keys.map((key) => [1, 2, 3, 4, 5, 6].filter((nth) => account.store.has(`${key} ${nth}`)).length);
const claimed = () => [
	...new Set(
		account.store.calls.flatMap(({ items }) =>
			items.map(String).flatMap((item) => /^([\w-]{12}) 1$/.exec(item)?.[1] ?? []),
		),
	),
];

describe('the end of a claim, looked at right before a letter leaves', () => {
	it('holds after the wait for a rate limit: two overlapping runs send each letter once', async () => {
		const [one, other] = [await account.secondProcess(), await account.secondProcess()];
		const slow = letterWith({ ...SHORT, requestsPerSecond: 3, concurrency: 4 });
		await account.letters(slow, rows('R-known'));
		const all = references(9);
		const results = await Promise.all([
			one.letters(slow, rows(...all), continues),
			other.letters(slow, rows(...all), continues),
		]);
		expect(there().sort()).toEqual(['R-known', ...all].sort());
		for (const result of results) {
			expect(outcomes(result).every((end) => end === 'accepted' || end === 'skipped')).toBe(true);
		}
		// Some had to be claimed once more.
		expect(Math.max(...attemptsOf(claimed()))).toBeGreaterThan(1);
	});

	it('holds after the pause before a retry: it is claimed anew, and not sent late', async () => {
		// Without a reference it is not looked for; the request itself is repeated.
		const bare = letterWith({
			...SHORT,
			duplicateProtection: 'key',
			duplicateKey: '={{ $json.key }}',
			referenceByNode: false,
		});
		account.simulator.setFaults([
			{ kind: 'status', method: 'POST', status: 429, retryAfter: 2, times: 1 },
		]);
		const result = await account.letters(bare, [{ json: { key: 'K-1', reference: '' } }]);
		expect(outcomes(result)).toEqual(['accepted']);
		expect(posts()).toHaveLength(2);
		expect(attemptsOf(claimed())).toEqual([2]);
	});

	it('is never reached by a rate too slow for it: refused in the end, saying what to set', async () => {
		const never = letterWith({ ...SHORT, requestsPerSecond: 0.6, concurrency: 1 });
		const result = await account.letters(never, rows('R-1', 'R-2'), continues);
		expect(outcomes(result)).toEqual(['accepted', 'refused']);
		expect(told(result, 1)).toContain('its turn did not come in time');
		expect(told(result, 1)).toContain('Raise Requests per Second or Settle Wait');
		expect(there()).toEqual(['R-1']);
		// It certainly was not sent: a run that has the time sends it.
		const patient = letterWith({ timeout: 1, settleWait: 20 });
		expect(outcomes(await account.letters(patient, rows('R-2')))).toEqual(['accepted']);
	});

	it('holds where two runs at once have the same rows in opposite order', async () => {
		const [one, other] = [await account.secondProcess(), await account.secondProcess()];
		const quick = letterWith({ ...SHORT, concurrency: 1 });
		await account.letters(quick, rows('R-known'));
		const results = await Promise.all([
			one.letters(quick, rows('R-1', 'R-2', 'R-3'), continues),
			other.letters(quick, rows('R-3', 'R-2', 'R-1'), continues),
		]);
		expect(there().sort()).toEqual(['R-1', 'R-2', 'R-3', 'R-known']);
		for (const result of results) {
			expect(outcomes(result).every((end) => end === 'accepted' || end === 'skipped')).toBe(true);
		}
	});
});

describe('how many letters are claimed at a time', () => {
	/** Keys of each call that recorded intents first. */
	const claims = () => {
		const seen = new Set<string>();
		return account.store.calls.flatMap(({ items }) => {
			const intents = items.map(String).filter((item) => /^[\w-]{12} 1$/.test(item));
			const fresh = intents.filter((intent) => !seen.has(intent));
			for (const intent of fresh) seen.add(intent);
			return fresh.length > 0 ? [fresh.length] : [];
		});
	};

	it.each([1, 3])('at first twenty for each of %i requests under way', async (concurrency) => {
		await account.letters(
			letterWith({ timeout: 10, settleWait: 40, concurrency }),
			rows(...references(20 * concurrency + 5)),
		);
		expect(claims()[0]).toBe(20 * concurrency);
	});

	it('never more than two thousand', async () => {
		const all = references(2500);
		await account.letters(
			letterWith({ timeout: 60, settleWait: 180, concurrency: 50 }),
			rows(...all),
		);
		expect(there()).toHaveLength(2500);
		expect(Math.max(...claims())).toBeLessThanOrEqual(2000);
	});
});
