import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import {
	booksOf,
	continues,
	ends,
	letter,
	letterWith,
	outcomes,
	QUICK,
	rows,
	said,
	told,
} from './support/letterRuns.mts';

const account = useAccount();
const { there, idOf, posts, puts, outside } = booksOf(account);

const mailed = { ...letter, operation: 'createAndSend' };
const statuses = () => account.simulator.letters().map(({ status }) => status);

describe('a letter that was created as a draft, and is now to be created and sent', () => {
	it.each(['merge', 'replace'] as const)(
		'is the draft, read and released (PUT is to %s)',
		async (putSemantics) => {
			account.simulator.setAssumptions({ putSemantics });
			await account.letters(letter, rows('R-1', 'R-2'));
			const result = await account.letters(mailed, rows('R-1', 'R-3', 'R-2'));
			expect(ends(result)).toEqual([
				['accepted', idOf('R-1')],
				['accepted', idOf('R-3')],
				['accepted', idOf('R-2')],
			]);
			expect(there().sort()).toEqual(['R-1', 'R-2', 'R-3']);
			expect(new Set(statuses())).toEqual(new Set(['queued']));
			expect(puts()).toHaveLength(2);

			const again = await account.letters(mailed, rows('R-1', 'R-2', 'R-3'));
			expect(outcomes(again)).toEqual(['skipped', 'skipped', 'skipped']);
			expect(told(again)).toContain('It was sent before.');
			expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['skipped']);
			expect(puts()).toHaveLength(2);
		},
	);

	it('takes the date from its row', async () => {
		await account.letters(letter, rows('R-1'));
		await account.letters(
			{ ...mailed, additionalFields: { scheduledate: '2027-01-31' } },
			rows('R-1'),
		);
		expect(puts()[0]?.body).toMatchObject({ scheduledate: '2027-01-31', reference: 'R-1' });
	});

	it('is released once by two executions at once', async () => {
		account.simulator.setAssumptions({ releasedIsFinal: false });
		await account.letters(letter, rows('R-1'));
		account.simulator.setFaults([{ kind: 'latency', latencyMs: 50 }]);
		const [one, other] = [await account.secondProcess(), await account.secondProcess()];
		const results = await Promise.all(
			[one, other].map(async (process) => await process.letters(mailed, rows('R-1'), continues)),
		);
		expect(puts()).toHaveLength(1);
		expect(there()).toEqual(['R-1']);
		expect(results.flatMap(outcomes)).toContain('accepted');
	});

	it.each([
		['text', { message: 'Changed' }],
		['recipient', { addresses: [{ recipient: 'Somebody Else\nB 1\nC' }] }],
		['flags', { express: true }],
	])('is refused where somebody changed its %s', async (_what, change) => {
		await account.letters(letter, rows('R-1'));
		const [stored] = account.simulator.letters();
		await outside('PUT', `/${stored?.id ?? ''}`, { ...stored?.letter, ...change });
		const changes = puts().length;
		const result = await account.letters(mailed, rows('R-1'), continues);
		expect(outcomes(result)).toEqual(['refused']);
		expect(told(result)).toMatch(/was changed since|was not found at CM\.com/);
		expect(told(result)).toContain('Nothing was mailed.');
		expect(puts()).toHaveLength(changes);
		expect(posts()).toHaveLength(1);
		expect(statuses()).toEqual(['draft']);
	});

	it('is refused where it is gone, and goes once that is said with its key', async () => {
		await account.letters(letter, rows('R-0', 'R-1'));
		await outside('DELETE', `/${idOf('R-1') ?? ''}`);
		const result = await account.letters(mailed, rows('R-1'), continues);
		expect(outcomes(result)).toEqual(['refused']);
		expect(told(result)).toContain('The draft that this workflow created was not found at CM.com');
		expect(posts()).toHaveLength(2);

		const { key } = result.items[0]?.json.error as { key: string };
		await account.letters({ resource: 'letter', operation: 'forget', forgetBy: 'key', key });
		expect(outcomes(await account.letters(mailed, rows('R-1')))).toEqual(['accepted']);
	});

	it('is skipped where somebody released it meanwhile', async () => {
		await account.letters(letter, rows('R-1'));
		const [stored] = account.simulator.letters();
		await outside('PUT', `/${stored?.id ?? ''}`, { ...stored?.letter, scheduledate: '2026-12-01' });
		const result = await account.letters(mailed, rows('R-1'));
		expect(ends(result)).toEqual([['skipped', idOf('R-1')]]);
		expect(puts()).toHaveLength(1);
	});

	it('stays a draft where its release is refused, and is released by the next run', async () => {
		await account.letters(letter, rows('R-1'));
		account.simulator.setFaults([{ kind: 'status', status: 422, method: 'PUT', times: 1 }]);
		expect(outcomes(await account.letters(mailed, rows('R-1'), continues))).toEqual(['refused']);
		expect(outcomes(await account.letters(mailed, rows('R-1')))).toEqual(['accepted']);
		expect(statuses()).toEqual(['queued']);
	});

	it('whose release is not answered for is looked at', async () => {
		await account.letters(letter, rows('R-1'));
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'PUT', times: 1 }]);
		const result = await account.letters(mailed, rows('R-1'));
		expect(ends(result)).toEqual([['accepted', idOf('R-1')]]);
		expect(told(result)).toContain('the letter shows that it was sent');
		expect(puts()).toHaveLength(1);
	});
});

describe('Send', () => {
	const send = (letterId: string) => ({
		resource: 'letter',
		operation: 'send',
		letterId: locator(letterId),
		options: QUICK,
	});

	it('by two executions at once releases a letter once', async () => {
		// A service that would release it twice.
		account.simulator.setAssumptions({ releasedIsFinal: false });
		await account.letters(letter, rows('R-1'));
		const [one, other] = [await account.secondProcess(), await account.secondProcess()];
		account.simulator.setFaults([{ kind: 'latency', latencyMs: 50 }]);
		const id = idOf('R-1') ?? '';
		const results = await Promise.all([one.letters(send(id)), other.letters(send(id))]);
		expect(puts()).toHaveLength(1);
		expect(results.flatMap(outcomes).sort()).toEqual(['accepted', 'skipped']);
		for (const result of results) expect(result.items[0]?.json.letterId).toBe(id);
	});

	it('and Create and Send of the same row, one after the other, release it once', async () => {
		account.simulator.setAssumptions({ releasedIsFinal: false });
		await account.letters(letter, rows('R-1', 'R-2'));
		await account.letters(send(idOf('R-1') ?? ''));
		expect(outcomes(await account.letters(mailed, rows('R-1')))).toEqual(['skipped']);
		await account.letters(mailed, rows('R-2'));
		expect(outcomes(await account.letters(send(idOf('R-2') ?? '')))).toEqual(['skipped']);
		expect(puts()).toHaveLength(2);
	});

	it('goes in a workflow that was never saved, and says that it is not protected', async () => {
		await account.letters(letterWith({ duplicateProtection: 'off' }), rows('R-1'));
		const result = await account.letters(send(idOf('R-1') ?? ''), undefined, { workflowId: '' });
		expect(outcomes(result)).toEqual(['accepted']);
		expect(result.hints.join()).toContain('since the workflow was never saved');
	});
});

describe('the letter ID of a skipped item', () => {
	const keyed = letterWith({ duplicateProtection: 'key', duplicateKey: '={{ $json.key }}' });
	const row = (key: string, text: string) => ({ json: { key, text, reference: 'R-1' } });

	it('is none where several listed letters have its reference and recipient', async () => {
		await account.letters(keyed, [row('K-1', 'a'), row('K-2', 'b')]);
		const again = await account.letters(keyed, [row('K-1', 'a'), row('K-2', 'b')]);
		expect(ends(again)).toEqual([
			['skipped', undefined],
			['skipped', undefined],
		]);
		for (const { json } of again.items) expect(json).not.toHaveProperty('message');
	});

	it("is never another letter's that has the same reference and recipient", async () => {
		await account.letters(letter, [said('a')]);
		const own = idOf('R-1') ?? '';
		await outside('DELETE', `/${own}`);
		await account.letters(letter, [said('b')], { workflowId: 'workflow-2' });
		const again = await account.letters(letter, [said('a')]);
		expect(ends(again)).toEqual([['skipped', undefined]]);
		expect(told(again)).not.toContain('recipient');
		expect(told(again)).not.toContain('"b"');
	});

	it('is that of its own recipient, where five hundred share a reference', async () => {
		const people = Array.from({ length: 500 }, (_, person) => ({
			json: { recipient: `Person ${person}\nStreet ${person}\n1000 AA Town` },
		}));
		const campaign = soundLetter({
			recipient: '={{ $json.recipient }}',
			reference: '2026-11',
			options: { timeout: 20, concurrency: 20 },
		});
		const first = await account.letters(campaign, people);
		const again = await account.letters(campaign, people);
		expect(new Set(outcomes(first))).toEqual(new Set(['accepted']));
		expect(ends(again)).toEqual(first.items.map(({ json }) => ['skipped', json.letterId]));
		expect(posts()).toHaveLength(500);
	});

	it.each([{ listReferences: 'null' }, { listReferences: 'absent' }] as const)(
		'is none where the list shows no references (%j)',
		async (assumptions) => {
			account.simulator.setAssumptions(assumptions);
			await account.letters(letter, [said('a')]);
			expect(ends(await account.letters(letter, [said('a')]))).toEqual([['skipped', undefined]]);
		},
	);
});
