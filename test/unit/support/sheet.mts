import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';

type Cell = string | number | boolean;
interface SheetCell {
	'@r': string;
	'@t'?: string;
	v?: string | { '#text'?: string };
}

/** The rows of a workbook's first sheet, by the names in its first row; empty cells are left out. */
export function sheetRows(path: string): Array<Record<string, Cell>> {
	const parser = new XMLParser({
		ignoreAttributes: false,
		attributeNamePrefix: '@',
		parseTagValue: false,
		trimValues: false,
		isArray: (name) => name === 'row' || name === 'c',
	});
	const sheet = parser.parse(entry(readFileSync(path), 'xl/worksheets/sheet1.xml')) as {
		worksheet: { sheetData: { row: Array<{ c?: SheetCell[] }> } };
	};
	const [header = {}, ...rows] = sheet.worksheet.sheetData.row.map(({ c = [] }) =>
		Object.fromEntries(c.map((cell) => [cell['@r'].replace(/\d/g, ''), cellValue(cell)])),
	);
	return rows.map((row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => [String(header[column] ?? column), value]),
		),
	);
}

function cellValue({ '@t': type, v }: SheetCell): Cell {
	const text = typeof v === 'object' ? (v['#text'] ?? '') : (v ?? '');
	if (type === 'b') return text === '1';
	return type === undefined || type === 'n' ? Number(text) : text;
}

/** One file of a zip archive, found by its entry in the central directory. */
function entry(zip: Buffer, name: string): string {
	let at = zip.readUInt32LE(zip.lastIndexOf(Buffer.from('PK\x05\x06')) + 16);
	while (zip.readUInt32LE(at) === 0x02014b50) {
		const [nameLength, extra, comment] = [28, 30, 32].map((offset) =>
			zip.readUInt16LE(at + offset),
		);
		if (zip.toString('utf8', at + 46, at + 46 + (nameLength ?? 0)) === name) {
			const local = zip.readUInt32LE(at + 42);
			const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
			const data = zip.subarray(start, start + zip.readUInt32LE(at + 20));
			return (zip.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data)).toString('utf8');
		}
		at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
	}
	throw new Error(`${name} is not in the archive`);
}
