import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { classicPdf, pagesWith, stream } from '../../../harness/pdf/pdf.mts';
import { locator, useAccount } from '../../../harness/engine/useAccount.mts';
import { itemWithFile, pdf, type FileMode } from '../../../harness/engine/files.mts';

const casePdf = (name: string) => readFileSync(new URL(`../../cases/pdf/${name}`, import.meta.url));

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
			expect(items[0]?.json.pages).toBe(3);
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

/** Whether this process holds a file open. */
function isOpen(path: string): boolean {
	return readdirSync('/proc/self/fd').some((descriptor) => {
		try {
			return readlinkSync(`/proc/self/fd/${descriptor}`) === path;
		} catch {
			// The descriptor by which the folder was read.
			return false;
		}
	});
}

describe('how a file is sent', () => {
	const noise = (bytes: number): Buffer => {
		const pixels = randomBytes(bytes);
		return classicPdf([...pagesWith(1), stream(pixels, '/Type /XObject /Subtype /Image')]);
	};

	it.each(['memory', 'filesystem', 'database'] as const)(
		'whole, with its length known, from n8n in %s mode',
		async (mode) => {
			const file = noise(3_000_000);
			const received: Array<{ length: string | undefined; body: Buffer }> = [];
			const server = createServer((request, response) => {
				const chunks: Buffer[] = [];
				request.on('data', (chunk: Buffer) => chunks.push(chunk));
				request.on('end', () => {
					const { 'content-length': length } = request.headers;
					received.push({ length, body: Buffer.concat(chunks) });
					response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"42"}');
				});
			});
			await once(server.listen(0, '127.0.0.1'), 'listening');
			try {
				const { port } = server.address() as AddressInfo;
				const { error, items } = await account.letters(
					pdfLetter(),
					[await itemWithFile(file, mode)],
					{
						credential: { ...account.credential, lettersBaseUrl: `http://127.0.0.1:${port}` },
					},
				);
				expect(error).toBeUndefined();
				expect(items[0]?.json).toMatchObject({ letterId: '42', pages: 1 });
			} finally {
				server.close();
			}
			const [{ length, body } = { length: '', body: Buffer.alloc(0) }] = received;
			expect(Number(length)).toBe(body.length);
			expect(body.includes(file)).toBe(true);
		},
	);

	it('from its header on, where something else stands before it', async () => {
		const file = casePdf('header-at-500.pdf');
		for (const mode of ['filesystem', 'memory'] as const) {
			await account.letters(pdfLetter({ reference: mode }), [await itemWithFile(file, mode)]);
		}
		const plain = casePdf('plain-a4.pdf');
		const sha256 = createHash('sha256').update(plain).digest('hex');
		expect(forms().map(({ file: { sha256: sent } }) => sent)).toEqual([sha256, sha256]);
	});

	it('anew, when it is tried again', async () => {
		const file = noise(500_000);
		account.simulator.setFaults([
			{ kind: 'status', status: 429, method: 'POST', path: '/letters$', times: 2 },
		]);
		const { error } = await account.letters(pdfLetter(), [await itemWithFile(file, 'filesystem')]);
		expect(error).toBeUndefined();
		const sha256 = createHash('sha256').update(file).digest('hex');
		const sent = forms().map(({ file: { sha256: each } }) => each);
		expect(sent.at(-1)).toBe(sha256);
		expect(account.simulator.letters()).toHaveLength(1);
	});

	it.each<[string, (socket: Socket) => void, string]>([
		['nobody listens', () => undefined, 'could not be reached'],
		['the connection ends in the middle', (socket) => socket.destroy(), 'It is unknown whether'],
	])('and let go of, when %s', async (what, onData, message) => {
		const server = createServer().on('connection', (socket: Socket) => {
			socket.once('data', () => onData(socket));
		});
		await once(server.listen(0, '127.0.0.1'), 'listening');
		const { port } = server.address() as AddressInfo;
		if (what === 'nobody listens') await new Promise((closed) => server.close(closed));
		const item = await itemWithFile(noise(2_000_000), 'filesystem');
		const { error } = await account.letters(pdfLetter({ options: { maxTries: 1 } }), [item], {
			credential: { ...account.credential, lettersBaseUrl: `http://127.0.0.1:${port}` },
		});
		server.close();
		expect(error?.message).toContain(message);
		const path = Container.get(BinaryDataService).getPath(String(item.binary?.data?.id));
		// The system closes it a moment later; a file that stays open runs into the test's time limit.
		while (isOpen(path)) await new Promise(setImmediate);
	});

	it('not at all, when n8n no longer has it', async () => {
		const item = await itemWithFile(await pdf(1), 'filesystem');
		const id = String(item.binary?.data?.id);
		await rm(Container.get(BinaryDataService).getPath(id));
		const { error } = await account.letters(pdfLetter(), [item]);
		expect(error?.message).toContain('Input Data Field Name: n8n no longer has the file');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('where the file is', () => {
	const sent = async (field: unknown, item: INodeExecutionData) =>
		await account.letters(pdfLetter({ pdf: field }), [item]);
	const fieldOf = async (name: string, mode: 'memory' | 'filesystem') => {
		const { json, binary } = await itemWithFile(await pdf(2), mode);
		return { json: { ...json, field: name }, binary: { [name]: binary?.data as IBinaryData } };
	};

	it.each<[string, string, unknown]>([
		['by name', 'data', 'data'],
		['by a name with blanks around it', 'data', ' data\n'],
		['by a name with blanks in it', 'My letter.pdf', 'My letter.pdf'],
		['by a name that ends with a blank', 'data ', 'data '],
		['by an expression that gives the name', 'Attachment 1', '={{ $json.field }}'],
		['by an expression that gives the file', 'data', '={{ $binary.data }}'],
		[
			'by an expression that gives a file with blanks in its name',
			'My file',
			"={{ $binary['My file'] }}",
		],
	])('%s', async (_how, name, field) => {
		for (const mode of ['memory', 'filesystem'] as const) {
			const { error, items } = await sent(field, await fieldOf(name, mode));
			expect(error).toBeUndefined();
			expect(items[0]?.json.pages).toBe(2);
		}
	});

	it.each<[string, unknown, string]>([
		['two names', 'data, second', 'it names 2 files, and a letter has one'],
		['all files', '={{ $binary }}', 'it names 2 files, and a letter has one'],
		[
			'a list of files',
			'={{ [$binary.data, $binary.second] }}',
			'it names 2 files, and a letter has one',
		],
		[
			'another name',
			'file',
			'there is no file in the input data field "file"; this item has files in "data", "second"',
		],
		['no name', ' ', 'it names no input data field; this item has files in "data", "second"'],
		['something else', '={{ 42 }}', 'what the expression gives is not a file'],
		['nothing', '={{ $json.nothing }}', 'Input Data Field Name: '],
	])('is refused when it gives %s', async (_what, field, reason) => {
		const { json, binary } = await itemWithFile(await pdf(1), 'filesystem');
		const item = {
			json,
			binary: { data: binary?.data, second: binary?.data },
		} as INodeExecutionData;
		const { error } = await sent(field, item);
		expect(error?.message).toContain('Input Data Field Name');
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('Maximum Pages and Send Unchecked', () => {
	const withOptions = async (options: object, file: Buffer, mode: FileMode = 'filesystem') =>
		await account.letters(pdfLetter({ options }), [await itemWithFile(file, mode)]);

	it('refuses a file with more pages, and says how many', async () => {
		const { error } = await withOptions({ maximumPages: 2 }, await pdf(3));
		expect(error?.message).toContain(
			'Maximum Pages: the PDF has 3 pages, and at most 2 are allowed',
		);
		expect(account.simulator.requests()).toEqual([]);
		expect((await withOptions({ maximumPages: 3 }, await pdf(3))).items[0]?.json.pages).toBe(3);
		expect((await withOptions({ maximumPages: 0 }, await pdf(4))).items[0]?.json.pages).toBe(4);
	});

	it.each(['memory', 'filesystem', 'database'] as const)(
		'sends what cannot be opened, when told to, from n8n in %s mode',
		async (mode) => {
			const file = casePdf('bad-xref.pdf');
			expect((await withOptions({}, file, mode)).error?.message).toContain('the PDF is damaged');
			const { error, items } = await withOptions({ sendUnchecked: true }, file, mode);
			expect(error).toBeUndefined();
			expect(items[0]?.json).not.toHaveProperty('pages');
			const sha256 = createHash('sha256').update(file).digest('hex');
			expect(forms().map(({ file: { sha256: sent } }) => sent)).toEqual([sha256]);
		},
	);

	it('refuses both together, and an empty file all the same', async () => {
		const both = await withOptions({ sendUnchecked: true, maximumPages: 5 }, await pdf(1));
		expect(both.error?.message).toContain(
			'Maximum Pages: the pages of a file that is sent unchecked',
		);
		const empty = await withOptions({ sendUnchecked: true }, Buffer.alloc(0));
		expect(empty.error?.message).toContain('the file is empty');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('files that are refused before anything is sent', () => {
	it.each<[string, () => Buffer | Promise<Buffer>, string]>([
		['empty', () => Buffer.alloc(0), 'the file is empty'],
		['not a PDF', () => Buffer.from('PK\u0003\u0004 a spreadsheet'), 'the file is not a PDF'],
		[
			'html-login-page.pdf',
			() => casePdf('html-login-page.pdf'),
			'the file is not a PDF, but a web page',
		],
		[
			'enc-password.pdf',
			() => casePdf('enc-password.pdf'),
			'the PDF is encrypted and needs a password',
		],
		[
			'enc-empty-user-aes256.pdf',
			() => casePdf('enc-empty-user-aes256.pdf'),
			'it opens without a password',
		],
		['cut off', async () => (await pdf(2)).subarray(0, 60), 'the PDF is damaged or cut off'],
		['truncated-half.pdf', () => casePdf('truncated-half.pdf'), 'the PDF is damaged or cut off'],
		['utf8-mangled.pdf', () => casePdf('utf8-mangled.pdf'), 'a program read the PDF as text'],
		['crlf-mangled.pdf', () => casePdf('crlf-mangled.pdf'), 'a program changed the line ends'],
		['xfa-dynamic.pdf', () => casePdf('xfa-dynamic.pdf'), 'a dynamic XFA form'],
		['portfolio.pdf', () => casePdf('portfolio.pdf'), 'a portfolio'],
		['zero-pages.pdf', () => casePdf('zero-pages.pdf'), 'the PDF has no page'],
		['bad-xref.pdf', () => casePdf('bad-xref.pdf'), 'readers have to guess'],
	])('%s', async (_name, file, reason) => {
		const { error } = await account.letters(pdfLetter(), [
			await itemWithFile(await file(), 'filesystem'),
		]);
		expect(error?.message).toContain('Input Data Field Name: ');
		expect(error?.message).toContain(reason);
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
