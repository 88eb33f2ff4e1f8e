import { createHash } from 'node:crypto';

import { locator, useAccount } from '../harness/account.mts';
import { itemWithFile, pdf } from '../harness/files.mts';

const account = useAccount();

const pdfLetter = (more = {}) => ({
	resource: 'letter',
	operation: 'create',
	contentFrom: 'pdf',
	destination: locator('NL', 'list'),
	pdf: 'data',
	...more,
});

const forms = () =>
	account.simulator
		.requests()
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as { fields: Record<string, string>; file: Record<string, unknown> });

describe('Letter: Create, from PDF', () => {
	it.each(['memory', 'filesystem', 'database'] as const)(
		'sends the file as it is, from n8n in %s mode',
		async (mode) => {
			const file = await pdf(3);
			const { error, items } = await account.letters(pdfLetter(), [await itemWithFile(file, mode)]);
			expect(error).toBeUndefined();
			expect(forms()).toEqual([
				{
					fields: { destination: 'NL', reference: expect.stringMatching(/^[\w-]{12}$/) as string },
					file: {
						field: 'pdf',
						fileName: 'letter.pdf',
						mimeType: 'application/pdf',
						size: file.length,
						sha256: createHash('sha256').update(file).digest('hex'),
					},
				},
			]);
			expect(account.simulator.letters()[0]).toMatchObject({ status: 'draft', pages: 3 });
			expect(items[0]?.json.letterId).toBe(account.simulator.letters()[0]?.id);
		},
	);

	it('sends the letter properties as form fields, switches as words', async () => {
		await account.letters(
			pdfLetter({
				operation: 'createAndSend',
				reference: 'ÅÄÖ "7"',
				additionalFields: {
					scheduledate: '2020-02-22',
					subject: 'Bescheid',
					dateplace: 'Köln',
					fullcolor: true,
					doublesided: false,
				},
			}),
			[await itemWithFile(await pdf(1), 'memory')],
		);
		expect(forms()[0]?.fields).toEqual({
			destination: 'NL',
			reference: 'ÅÄÖ "7"',
			subject: 'Bescheid',
			dateplace: 'Köln',
			fullcolor: 'true',
			doublesided: 'false',
			scheduledate: '2020-02-22',
		});
		expect(account.simulator.letters()[0]?.status).toBe('queued');
	});

	it('sends a file for each item', async () => {
		const files = await Promise.all([1, 2, 3].map(pdf));
		const items = await Promise.all(
			files.map(async (file) => await itemWithFile(file, 'filesystem')),
		);
		const result = await account.letters(pdfLetter(), items);
		const pages = new Map(account.simulator.letters().map(({ id, pages: count }) => [id, count]));
		expect(result.items.map(({ json }) => pages.get(String(json.letterId)))).toEqual([1, 2, 3]);
	});
});

describe('files that are refused before anything is sent', () => {
	const encrypted = (plain: Buffer) =>
		Buffer.from(
			plain
				.toString('latin1')
				.replace(/trailer\s*<</, 'trailer\n<< /Encrypt << /Filter /Standard /V 1 /R 2 >> '),
			'latin1',
		);
	const classicPdf = () =>
		Buffer.from(
			[
				'%PDF-1.4',
				'1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj',
				'2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj',
				'3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj',
				'trailer << /Root 1 0 R /Size 4 >>',
				'%%EOF',
			].join('\n'),
			'latin1',
		);

	it('takes the plain PDF that the encrypted one is made of', async () => {
		const { error } = await account.letters(pdfLetter(), [
			await itemWithFile(classicPdf(), 'memory'),
		]);
		expect(error).toBeUndefined();
	});

	it.each([
		['empty', async () => Buffer.alloc(0), 'the file is empty'],
		['not a PDF', async () => Buffer.from('PK\u0003\u0004 a spreadsheet'), 'the file is not a PDF'],
		['encrypted', async () => encrypted(classicPdf()), 'the PDF is encrypted'],
		['cut off', async () => (await pdf(2)).subarray(0, 60), 'the PDF is damaged or cut off'],
	])('%s', async (_name, file, reason) => {
		const { error } = await account.letters(pdfLetter(), [
			await itemWithFile(await file(), 'filesystem'),
		]);
		expect(error?.message).toContain(`Input Data Field Name: ${reason}`);
		expect(error?.message).toContain('[item 0]');
		expect(account.simulator.requests()).toEqual([]);
	});

	it('a missing field, among items that have it', async () => {
		const good = await itemWithFile(await pdf(1), 'memory');
		const other = await itemWithFile(await pdf(2), 'memory');
		const { items } = await account.letters(pdfLetter(), [good, { json: {} }, other], {
			settings: { onError: 'continueRegularOutput' },
		});
		expect(items[1]?.json.error).toMatchObject({
			message: 'Input Data Field Name: there is no file in the input data field "data"',
		});
		expect(account.simulator.letters()).toHaveLength(2);
	});
});
