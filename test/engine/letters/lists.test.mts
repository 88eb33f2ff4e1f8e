import { locator, useAccount } from '../../../harness/engine/useAccount.mts';
import { itemWithFile, pdf } from '../../../harness/engine/files.mts';
import type { NodeResult } from '../../../harness/engine/runNode.mts';
import {
	booksOf,
	continues,
	ends,
	letter,
	letterWith,
	outcomes,
	QUICK,
	rows,
	told,
} from './support/letterRuns.mts';

const account = useAccount();
const { there, idOf, posts, outside } = booksOf(account);

type Listed = Record<string, unknown>;

/** A letter in the list as the one that is looked for would be shown. */
const shown = (more: Listed = {}): Listed => ({
	id: 'X-1',
	status: 'draft',
	reference: 'R-1',
	destination: 'NL',
	addresses: [{ recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam\nNetherlands' }],
	message: 'Hello',
	createdon: new Date().toISOString(),
	...more,
});
const without = (...names: string[]): Listed =>
	Object.fromEntries(Object.entries(shown()).filter(([name]) => !names.includes(name)));
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

/**
 * Sends R-1, whose first request is never heard of and came to nothing, where the list shows these
 * letters besides one that is known, R-0.
 * @param byId what CM.com shows of the letter X-1 itself
 */
async function lookedFor(listed: Listed[], byId?: Listed): Promise<NodeResult> {
	await account.letters(letter, rows('R-0'));
	const known = (await (await outside('GET')).json()) as Listed[];
	account.simulator.setFaults([
		{ kind: 'resetBefore', method: 'POST', times: 1 },
		...(byId === undefined
			? []
			: [{ kind: 'status' as const, status: 200, path: '/X-1$', body: byId }]),
		{ kind: 'status', status: 200, method: 'GET', path: '/letters$', body: [...known, ...listed] },
	]);
	return await account.letters(letter, rows('R-1'), continues);
}

describe('a letter in the list is the one that is in doubt', () => {
	it.each([
		['all is shown and agrees', shown()],
		['only the recipient is shown', without('message', 'destination', 'createdon')],
		['only the text is shown', without('addresses', 'destination', 'createdon')],
		[
			'its address is laid out in another way',
			shown({
				addresses: [
					{ recipient: 'MS J. DE VRIES\nKEIZERSGRACHT 12\n1015 CJ  AMSTERDAM\nNETHERLANDS' },
				],
			}),
		],
		['its Date and Place is another', shown({ dateplace: 'Delft' })],
		['its reference has other blanks', shown({ reference: ' R-1\u00a0' })],
	])('where %s', async (_what, listed) => {
		const result = await lookedFor([listed]);
		expect(ends(result)).toEqual([['accepted', 'X-1']]);
		expect(posts()).toHaveLength(2);
	});

	it('where the letter itself shows what the list does not', async () => {
		const result = await lookedFor([without('message', 'addresses')], shown());
		expect(ends(result)).toEqual([['accepted', 'X-1']]);
		expect(posts()).toHaveLength(2);
	});
});

describe('a letter in the list is another, and the one in doubt is sent once more', () => {
	it.each([
		['its recipient is another', shown({ addresses: [{ recipient: 'Mr B\nDam 1\nAmsterdam' }] })],
		['its text is another', shown({ message: 'Goodbye' })],
		['its destination is another', shown({ destination: 'BE' })],
		['a flag is another', shown({ express: true })],
		['it is older than the doubt', shown({ createdon: minutesAgo(6) })],
		['its reference is another', shown({ reference: 'R-2' })],
		['its reference is longer', shown({ reference: 'R-1 and more' })],
	])('where %s', async (_what, listed) => {
		const result = await lookedFor([listed]);
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(posts()).toHaveLength(3);
	});

	it('where it is accounted for', async () => {
		await account.letters(
			letterWith({ duplicateProtection: 'key', duplicateKey: 'K' }),
			rows('R-1'),
		);
		const result = await lookedFor([]);
		expect(outcomes(result)).toEqual(['accepted']);
		expect(there()).toEqual(['R-1', 'R-0', 'R-1']);
	});

	it('where the letter itself shows that it is', async () => {
		const result = await lookedFor(
			[without('message', 'addresses')],
			shown({ message: 'Goodbye' }),
		);
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
	});
});

describe('a letter in doubt is unknown', () => {
	it.each([
		['a reference in other case', shown({ reference: 'r-1', message: 'Else' })],
		['a letter like it, created shortly before', shown({ createdon: minutesAgo(1) })],
	])('where the list shows %s', async (_what, listed) => {
		const result = await lookedFor([listed]);
		expect(outcomes(result)).toEqual(['unknown']);
		expect(posts()).toHaveLength(2);
	});

	it('where neither the list nor the letter shows recipient or text', async () => {
		const bare = without('message', 'addresses');
		const result = await lookedFor([bare], bare);
		expect(outcomes(result)).toEqual(['unknown']);
		expect(told(result)).toContain('but neither its recipient nor its content');
		expect(posts()).toHaveLength(2);
	});

	it.each([
		['cuts references', { listReferenceLength: 6 }],
		['shows them in capitals', { listReferences: 'upperCase' }],
		['shows them as null', { listReferences: 'null' }],
		['does not show them', { listReferences: 'absent' }],
		['has pages, by a Link header', { listPage: 1, listPageMark: 'link' }],
		['has pages, by its headers', { listPage: 1, listPageMark: 'headers' }],
		['has pages, by a total', { listPage: 1, listPageMark: 'total' }],
		['has pages, by the address of the next', { listPage: 1, listPageMark: 'next' }],
	] as const)('where the list %s; nothing is sent again', async (_what, assumptions) => {
		await account.letters(letter, rows('Campaign-1', 'Campaign-2'));
		account.simulator.setAssumptions(assumptions);
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		// What was created stands on another page, or under another name; the newest is a known one.
		let looks = 0;
		const result = await account.letters(letter, rows('Campaign-3'), {
			...continues,
			beforeRequest: async ({ method }) => {
				if (method === 'GET' && ++looks === 1) await account.letters(letter, rows('Campaign-4'));
			},
		});
		expect(outcomes(result)).toEqual(['unknown']);
		expect(there().filter((reference) => reference === 'Campaign-3')).toHaveLength(1);
	});
});

describe('what shows that a list can be relied on', () => {
	const strangers = Array.from({ length: 20 }, (_, nth) =>
		shown({ id: `S-${nth}`, reference: `Stranger ${nth}`, createdon: minutesAgo(-5) }),
	);

	it('is one of its twenty newest letters that is known', async () => {
		const nineteen = await lookedFor(strangers.slice(1));
		expect(outcomes(nineteen)).toEqual(['accepted']);
	});

	it('is none that stands behind twenty others', async () => {
		const twenty = await lookedFor(strangers);
		expect(outcomes(twenty)).toEqual(['unknown']);
		expect(told(twenty)).toContain('shows no letter that this node knows');
	});

	it('is any letter that this execution was given an ID for', async () => {
		account.simulator.setFaults([{ kind: 'resetBefore', method: 'POST', every: 2, times: 1 }]);
		const result = await account.letters(letter, rows('R-0', 'R-1'), {
			...continues,
			beforeRequest: async ({ method }) => {
				if (method !== 'GET') return;
				const known = (await (await outside('GET')).json()) as Listed[];
				const body = [...known, ...strangers];
				account.simulator.setFaults([{ kind: 'status', status: 200, method: 'GET', body }]);
			},
		});
		expect(outcomes(result)).toEqual(['accepted', 'accepted']);
		expect(there()).toEqual(['R-0', 'R-1']);
	});
});

describe('a PDF whose answer does not come', () => {
	const pdfLetter = {
		resource: 'letter',
		operation: 'create',
		contentFrom: 'pdf',
		destination: locator('NL', 'list'),
		pdf: 'data',
		reference: 'R-1',
		options: QUICK,
	};

	it('is the only letter of its reference that is not accounted for', async () => {
		await account.letters(
			letterWith({ duplicateProtection: 'key', duplicateKey: 'K' }),
			rows('R-1'),
		);
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		const items = [await itemWithFile(await pdf(2), 'memory')];
		const result = await account.letters(pdfLetter, items);
		expect(ends(result)).toEqual([['accepted', account.simulator.letters().at(-1)?.id]]);
		expect(posts()).toHaveLength(2);
	});

	it('is unknown where there are two of them', async () => {
		const items = [await itemWithFile(await pdf(2), 'memory')];
		await account.letters(pdfLetter, items, { workflowId: 'workflow-2' });
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		const result = await account.letters(pdfLetter, items, continues);
		expect(outcomes(result)).toEqual(['unknown']);
		expect(told(result)).toContain('What was found may be it, or something else.');
	});
});
