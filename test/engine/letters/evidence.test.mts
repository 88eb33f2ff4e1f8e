import type { FaultRule } from '../../../simulator/cm/contract.mts';
import { useAccount } from '../../../harness/engine/useAccount.mts';
import {
	booksOf,
	continues,
	ends,
	letter,
	letterWith,
	outcomes,
	rows,
	told,
} from './support/letterRuns.mts';

const account = useAccount();
const { there, idOf, posts, outside } = booksOf(account);

/** One letter that is known, so that the list can be relied on; then one that meets a fault. */
async function under(fault: Omit<FaultRule, 'method'>, more: object = {}) {
	await account.letters(letter, rows('R-0'));
	account.simulator.setFaults([{ method: 'POST', times: 1, ...fault }]);
	return await account.letters(letterWith(more), rows('R-1'), continues);
}
const answered = (status: number, body: unknown, more: Partial<FaultRule> = {}) => ({
	kind: 'status' as const,
	status,
	body,
	...more,
});

describe('a 2xx that shows that the letter is there', () => {
	it.each([
		['an ID', { id: 'L-1' }],
		['a number as ID', { letterId: 17 }],
		['an ID in a wrapper', { letter: { guid: 'L-1' } }],
		['the letter echoed', { destination: 'NL', message: 'Hello', reference: 'R-1' }],
		['an ID and no error', { id: 'L-1', error: null, errors: [], success: true }],
		['an ID and a state that is called failed', { id: 'L-1', status: 'queued' }],
	])('is a success: %s', async (_what, body) => {
		const result = await under(answered(200, body));
		expect(outcomes(result)).toEqual(['accepted']);
		expect(posts()).toHaveLength(2);
	});

	it('has no ID where the answer shows none', async () => {
		const result = await under(answered(200, { message: 'Hello', reference: 'R-1' }));
		expect(result.items[0]?.json.letterId).toBeUndefined();
	});
});

describe('a 2xx that says that it failed', () => {
	it.each([
		['success: false', 200, { success: false }],
		['success as a word', 200, { success: 'false', message: 'No paper' }],
		['an error code', 200, { errorCode: 312, details: 'No paper' }],
		['an error in words', 202, { error: 'No paper' }],
		['a list of errors', 200, { errors: [{ message: 'No paper' }] }],
		['a state', 200, { status: 'failed' }],
		['a status code', 200, { status: 400, title: 'No paper' }],
		['a failed part of a 207', 207, [{ status: 422, message: 'No paper' }]],
		['plain words', 200, 'ERROR: no paper'],
	])('is a refusal: %s', async (_what, status, body) => {
		const result = await under(answered(status, body));
		expect(outcomes(result)).toEqual(['refused']);
		expect(told(result)).toContain(`HTTP ${status}`);
		expect(posts()).toHaveLength(2);
		// It was not sent: the next run may.
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
	});
});

describe('a 2xx that shows nothing', () => {
	it.each([
		['no body', ''],
		['an empty object', {}],
		['an empty list', []],
		['words', 'OK'],
		['something else', { result: { queued: 1 } }],
		['success and nothing more', { success: true }],
		['a message that is not the letter', { message: 'Invalid address' }],
		['an ID that is none', { id: null, message: 'No paper' }],
		['a failure inside of what is wrapped', { data: { id: 'L-1', success: false } }],
		['an ID that is also called a failure', { id: 'L-1', success: false }],
	])('is settled by looking, and found: %s', async (_what, body) => {
		const result = await under(answered(200, body, { after: true }));
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(told(result)).toContain('it was found by its reference');
		expect(there()).toEqual(['R-0', 'R-1']);
	});

	it('is sent once more where nothing is there, and then is there once', async () => {
		const result = await under(answered(200, {}));
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(posts()).toHaveLength(3);
		expect(there()).toEqual(['R-0', 'R-1']);
	});

	it('is unknown where looking does not settle it', async () => {
		account.simulator.setAssumptions({ listReferences: 'null' });
		const result = await under(answered(200, {}, { after: true }));
		expect(outcomes(result)).toEqual(['unknown']);
		expect(posts()).toHaveLength(2);
	});

	it('is unknown without protection: nothing is looked for', async () => {
		const result = await under(answered(200, {}), { duplicateProtection: 'off' });
		expect(outcomes(result)).toEqual(['unknown']);
		expect(posts()).toHaveLength(2);
	});
});

describe.each([404, 409])('HTTP %i to a new letter', (status) => {
	it('is settled by looking: where it was created, it is found', async () => {
		const result = await under(answered(status, { message: 'Odd' }, { after: true }));
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(posts()).toHaveLength(2);
	});

	it('is a refusal where nothing is there, without a second try', async () => {
		const result = await under(answered(status, { message: 'Odd' }));
		expect(outcomes(result)).toEqual(['refused']);
		expect(told(result)).toContain('\\"Odd\\"');
		expect(posts()).toHaveLength(2);
		expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['accepted']);
	});

	it('is unknown where the list cannot be relied on', async () => {
		account.simulator.setAssumptions({ listReferences: 'absent' });
		const result = await under(answered(status, { message: 'Odd' }));
		expect(outcomes(result)).toEqual(['unknown']);
		expect(posts()).toHaveLength(2);
	});

	it('after an unheard try does not take back that it may be there: it is looked for', async () => {
		await account.letters(letter, rows('R-0'));
		const list: unknown = await (await outside('GET')).json();
		// The first try is created unheard, and the list does not show it yet.
		account.simulator.setFaults([
			{ kind: 'resetAfter', method: 'POST' },
			{ kind: 'status', status: 200, method: 'GET', body: list },
		]);
		let tries = 0;
		const result = await account.letters(letter, rows('R-1'), {
			...continues,
			beforeRequest: ({ method }) => {
				if (method !== 'POST' || ++tries < 2) return;
				account.simulator.setFaults([answered(status, { message: 'Odd' }, { method: 'POST' })]);
			},
		});
		expect(tries).toBe(2);
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(there()).toEqual(['R-0', 'R-1']);
	});
});

describe.each([
	['429', { status: 429 }],
	['429 with Retry-After', { status: 429, retryAfter: 1 }],
	['503 with Retry-After', { status: 503, retryAfter: 1 }],
])('%s to a new letter', (_name, fault) => {
	it('that was created all the same is found before it is sent again', async () => {
		const result = await under({ kind: 'status', ...fault, after: true });
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(there()).toEqual(['R-0', 'R-1']);
		expect(posts()).toHaveLength(2);
	});

	it('that was not created is sent again', async () => {
		const result = await under({ kind: 'status', ...fault, times: 2 });
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(posts()).toHaveLength(4);
		expect(there()).toEqual(['R-0', 'R-1']);
	});

	it('is sent again as the service asks, where the list cannot be relied on', async () => {
		account.simulator.setAssumptions({ listReferences: 'absent' });
		const result = await under({ kind: 'status', ...fault });
		expect(outcomes(result)).toEqual(['accepted']);
		expect(posts()).toHaveLength(3);
	});

	it('is a refusal in the end, after as many tries as are allowed', async () => {
		const result = await under({ kind: 'status', ...fault, times: 9 }, { maxTries: 3 });
		expect(outcomes(result)).toEqual(['refused']);
		expect(posts()).toHaveLength(1 + 3);
	});
});

describe('many letters that are turned away', () => {
	it('are looked for together, not each by itself', async () => {
		await account.letters(letter, rows('R-0'));
		account.simulator.setFaults([{ kind: 'status', method: 'POST', status: 429, times: 20 }]);
		const references = Array.from({ length: 20 }, (_, row) => `R-${row + 1}`);
		const result = await account.letters(
			letterWith({ concurrency: 5, timeout: 10, settleWait: 30 }),
			rows(...references),
		);
		expect(new Set(outcomes(result))).toEqual(new Set(['accepted']));
		expect(there()).toHaveLength(21);
		const looks = account.simulator.requests().filter(({ method }) => method === 'GET');
		expect(looks.length).toBeLessThanOrEqual(2);
	});
});
