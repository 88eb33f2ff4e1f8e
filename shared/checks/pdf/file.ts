import { beyondLimit, damaged, LIMITS, type Budget } from './budget';
import { decode, type FilterParameters } from './filters';
import {
	behindBlank,
	hasWord,
	isDictionary,
	isList,
	readDictionary,
	readInteger,
	readList,
	readName,
	readObjectHead,
	readReference,
	skipBlank,
	type Dictionary,
	type Place,
} from './syntax';
import type { Entry } from './table';

/** Finds where an object stands. */
export interface Finder {
	find(number: number): Entry | undefined;
}

/** How often a reference may lead to a reference. */
const MOST_REFERENCES = 10;
/** Streams of objects that are held at a time. */
const HELD_STREAMS = 3;
const NUMERIC_PARAMETERS = ['Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange'];

/** What one stream of objects became, and where in it the objects stand: number, offset, and so on. */
interface ObjectStream {
	bytes: Uint8Array;
	places: Int32Array;
}

/** The objects of a file, each read when it is asked for. */
export class PdfObjects {
	private readonly held = new Map<number, ObjectStream>();
	private readonly beingRead = new Set<number>();

	/** @param bytes of the file, from its header on */
	constructor(
		readonly bytes: Buffer,
		private readonly finder: Finder,
		readonly budget: Budget,
	) {}

	/**
	 * The value of an object; nothing where the file has none.
	 * @throws PdfProblem when something else stands where it should be
	 */
	async object(number: number): Promise<Place | undefined> {
		this.budget.take('objects', 1);
		await this.budget.breathe();
		const entry = this.finder.find(number);
		if (entry === undefined || entry.kind === 'free') return undefined;
		if (entry.kind === 'inStream') return await this.objectInStream(number, entry);
		// A common slip for objects that nothing needs.
		if (entry.at === 0) return undefined;
		const head = readObjectHead({ bytes: this.bytes, at: entry.at });
		if (head?.number !== number) throw damaged();
		return head.place;
	}

	/** The value itself, where a reference to it stands; nothing for `null`. */
	async resolve(place: Place | undefined): Promise<Place | undefined> {
		for (let i = 0; i < MOST_REFERENCES; i++) {
			if (place === undefined) return undefined;
			const number = readReference(place);
			if (number === undefined) return hasWord(place, 'null') ? undefined : place;
			place = await this.object(number);
		}
		throw damaged();
	}

	async dictionary(place: Place | undefined): Promise<Dictionary | undefined> {
		const value = await this.resolve(place);
		return isDictionary(value) ? readDictionary(value, this.budget) : undefined;
	}

	async integer(place: Place | undefined): Promise<number | undefined> {
		return readInteger(await this.resolve(place));
	}

	/** The names of a stream's filters, in the order in which they are to be taken off. */
	async filtersOf({ entries }: Dictionary): Promise<string[]> {
		const value = await this.resolve(entries.get('Filter'));
		const names = await this.asList(value, async (place) => readName(place));
		if (names.length > LIMITS.filters) throw beyondLimit();
		return names.map((name) => name ?? '');
	}

	/** Where what a stream holds begins. */
	streamStart({ bytes, end }: Dictionary): number {
		if (bytes !== this.bytes) throw damaged();
		let at = skipBlank({ bytes, at: end });
		if (!hasWord({ bytes, at }, 'stream')) throw damaged();
		at += 'stream'.length;
		if (bytes[at] === 0x0d) at++;
		return bytes[at] === 0x0a ? at + 1 : at;
	}

	/** What a stream holds, with its filters taken off. */
	async streamBytes(dictionary: Dictionary): Promise<Uint8Array> {
		const filters = await this.filtersOf(dictionary);
		const parameters = await this.parametersOf(dictionary);
		let data: Uint8Array = await this.storedBytes(dictionary, filters[0]);
		if (data.length > LIMITS.inflatedAtATime && filters.length === 0) throw beyondLimit();
		for (const [index, filter] of filters.entries()) {
			data = decode(filter, data, LIMITS.inflatedAtATime, parameters[index] ?? {});
			this.budget.take('inflated', data.length);
			await this.budget.breathe();
		}
		return data;
	}

	/** What FlateDecode reads has an end of its own; what others read ends where the file says. */
	private async storedBytes(dictionary: Dictionary, filter: string | undefined): Promise<Buffer> {
		const { bytes } = this;
		const start = this.streamStart(dictionary);
		if (filter === 'FlateDecode') return bytes.subarray(start);
		const length = (await this.integer(dictionary.entries.get('Length'))) ?? -1;
		const isRight = length >= 0 && hasWord(behindBlank({ bytes, at: start + length }), 'endstream');
		if (isRight) return bytes.subarray(start, start + length);
		const end = bytes.indexOf('endstream', start, 'latin1');
		this.budget.take('searched', (end === -1 ? bytes.length : end) - start);
		if (end === -1) throw damaged();
		return bytes.subarray(start, end);
	}

	private async parametersOf({ entries }: Dictionary): Promise<FilterParameters[]> {
		const value = await this.resolve(entries.get('DecodeParms'));
		return await this.asList(value, async (place) => {
			const found = (await this.dictionary(place))?.entries;
			const parameters: FilterParameters = {};
			for (const name of NUMERIC_PARAMETERS) {
				const number = await this.integer(found?.get(name));
				if (number !== undefined) parameters[name] = number;
			}
			return parameters;
		});
	}

	/** A value and a list of values mean the same in a stream's dictionary. */
	private async asList<T>(
		value: Place | undefined,
		read: (place: Place | undefined) => Promise<T>,
	): Promise<T[]> {
		if (value === undefined) return [];
		if (!isList(value)) return [await read(value)];
		const values: T[] = [];
		for (const place of readList(value, this.budget)) {
			if (values.length > LIMITS.filters) throw beyondLimit();
			values.push(await read(await this.resolve(place)));
		}
		return values;
	}

	private async objectInStream(
		number: number,
		{ stream, index }: { stream: number; index: number },
	): Promise<Place> {
		const { bytes, places } = this.held.get(stream) ?? (await this.readObjectStream(stream));
		const at = places[index * 2 + 1];
		if (places[index * 2] !== number || at === undefined) throw damaged();
		return behindBlank({ bytes, at });
	}

	/** ISO 32000-1, 7.5.7. */
	private async readObjectStream(number: number): Promise<ObjectStream> {
		if (this.beingRead.has(number) || this.finder.find(number)?.kind !== 'inFile') throw damaged();
		this.beingRead.add(number);
		const dictionary = await this.dictionary(await this.object(number));
		if (dictionary === undefined) throw damaged();
		const count = await this.integer(dictionary.entries.get('N'));
		const first = await this.integer(dictionary.entries.get('First'));
		const bytes = await this.streamBytes(dictionary);
		this.beingRead.delete(number);
		if (count === undefined || first === undefined || count < 0 || first < 0) throw damaged();
		const stream = { bytes, places: this.readPlaces(bytes, count, first) };
		for (const oldest of this.held.keys()) {
			if (this.held.size < HELD_STREAMS) break;
			this.held.delete(oldest);
		}
		this.held.set(number, stream);
		return stream;
	}

	private readPlaces(bytes: Uint8Array, count: number, first: number): Int32Array {
		// Each number and each offset take two bytes at least.
		if (count * 4 > first + 1 || first > bytes.length) throw damaged();
		this.budget.take('parsed', first);
		const places = new Int32Array(count * 2);
		let at = 0;
		for (let i = 0; i < places.length; i++) {
			at = skipBlank({ bytes, at });
			const value = readInteger({ bytes, at });
			if (value === undefined) throw damaged();
			while (at < bytes.length && bytes[at]! > 32) at++;
			places[i] = i % 2 === 0 ? value : first + value;
		}
		return places;
	}
}
