/** PDFs made by hand, so that a test can say of every byte what it should be. */
import { deflateSync } from 'node:zlib';

/** What an object is, as it stands in a PDF between `obj` and `endobj`. */
export type PdfObject = string | Buffer;

export interface PdfShape {
	/** Beside Size and Root. */
	trailer?: string;
	root?: number;
	version?: string;
}

const TAIL = (start: number) => `startxref\n${start}\n%%EOF\n`;

/** A stream with what its dictionary says of it beside its length. */
export function stream(data: PdfObject, dictionary = ''): Buffer {
	const bytes = Buffer.from(data);
	return Buffer.concat([
		Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
		bytes,
		Buffer.from('\nendstream'),
	]);
}

/** A stream of the kind that nearly all programs write. */
export const deflated = (data: PdfObject, dictionary = ''): Buffer =>
	stream(deflateSync(Buffer.from(data)), `/Filter /FlateDecode ${dictionary}`);

/** Objects one after the other, numbered from 1, and where each begins. */
function body(objects: Map<number, PdfObject>, version: string) {
	const parts: Buffer[] = [Buffer.from(`%PDF-${version}\n%\u00e2\u00e3\u00cf\u00d3\n`, 'latin1')];
	const offsets = new Map<number, number>();
	let length = parts[0]?.length ?? 0;
	for (const [number, object] of objects) {
		offsets.set(number, length);
		const bytes = Buffer.concat([
			Buffer.from(`${number} 0 obj\n`),
			Buffer.from(object as string, 'latin1'),
			Buffer.from('\nendobj\n'),
		]);
		parts.push(bytes);
		length += bytes.length;
	}
	return { bytes: Buffer.concat(parts), offsets };
}

const numbered = (objects: PdfObject[]) =>
	new Map(objects.map((object, index) => [index + 1, object]));

/** A PDF whose table is text, as programs wrote it before 2003 and many still do. */
export function classicPdf(
	objects: PdfObject[],
	{ trailer = '', root = 1, version = '1.4' }: PdfShape = {},
): Buffer {
	const { bytes, offsets } = body(numbered(objects), version);
	const entries = objects.map(
		(_, index) => `${String(offsets.get(index + 1)).padStart(10, '0')} 00000 n \n`,
	);
	const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`;
	const end = `trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R ${trailer} >>\n`;
	return Buffer.concat([bytes, Buffer.from(table + end + TAIL(bytes.length), 'latin1')]);
}

export interface ModernShape extends PdfShape {
	/** How a stream is compressed, with what its dictionary says of that. */
	pack?: (data: Buffer, dictionary: string) => Buffer;
	/** The same for the table; as the others unless said otherwise. */
	packTable?: (data: Buffer, dictionary: string) => Buffer;
	/** Objects that stand by themselves, by number: streams must. */
	apart?: number[];
}

/** A PDF whose objects stand in a stream of objects, and whose table is a stream. */
export function modernPdf(objects: PdfObject[], shape: ModernShape = {}): Buffer {
	const { trailer = '', root = 1, version = '1.7', pack = deflated, apart = [] } = shape;
	const { packTable = pack } = shape;
	const all = [...numbered(objects)];
	const inside = all.filter(
		([number, object]) => typeof object === 'string' && !apart.includes(number),
	);
	const outside = new Map(all.filter((entry) => !inside.includes(entry)));
	const streamNumber = objects.length + 1;
	let length = 0;
	const heads = inside.map(([number, object]) => {
		const head = `${number} ${length}`;
		length += object.length + 1;
		return head;
	});
	const first = `${heads.join(' ')} `;
	const packed = Buffer.from(first + inside.map(([, object]) => object).join('\n'), 'latin1');
	const { bytes, offsets } = body(
		outside.set(
			streamNumber,
			pack(packed, `/Type /ObjStm /N ${inside.length} /First ${first.length}`),
		),
		version,
	);

	const tableNumber = streamNumber + 1;
	const entry = (type: number, second: number, third: number) => {
		const field = Buffer.alloc(7);
		field.writeUInt8(type);
		field.writeUInt32BE(second, 1);
		field.writeUInt16BE(third, 5);
		return field;
	};
	const entries = Array.from({ length: tableNumber + 1 }, (_, number) => {
		if (number === 0) return entry(0, 0, 65535);
		if (number === tableNumber) return entry(1, bytes.length, 0);
		const offset = offsets.get(number);
		if (offset !== undefined) return entry(1, offset, 0);
		return entry(
			2,
			streamNumber,
			inside.findIndex(([other]) => other === number),
		);
	});
	const table = packTable(
		Buffer.concat(entries),
		`/Type /XRef /W [1 4 2] /Size ${tableNumber + 1} /Root ${root} 0 R ${trailer}`,
	);
	return Buffer.concat([
		bytes,
		Buffer.from(`${tableNumber} 0 obj\n`),
		table,
		Buffer.from(`\nendobj\n${TAIL(bytes.length)}`),
	]);
}

/** The objects of a document of so many pages with a line on each: catalogue, tree, pages, contents. */
export function pagesWith(
	count: number,
	text: (page: number) => string = (page) => `Page ${page}`,
): PdfObject[] {
	const pages = Array.from({ length: count }, (_, index) => index);
	const kids = pages.map((index) => `${3 + index} 0 R`).join(' ');
	return [
		'<< /Type /Catalog /Pages 2 0 R >>',
		`<< /Type /Pages /Kids [${kids}] /Count ${count} /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
		...pages.map(
			(index) =>
				`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${3 + count + index} 0 R >>`,
		),
		...pages.map((index) => deflated(`BT /F1 12 Tf 72 700 Td (${text(index + 1)}) Tj ET`)),
	];
}

/** A PDF of so many pages with a line on each, as most programs write it. */
export function pdfOf(pages: number, text?: (page: number) => string): Buffer {
	return modernPdf(pagesWith(pages, text));
}
