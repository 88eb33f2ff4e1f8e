import { beyondLimit, damaged, LIMITS, type Budget } from './budget';
import {
	behindBlank,
	hasWord,
	readDictionary,
	readInteger,
	skipBlank,
	type Dictionary,
	type Place,
} from './syntax';

/** Where an object stands: in the file, or in a stream of objects. */
export type Entry =
	| { kind: 'free' }
	| { kind: 'inFile'; at: number }
	| { kind: 'inStream'; stream: number; index: number };

/** Objects with consecutive numbers. */
interface Run {
	first: number;
	count: number;
	entry(index: number): Entry;
}

/** One section of the table: sorted, so that an object is found among many runs. */
type Section = Run[];

/**
 * The table that says where in the file each object stands (ISO 32000-1, 7.5.4 and 7.5.8), the
 * newest section first. Entries are read when they are asked for: a table of 200,000 objects takes
 * no longer than a small one.
 */
export class Table {
	private readonly sections: Section[] = [];
	private runs = 0;

	constructor(private readonly budget: Budget) {}

	add(runs: Run[]): void {
		this.runs += runs.length;
		if (this.runs > LIMITS.runs || this.sections.length >= LIMITS.sections) throw beyondLimit();
		this.sections.push(runs.sort((a, b) => a.first - b.first));
	}

	find(number: number): Entry | undefined {
		for (const section of this.sections) {
			this.budget.take('parsed', 16);
			const run = runOf(section, number);
			if (run !== undefined) return run.entry(number - run.first);
		}
		return undefined;
	}
}

function runOf(section: Section, number: number): Run | undefined {
	let [low, high] = [0, section.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (section[middle]!.first <= number) low = middle + 1;
		else high = middle;
	}
	const run = section[low - 1];
	return run !== undefined && number < run.first + run.count ? run : undefined;
}

/** Length of an entry in a table that is text, most often: ISO 32000-1, 7.5.4. */
const ENTRY = 20;
const OFFSET_DIGITS = 10;

/**
 * Reads a section that is text, and the dictionary behind it.
 * @param place behind the word `xref`
 */
export function readTextSection(
	place: Place,
	budget: Budget,
): { runs: Run[]; trailer: Dictionary } {
	const { bytes } = place;
	const runs: Run[] = [];
	let at = skipBlank(place);
	while (!hasWord({ bytes, at }, 'trailer')) {
		const first = readInteger({ bytes, at });
		const count = readInteger(secondWord({ bytes, at }));
		if (first === undefined || count === undefined || first < 0 || count < 0) throw damaged();
		if (runs.length >= LIMITS.runs) throw beyondLimit();
		const begin = thirdWord({ bytes, at });
		const length = entryLength(bytes, begin);
		if (begin + count * length > bytes.length) throw damaged();
		// Some programs number the first entry, which is always free, 1 instead of 0.
		const isShifted = runs.length === 0 && first === 1 && isListHead(bytes, begin);
		runs.push({
			first: isShifted ? 0 : first,
			count,
			entry: (index) => textEntry(bytes, begin + index * length),
		});
		budget.take('parsed', 32);
		at = skipBlank({ bytes, at: begin + count * length });
	}
	return { runs, trailer: readDictionary(behindBlank({ bytes, at: at + 7 }), budget) };
}

function secondWord({ bytes, at }: Place): Place {
	while (at < bytes.length && bytes[at]! > 32) at++;
	return behindBlank({ bytes, at });
}

const thirdWord = (place: Place): number => secondWord(secondWord(place)).at;

/** Entries end with two bytes; some programs write one, or one too many. */
function entryLength(bytes: Uint8Array, begin: number): number {
	let at = begin + ENTRY - 2;
	while (at < begin + ENTRY + 1 && (bytes[at] ?? 0) <= 32) at++;
	return Math.max(at - begin, ENTRY - 1);
}

const isListHead = (bytes: Uint8Array, at: number): boolean =>
	hasWord({ bytes, at }, '0000000000 65535 f');

function textEntry(bytes: Uint8Array, at: number): Entry {
	const offset = readInteger({ bytes, at });
	if (offset === undefined || bytes[at + OFFSET_DIGITS] !== 32) throw damaged();
	switch (bytes[at + ENTRY - 3]) {
		case 0x6e:
			return { kind: 'inFile', at: offset };
		case 0x66:
			return { kind: 'free' };
		default:
			throw damaged();
	}
}

/**
 * The runs of a section that is a stream. ISO 32000-1, 7.5.8.2 and 7.5.8.3.
 * @param widths of the three fields of an entry, in bytes
 * @param index first number and count of each run, one after the other
 */
export function streamRuns(data: Uint8Array, widths: number[], index: number[]): Run[] {
	const [a = 0, b = 0, c = 0] = widths;
	const length = a + b + c;
	if (widths.length < 3 || widths.some((width) => width < 0 || width > 8)) throw damaged();
	if (length === 0 || b === 0) throw damaged();
	const field = (at: number, width: number): number => {
		let value = 0;
		for (let i = 0; i < width; i++) value = value * 256 + data[at + i]!;
		return value;
	};
	const runs: Run[] = [];
	let begin = 0;
	for (let i = 0; i + 1 < index.length; i += 2) {
		const [first = 0, count = 0] = index.slice(i, i + 2);
		if (first < 0 || count < 0) throw damaged();
		const start = begin;
		begin += count * length;
		runs.push({
			first,
			count,
			entry: (position) => {
				const at = start + position * length;
				// A stream that is too short: what is missing is free.
				if (at + length > data.length) return { kind: 'free' };
				const second = field(at + a, b);
				switch (a === 0 ? 1 : field(at, a)) {
					case 1:
						return { kind: 'inFile', at: second };
					case 2:
						return { kind: 'inStream', stream: second, index: field(at + a + b, c) };
					default:
						return { kind: 'free' };
				}
			},
		});
	}
	return runs;
}
