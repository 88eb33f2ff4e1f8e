import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

import { LIMITS } from '../../../../../shared/checks/pdf/budget.ts';
import { checkPdf, examinePdf } from '../../../../../shared/checks/pdf/checkPdf.ts';
import { goodPdfs, lzw } from '../../../../../harness/pdf/hostilePdfs.mts';
import {
	classicPdf,
	deflated,
	modernPdf,
	pagesWith,
	pdfOf,
	stream,
	type ModernShape,
} from '../../../../../harness/pdf/pdf.mts';
import { refusalIn, valueOf } from '../../../support/checked.mts';

const FIELD = 'Input Data Field Name';
const pause = async () => undefined;
const check = async (bytes: Buffer) => await checkPdf(bytes, FIELD, pause);
/** Pages, or why it is refused. */
const verdict = async (bytes: Buffer) => {
	const finding = await examinePdf(bytes, pause);
	return finding.ok ? finding.value.pages : finding.fault;
};
const casePdf = (name: string) =>
	readFileSync(new URL(`../../../../cases/pdf/${name}`, import.meta.url));

describe('the cases', () => {
	it.each([
		['acroform.pdf', 1],
		['bad-xref.pdf', 'noTable'],
		['base64-text.pdf', 'notPdf'],
		['blank-page.pdf', 1],
		['bom-before-header.pdf', 2],
		['bomb-ccitt-columns.pdf', 1],
		['bomb-content-deflated-twice.pdf', 1],
		['crlf-mangled.pdf', 'lineEnds'],
		['docx-renamed.pdf', 'notPdf'],
		['enc-empty-user-aes256.pdf', 'protected'],
		['enc-password.pdf', 'password'],
		['header-at-500.pdf', 2],
		['html-login-page.pdf', 'notPdf'],
		['landscape.pdf', 1],
		['linearised.pdf', 2],
		['objstm.pdf', 2],
		['pdf20.pdf', 2],
		['plain-a4.pdf', 2],
		['portfolio.pdf', 'portfolio'],
		['signed.pdf', 1],
		['stray-brace-in-content.pdf', 1],
		['stray-brace-in-dictionary.pdf', 1],
		['trailing-nul-4096.pdf', 2],
		['truncated-half.pdf', 'cutOff'],
		['us-letter.pdf', 1],
		['utf8-mangled.pdf', 'readAsText'],
		['xfa-dynamic.pdf', 'dynamicForm'],
		['zero-pages.pdf', 'noPage'],
	])('%s: %s', async (name, expected) => {
		expect(await verdict(casePdf(name))).toBe(expected);
	});
});

describe('takes', () => {
	it.each([1, 2, 30, 2_000])('a PDF of %i pages, and counts them', async (pages) => {
		expect(valueOf(await check(pdfOf(pages)))).toEqual({ pages, start: 0 });
		expect(valueOf(await check(classicPdf(pagesWith(pages))))).toEqual({ pages, start: 0 });
	});

	const packed = (filter: string, pack: (data: Buffer) => Buffer): ModernShape => ({
		pack: (data, dictionary) => stream(pack(data), `/Filter ${filter} ${dictionary}`),
	});
	it.each<[string, ModernShape]>([
		['stored', { pack: stream }],
		['LZW', packed('/LZWDecode', lzw)],
		['hex', packed('/ASCIIHexDecode', (data) => Buffer.from(`${data.toString('hex')}>`))],
		['run length', packed('/RunLengthDecode', (data) => runLength(data))],
		['ASCII85', packed('[/ASCII85Decode]', (data) => ascii85(data))],
	])('objects and table in %s', async (_name, shape) => {
		expect(await verdict(modernPdf(pagesWith(40), shape))).toBe(40);
	});

	it.each([2, 10, 11, 12, 13, 14])('a table with predictor %i', async (predictor) => {
		const packTable = (data: Buffer, dictionary: string) =>
			deflated(
				predict(data, predictor),
				`${dictionary} /DecodeParms << /Predictor ${predictor} /Columns 7 >>`,
			);
		expect(await verdict(modernPdf(pagesWith(3), { packTable }))).toBe(3);
	});

	it.each([1, 500, 1019])('a header behind %i bytes, and says where it begins', async (bytes) => {
		const junk = Buffer.alloc(bytes, 'x');
		expect(valueOf(await check(Buffer.concat([junk, pdfOf(1)])))).toEqual({
			pages: 1,
			start: bytes,
		});
	});

	it.each([
		'\r\n',
		'\0'.repeat(20_000),
		'\n<!-- added by a mail server -->\n',
		`<html>${' '.repeat(9_000)}</html>`,
	])('something behind the end (%.20j)', async (more) => {
		expect(await verdict(Buffer.concat([pdfOf(1), Buffer.from(more)]))).toBe(1);
	});

	it('a tree whose nodes are many', async () => {
		const nodes = Array.from({ length: 50 }, (_, i) => i);
		const objects = [
			'<< /Type /Catalog /Pages 2 0 R >>',
			`<< /Type /Pages /Kids [${nodes.map((i) => `${3 + i} 0 R`).join(' ')}] /Count 50 >>`,
			...nodes.map((i) => `<< /Type /Pages /Parent 2 0 R /Kids [${53 + i} 0 R] /Count 1 >>`),
			...nodes.map((i) => `<< /Type /Page /Parent ${3 + i} 0 R /MediaBox [0 0 595 842] >>`),
		];
		expect(await verdict(classicPdf(objects))).toBe(50);
		expect(await verdict(modernPdf(objects))).toBe(50);
	});

	it('a file whose newer objects stand in a stream beside its table', async () => {
		const [catalogue = '', tree = '', page = '', contents = ''] = pagesWith(1);
		const inside = `9 0 ${String(page)}`;
		const file = classicPdf([
			catalogue,
			String(tree).replace('3 0 R', '9 0 R'),
			'null',
			contents,
			deflated(inside, '/Type /ObjStm /N 1 /First 4'),
			deflated(
				Buffer.from([2, 0, 5, 0]),
				'/Type /XRef /W [1 2 1] /Index [9 1] /Size 10 /Root 1 0 R',
			),
		]);
		const text = file.toString('latin1');
		const beside = text.replace(
			'/Root 1 0 R  >>\nstartxref',
			`/Root 1 0 R /XRefStm ${text.indexOf('6 0 obj')} >>\nstartxref`,
		);
		expect(beside).not.toBe(text);
		expect(await verdict(Buffer.from(beside, 'latin1'))).toBe(1);
		expect(await verdict(file)).toBe('noPage');
	});

	it('a form with fields beside its XFA, which prints as it is', async () => {
		const [catalogue = '', ...others] = pagesWith(1);
		const form = String(catalogue).replace(/>>$/, '/AcroForm << /Fields [9 0 R] /XFA (x) >> >>');
		expect(await verdict(classicPdf([form, ...others]))).toBe(1);
	});

	it('files beside the pages, as electronic invoices have them', async () => {
		const [catalogue = '', ...others] = pagesWith(1);
		const invoice = String(catalogue).replace(/>>$/, '/Names << /EmbeddedFiles << >> >> >>');
		expect(await verdict(classicPdf([invoice, ...others]))).toBe(1);
	});
});

describe('refuses', () => {
	it('an empty file', async () => {
		expect(await verdict(Buffer.alloc(0))).toBe('empty');
	});

	it.each([
		['text', Buffer.from('Dear reader'), 'the file is not a PDF'],
		[
			'a page',
			Buffer.from('\ufeff<!DOCTYPE html><title>%PDF</title>'),
			'the file is not a PDF, but a web page',
		],
		['an answer', Buffer.from('{"error":"no such file"}'), 'the file is not a PDF, but JSON'],
		[
			'a picture',
			Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
			'the file is not a PDF, but a picture',
		],
		[
			'a Word file',
			Buffer.from('PK\u0003\u0004', 'latin1'),
			'the file is not a PDF, but a ZIP or Office file',
		],
		['zeros', Buffer.alloc(4096), 'the file is not a PDF'],
		['a header in lower case', Buffer.from('%pdf-1.7'), 'the file is not a PDF'],
		[
			'a header that stands too late',
			Buffer.concat([Buffer.alloc(1020, 'x'), pdfOf(1)]),
			'the file is not a PDF',
		],
	])('%s', async (_what, bytes, reason) => {
		const refusal = refusalIn(await check(bytes));
		expect(refusal.reason).toBe(reason);
		expect(refusal.parameter).toBe(FIELD);
	});

	it.each([
		['no page', '/Kids [] /Count 0', 'noPage'],
		['no page, though it says so', '/Kids [] /Count 5', 'noPage'],
		['fewer pages than it says', '/Kids [3 0 R] /Count 2', 'miscounted'],
		['more pages than it says', '/Kids [3 0 R 3 0 R] /Count 1', 'miscounted'],
		['pages it does not count', '/Kids [3 0 R]', 'miscounted'],
		['a page that is missing', '/Kids [3 0 R 9 0 R] /Count 2', 'miscounted'],
	])('%s', async (_name, tree, fault) => {
		const file = classicPdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			`<< /Type /Pages ${tree} >>`,
			'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>',
		]);
		expect(await verdict(file)).toBe(fault);
	});

	it.each([0.1, 0.25, 0.5, 0.75, 0.9, 0.99])('what is cut off after %f of it', async (share) => {
		for (const whole of [...goodPdfs().slice(0, 4), casePdf('linearised.pdf')]) {
			expect(await verdict(whole.subarray(0, Math.floor(whole.length * share)))).toBe('cutOff');
		}
	});

	it('what was cut off while it was changed: its older state is whole', async () => {
		const changed = Buffer.concat([pdfOf(1), Buffer.from('9 0 obj\n<< /Type /Annot >>\nendo')]);
		expect(await verdict(changed)).toBe('cutOff');
	});

	it('what lost bytes in its middle', async () => {
		const whole = pdfOf(3);
		const lost = Buffer.concat([whole.subarray(0, 300), whole.subarray(350)]);
		expect(await verdict(lost)).toBe('damaged');
	});

	it('what has its table counted from before the junk', async () => {
		const file = classicPdf(pagesWith(1), { version: '1.4' });
		const shifted = Buffer.from(
			file
				.toString('latin1')
				.replace(/\n(\d+)\n%%EOF/, (_, start) => `\n${Number(start) + 4}\n%%EOF`),
			'latin1',
		);
		expect(await verdict(Buffer.concat([Buffer.from('abc\n'), shifted]))).toBe('noTable');
	});

	it.each<[string, (file: Buffer) => Buffer, string]>([
		['UTF-8', (file) => Buffer.from(file.toString('utf8')), 'readAsText'],
		['Latin-1, written as UTF-8', (file) => Buffer.from(file.toString('latin1')), 'readAsText'],
		[
			'ASCII, with ? for the rest',
			(file) => file.map((byte) => (byte > 127 ? 63 : byte)) as Buffer,
			'readAsText',
		],
		[
			'ASCII, without the highest bit',
			(file) => file.map((byte) => byte & 127) as Buffer,
			'readAsText',
		],
		['lines that end with CR LF', (file) => changedLines(file, /\n/g, '\r\n'), 'lineEnds'],
		['lines that end with LF', (file) => changedLines(file, /\r\n?/g, '\n'), 'lineEnds'],
		['lines that end with CR', (file) => changedLines(file, /\r?\n/g, '\r'), 'lineEnds'],
	])('what a program read as %s', async (_name, damage, fault) => {
		const noise = (page: number) =>
			Array.from({ length: 25 }, (_, i) =>
				createHash('sha256').update(`${page} ${i}`).digest('hex'),
			).join('');
		for (const file of [pdfOf(20, noise), classicPdf(pagesWith(20, noise))]) {
			expect(await verdict(file)).toBe(20);
			expect(await verdict(Buffer.from(damage(file)))).toBe(fault);
		}
	});
});

describe('an encrypted PDF', () => {
	const locked = (encryption: string, more = '') =>
		classicPdf([...pagesWith(1), encryption], {
			trailer: `/Encrypt ${pagesWith(1).length + 1} 0 R ${more}`,
		});
	const text = Buffer.alloc(32, 'k').toString('hex');

	it('that needs a password', async () => {
		expect(
			await verdict(locked(`<< /Filter /Standard /V 1 /R 2 /O <${text}> /U <${text}> /P -4 >>`)),
		).toBe('password');
	});

	// Made with an empty user password by the algorithms of ISO 32000-1, 7.6.3, in Python.
	it.each([
		[
			'R 2',
			'/V 1 /R 2',
			'c92422687facee686e373f10b5c7d04738053152f7e2ee30e11c69ec442576ab',
			'0d23a0791f54025e516c833a123c4dd63770bb083281c22cb3bf58467ecaa8c3',
		],
		[
			'R 3',
			'/V 2 /R 3 /Length 128',
			'566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5',
			'c44b871d8fecf9688451adc4399749ae00000000000000000000000000000000',
		],
		[
			'R 4',
			'/V 4 /R 4',
			'566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5',
			'c44b871d8fecf9688451adc4399749ae00000000000000000000000000000000',
		],
	])('that opens without one, of revision %s', async (_name, kind, owner, user) => {
		const file = locked(
			`<< /Filter /Standard ${kind} /O <${owner}> /U <${user}> /P -44 >>`,
			'/ID [<00112233445566778899aabbccddeeff> <00>]',
		);
		expect(await verdict(file)).toBe('protected');
	});

	it('for certain readers', async () => {
		expect(await verdict(locked('<< /Filter /Adobe.PubSec /V 4 >>'))).toBe('certificate');
	});

	it('of which nothing else can be read', async () => {
		const file = classicPdf(['(\u0001\u0002)'], { trailer: '/Encrypt 5 0 R', root: 8 });
		expect(await verdict(file.subarray(0, file.length))).toBe('damaged');
		const direct = classicPdf(['(x)'], { trailer: '/Encrypt << /Filter /Standard >>', root: 8 });
		expect(await verdict(direct)).toBe('password');
	});
});

it('lets others run while it goes through a large file', async () => {
	let pauses = 0;
	const counting = async () => {
		pauses += 1;
	};
	const pages = 20_000;
	const finding = await examinePdf(
		classicPdf([
			'<< /Type /Catalog /Pages 2 0 R >>',
			`<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, i) => `${i + 3} 0 R`).join(' ')}] /Count ${pages} >>`,
			...Array<string>(pages).fill('<< /Type /Page /Parent 2 0 R >>'),
		]),
		counting,
	);
	expect(finding).toMatchObject({ ok: true, value: { pages } });
	expect(finding.counts.parsed).toBeLessThan(LIMITS.parsed);
	expect(pauses).toBeGreaterThan(3);
});

function changedLines(file: Buffer, from: RegExp, to: string): Buffer {
	return Buffer.from(file.toString('latin1').replace(from, to), 'latin1');
}

/** ISO 32000-1, 7.4.5: what repeats as a run, the rest as it is. */
function runLength(data: Buffer): Buffer {
	const parts: Buffer[] = [];
	for (let at = 0; at < data.length; ) {
		let run = 1;
		while (run < 128 && data[at + run] === data[at]) run++;
		if (run > 1) parts.push(Buffer.from([257 - run, data[at] ?? 0]));
		else parts.push(Buffer.from([0, data[at] ?? 0]));
		at += run;
	}
	return Buffer.concat([...parts, Buffer.from([128])]);
}

/** ISO 32000-1, 7.4.3. */
function ascii85(data: Buffer): Buffer {
	let text = '';
	for (let at = 0; at < data.length; at += 4) {
		const group = data.subarray(at, at + 4);
		let value = Buffer.concat([group, Buffer.alloc(4)]).readUInt32BE();
		if (value === 0 && group.length === 4) {
			text += 'z';
			continue;
		}
		const signs: string[] = [];
		for (let i = 0; i < 5; i++) {
			signs.unshift(String.fromCharCode(33 + (value % 85)));
			value = Math.floor(value / 85);
		}
		text += signs.slice(0, group.length + 1).join('');
	}
	return Buffer.from(`${text}~>`);
}

/** PNG's predictions (ISO 15948, 9) and TIFF's, of rows of seven bytes. */
function predict(data: Buffer, predictor: number): Buffer {
	const width = 7;
	const rows: Buffer[] = [];
	for (let at = 0; at < data.length; at += width) {
		const row = data.subarray(at, at + width);
		const above = at === 0 ? Buffer.alloc(width) : data.subarray(at - width, at);
		const kind = predictor - 10;
		const bytes = row.map((byte, i) => {
			const [left, up, corner] = [
				row[i - 1] ?? 0,
				above[i] ?? 0,
				i === 0 ? 0 : (above[i - 1] ?? 0),
			];
			if (predictor === 2 || kind === 1) return byte - left;
			if (kind === 2) return byte - up;
			if (kind === 3) return byte - ((left + up) >> 1);
			if (kind !== 4) return byte;
			const guess = left + up - corner;
			const nearest = [left, up, corner].reduce((best, value) =>
				Math.abs(guess - value) < Math.abs(guess - best) ? value : best,
			);
			return byte - nearest;
		});
		rows.push(...(predictor === 2 ? [] : [Buffer.from([kind])]), Buffer.from(bytes));
	}
	return Buffer.concat(rows);
}
