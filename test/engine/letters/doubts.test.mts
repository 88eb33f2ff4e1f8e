import { soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import {
	booksOf,
	continues,
	ends,
	keyOf,
	letter,
	letterWith,
	outcomes,
	QUICK,
	rows,
	said,
	told,
} from './support/letterRuns.mts';

const account = useAccount();
const { there, idOf, posts, texts, outside, runThatDies } = booksOf(account);

/** The list shows what is absent only by a letter that is known: one that this workflow sent. */
const withWitness = async () => await account.letters(letter, rows('R-0'));

describe('an intent without an outcome, left by a process that died', () => {
	it('is settled by the letter that is there', async () => {
		await runThatDies('when the letter is there');
		const result = await account.letters(letter, rows('R-1'));
		expect(ends(result)).toEqual([['skipped', idOf('R-1')]]);
		expect(result.items[0]?.json.note).toContain('found by its reference');
		expect(posts()).toHaveLength(1);
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['skipped', idOf('R-1')]]);
	});

	it('comes to nothing when there is no letter after the wait: then it is sent', async () => {
		await withWitness();
		await runThatDies('before sending');
		const result = await account.letters(letter, rows('R-1', 'R-2'));
		expect(ends(result)).toEqual([
			['accepted', idOf('R-1')],
			['accepted', idOf('R-2')],
		]);
		expect(there().sort()).toEqual(['R-0', 'R-1', 'R-2']);
	});

	it('does not take a letter for its own that is accounted for', async () => {
		const keyed = (duplicateKey: string) =>
			letterWith({ duplicateProtection: 'key', duplicateKey });
		await account.letters(keyed('one'), rows('R-1'));
		await runThatDies('before sending', keyed('two'));
		const result = await account.letters(keyed('two'), rows('R-1'));
		expect(result.items[0]?.json.outcome).toBe('accepted');
		expect(there()).toEqual(['R-1', 'R-1']);
	});

	it('is unknown where its row now says something else; nothing is adopted or sent', async () => {
		await withWitness();
		await runThatDies('when the letter is there');
		const sent = posts().length;
		const result = await account.letters(letter, [said('Other')], continues);
		expect(outcomes(result)).toEqual(['unknown']);
		expect(told(result)).toContain('may have sent it with other content');
		expect(result.items[0]?.json.letterId).toBeUndefined();
		expect(posts()).toHaveLength(sent);
		// The row as it was is still settled by the letter that is there.
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['skipped', idOf('R-1')]]);
	});

	const nameless = soundLetter({
		options: {
			...QUICK,
			duplicateProtection: 'key',
			duplicateKey: 'K-1',
			referenceByNode: false,
		},
	});

	it.each(['before sending', 'when the letter is there'] as const)(
		'is unknown without a reference to look for, and nothing is sent (%s)',
		async (when) => {
			await runThatDies(when, nameless);
			const sent = posts().length;
			const result = await account.letters(nameless, rows('R-1'), continues);
			expect(result.items[0]?.json).toMatchObject({
				error: {
					message: 'It is unknown whether CM.com carried out the request for the letter',
					outcome: 'unknown',
				},
			});
			expect(told(result)).toContain('It has no reference by which CM.com could be asked for it.');
			expect(keyOf(result)).toMatch(/^[\w-]{12}$/);
			expect(told(result)).toContain(`Its key is \\"${keyOf(result)}\\"`);
			expect(told(result)).toContain('Nothing was sent now.');
			expect(posts()).toHaveLength(sent);
		},
	);

	it.each([
		['is refused', { kind: 'status', status: 403, method: 'GET' }],
		['stays away', { kind: 'status', status: 500, method: 'GET' }],
		['is a page', { kind: 'html', status: 200, method: 'GET' }],
		['is cut off', { kind: 'truncated', method: 'GET' }],
		['is empty', { kind: 'empty', method: 'GET' }],
	] as const)(
		'is unknown when the list of letters %s, and nothing is sent',
		async (_how, fault) => {
			await withWitness();
			await runThatDies('before sending');
			account.simulator.setFaults([fault]);
			const sent = posts().length;
			const result = await account.letters(letterWith({ maxTries: 1 }), rows('R-1'), continues);
			expect(outcomes(result)).toEqual(['unknown']);
			expect(told(result)).toContain('CM.com could not be asked for it');
			expect(told(result)).toContain(`Its key is \\"${keyOf(result)}\\"`);
			expect(posts()).toHaveLength(sent);

			account.simulator.setFaults([]);
			expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
		},
	);
});

describe('a letter whose answer does not come', () => {
	it.each([
		['was created', { kind: 'resetAfter' }, 1],
		['was not created', { kind: 'resetBefore' }, 2],
	] as const)('and that %s exists once in the end', async (_what, fault, requests) => {
		account.simulator.setFaults([{ ...fault, method: 'POST', times: 1 }]);
		const result = await account.letters(letter, rows('R-1', 'R-2'));
		expect(ends(result)).toEqual([
			['accepted', idOf('R-1')],
			['accepted', idOf('R-2')],
		]);
		expect(there().sort()).toEqual(['R-1', 'R-2']);
		expect(posts()).toHaveLength(requests + 1);
	});

	it('is settled by a retry of the node', async () => {
		account.simulator.setFaults([
			{ kind: 'resetAfter', method: 'POST', times: 1 },
			{ kind: 'status', status: 403, method: 'GET', times: 1 },
		]);
		const { items, error } = await account.letters(letter, rows('R-1'), {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json.letterId).toBe(idOf('R-1'));
		expect(posts()).toHaveLength(1);
	});

	it('is tried once more and no more than that, by however many runs', async () => {
		await withWitness();
		account.simulator.setFaults([{ kind: 'resetBefore', method: 'POST' }]);
		for (let run = 0; run < 3; run++) {
			const result = await account.letters(letter, rows('R-1'), continues);
			expect(outcomes(result)).toEqual(['unknown']);
		}
		expect(posts()).toHaveLength(1 + 2);
	});

	it('is not counted as tried where nothing left, or it was refused', async () => {
		await withWitness();
		for (let run = 0; run < 3; run++) {
			account.simulator.setFaults([{ kind: 'status', status: 422, method: 'POST' }]);
			expect(outcomes(await account.letters(letter, rows('R-1'), continues))).toEqual(['refused']);
			const nowhere = { ...account.credential, productToken: '' };
			const unsent = await account.letters(letter, rows('R-1'), {
				...continues,
				credential: nowhere,
			});
			expect(outcomes(unsent)).toEqual(['refused']);
		}
		account.simulator.setFaults([{ kind: 'resetBefore', method: 'POST', times: 1 }]);
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
	});
});

describe('the first letter of an account, whose answer does not come', () => {
	it('is found where it was created', async () => {
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
	});

	it.each(['list', 'null'] as const)(
		'is unknown where the list is empty: that proves nothing (%s)',
		async (emptyList) => {
			account.simulator.setAssumptions({ listShape: 'letters', emptyList });
			account.simulator.setFaults([{ kind: 'resetBefore', method: 'POST', times: 1 }]);
			const result = await account.letters(letter, rows('R-1'), continues);
			expect(outcomes(result)).toEqual(['unknown']);
			expect(posts()).toHaveLength(1);
		},
	);

	it('is unknown where the list shows only letters of others', async () => {
		await outside('POST', '', {
			destination: 'NL',
			addresses: [{ recipient: 'A\nB 1\nC' }],
			message: 'By hand',
			reference: 'R-9',
		});
		await account.letters(letter, rows('R-8'), { workflowId: 'workflow-2' });
		account.simulator.setFaults([{ kind: 'resetBefore', method: 'POST', times: 1 }]);
		const result = await account.letters(letter, rows('R-1'), continues);
		expect(outcomes(result)).toEqual(['unknown']);
		expect(told(result)).toContain('shows no letter that this node knows');
		expect(texts()).toEqual(['By hand', 'Hello']);
	});
});
