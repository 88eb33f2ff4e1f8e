import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { FormUpload } from '../../../../shared/n8n/formUpload.ts';
import type { InputFile } from '../../../../shared/n8n/inputFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'upload-'));
const path = join(folder, 'file');
const FILE = Buffer.from('0123456789'.repeat(50_000));
writeFileSync(path, FILE);
afterAll(() => rmSync(folder, { recursive: true }));

const opened: Readable[] = [];
/** A file as n8n's store gives it, of the size that it says. */
const stored = (size = FILE.length, open = () => createReadStream(path)): InputFile => ({
	size,
	id: 'filesystem:1',
	read: async () => FILE,
	use: async (work) => await work(FILE),
	stream: async () => {
		const stream = open();
		opened.push(stream);
		return stream;
	},
});
const inMemory = (): InputFile => ({
	size: FILE.length,
	read: async () => FILE,
	use: async (work) => await work(FILE),
});
const upload = (file: InputFile, start = 0) =>
	new FormUpload(
		{ destination: 'NL', subject: 'Grüße\nund "mehr"' },
		{ field: 'pdf', fileName: 'letter.pdf', contentType: 'application/pdf', file, start },
	);
const bytesOf = async (body: unknown) =>
	Buffer.isBuffer(body) ? body : await buffer(body as Readable);

it.each<[string, () => InputFile]>([
	['a stream', stored],
	['a file in memory', inMemory],
])('makes of %s a form that others read, as long as it says', async (_name, make) => {
	for (const start of [0, 1, 65_535, 65_536, 300_000]) {
		const form = upload(make(), start);
		const { body, close } = await form.open();
		const bytes = await bytesOf(body);
		close();
		expect(bytes.length).toBe(form.length);
		const read = await new Response(new Uint8Array(bytes), {
			headers: { 'Content-Type': form.contentType },
		}).formData();
		expect(read.get('destination')).toBe('NL');
		expect(read.get('subject')).toBe('Grüße\r\nund "mehr"');
		const file = read.get('pdf') as File;
		expect([file.name, file.type]).toEqual(['letter.pdf', 'application/pdf']);
		expect(FILE.subarray(start).equals(Buffer.from(await file.arrayBuffer()))).toBe(true);
	}
});

it('reads the file anew each time, and lets go of it', async () => {
	opened.length = 0;
	const form = upload(stored());
	for (let i = 0; i < 2; i++) {
		const { body, close } = await form.open();
		await bytesOf(body);
		close();
	}
	// A request that never left: nobody reads the body.
	const { close } = await form.open();
	close();
	expect(opened.map(({ destroyed }) => destroyed)).toEqual([true, true, true]);
	// Time for what a stream says when it is closed before its end: unheard, it would end the process.
	await new Promise(setImmediate);
	expect(new Set(opened).size).toBe(3);
});

it.each([FILE.length - 1, FILE.length + 1])(
	'breaks off where the file is not as long as it was (%i)',
	async (size) => {
		const { body, close } = await upload(stored(size)).open();
		await expect(bytesOf(body)).rejects.toThrow('the file changed');
		close();
	},
);

it('says so where the file is gone', async () => {
	const gone = { ...stored(), stream: async () => await Promise.reject(new Error('ENOENT')) };
	await expect(upload(gone).open()).rejects.toThrow();
});
