import {
	appendFileSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pdfOf, Receiver, startOwn } from './harness.mts';

const SENDING = { scheduledate: '2020-02-22' };

let directory: string;
let stateFile: string;
beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'simulator-'));
	stateFile = join(directory, 'deeper', 'state.jsonl');
});
afterEach(() => rmSync(directory, { recursive: true }));

test('letters, callbacks and PDFs are there again after a restart', async () => {
	const receiver = await Receiver.start();
	const first = await startOwn({ stateFile });
	const pdf = await pdfOf(2);
	await first.sendForm({ pdf, destination: 'NL', reference: 'ünï' });
	const moved = await first.createLetter(SENDING);
	await first.simulator.advance(moved);
	const removed = await first.createLetter();
	await first.send('DELETE', `letters/${removed}`);
	const callbackId = await first.createCallback(receiver.url, { data: '[LETTER] [STATUS]' });
	await first.send('DELETE', `callbacks/${await first.createCallback('http://127.0.0.1:9')}`);
	const letters = first.simulator.letters();
	await first.simulator.close();

	const second = await startOwn({ stateFile });
	expect(second.simulator.letters()).toEqual(letters);
	expect((await second.send('GET', 'callbacks')).json).toMatchObject([{ id: callbackId }]);
	const response = await fetch(`${second.simulator.url}/_simulator/letters/${letters[0]?.id}/pdf`);
	expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from(await pdf.arrayBuffer()));
	await second.simulator.advance(moved);
	expect(receiver.received[0]?.body).toBe(`${moved} sent`);
});

test('nothing is lost without a clean end, not even by half a line', async () => {
	const first = await startOwn({ stateFile });
	const id = await first.createLetter();
	const copy = join(directory, 'copy.jsonl');
	writeFileSync(copy, readFileSync(stateFile));
	appendFileSync(copy, '{"letter":{"id":"half');
	const second = await startOwn({ stateFile: copy });
	expect(second.simulator.letters().map((letter) => letter.id)).toEqual([id]);
	await second.createLetter();
	await second.simulator.close();
	const third = await startOwn({ stateFile: copy });
	expect(third.simulator.letters()).toHaveLength(2);
});

test('released letters go on by the clock after a restart', async () => {
	const receiver = await Receiver.start();
	const first = await startOwn({ stateFile });
	await first.createCallback(receiver.url, { data: '[STATUS]' });
	await first.createLetter(SENDING);
	await first.simulator.settled();
	await first.simulator.close();
	const second = await startOwn({ stateFile, stepEveryMs: 1 });
	await receiver.count(4);
	expect(second.simulator.letters()[0]?.status).toBe('delivered');
});

test('a reset empties the file and the PDFs', async () => {
	const own = await startOwn({ stateFile });
	await own.sendForm({ pdf: await pdfOf(1), destination: 'NL' });
	own.simulator.reset();
	expect(readFileSync(stateFile, 'utf8')).toBe('');
	expect(readdirSync(`${stateFile}.pdfs`)).toEqual([]);
	const id = await own.createLetter();
	expect(readFileSync(stateFile, 'utf8')).toContain(id);
});

test.each(['Dear diary,\nnothing happened.\n', 'Dear diary', '{"a":1}', '{\n"a":1}\n'])(
	'a file that is something else is left alone: %j',
	async (content) => {
		const other = join(directory, 'notes.txt');
		writeFileSync(other, content);
		await expect(startOwn({ stateFile: other })).rejects.toThrow('notes.txt, line 1');
		expect(readFileSync(other, 'utf8')).toBe(content);
		expect(readdirSync(directory)).toEqual(['notes.txt']);
	},
);
