import { damaged, type Budget } from './budget';
import { PdfObjects } from './file';
import {
	behindBlank,
	hasWord,
	isDictionary,
	readDictionary,
	readInteger,
	readList,
	readName,
	readObjectHead,
	type Dictionary,
	type Place,
} from './syntax';
import { readTextSection, streamRuns, Table, type Entry } from './table';

/** ISO 32000-1, 7.5.5. Mail programs and web servers add something behind it. */
const END_MARK = '%%EOF';
const END_MARK_WITHIN = 65_536;
/** Where a file made for the web says so: ISO 32000-1, Annex F. */
const LINEARIZED_WITHIN = 1024;
/** How far before the end mark the place of the table may be named. */
const START_WITHIN = 1024;

/** A file that was opened: its objects, and the dictionary that says what it is. */
export interface OpenPdf {
	objects: PdfObjects;
	trailer: ReadonlyMap<string, Place>;
}

/** Where the last end mark stands; -1 where the file is cut off. */
export function findEnd(bytes: Buffer, budget: Budget): number {
	const tail = Math.max(0, bytes.length - END_MARK_WITHIN);
	const end = bytes.subarray(tail).lastIndexOf(END_MARK);
	if (end === -1 || wasLonger(bytes, budget)) return -1;
	// What was added when the file was changed has an end mark of its own.
	const behind = bytes.subarray(tail + end + END_MARK.length).toString('latin1');
	return /\d+\s\d+\sobj\b/.test(behind) ? -1 : tail + end;
}

/** A file made for the web says at its beginning how long it is. */
function wasLonger(bytes: Buffer, budget: Budget): boolean {
	if (!bytes.subarray(0, LINEARIZED_WITHIN).includes('/Linearized')) return false;
	const head = readObjectHead({ bytes, at: 0 });
	if (head === undefined || !isDictionary(head.place)) return false;
	const { entries } = readDictionary(head.place, budget);
	return entries.has('Linearized') && (readInteger(entries.get('L')) ?? 0) > bytes.length;
}

/**
 * Opens a file by its table.
 * @param bytes from the header on
 * @param end where its end mark stands
 * @throws PdfProblem
 */
export async function openPdf(bytes: Buffer, end: number, budget: Budget): Promise<OpenPdf> {
	const table = new Table(budget);
	const objects = new PdfObjects(bytes, table, budget);
	const word = bytes.subarray(Math.max(0, end - START_WITHIN), end).lastIndexOf('startxref');
	if (word === -1) throw damaged();
	const start = Math.max(0, end - START_WITHIN) + word + 'startxref'.length;

	let trailer: OpenPdf['trailer'] | undefined;
	const seen = new Set<number>();
	let next = readInteger(behindBlank({ bytes, at: start }));
	while (next !== undefined && !seen.has(next)) {
		seen.add(next);
		const { entries } = await readSection(objects, table, next);
		trailer ??= entries;
		next = readInteger(entries.get('Prev'));
		await budget.breathe();
	}
	if (trailer === undefined) throw damaged();
	return { objects, trailer };
}

async function readSection(objects: PdfObjects, table: Table, at: number): Promise<Dictionary> {
	const { bytes, budget } = objects;
	const place = behindBlank({ bytes, at });
	if (at >= bytes.length) throw damaged();
	if (!hasWord(place, 'xref')) return await readStreamSection(objects, table, place);

	const { runs, trailer } = readTextSection({ bytes, at: place.at + 'xref'.length }, budget);
	// What only newer readers know stands in a stream beside, and is called free in the text.
	const beside = readInteger(trailer.entries.get('XRefStm'));
	if (beside !== undefined) await readStreamSection(objects, table, { bytes, at: beside });
	table.add(runs);
	return trailer;
}

/** ISO 32000-1, 7.5.8. */
async function readStreamSection(
	objects: PdfObjects,
	table: Table,
	place: Place,
): Promise<Dictionary> {
	const { budget } = objects;
	const head = readObjectHead(place);
	if (head === undefined) throw damaged();
	const dictionary = readDictionary(head.place, budget);
	const { entries } = dictionary;
	if (readName(entries.get('Type')) !== 'XRef') throw damaged();
	const numbers = (list: Place | undefined) =>
		list === undefined ? [] : [...readList(list, budget)].map((value) => readInteger(value) ?? -1);
	const index = entries.has('Index')
		? numbers(entries.get('Index'))
		: [0, readInteger(entries.get('Size')) ?? 0];
	const data = await objects.streamBytes(dictionary);
	table.add(streamRuns(data, numbers(entries.get('W')), index));
	return dictionary;
}

/**
 * Opens a file whose table cannot be read, as far as that takes to say what is wrong with it: objects
 * are searched for, and only what stands at its end says where to begin.
 */
export function openWithoutTable(bytes: Buffer, budget: Budget): OpenPdf | undefined {
	const find = (number: number): Entry | undefined => {
		const head = `${number} 0 obj`;
		budget.take('searched', bytes.length);
		let at = bytes.lastIndexOf(head, undefined, 'latin1');
		while (at > 0 && bytes[at - 1]! >= 0x30 && bytes[at - 1]! <= 0x39) {
			budget.take('searched', bytes.length);
			at = bytes.lastIndexOf(head, at - 1, 'latin1');
		}
		return at <= 0 ? undefined : { kind: 'inFile', at };
	};
	const word = bytes.lastIndexOf('trailer', undefined, 'latin1');
	if (word === -1) return undefined;
	const place = behindBlank({ bytes, at: word + 'trailer'.length });
	if (!hasWord(place, '<<')) return undefined;
	return {
		objects: new PdfObjects(bytes, { find }, budget),
		trailer: readDictionary(place, budget).entries,
	};
}
