import type { INodeExecutionData } from 'n8n-workflow';

import { locator, soundLetter, useAccount } from '../harness/account.mts';
import type { StoreCall } from '../harness/deduplicationStore.mts';
import type { NodeResult, NodeRun } from '../harness/runNode.mts';

const account = useAccount();

/** What is in doubt is waited for a second longer than an answer may take: two. */
const QUICK = { timeout: 1, settleWait: 0.1, concurrency: 1 };
const letter = soundLetter({ reference: '={{ $json.reference }}', options: QUICK });
const rows = (...references: string[]): INodeExecutionData[] =>
	references.map((reference) => ({ json: { reference } }));
const continues: Partial<NodeRun> = { settings: { onError: 'continueRegularOutput' } };

const there = () => account.simulator.letters().map(({ reference }) => reference);
const idOf = (reference: string) =>
	account.simulator.letters().find((stored) => stored.reference === reference)?.id;
const posts = () => account.simulator.requests().filter(({ method }) => method === 'POST');
const ends = ({ items }: NodeResult) =>
	items.map(({ json }) => [json.outcome ?? json.error, json.letterId]);
const told = ({ items: [item] }: NodeResult) => JSON.stringify(item?.json);

/** A run whose process died as soon as its first letter was about to leave, or had arrived. */
async function runThatDies(
	when: 'before sending' | 'when the letter is there',
	parameters = letter,
	items = rows('R-1'),
): Promise<void> {
	const process = await account.secondProcess();
	const death = new AbortController();
	if (when === 'when the letter is there') {
		account.simulator.setFaults([{ kind: 'hangAfter', method: 'POST' }]);
	}
	const run = process.letters(parameters, items, {
		dies: death.signal,
		beforeRequest: ({ method }) => {
			if (when === 'before sending' && method === 'POST') death.abort();
		},
	});
	if (when === 'when the letter is there') {
		await account.simulator.until(() => there().length === 1);
		death.abort();
	}
	expect((await run).died).toBe(true);
	account.simulator.setFaults([]);
}

describe('a letter that an earlier execution created', () => {
	it('is not created again, and the item names it', async () => {
		await account.letters(letter, rows('R-1', 'R-2'));
		const again = await account.letters(letter, rows('R-2', 'R-3', 'R-1'));
		expect(ends(again)).toEqual([
			['skipped', idOf('R-2')],
			['accepted', idOf('R-3')],
			['skipped', idOf('R-1')],
		]);
		expect(again.items[0]?.json.note).toBe(
			'It was sent before, under the key "R-2". Nothing was sent now.',
		);
		expect(posts()).toHaveLength(3);
	});

	it('is not created again by another node, operation or process of the workflow', async () => {
		await account.letters(letter, rows('R-1'));
		const other = await account.secondProcess();
		const again = await other.letters({ ...letter, operation: 'createAndSend' }, rows('R-1'), {
			settings: { id: 'another-node' },
		});
		expect(ends(again)).toEqual([['skipped', idOf('R-1')]]);
		expect(posts()).toHaveLength(1);
	});

	it('is named though the list of letters cannot be read', async () => {
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
		await runThatDies('before sending');
		const result = await account.letters(letter, rows('R-1', 'R-2'));
		expect(ends(result)).toEqual([
			['accepted', idOf('R-1')],
			['accepted', idOf('R-2')],
		]);
		expect(there().sort()).toEqual(['R-1', 'R-2']);
	});

	it('does not take a letter for its own that is accounted for', async () => {
		const key = { ...letter, options: { ...QUICK, duplicateProtection: 'key' } };
		const keyed = (duplicateKey: string) => ({
			...key,
			options: { ...key.options, duplicateKey },
		});
		await account.letters(keyed('one'), rows('R-1'));
		await runThatDies('before sending', keyed('two'));
		const result = await account.letters(keyed('two'), rows('R-1'));
		expect(result.items[0]?.json.outcome).toBe('accepted');
		expect(there()).toEqual(['R-1', 'R-1']);
	});

	const nameless = soundLetter({
		options: { ...QUICK, duplicateProtection: 'key', duplicateKey: 'K-1' },
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
			expect(told(result)).toContain('Its key is \\"K-1\\"');
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
			await account.letters(letter, rows('R-0'));
			await runThatDies('before sending');
			account.simulator.setFaults([fault]);
			const sent = posts().length;
			const result = await account.letters(
				{ ...letter, options: { ...QUICK, maxTries: 1 } },
				rows('R-1'),
				continues,
			);
			expect(result.items[0]?.json).toMatchObject({ error: { outcome: 'unknown' } });
			expect(told(result)).toContain('CM.com could not be asked for it');
			expect(told(result)).toContain('Its key is \\"R-1\\"');
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
});

describe('what a letter is known by', () => {
	const by = (duplicateProtection: string, more: object = {}) => ({
		...letter,
		message: '={{ $json.text ?? "Hello" }}',
		options: { ...QUICK, duplicateProtection, ...more },
	});

	it('is its key, whatever its reference', async () => {
		const keyed = by('key', { duplicateKey: '={{ $json.key }}' });
		const { items } = await account.letters(keyed, [
			{ json: { key: 'K-1', reference: 'R-1' } },
			{ json: { key: 'K-1', reference: 'R-2' } },
			{ json: { key: 'K-2', reference: 'R-1' } },
		]);
		expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', 'skipped', 'accepted']);
		expect(there()).toEqual(['R-1', 'R-1']);
	});

	it('is its key, which must not be empty', async () => {
		const { error } = await account.letters(by('key', { duplicateKey: '  ' }), rows('R-1'));
		expect(error?.message).toContain('Duplicate Key: it is empty');
		expect(posts()).toEqual([]);
	});

	it('is its content, whatever its reference', async () => {
		const said = (text: string, reference: string) => ({ json: { text, reference } });
		await account.letters(by('content'), [said('a', 'R-1'), said('b', 'R-1'), said('a', 'R-2')]);
		await account.letters(by('content'), [said('b', 'R-3')]);
		expect(account.simulator.letters().map(({ letter: { message } }) => message)).toEqual([
			'a',
			'b',
		]);
	});

	it('is nothing when it is off, or has no reference', async () => {
		for (const parameters of [by('off'), soundLetter({ options: QUICK })]) {
			account.simulator.reset();
			await account.letters(parameters, rows('R-1', 'R-1'));
			await account.letters(parameters, rows('R-1'));
			expect(there()).toHaveLength(3);
		}
		expect(account.store.calls).toEqual([]);
	});
});

describe('Forget Key', () => {
	const forget = async (key: string) =>
		await account.letters({ resource: 'letter', operation: 'forget', key });

	it('lets a letter be created again', async () => {
		await account.letters(letter, rows('R-1', 'R-2'));
		const forgotten = await forget(' R-1 ');
		expect(forgotten.items[0]?.json).toMatchObject({ key: 'R-1', forgotten: true });
		const again = await account.letters(letter, rows('R-1', 'R-2'));
		expect(again.items.map(({ json }) => json.outcome)).toEqual(['accepted', 'skipped']);
		expect(there()).toEqual(['R-1', 'R-2', 'R-1']);
		expect(again.items[0]?.json.letterId).toBe(account.simulator.letters().at(-1)?.id);
	});

	it('settles what is in doubt: it may be sent at once', async () => {
		const nameless = soundLetter({
			options: { ...QUICK, duplicateProtection: 'key', duplicateKey: 'K-1' },
		});
		await runThatDies('before sending', nameless);
		await forget('K-1');
		const { items } = await account.letters(nameless);
		expect(items[0]?.json.outcome).toBe('accepted');
	});

	it('does no harm to what is not known, and asks CM.com nothing', async () => {
		expect((await forget('R-9')).items[0]?.json).toMatchObject({ key: 'R-9' });
		expect((await forget(' ')).error?.message).toContain('Key: it is empty');
		expect(account.simulator.requests()).toEqual([]);
	});

	it('says when it could not', async () => {
		account.store.failure = new Error('database is away');
		expect((await forget('R-1')).error?.message).toContain('The key could not be forgotten');
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
		expect(ends(again)).toEqual([
			['skipped', idOf('R-1')],
			['skipped', idOf('R-2')],
		]);
		expect(posts()).toHaveLength(2);
	});
});

describe('letters that are refused', () => {
	it('may be sent again once mended', async () => {
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
			{ ...letter, options: { ...QUICK, timeout: 10, concurrency: 10 } },
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
