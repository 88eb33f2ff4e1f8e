import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

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
const { there, posts, texts } = booksOf(account);

describe('test/cases/letters/same-reference.json: one reference for several people', () => {
	interface Person {
		r: string;
		m: string;
		ref: string;
	}
	const file = resolve('test/cases/letters/same-reference.json');
	const people = JSON.parse(readFileSync(file, 'utf8')) as Person[];
	const campaign = soundLetter({
		recipient: '={{ $json.r }}',
		message: '={{ $json.m }}',
		reference: '={{ $json.ref }}',
		options: QUICK,
	});
	const items = people.map((person) => ({ json: { ...person } }));

	it('is a letter for each of them, and run again each is skipped with its own ID', async () => {
		expect(outcomes(await account.letters(campaign, items))).toEqual(['accepted', 'accepted']);
		const again = await account.letters(campaign, [...items].reverse());
		const idOf = ({ m }: Person) =>
			account.simulator.letters().find(({ letter: { message } }) => message === m)?.id;
		expect(ends(again)).toEqual([...people].reverse().map((one) => ['skipped', idOf(one)]));
		expect(posts()).toHaveLength(2);
	});

	it('is recognised however the address is laid out', async () => {
		await account.letters(campaign, items);
		const [one] = people;
		const address = one?.r.split('\n').map((line) => `  ${line.toUpperCase()} `) ?? [];
		const again = await account.letters(
			{ ...campaign, recipient: `\n${address.join('\r\n')}\n` },
			items.slice(0, 1),
			continues,
		);
		// The same letter, with other content: as it is printed in capitals.
		expect(outcomes(again)).toEqual(['refused']);
		expect(posts()).toHaveLength(2);
	});
});

describe('a reference', () => {
	const one = '3F2504E0-4F89-41D3-9A0C-0305E82C3301';

	it.each([
		['a GUID in other case', one, one.toLowerCase()],
		['composed and decomposed accents', 'Caf\u00e9-1', 'Cafe\u0301-1'],
		['blanks around it', 'R-1', '  R-1 '],
		['no-break spaces around it', 'R-1', '\u00a0R-1\u202f'],
		['a number and the same in text', 42, '42'],
	])('is the same with %s', async (_what, first, second) => {
		await account.letters(letter, [{ json: { reference: first } }]);
		const again = await account.letters(letter, [{ json: { reference: second } }]);
		expect(outcomes(again)).toEqual(['skipped']);
		expect(posts()).toHaveLength(1);
	});

	it.each([
		['other case', 'R-1', 'r-1'],
		['a zero before it', '42', '042'],
		['blanks within', 'R 1', 'R1'],
	])('is another with %s', async (_what, first, second) => {
		const result = await account.letters(letter, rows(first, second));
		expect(outcomes(result)).toEqual(['accepted', 'accepted']);
	});

	it.each([2 ** 53, Number('9007199254740993'), -(2 ** 60), 1e21])(
		'that is the number %d is refused: digits are lost in it',
		async (reference) => {
			const result = await account.letters(letter, [{ json: { reference } }], continues);
			expect(outcomes(result)).toEqual(['refused']);
			expect(told(result)).toMatch(/Reference: .*number/);
			expect(told(result)).toMatch(/text/i);
			expect(posts()).toEqual([]);
		},
	);

	it('of as many digits is sound as text, or as a number that keeps them', async () => {
		const result = await account.letters(letter, [
			{ json: { reference: '9007199254740993' } },
			{ json: { reference: Number.MAX_SAFE_INTEGER } },
		]);
		expect(outcomes(result)).toEqual(['accepted', 'accepted']);
		expect(there()).toEqual(['9007199254740993', '9007199254740991']);
	});
});

describe('an account', () => {
	it.each([
		['a slash at the end', (url: string) => `${url}/`],
		['capitals in scheme and host', (url: string) => url.replace('http', 'HTTP')],
		['blanks around it', (url: string) => ` ${url} `],
	])('is the same though its base URL has %s', async (_what, written) => {
		await account.letters(letter, rows('R-1'));
		const again = await account.letters(letter, rows('R-1'), {
			credential: {
				...account.credential,
				lettersBaseUrl: written(account.simulator.lettersUrl),
				accountId: ` ${account.simulator.accountId.toUpperCase()} `,
			},
		});
		expect(outcomes(again)).toEqual(['skipped']);
		expect(posts()).toHaveLength(1);
	});
});

describe('by key', () => {
	const keyed = letterWith({ duplicateProtection: 'key', duplicateKey: '={{ $json.key }}' });

	it('a letter is known by that, whatever its reference and recipient', async () => {
		const result = await account.letters(keyed, [
			{ json: { key: 'K-1', reference: 'R-1' } },
			{ json: { key: 'K-1', reference: 'R-2' } },
			{ json: { key: 'K-2', reference: 'R-1' } },
		]);
		expect(outcomes(result)).toEqual(['accepted', 'skipped', 'accepted']);
		expect(there()).toEqual(['R-1', 'R-1']);
		const again = await account.letters({ ...keyed, recipient: 'A\nB 1\nC' }, [
			{ json: { key: ' K-1\u00a0', reference: 'R-3' } },
		]);
		expect(again.error?.message).toContain('other content');
		expect(posts()).toHaveLength(2);
	});

	it('the key must not be empty', async () => {
		const { error } = await account.letters(keyed, [{ json: { key: '  ', reference: 'R-1' } }]);
		expect(error?.message).toContain('Duplicate Key: it is empty');
		expect(posts()).toEqual([]);
	});
});

describe('off', () => {
	it('nothing is recorded, and every row is a letter', async () => {
		const off = letterWith({ duplicateProtection: 'off' });
		const first = await account.letters(off, rows('R-1', 'R-1'));
		const second = await account.letters(off, rows('R-1'));
		expect(there()).toHaveLength(3);
		expect(account.store.calls).toEqual([]);
		expect(first.hints.join()).toContain('2 of 2 were not protected against a second sending');
		expect(second.hints.join()).toContain('Running the workflow once more sends them again.');
	});

	it('the letter has no reference that its row does not give', async () => {
		await account.letters(soundLetter({ options: { duplicateProtection: 'off' } }));
		expect(there()).toEqual([null]);
	});
});

describe('the key of a letter', () => {
	it('is 12 characters that skipped, refused and unknown items show, and that the store holds', async () => {
		await account.letters(letter, [said('a', 'R-1'), said('a', 'R-2'), said('a', 'R-3')]);
		account.simulator.setFaults([
			{ kind: 'status', status: 422, method: 'POST', times: 1 },
			{ kind: 'resetBefore', method: 'POST' },
		]);
		const result = await account.letters(
			letter,
			[said('a', 'R-1'), said('b', 'R-2'), said('a', 'R-4'), said('a', 'R-5')],
			continues,
		);
		expect(outcomes(result)).toEqual(['skipped', 'refused', 'refused', 'unknown']);
		const keys = [0, 1, 2, 3].map((position) => keyOf(result, position));
		expect(keys.every((key) => /^[\w-]{12}$/.test(key))).toBe(true);
		expect(new Set(keys).size).toBe(4);
		for (const key of keys) expect(account.store.has(`${key} 1`)).toBe(true);
	});

	it('is not shown by a letter that was just sent: its answer is passed through', async () => {
		const { items } = await account.letters(letter, rows('R-1'));
		expect(items[0]?.json).not.toHaveProperty('key');
		expect(texts()).toEqual(['Hello']);
	});
});
