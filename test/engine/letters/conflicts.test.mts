import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { errorOf } from '../../../harness/engine/errorItem.mts';
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
const { there, idOf, posts, puts, texts } = booksOf(account);

const CONFLICT = 'Its reference, or its Duplicate Key, was used for a letter with other content';

describe('a reference that was used for a letter with other content', () => {
	it('is refused, with its key and how to go on; nothing is sent', async () => {
		await account.letters(letter, [said('January')]);
		const result = await account.letters(letter, [said('February')], continues);
		const [item] = result.items;
		expect(item && errorOf(item)).toMatchObject({
			message: CONFLICT,
			outcome: 'refused',
			key: expect.stringMatching(/^[\w-]{12}$/) as string,
			description: expect.stringContaining('Send Again') as string,
		});
		expect(item?.json.letterId).toBeUndefined();
		expect(posts()).toHaveLength(1);
		// Not even a letter that was mailed lets it through, or the row as it was be sent again.
		expect(outcomes(await account.letters(letter, [said('January')]))).toEqual(['skipped']);
	});

	it('is found when its turn comes: the error says what went before it', async () => {
		await account.letters(letter, [said('January', 'R-22')]);
		// With one request at a time, twenty rows are claimed at once.
		const sheet = Array.from({ length: 25 }, (_, row) => said('February', `R-${row}`));
		const { error } = await account.letters(letterWith({ timeout: 10 }), sheet);
		expect(error?.message).toContain('20 of 25 letters created, 1 refused, 4 not created');
		expect(error?.message).toContain(`${CONFLICT} [item 22]`);
		expect(posts()).toHaveLength(1 + 20);
		expect(error?.description).toContain(`[item 0] ${idOf('R-0') ?? '?'}`);
		expect(error?.description).toContain(`[item 19] ${idOf('R-19') ?? '?'}.`);
		expect(error?.description).toContain('Not sent: 4 items.');
	});

	it('is the same for a customer number: one row a month', async () => {
		const customers = ['4711', '4712'];
		await account.letters(
			letter,
			customers.map((number) => said('Invoice of January', number)),
		);
		const result = await account.letters(
			letter,
			customers.map((number) => said('Invoice of February', number)),
			continues,
		);
		expect(outcomes(result)).toEqual(['refused', 'refused']);
		expect(result.hints.join()).toContain('2 of 2 refused');
	});
});

describe('what is content of a letter', () => {
	const plain = { ...letter, recipient: '={{ $json.recipient ?? "A\\nB 1\\nC" }}' };

	it.each([
		'fullcolor',
		'doublesided',
		'express',
		'registered',
		'registeredMailbox',
		'registeredReceipt',
	])('the flag %s', async (flag) => {
		await account.letters(plain, [said('a')]);
		const flagged = { ...plain, additionalFields: { [flag]: true } };
		expect(outcomes(await account.letters(flagged, [said('a')], continues))).toEqual(['refused']);
		// Not set and switched off are the same.
		const off = { ...plain, additionalFields: { [flag]: false } };
		expect(outcomes(await account.letters(off, [said('a')], continues))).toEqual(['skipped']);
	});

	it.each([
		['the subject', { additionalFields: { subject: 'S' } }],
		['the sender', { senderInput: 'text', sender: 'Rowing Club' }],
		['the destination', { destination: locator('BE', 'list') }],
		['the text', { message: 'Other' }],
	])('%s', async (_what, more) => {
		await account.letters(plain, [said('a')]);
		const other = await account.letters({ ...plain, ...more }, [said('a')], continues);
		expect(outcomes(other)).toEqual(['refused']);
		expect(posts()).toHaveLength(1);
	});

	it.each([
		['Date and Place', { additionalFields: { dateplace: 'Delft, 26 November 2026' } }],
		['when it is mailed', { additionalFields: { scheduledate: '2027-01-01' } }],
	])('not: %s', async (_what, more) => {
		const mailed = { ...plain, operation: 'createAndSend' };
		await account.letters(mailed, [said('a')]);
		const other = await account.letters({ ...mailed, ...more }, [said('a')], continues);
		expect(outcomes(other)).toEqual(['skipped']);
	});

	it.each([
		['composed accents', 'Café', 'Cafe\u0301'],
		['blanks at the ends of lines', 'Dear A,\n\nyes', ' Dear A,  \n\t\n yes \n'],
		['no-break spaces at the ends', 'Dear A', '\u00a0Dear A\u00a0\u202f'],
		['line ends of Windows', 'Dear A,\nyes', 'Dear A,\r\nyes'],
	])('not: %s', async (_what, first, second) => {
		await account.letters(plain, [said(first)]);
		expect(outcomes(await account.letters(plain, [said(second)], continues))).toEqual(['skipped']);
	});

	it('not: how the fields of an address are laid out', async () => {
		const fields = (more: object) => ({
			...plain,
			recipientInput: 'columns',
			recipientColumns: {
				mappingMode: 'defineBelow',
				value: { name: 'A', street: 'B 1', postalCode: '1015 CJ', city: 'C', ...more },
			},
		});
		await account.letters(fields({}), [said('a')]);
		const again = fields({ name: ' A ', region: '', company: ' ' });
		expect(outcomes(await account.letters(again, [said('a')], continues))).toEqual(['skipped']);
		const company = fields({ company: 'B.V.' });
		expect(outcomes(await account.letters(company, [said('a')]))).toEqual(['accepted']);
	});
});

describe('rows of one run with the same key', () => {
	it('and the same content: the first goes, the later is skipped and names it', async () => {
		const result = await account.letters(letter, rows('R-1', 'R-2', 'R-1', 'R-1'));
		expect(ends(result)).toEqual([
			['accepted', idOf('R-1')],
			['accepted', idOf('R-2')],
			['skipped', idOf('R-1')],
			['skipped', idOf('R-1')],
		]);
		expect(result.items[3]?.json).toMatchObject({
			note: 'It is the same as [item 0] of this run. Nothing was sent for this item.',
			key: keyOf(result, 2),
		});
		expect(result.hints.join()).toContain('2 of 4 skipped');
		expect(posts()).toHaveLength(2);
	});

	it('and other content: refused before anything is sent, where the node stops on failure', async () => {
		const { error } = await account.letters(letter, [
			said('a', 'R-1'),
			said('b', 'R-2'),
			said('c', 'R-1'),
		]);
		expect(error?.message).toMatch(/\[item 0\] of this run has the same key .+ \[item 2\]/);
		expect(error?.description).toMatch(/^Nothing was sent\./);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('and other content: the first goes, the later is refused, where the node continues', async () => {
		const result = await account.letters(
			letter,
			[said('a', 'R-1'), said('b', 'R-2'), said('c', 'R-1'), said('a', 'R-1')],
			continues,
		);
		expect(outcomes(result)).toEqual(['accepted', 'accepted', 'refused', 'skipped']);
		expect(told(result, 2)).toContain('[item 0] of this run has the same key');
		expect(keyOf(result, 2)).toBe(keyOf(result, 3));
		expect(texts().sort()).toEqual(['a', 'b']);
	});

	it('whose first is refused by the service: the later says the same, and is not tried', async () => {
		account.simulator.setFaults([{ kind: 'status', status: 422, method: 'POST' }]);
		const result = await account.letters(letter, rows('R-1', 'R-1'), continues);
		expect(outcomes(result)).toEqual(['refused', 'refused']);
		expect(posts()).toHaveLength(1);
	});
});

describe('Send Again', () => {
	const again = letterWith({ sendAgain: '={{ $json.again ?? false }}' });
	const row = (reference: string, isAgain: boolean | string, text = 'a') => ({
		json: { reference, text, again: isAgain },
	});

	it('sends the rows that it is set for, though they are known; the others are skipped', async () => {
		await account.letters(again, [row('R-1', false), row('R-2', false)]);
		const result = await account.letters(again, [row('R-1', true), row('R-2', 'false')]);
		expect(outcomes(result)).toEqual(['accepted', 'skipped']);
		expect(there().sort()).toEqual(['R-1', 'R-1', 'R-2']);
		expect(result.items[0]?.json.letterId).toBe(account.simulator.letters().at(-1)?.id);
		// From then on it is known again.
		expect(outcomes(await account.letters(letter, [said('a', 'R-1')]))).toEqual(['skipped']);
	});

	it('sends other content under a reference that was used; both are known from then on', async () => {
		await account.letters(again, [row('R-1', false, 'January')]);
		const result = await account.letters(again, [row('R-1', 'true', 'February')]);
		expect(outcomes(result)).toEqual(['accepted']);
		const known = await account.letters(letter, [said('February')], continues);
		expect(outcomes(known)).toEqual(['skipped']);
		expect(outcomes(await account.letters(letter, [said('March')], continues))).toEqual([
			'refused',
		]);
		expect(texts()).toEqual(['January', 'February']);
	});

	it('is not repeated by a retry of the node', async () => {
		await account.letters(again, [row('R-1', false)]);
		account.simulator.setFaults([
			{ kind: 'status', status: 422, method: 'POST', every: 2, times: 1 },
		]);
		await account.letters(again, [row('R-1', true), row('R-2', true)], {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(there()).toEqual(['R-1', 'R-1', 'R-2']);
	});

	it('whose answer does not come exists once more in the end', async () => {
		await account.letters(again, [row('R-1', false)]);
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'POST', times: 1 }]);
		const result = await account.letters(again, [row('R-1', true)]);
		expect(ends(result)).toEqual([['accepted', account.simulator.letters().at(-1)?.id]]);
		expect(there()).toEqual(['R-1', 'R-1']);
	});
});

describe('a letter that is known in this workflow', () => {
	it('says "sent before" only of what was mailed', async () => {
		const mail = { ...letter, operation: 'createAndSend' };
		await account.letters(mail, rows('R-1'));
		for (const parameters of [letter, mail]) {
			const result = await account.letters(parameters, rows('R-1'));
			expect(ends(result)).toEqual([['skipped', idOf('R-1')]]);
			expect(told(result)).toContain('It was sent before. Nothing was sent now.');
		}
		await account.letters(letter, rows('R-2'));
		const draft = await account.letters(letter, rows('R-2'));
		expect(told(draft)).toContain('It was created before, as a draft. Nothing was sent now.');
		expect(puts()).toEqual([]);
	});

	it('is none in another workflow, whose letter is another', async () => {
		await account.letters(letter, rows('R-1'));
		const other = await account.letters(letter, rows('R-1'), { workflowId: 'workflow-2' });
		expect(outcomes(other)).toEqual(['accepted']);
		const nameless = soundLetter({ options: QUICK });
		await account.letters(nameless);
		await account.letters(nameless, undefined, { workflowId: 'workflow-2' });
		expect(posts()).toHaveLength(4);
	});
});
