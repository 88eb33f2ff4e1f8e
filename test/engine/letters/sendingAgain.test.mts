import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { itemWithFile, pdf } from '../../../harness/engine/files.mts';
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

const NOTHING_KNOWN = 'Nothing was known of this key in this workflow.';
const STILL_COUNTS = 'Its row still counts as sent in this workflow';
const forget = async (key: string) =>
	await account.letters({ resource: 'letter', operation: 'forget', forgetBy: 'key', key });
const nameless = soundLetter({ message: '={{ $json.text ?? "Hello" }}', options: QUICK });

describe('Allow Sending Again, by the key that an item shows', () => {
	it('lets that letter be created again, and no other', async () => {
		await account.letters(letter, rows('R-1', 'R-2'));
		const skipped = await account.letters(letter, rows('R-1'));
		const forgotten = await forget(` ${keyOf(skipped)} `);
		expect(forgotten.items[0]?.json).toEqual({ key: keyOf(skipped), forgotten: true });

		const again = await account.letters(letter, rows('R-1', 'R-2'));
		expect(outcomes(again)).toEqual(['accepted', 'skipped']);
		expect(there()).toEqual(['R-1', 'R-2', 'R-1']);
		expect(again.items[0]?.json.letterId).toBe(account.simulator.letters().at(-1)?.id);
		expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['skipped']);
	});

	it('lets other content be sent under a reference that was used', async () => {
		await account.letters(letter, [said('January')]);
		const refused = await account.letters(letter, [said('February')], continues);
		await forget(keyOf(refused));
		expect(outcomes(await account.letters(letter, [said('February')]))).toEqual(['accepted']);
		expect(texts()).toEqual(['January', 'February']);
	});

	it('settles what is in doubt: it may be sent at once', async () => {
		await runThatDies('before sending');
		const unknown = await account.letters(letter, rows('R-1'), continues);
		expect(outcomes(unknown)).toEqual(['unknown']);
		await forget(keyOf(unknown));
		expect(ends(await account.letters(letter, rows('R-1')))).toEqual([['accepted', idOf('R-1')]]);
	});

	it('says when it knew no such key, and asks CM.com nothing', async () => {
		const { items } = await forget('q3Jx0Zr_4mBd');
		expect(items[0]?.json).toEqual({
			key: 'q3Jx0Zr_4mBd',
			forgotten: false,
			note: NOTHING_KNOWN,
		});
		expect((await forget(' ')).error?.message).toContain('Key: it is empty');
		expect((await forget('R-1')).error?.message).toContain('Key: "R-1" is not a key');
		expect(account.simulator.requests()).toEqual([]);
	});

	it('says when it could not', async () => {
		account.store.failure = new Error('database is away');
		expect((await forget('q3Jx0Zr_4mBd')).error?.message).toContain(
			'The key could not be forgotten',
		);
	});
});

describe('Allow Sending Again, by the fields of Create', () => {
	const byFields = (parameters: object) => ({
		...parameters,
		operation: 'forget',
		forgetBy: 'fields',
	});

	it.each([
		['a reference', letter],
		['no reference', nameless],
		['a key', letterWith({ duplicateProtection: 'key', duplicateKey: '={{ $json.text }}' })],
	])('frees the letter that these fields make (%s)', async (_by, parameters) => {
		const [one, other] = [said('a', 'R-1'), said('b', 'R-2')];
		await account.letters(parameters, [one, other]);
		const forgotten = await account.letters(byFields(parameters), [one]);
		expect(forgotten.items[0]?.json).toEqual({
			key: expect.stringMatching(/^[\w-]{12}$/) as string,
			forgotten: true,
		});
		const again = await account.letters(parameters, [one, other]);
		expect(outcomes(again)).toEqual(['accepted', 'skipped']);
	});

	it('frees a PDF, and a reference whatever the text', async () => {
		const pdfLetter = {
			resource: 'letter',
			operation: 'create',
			contentFrom: 'pdf',
			destination: locator('NL', 'list'),
			pdf: 'data',
			reference: 'R-1',
			options: QUICK,
		};
		const items = [await itemWithFile(await pdf(1), 'memory')];
		await account.letters(pdfLetter, items);
		await account.letters(byFields(pdfLetter), items);
		expect(outcomes(await account.letters(pdfLetter, items))).toEqual(['accepted']);

		await account.letters(letter, [said('a', 'R-2')]);
		await account.letters(byFields(letter), [said('b', 'R-2')]);
		expect(outcomes(await account.letters(letter, [said('a', 'R-2')]))).toEqual(['accepted']);
	});

	it('says when nothing was known, or nothing could be', async () => {
		const unknown = await account.letters(byFields(letter), rows('R-9'));
		expect(unknown.items[0]?.json).toMatchObject({ forgotten: false, note: NOTHING_KNOWN });
		const off = byFields(letterWith({ duplicateProtection: 'off' }));
		expect((await account.letters(off, rows('R-1'))).error?.message).toContain('it is Off');
		const bad = await account.letters(byFields({ ...letter, message: '={{ "" }}' }), rows('R-1'));
		expect(bad.error?.message).toContain('Message: the letter has no text');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('Delete', () => {
	const remove = async (letterId: string, more = {}) =>
		await account.letters(
			{ resource: 'letter', operation: 'delete', letterId: locator(letterId) },
			[{ json: {} }],
			more,
		);

	it.each([
		['a reference', letter],
		['no reference', nameless],
	])('frees the row of the letter (%s)', async (_by, parameters) => {
		const items = [said('a', 'R-1'), said('b', 'R-2')];
		const { items: made } = await account.letters(parameters, items);
		const result = await remove(String(made[0]?.json.letterId));
		expect(result.items[0]?.json).toEqual({ deleted: true });
		expect(outcomes(await account.letters(parameters, items))).toEqual(['accepted', 'skipped']);
	});

	it.each([
		['by a key of its own', letterWith({ duplicateProtection: 'key', duplicateKey: 'K-1' }), {}],
		['in another workflow', letter, { workflowId: 'workflow-2' }],
	])('says that the row still counts where it was created %s', async (_how, parameters, more) => {
		await account.letters(parameters, rows('R-1'));
		const result = await remove(idOf('R-1') ?? '', more);
		expect(result.items[0]?.json).toMatchObject({ deleted: true });
		expect(told(result)).toContain(STILL_COUNTS);
		expect(outcomes(await account.letters(parameters, rows('R-1')))).toEqual(['skipped']);
	});

	it('frees nothing where CM.com refuses it', async () => {
		await account.letters({ ...letter, operation: 'createAndSend' }, rows('R-1'));
		expect((await remove(idOf('R-1') ?? '')).error?.message).toContain('can no longer change');
		expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['skipped']);
	});

	it('says that the row still counts where the letter cannot be read', async () => {
		await account.letters(letter, rows('R-1'));
		account.simulator.setAssumptions({ showContent: 'nowhere' });
		const result = await remove(idOf('R-1') ?? '');
		expect(result.items[0]?.json).toMatchObject({ deleted: true });
		expect(told(result)).toContain(STILL_COUNTS);
	});
});

describe('Update', () => {
	const update = async (letterId: string, updateFields: object) =>
		await account.letters({
			resource: 'letter',
			operation: 'update',
			letterId: locator(letterId),
			updateFields,
		} as never);

	it('renews the key: the row as it was is a conflict, not a second letter', async () => {
		await account.letters(letter, rows('R-1'));
		const updated = await update(idOf('R-1') ?? '', { message: 'By hand' });
		expect(told(updated)).not.toContain(STILL_COUNTS);
		const again = await account.letters(letter, rows('R-1'), continues);
		expect(outcomes(again)).toEqual(['refused']);
		expect(told(again)).toContain('with other content');
		expect(posts()).toHaveLength(1);
	});

	it('of the recipient moves the key along: the person it went to may have a letter', async () => {
		await account.letters(letter, rows('R-1'));
		await update(idOf('R-1') ?? '', { recipient: 'A. Nother\nB 1\n1000 AA Town\nNetherlands' });
		expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['accepted']);
		const other = { ...letter, recipient: 'A. Nother\nB 1\n1000 AA Town' };
		expect(outcomes(await account.letters(other, rows('R-1'), continues))).toEqual(['refused']);
	});

	it('of Date and Place changes nothing of what the letter is known by', async () => {
		await account.letters(letter, rows('R-1'));
		await update(idOf('R-1') ?? '', { dateplace: 'Delft' });
		expect(outcomes(await account.letters(letter, rows('R-1')))).toEqual(['skipped']);
	});

	it('says that the row still counts where its key cannot be told', async () => {
		const keyed = letterWith({ duplicateProtection: 'key', duplicateKey: 'K-1' });
		await account.letters(keyed, rows('R-1'));
		expect(told(await update(idOf('R-1') ?? '', { message: 'x' }))).toContain(STILL_COUNTS);
		await outside('POST', '', {
			destination: 'NL',
			addresses: [{ recipient: 'A\nB 1\nC' }],
			message: 'By hand',
			reference: 'R-9',
		});
		expect(told(await update(idOf('R-9') ?? '', { message: 'x' }))).toContain(STILL_COUNTS);
	});
});
