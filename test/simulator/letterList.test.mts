import type { Assumptions } from '../../simulator/cm/assumptions.mts';
import { LETTER, until, withSimulator, type Reply } from './harness.mts';

const client = withSimulator();
const assume = (assumptions: Partial<Assumptions>) =>
	client().simulator.setAssumptions(assumptions);

interface Shown extends Record<string, unknown> {
	id: string;
	reference: string | null;
}

const list = () => client().send('GET', 'letters');
const bare = ({ json }: Reply) => json as unknown as Shown[];
const references = (letters: Shown[]) => letters.map(({ reference }) => reference);

/** Creates letters with these references, one after the other. */
async function createAll(...all: string[]): Promise<string[]> {
	const ids: string[] = [];
	for (const reference of all) ids.push(await client().createLetter({ reference }));
	return ids;
}

test('listLagMs: a letter is there before the list shows it', async () => {
	assume({ listLagMs: 60_000 });
	const [id] = await createAll('A');
	expect(bare(await list())).toEqual([]);
	expect((await client().send('GET', `letters/${id}`)).status).toBe(200);
	assume({ listLagMs: 30 });
	const createdAt = Date.parse(client().simulator.letters()[0]?.createdAt ?? '');
	await until(() => Date.now() >= createdAt + 30);
	expect(references(bare(await list()))).toEqual(['A']);
});

test('listOrder', async () => {
	await createAll('A', 'B');
	expect(references(bare(await list()))).toEqual(['A', 'B']);
	assume({ listOrder: 'newestFirst' });
	expect(references(bare(await list()))).toEqual(['B', 'A']);
});

describe('listPage', () => {
	const page = (query: string) => client().send('GET', `letters?${query}`);
	const address = () => client().url('letters');
	beforeEach(async () => {
		await createAll('A', 'B', 'C', 'D', 'E');
		assume({ listPage: 2 });
	});

	test('the newest come first, the others when asked for', async () => {
		expect(references(bare(await list()))).toEqual(['D', 'E']);
		expect(references(bare(await page('Skip=2')))).toEqual(['B', 'C']);
		expect(references(bare(await page('Skip=4&Take=2')))).toEqual(['A']);
		expect(references(bare(await page('Take=1')))).toEqual(['E']);
		expect(references(bare(await page('Take=4')))).toEqual(['D', 'E']);
		expect(bare(await page('Skip=5'))).toEqual([]);
		expect(client().simulator.violations()).toEqual([]);
	});

	test('link: a Link header leads to the next page', async () => {
		const seen: (string | null)[][] = [];
		let next: string | undefined = 'letters';
		while (next !== undefined) {
			const reply: Reply = await client().send('GET', next);
			seen.push(references(bare(reply)));
			const [, url] = /^<(.*)>; rel="next"$/.exec(reply.headers.get('link') ?? '') ?? [];
			next = url?.slice(client().url('').length);
		}
		expect(seen).toEqual([['D', 'E'], ['B', 'C'], ['A']]);
	});

	test('headers: how many were left out, are shown, and are there', async () => {
		assume({ listPageMark: 'headers' });
		const { headers } = await page('Skip=2');
		expect(['skip', 'take', 'total'].map((name) => headers.get(`x-cm-pagination-${name}`))).toEqual(
			['2', '2', '5'],
		);
		expect(headers.has('link')).toBe(false);
	});

	test('total, next: beside the list, which is then no bare one', async () => {
		assume({ listPageMark: 'total' });
		expect((await list()).json).toMatchObject({ data: [{}, {}], total: 5 });
		assume({ listPageMark: 'next', listShape: 'letters' });
		expect((await list()).json).toMatchObject({
			letters: [{}, {}],
			next: `${address()}?Skip=2&Take=2`,
		});
		expect((await page('Skip=4')).json).toMatchObject({ letters: [{}], next: null });
	});

	test('none: nothing says that there is more', async () => {
		assume({ listPageMark: 'none' });
		const { json, headers } = await list();
		expect(json).toHaveLength(2);
		expect(headers.has('link')).toBe(false);
		expect(headers.has('x-cm-pagination-total')).toBe(false);
	});

	test('no pages: there is none to ask for', async () => {
		assume({ listPage: 0 });
		expect((await page('Skip=2')).status).toBe(400);
		expect(client().simulator.violations()).toHaveLength(1);
	});
});

test.each([
	[{ listReferences: 'absent' }, undefined],
	[{ listReferences: 'null' }, null],
	[{ listReferences: 'upperCase' }, 'MEMBER-42-MAY'],
	[{ listReferenceLength: 9 }, 'member-42'],
	[{ listReferenceLength: 9, listReferences: 'upperCase' }, 'MEMBER-42'],
] as const)('%j: what the list shows of a reference', async (assumptions, shown) => {
	const [id] = await createAll('member-42-May');
	assume(assumptions);
	const [letter] = bare(await list());
	expect(letter?.reference).toBe(shown);
	expect('reference' in (letter ?? {})).toBe(shown !== undefined);
	expect((await client().send('GET', `letters/${id}`)).json.reference).toBe('member-42-May');
});

test.each([
	['byId', false, true, true],
	['nowhere', false, false, false],
] as const)('showContent, showTimes: %s', async (where, inList, byId, atCreation) => {
	assume({ showContent: where, showTimes: where });
	const made = await client().sendJson('POST', 'letters', { ...LETTER, reference: 'A' });
	const answers = [
		bare(await list())[0] ?? {},
		(await client().send('GET', `letters/${made.id}`)).json,
		made.json,
	];
	const names = answers.map((answer) => Object.keys(answer).sort());
	const all = ['addresses', 'createdon', 'destination', 'id', 'message', 'reference', 'senton'];
	const [full, bareOnes] = [
		[...all, 'status', 'trackingcode'],
		['id', 'reference', 'status'],
	];
	expect(names).toEqual([inList, byId, atCreation].map((shows) => (shows ? full : bareOnes)));
});

test('a list without times, or without content, alone', async () => {
	await createAll('A');
	assume({ showTimes: 'byId' });
	expect(bare(await list())[0]).toHaveProperty('addresses');
	expect(bare(await list())[0]).not.toHaveProperty('createdon');
	assume({ showTimes: 'everywhere', showContent: 'byId' });
	expect(bare(await list())[0]).toHaveProperty('createdon');
	expect(bare(await list())[0]).not.toHaveProperty('addresses');
});

test('emptyList null: only where there is nothing to list', async () => {
	assume({ emptyList: 'null' });
	expect((await list()).text).toBe('null');
	assume({ listShape: 'letters' });
	expect((await list()).json).toEqual({ letters: null });
	await createAll('A');
	expect((await list()).json).toMatchObject({ letters: [{ reference: 'A' }] });
});
