import { beyondLimit, damaged } from './budget';

/**
 * Inflating with an end to it. Node's own may not be imported by a node, and its limit on what comes
 * out throws away all that came before.
 */

/** RFC 1951, 3.2.5: lengths and distances, and the bits that follow each code. */
const LENGTH_BASE = [
	3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
	163, 195, 227, 258,
];
const LENGTH_BITS = [
	0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
];
const DISTANCE_BASE = [
	1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049,
	3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
	0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
/** RFC 1951, 3.2.7. */
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const LONGEST_CODE = 15;
/** Codes up to this long are looked up at once, longer ones bit by bit. */
const FAST_BITS = 9;
/** What a block costs beside its bytes: thousands of empty ones would take long. */
const BLOCK_COST = 512;
/** What is always allowed, however little is to come out. */
const LEAST_WORK = 65_536;

interface Codes {
	/** By the next bits: symbol * 16 + length; 0 where the code is longer. */
	fast: Uint16Array;
	/** How many codes there are of each length, and their symbols in order. */
	counts: Uint16Array;
	symbols: Uint16Array;
}

function codesOf(lengths: Uint8Array): Codes {
	const counts = new Uint16Array(LONGEST_CODE + 1);
	for (const length of lengths) counts[length]! += 1;
	counts[0] = 0;
	const offsets = new Uint16Array(LONGEST_CODE + 2);
	const next = new Uint16Array(LONGEST_CODE + 2);
	let left = 1;
	for (let length = 1, code = 0; length <= LONGEST_CODE; length++) {
		left = left * 2 - counts[length]!;
		if (left < 0) throw damaged();
		next[length] = code;
		code = (code + counts[length]!) << 1;
		offsets[length + 1] = offsets[length]! + counts[length]!;
	}
	const symbols = new Uint16Array(lengths.length);
	const fast = new Uint16Array(1 << FAST_BITS);
	for (let symbol = 0; symbol < lengths.length; symbol++) {
		const length = lengths[symbol]!;
		if (length === 0) continue;
		symbols[offsets[length]!++] = symbol;
		const code = next[length]!++;
		if (length > FAST_BITS) continue;
		let reversed = 0;
		for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
		for (let at = reversed; at < fast.length; at += 1 << length) fast[at] = symbol * 16 + length;
	}
	return { fast, counts, symbols };
}

/** RFC 1951, 3.2.6. */
let fixed: { literals: Codes; distances: Codes } | undefined;
function fixedCodes(): { literals: Codes; distances: Codes } {
	return (fixed ??= {
		literals: codesOf(
			new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280),
		),
		distances: codesOf(new Uint8Array(30).fill(5)),
	});
}

/** Reads bits and writes bytes; one for each stream. */
class Inflater {
	private bits = 0;
	private bitCount = 0;
	private output: Uint8Array;
	private length = 0;
	private blocks = 0;
	private readonly start: number;

	constructor(
		private readonly input: Uint8Array,
		private at: number,
		private readonly limit: number,
		private readonly onlyBeginning: boolean,
	) {
		this.start = at;
		this.output = new Uint8Array(Math.min(limit, 4096));
	}

	run(): { bytes: Uint8Array; end: number } {
		this.readHeader();
		for (let last = 0; last === 0 && !this.isEnough(); ) {
			this.blocks += 1;
			const work = this.blocks * BLOCK_COST + this.at - this.start;
			if (work > Math.max(this.limit * 2, LEAST_WORK)) throw beyondLimit();
			last = this.take(1);
			const type = this.take(2);
			if (type === 0) this.copyStored();
			else if (type === 1) this.inflateBlock(fixedCodes().literals, fixedCodes().distances);
			else if (type === 2) this.inflateBlock(...this.readCodes());
			else throw damaged();
		}
		return { bytes: this.output.subarray(0, this.length), end: this.at };
	}

	/** RFC 1950, 2.2. A preset dictionary, which PDF has none of, means that the bytes were changed. */
	private readHeader(): void {
		const [method = 0, flags = 0] = this.input.subarray(this.at, this.at + 2);
		if ((method & 15) !== 8 || (method * 256 + flags) % 31 !== 0 || (flags & 32) !== 0) {
			throw damaged();
		}
		this.at += 2;
	}

	private isEnough(): boolean {
		return this.onlyBeginning && this.length >= this.limit;
	}

	private take(count: number): number {
		while (this.bitCount < count) {
			if (this.at >= this.input.length) throw damaged();
			this.bits |= this.input[this.at++]! << this.bitCount;
			this.bitCount += 8;
		}
		const value = this.bits & ((1 << count) - 1);
		this.bits >>>= count;
		this.bitCount -= count;
		return value;
	}

	private symbol({ fast, counts, symbols }: Codes): number {
		while (this.bitCount < LONGEST_CODE && this.at < this.input.length) {
			this.bits |= this.input[this.at++]! << this.bitCount;
			this.bitCount += 8;
		}
		const found = fast[this.bits & ((1 << FAST_BITS) - 1)]!;
		if (found !== 0) {
			this.drop(found & 15);
			return found >> 4;
		}
		for (let length = 1, code = 0, first = 0, index = 0; length <= LONGEST_CODE; length++) {
			code |= (this.bits >> (length - 1)) & 1;
			const count = counts[length]!;
			if (code - count < first) {
				this.drop(length);
				return symbols[index + code - first]!;
			}
			index += count;
			first = (first + count) << 1;
			code <<= 1;
		}
		throw damaged();
	}

	private drop(count: number): void {
		if (count > this.bitCount) throw damaged();
		this.bits >>>= count;
		this.bitCount -= count;
	}

	private copyStored(): void {
		// What was read ahead goes back: a stored block begins at a byte.
		this.at -= this.bitCount >> 3;
		this.bits = 0;
		this.bitCount = 0;
		const [a = 0, b = 0, c = -1, d = -1] = this.input.subarray(this.at, this.at + 4);
		const length = a | (b << 8);
		if (length !== ((c | (d << 8)) ^ 0xffff)) throw damaged();
		this.at += 4;
		if (this.at + length > this.input.length) throw damaged();
		const room = this.makeRoom(length);
		this.output.set(this.input.subarray(this.at, this.at + room), this.length);
		this.length += room;
		this.at += length;
	}

	/** RFC 1951, 3.2.7. */
	private readCodes(): [Codes, Codes] {
		const literalCount = this.take(5) + 257;
		const distanceCount = this.take(5) + 1;
		const lengthCount = this.take(4) + 4;
		const lengthLengths = new Uint8Array(19);
		for (let i = 0; i < lengthCount; i++) lengthLengths[CODE_LENGTH_ORDER[i]!] = this.take(3);
		const lengthCodes = codesOf(lengthLengths);
		const lengths = new Uint8Array(literalCount + distanceCount);
		for (let i = 0; i < lengths.length; ) {
			const symbol = this.symbol(lengthCodes);
			if (symbol < 16) {
				lengths[i++] = symbol;
				continue;
			}
			if (symbol === 16 && i === 0) throw damaged();
			const value = symbol === 16 ? lengths[i - 1]! : 0;
			const times =
				symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
			if (i + times > lengths.length) throw damaged();
			lengths.fill(value, i, i + times);
			i += times;
		}
		return [codesOf(lengths.subarray(0, literalCount)), codesOf(lengths.subarray(literalCount))];
	}

	private inflateBlock(literals: Codes, distances: Codes): void {
		for (;;) {
			if (this.isEnough()) return;
			const symbol = this.symbol(literals);
			if (symbol < 256) {
				if (this.length === this.output.length && this.makeRoom(1) === 0) return;
				this.output[this.length++] = symbol;
				continue;
			}
			if (symbol === 256) break;
			const lengthBase = LENGTH_BASE[symbol - 257];
			if (lengthBase === undefined) throw damaged();
			const length = lengthBase + this.take(LENGTH_BITS[symbol - 257]!);
			const code = this.symbol(distances);
			const distanceBase = DISTANCE_BASE[code];
			if (distanceBase === undefined) throw damaged();
			this.repeat(length, distanceBase + this.take(DISTANCE_BITS[code]!));
		}
	}

	private repeat(length: number, distance: number): void {
		if (distance > this.length) throw damaged();
		const room = this.makeRoom(length);
		const { output } = this;
		let to = this.length;
		for (const end = to + room; to < end; to++) output[to] = output[to - distance]!;
		this.length = to;
	}

	/** @returns how many bytes there is room for: fewer only where the beginning was asked for */
	private makeRoom(more: number): number {
		if (this.length + more > this.limit) {
			if (!this.onlyBeginning) throw beyondLimit();
			more = this.limit - this.length;
		}
		if (this.length + more > this.output.length) {
			const grown = new Uint8Array(
				Math.min(this.limit, Math.max(this.output.length * 2, this.length + more)),
			);
			grown.set(this.output.subarray(0, this.length));
			this.output = grown;
		}
		return more;
	}
}

/**
 * Inflates a zlib stream (RFC 1950) to its end. Its checksum is not looked at, as readers do not.
 * @param limit bytes that may come out
 * @throws PdfProblem `damaged`, or `limit` when more would come out
 */
export function inflate(input: Uint8Array, from: number, limit: number): Uint8Array {
	return new Inflater(input, from, limit, false).run().bytes;
}

/** Inflates the first bytes, to see whether it can be done. @throws PdfProblem `damaged` */
export function inflateBeginning(input: Uint8Array, from: number, bytes: number): Uint8Array {
	return new Inflater(input, from, bytes, true).run().bytes;
}
