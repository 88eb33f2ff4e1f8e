/** Small files that make readers of PDFs take minutes, gigabytes, or no end. */
import { deflateSync } from 'node:zlib';

import { classicPdf, deflated, modernPdf, pagesWith, stream, type PdfObject } from './pdf.mts';

const MB = 1_000_000;
const TREE = '<< /Type /Catalog /Pages 2 0 R >>';
const ONE_KID = '<< /Type /Pages /Kids [3 0 R] /Count 1 >>';
const PAGE = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>';

const blanks = (megabytes: number) => Buffer.alloc(megabytes * MB, ' ');

const deflatedTwice = (data: Buffer, dictionary: string) =>
	stream(
		deflateSync(deflateSync(data, { level: 9 })),
		`/Filter [/FlateDecode /FlateDecode] ${dictionary}`,
	);

/** LZW of data, each code written with the width a decoder has by then. ISO 32000-1, 7.4.4. */
export function lzw(data: Buffer): Buffer {
	const bytes: number[] = [];
	let [bits, bitCount] = [0, 0];
	const write = (code: number, width: number) => {
		bits = (bits << width) | code;
		bitCount += width;
		while (bitCount >= 8) {
			bitCount -= 8;
			bytes.push((bits >> bitCount) & 255);
			bits &= (1 << bitCount) - 1;
		}
	};
	/** The code of what a code stands for with a byte behind it. */
	const codes = new Map<number, number>();
	let [next, width, known] = [258, 9, -1];
	write(256, width);
	for (const byte of data) {
		const longer = codes.get(known * 256 + byte);
		if (known === -1 || longer !== undefined) {
			known = longer ?? byte;
			continue;
		}
		write(known, width);
		codes.set(known * 256 + byte, next++);
		if (next + 1 > 1 << width) width++;
		known = byte;
		if (next < 4094) continue;
		write(known, width);
		write(256, width);
		codes.clear();
		[next, width, known] = [258, 9, -1];
	}
	if (known !== -1) write(known, width);
	write(257, width);
	if (bitCount > 0) write(0, 8 - bitCount);
	return Buffer.from(bytes);
}

/** ISO 32000-1, 7.4.5, of bytes that are all alike. */
const runs = (byte: string, length: number) =>
	Buffer.concat(
		Array<Buffer>(Math.ceil(length / 128)).fill(Buffer.from([129, byte.charCodeAt(0)])),
	);

/** A table whose object 3, the page, stands in a stream of objects with all this behind it. */
const neededStream = (packed: PdfObject, dictionary: string) => {
	const file = modernPdf([TREE, ONE_KID, PAGE], {
		pack: () => stream(packed, `/Type /ObjStm ${dictionary}`),
		packTable: deflated,
	});
	return file;
};
const HEAD = `1 0 2 34 3 76 `;
const BESIDE = `/N 3 /First ${HEAD.length}`;
const NEEDED = Buffer.from(`${HEAD}${TREE} ${ONE_KID} ${PAGE} `);

/** Blocks that hold nothing: RFC 1951, 3.2.4, each five bytes for none. */
const emptyBlocks = (count: number) =>
	Buffer.concat([
		Buffer.from([0x78, 0x9c]),
		Buffer.alloc(count * 5, Buffer.from([0, 0, 0, 0xff, 0xff])),
	]);

/** Saved so many times: each table names the one before. */
function savedOften(times: number, loops = false): Buffer {
	const file = classicPdf([TREE, ONE_KID, PAGE]);
	const start = Number(/startxref\n(\d+)/.exec(file.toString('latin1'))?.[1]);
	const parts = [file];
	let [length, before] = [file.length, start];
	for (let i = 0; i < times; i++) {
		const previous = loops ? length : before;
		const part = Buffer.from(
			`xref\n0 0\ntrailer\n<< /Size 4 /Root 1 0 R /Prev ${previous} >>\nstartxref\n${length}\n%%EOF\n`,
		);
		parts.push(part);
		before = length;
		length += part.length;
	}
	return Buffer.concat(parts);
}

/** Each node names the next twice: a page a thousand million times over. */
const doubled = (levels: number) => [
	TREE,
	...Array.from(
		{ length: levels },
		(_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R ${i + 3} 0 R] /Count ${2 ** (levels - i)} >>`,
	),
	PAGE,
];

/** A tree of one page under so many nodes. */
const deepTree = (levels: number) => [
	TREE,
	...Array.from({ length: levels }, (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] /Count 1 >>`),
	PAGE,
];

/** Pages in turns out of many streams that are large each: none can be kept. */
function manyStreams(streams: number): Buffer {
	const kids = Array.from({ length: streams * 20 }, (_, i) => 100 + (i % streams));
	const file: PdfObject[] = [
		TREE,
		`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`,
		...Array.from({ length: streams }, (_, i) =>
			deflated(
				Buffer.concat([Buffer.from(`${100 + i} 0 ${PAGE}`), blanks(4)]),
				`/Type /ObjStm /N 1 /First ${`${100 + i} 0 `.length}`,
			),
		),
	];
	const head = modernPdf(file, { apart: file.map((_, i) => i + 1) });
	// The table of streams is text that no table can be: written again, with pages in it.
	const start = Number(/startxref\n(\d+)/.exec(head.toString('latin1'))?.[1]);
	const entries = Array.from({ length: streams }, (_, i) => {
		const entry = Buffer.alloc(7);
		entry.writeUInt8(2);
		entry.writeUInt32BE(3 + i, 1);
		return entry;
	});
	const table = deflated(
		Buffer.concat(entries),
		`/Type /XRef /W [1 4 2] /Index [100 ${streams}] /Size 200 /Root 1 0 R /Prev ${start}`,
	);
	return Buffer.concat([
		head,
		Buffer.from('90 0 obj\n'),
		table,
		Buffer.from(`\nendobj\nstartxref\n${head.length}\n%%EOF\n`),
	]);
}

const catalogueWith = (more: string) =>
	classicPdf([`<< /Type /Catalog /Pages 2 0 R /X ${more} >>`, ONE_KID, PAGE]);

/** What may become of a file: taken with so many pages, or refused, for one reason or another. */
export interface HostilePdf {
	name: string;
	make(): Buffer;
	/** A number of pages, or why it is refused. */
	expected: number | string;
}

export const HOSTILE_PDFS: HostilePdf[] = [
	...[100].map((megabytes) => ({
		name: `objects that nobody needs, ${megabytes} MB of blanks`,
		make: () =>
			classicPdf([
				TREE,
				ONE_KID,
				PAGE,
				stream(
					deflateSync(Buffer.concat([Buffer.from('10 0 << /A 1 >>'), blanks(megabytes)]), {
						level: 9,
					}),
					'/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode',
				),
			]),
		expected: 1,
	})),
	{
		name: 'objects that are needed, 100 MB of blanks',
		make: () =>
			neededStream(
				deflateSync(Buffer.concat([NEEDED, blanks(100)])),
				`/Filter /FlateDecode ${BESIDE}`,
			),
		expected: 'beyondLimits',
	},
	{
		name: 'objects that are needed, deflated twice',
		make: () =>
			modernPdf([TREE, ONE_KID, PAGE], {
				pack: (data, dictionary) => deflatedTwice(Buffer.concat([data, blanks(100)]), dictionary),
				packTable: deflated,
			}),
		expected: 'beyondLimits',
	},
	{
		name: 'a table of 100 MB',
		make: () =>
			modernPdf([TREE, ONE_KID, PAGE], {
				packTable: (data, dictionary) => deflated(Buffer.concat([data, blanks(100)]), dictionary),
			}),
		expected: 'beyondLimits',
	},
	{
		name: 'a table deflated twice, 100 MB',
		make: () =>
			modernPdf([TREE, ONE_KID, PAGE], {
				packTable: (data, dictionary) =>
					deflatedTwice(Buffer.concat([data, blanks(100)]), dictionary),
			}),
		expected: 'beyondLimits',
	},
	{
		name: 'what stands on a page, deflated twice, 100 MB',
		make: () =>
			classicPdf([
				TREE,
				ONE_KID,
				PAGE.replace('>>', '/Contents 4 0 R >>'),
				deflatedTwice(blanks(100), ''),
			]),
		expected: 1,
	},
	{
		name: 'LZW, 20 MB of blanks',
		make: () =>
			neededStream(lzw(Buffer.concat([NEEDED, blanks(20)])), `/Filter /LZWDecode ${BESIDE}`),
		expected: 'beyondLimits',
	},
	{
		name: 'run length, 20 MB of blanks',
		make: () =>
			neededStream(
				Buffer.concat([
					Buffer.from([NEEDED.length - 1]),
					NEEDED,
					runs(' ', 20 * MB),
					Buffer.from([128]),
				]),
				`/Filter /RunLengthDecode ${BESIDE}`,
			),
		expected: 'beyondLimits',
	},
	{
		name: 'ASCII85, 20 MB of zeros',
		make: () => neededStream(Buffer.alloc(5 * MB, 'z'), `/Filter /ASCII85Decode ${BESIDE}`),
		expected: 'beyondLimits',
	},
	{
		name: 'a million empty blocks',
		make: () => neededStream(emptyBlocks(1_000_000), `/Filter /FlateDecode ${BESIDE}`),
		expected: 'beyondLimits',
	},
	{
		name: 'a row of a thousand million columns',
		make: () =>
			modernPdf([TREE, ONE_KID, PAGE], {
				pack: (data, dictionary) =>
					deflated(data, `${dictionary} /DecodeParms << /Predictor 12 /Columns 1000000000 >>`),
				packTable: deflated,
			}),
		expected: 'damaged',
	},
	{
		name: '30 streams of 4 MB, in turns',
		make: () => manyStreams(30),
		expected: 'beyondLimits',
	},
	{
		name: '200,000 objects',
		make: () => classicPdf([TREE, ONE_KID, PAGE, ...Array<string>(200_000).fill('<< /A 1 >>')]),
		expected: 1,
	},
	{
		name: '200,000 pages',
		make: () =>
			classicPdf([
				TREE,
				`<< /Type /Pages /Kids [${Array.from({ length: 200_000 }, (_, i) => `${i + 3} 0 R`).join(' ')}] /Count 200000 >>`,
				...Array<string>(200_000).fill(PAGE),
			]),
		expected: 'beyondLimits',
	},
	{
		name: '200,000 objects in one stream that says so',
		make: () =>
			neededStream(
				deflateSync(Array.from({ length: 200_000 }, (_, i) => `${i + 1} 0`).join(' ') + ` ${TREE}`),
				'/Filter /FlateDecode /N 200000 /First 1700000',
			),
		expected: 'damaged',
	},
	{
		name: 'a stream of a thousand million objects',
		make: () =>
			neededStream(deflateSync(NEEDED), '/Filter /FlateDecode /N 1000000000 /First 2000000000'),
		expected: 'damaged',
	},
	{
		name: 'a list 100,000 deep',
		make: () => catalogueWith('['.repeat(100_000)),
		expected: 'beyondLimits',
	},
	{
		name: 'a dictionary 100,000 deep',
		make: () => catalogueWith('<</A'.repeat(100_000)),
		expected: 'beyondLimits',
	},
	{
		name: 'a page 5,000 nodes deep',
		make: () => classicPdf(deepTree(5_000)),
		expected: 'beyondLimits',
	},
	...['(', '< ', '}', ')', '<<', '['].map((sign) => ({
		name: `2 MB of ${sign}`,
		make: () => catalogueWith(sign.repeat((2 * MB) / sign.length)),
		expected: 'beyondLimits',
	})),
	{
		name: 'a page tree inside itself',
		make: () => classicPdf([TREE, '<< /Kids [2 0 R] /Count 1 >>']),
		expected: 'damaged',
	},
	{
		name: 'two page trees inside each other',
		make: () => classicPdf([TREE, '<< /Kids [3 0 R] /Count 1 >>', '<< /Kids [2 0 R] /Count 1 >>']),
		expected: 'damaged',
	},
	{
		name: 'a page tree that doubles 40 times',
		make: () => classicPdf(doubled(40)),
		expected: 'beyondLimits',
	},
	{
		name: 'an object that is itself',
		make: () => classicPdf([TREE, '2 0 R']),
		expected: 'damaged',
	},
	{
		name: 'a stream whose length stands inside it',
		make: () =>
			modernPdf([TREE, ONE_KID, PAGE, '99'], {
				pack: (data, dictionary) =>
					Buffer.concat([
						Buffer.from(`<< ${dictionary} /Length 4 0 R >>\nstream\n`),
						data,
						Buffer.from('\nendstream'),
					]),
				packTable: deflated,
			}),
		expected: 'damaged',
	},
	{ name: 'a table that names itself', make: () => savedOften(3, true), expected: 'noTable' },
	{ name: 'saved 100 times', make: () => savedOften(100), expected: 1 },
	{ name: 'saved 20,000 times', make: () => savedOften(20_000), expected: 'beyondLimits' },
	{
		name: 'a table in 300,000 runs',
		make: () => {
			const file = classicPdf([TREE, ONE_KID, PAGE]).toString('latin1');
			const run = Array.from({ length: 300_000 }, (_, i) => `${i + 10} 0\n`).join('');
			return Buffer.from(file.replace('trailer', `${run}trailer`), 'latin1');
		},
		expected: 'beyondLimits',
	},
	{
		name: '10 MB of garbage in one object',
		make: () => catalogueWith('/A 1 (x) [1 2 3] '.repeat(600_000)),
		expected: 'beyondLimits',
	},
	{
		name: '20 MB of comments',
		make: () => catalogueWith('% nothing\n'.repeat(2 * MB)),
		expected: 'beyondLimits',
	},
	{
		name: '20 MB of zeros without a table',
		make: () =>
			Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(20 * MB), Buffer.from('\n%%EOF')]),
		expected: 'damaged',
	},
	{
		name: 'an object searched for in 50 MB, thousands of times',
		make: () =>
			Buffer.concat([
				Buffer.from(
					`%PDF-1.4\n1 0 obj ${TREE} endobj 2 0 obj << /Kids [${'9 0 R '.repeat(5_000)}] /Count 1 >> endobj `,
				),
				Buffer.alloc(50 * MB, ' '),
				Buffer.from('trailer << /Root 1 0 R >> %%EOF'),
			]),
		expected: 'damaged',
	},
];

/** Good files of all kinds, to be changed at random. */
export const goodPdfs = (): Buffer[] => [
	classicPdf(pagesWith(3)),
	modernPdf(pagesWith(3)),
	modernPdf(pagesWith(2), {
		pack: (data, dictionary) => stream(lzw(data), `/Filter /LZWDecode ${dictionary}`),
	}),
	modernPdf(pagesWith(2), { pack: deflatedTwice }),
	savedOften(2),
];
