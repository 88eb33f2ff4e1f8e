import { locator, useAccount } from '../../../harness/engine/useAccount.mts';
import type { StoreCall } from '../../../harness/engine/deduplicationStore.mts';
import { booksOf, continues, ends, letter, letterWith, rows } from './support/letterRuns.mts';

const account = useAccount();
const { there, idOf, posts } = booksOf(account);

describe('a letter that an earlier execution created', () => {
	it('is not created again, and the item names it', async () => {
		await account.letters(letter, rows('R-1', 'R-2'));
		const again = await account.letters(letter, rows('R-2', 'R-3', 'R-1'));
		expect(ends(again)).toEqual([
			['skipped', idOf('R-2')],
			['accepted', idOf('R-3')],
			['skipped', idOf('R-1')],
		]);
		expect(again.items[0]?.json).toMatchObject({
			note: 'It was created before, as a draft. Nothing was sent now.',
			key: expect.stringMatching(/^[\w-]{12}$/) as string,
		});
		expect(posts()).toHaveLength(3);
	});

	it('is not created again by another node or process of the workflow', async () => {
		await account.letters(letter, rows('R-1'));
		const other = await account.secondProcess();
		const again = await other.letters(letter, rows('R-1'), { settings: { id: 'another-node' } });
		expect(ends(again)).toEqual([['skipped', idOf('R-1')]]);
		expect(posts()).toHaveLength(1);
	});

	it('is skipped without an ID where the list of letters cannot be read', async () => {
		await account.letters(letter, rows('R-1'));
		account.simulator.setFaults([{ kind: 'status', status: 400, method: 'GET' }]);
		const again = await account.letters(letter, rows('R-1'));
		expect(ends(again)).toEqual([['skipped', undefined]]);
		expect(posts()).toHaveLength(1);
	});

	it('is another letter in another workflow, and for another account', async () => {
		await account.letters(letter, rows('R-1'));
		await account.letters(letter, rows('R-1'), { workflowId: 'workflow-2' });
		await account.letters(letter, rows('R-1'), {
			credential: {
				...account.credential,
				lettersBaseUrl: account.simulator.lettersUrl.replace('127.0.0.1', 'localhost'),
			},
		});
		expect(there()).toEqual(['R-1', 'R-1', 'R-1']);
	});

	it('is created once though two rows ask for it', async () => {
		const result = await account.letters(letter, rows('R-1', 'R-2', 'R-1'));
		expect(ends(result)).toEqual([
			['accepted', idOf('R-1')],
			['accepted', idOf('R-2')],
			['skipped', idOf('R-1')],
		]);
	});
});

describe('two executions at once', () => {
	it.each([1, 2, 3, 4, 5, 6])(
		'in two processes, whoever writes first (%i), create each letter once',
		async (held) => {
			const [one, other] = [await account.secondProcess(), await account.secondProcess()];
			if (held > 3) await account.letters(letter, rows('R-0'));
			let checks = 0;
			account.store.holdWrites(2, ({ call }) => call === 'check' && ++checks > (held % 3) * 2);
			const references = ['R-1', 'R-2', 'R-3'];
			const results = await Promise.all([
				one.letters(letter, rows(...references)),
				other.letters(letter, rows(...references.reverse())),
			]);
			for (const { items, error } of results) {
				expect(error).toBeUndefined();
				expect(items.map(({ json }) => json.letterId).sort()).toEqual(
					['R-1', 'R-2', 'R-3'].map(idOf).sort(),
				);
			}
			expect(
				there()
					.filter((reference) => reference !== 'R-0')
					.sort(),
			).toEqual(['R-1', 'R-2', 'R-3']);
		},
	);

	it('in two processes, by two nodes of the workflow, create each letter once', async () => {
		const [one, other] = [await account.secondProcess(), await account.secondProcess()];
		await account.letters(letter, rows('R-0'));
		// Whenever both read the table, each reads it as it was before the other wrote.
		const isOfTable = ({ call, mode }: StoreCall) => call === 'check' && mode === 'entries';
		account.store.holdWrites(2, isOfTable, 2);
		await Promise.all([
			one.letters(letter, rows('R-1')),
			other.letters(letter, rows('R-2'), { settings: { id: 'another-node' } }),
		]);
		await account.letters(letter, rows('R-1', 'R-2'));
		expect(there().sort()).toEqual(['R-0', 'R-1', 'R-2']);
	});

	it.each([2, 3])(
		'of the same keys, in %i nodes that write over each other, create each letter once',
		async (nodes) => {
			const processes = await Promise.all(
				Array.from({ length: nodes }, async () => await account.secondProcess()),
			);
			await account.letters(letter, rows('R-0'));
			const isOfTable = ({ call, mode }: StoreCall) => call === 'check' && mode === 'entries';
			account.store.holdWrites(nodes, isOfTable);
			const results = await Promise.all(
				processes.map(
					async (process, index) =>
						await process.letters(letter, rows('R-1', 'R-2'), {
							settings: { id: `node-${index}` },
						}),
				),
			);
			expect(there().sort()).toEqual(['R-0', 'R-1', 'R-2']);
			for (const { items } of results) {
				expect(items.map(({ json }) => json.letterId)).toEqual(['R-1', 'R-2'].map(idOf));
			}
		},
	);

	it('in one process, create each letter once', async () => {
		const results = await Promise.all([
			account.letters(letter, rows('R-1', 'R-2')),
			account.letters(letter, rows('R-2', 'R-1')),
		]);
		expect(there().sort()).toEqual(['R-1', 'R-2']);
		for (const { items } of results) {
			expect(items.map(({ json }) => json.letterId).sort()).toEqual(
				[idOf('R-1'), idOf('R-2')].sort(),
			);
		}
	});
});

describe("n8n's store is away", () => {
	it('and nothing is sent', async () => {
		account.store.failure = new Error('database is away');
		const { items } = await account.letters(letter, rows('R-1', 'R-2'), continues);
		expect(items).toHaveLength(2);
		for (const { json } of items) {
			expect(json).toMatchObject({
				error: {
					message: 'Duplicate Protection could not record what is about to be sent',
					outcome: 'refused',
					description: expect.stringContaining('database is away') as string,
				},
			});
		}
		expect(account.simulator.requests()).toEqual([]);

		account.store.failure = undefined;
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
	});

	it('after the letters were sent: they are sent, it is logged, and none is sent again', async () => {
		const { items, log } = await account.letters(letter, rows('R-1', 'R-2'), {
			beforeRequest: () => {
				account.store.failure = new Error('database is away');
			},
		});
		expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', 'accepted']);
		expect(log.join('\n')).toContain('could not be recorded');
		account.store.failure = undefined;
		const again = await account.letters(letter, rows('R-1', 'R-2'));
		expect(again.items.map(({ json }) => json.letterId)).toEqual([idOf('R-1'), idOf('R-2')]);
		expect(posts()).toHaveLength(2);
	});
});

describe('letters that are refused', () => {
	it('may be sent again once fixed', async () => {
		account.simulator.setFaults([{ kind: 'status', status: 422, method: 'POST', times: 1 }]);
		const first = await account.letters(letter, rows('R-1'), continues);
		expect(first.items[0]?.json).toMatchObject({ error: { outcome: 'refused' } });
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
		expect(posts()).toHaveLength(2);
	});

	it('one in a hundred, with Retry On Fail: each letter exists once', async () => {
		account.simulator.setFaults([{ kind: 'status', status: 400, method: 'POST', every: 100 }]);
		const references = Array.from({ length: 300 }, (_, row) => `R-${row}`);
		const { items, error } = await account.letters(
			letterWith({ timeout: 10, concurrency: 10 }),
			rows(...references),
			{ settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 0 } },
		);
		expect(error).toBeUndefined();
		expect(there().sort()).toEqual([...references].sort());
		expect(items.map(({ json }) => json.letterId)).toEqual(references.map(idOf));
	});
});

describe('a run that is cancelled', () => {
	it('logs what was sent, and the next run sends only the rest', async () => {
		const stop = new AbortController();
		const { log, savedAtCancel, error } = await account.letters(
			letter,
			rows('R-1', 'R-2', 'R-3', 'R-4'),
			{
				abortSignal: stop.signal,
				beforeRequest: (_request, nth) => {
					if (nth === 3) stop.abort();
				},
			},
		);
		expect(savedAtCancel?.status).toBe('canceled');
		expect(error).toBeDefined();
		const lines = log.join('\n');
		expect(lines).toContain('was cancelled');
		expect(lines).toContain(`[item 0] ${idOf('R-1') ?? '?'}, [item 1] ${idOf('R-2') ?? '?'}`);
		expect(lines).toContain('Not sent: ');

		const next = await account.letters(letter, rows('R-1', 'R-2', 'R-3', 'R-4'));
		expect(next.items.map(({ json }) => json.letterId)).toEqual(
			['R-1', 'R-2', 'R-3', 'R-4'].map(idOf),
		);
		expect(there().sort()).toEqual(['R-1', 'R-2', 'R-3', 'R-4']);
	});
});

describe('by its list', () => {
	it('letters are read with Get, which knows what was skipped', async () => {
		await account.letters(letter, rows('R-1'));
		const { items } = await account.letters(letter, rows('R-1'));
		const { items: read } = await account.letters({
			resource: 'letter',
			operation: 'get',
			letterId: locator(String(items[0]?.json.letterId)),
		});
		expect(read[0]?.json.reference).toBe('R-1');
	});
});
