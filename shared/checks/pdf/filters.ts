import { beyondLimit, damaged } from './budget';
import { inflate } from './inflate';

/** What a filter is told beside the bytes: DecodeParms, as far as it is numbers. */
export type FilterParameters = Record<string, number | undefined>;

type Decode = (input: Uint8Array, limit: number, parameters: FilterParameters) => Uint8Array;

/** Bytes that come out one after the other, up to a limit. */
class Output {
	bytes = new Uint8Array(4096);
	length = 0;

	constructor(private readonly limit: number) {}

	add(byte: number): void {
		if (this.length === this.bytes.length) this.grow(1);
		this.bytes[this.length++] = byte;
	}

	addAll(bytes: Uint8Array): void {
		if (this.length + bytes.length > this.bytes.length) this.grow(bytes.length);
		this.bytes.set(bytes, this.length);
		this.length += bytes.length;
	}

	written(): Uint8Array {
		return this.bytes.subarray(0, this.length);
	}

	private grow(more: number): void {
		const needed = this.length + more;
		if (needed > this.limit) throw beyondLimit();
		const grown = new Uint8Array(Math.min(this.limit, Math.max(needed, this.bytes.length * 2)));
		grown.set(this.written());
		this.bytes = grown;
	}
}

const isBlank = (byte: number): boolean => byte <= 32;

const NO_DIGIT = 255;
const HEX = new Uint8Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit++) {
	const sign = digit.toString(16);
	HEX[sign.charCodeAt(0)] = HEX[sign.toUpperCase().charCodeAt(0)] = digit;
}

/** ISO 32000-1, 7.4.2. */
const asciiHex: Decode = (input, limit) => {
	const output = new Output(limit);
	let half: number | undefined;
	for (const byte of input) {
		if (byte === 0x3e) break;
		if (isBlank(byte)) continue;
		const digit = HEX[byte]!;
		if (digit === NO_DIGIT) throw damaged();
		if (half === undefined) half = digit;
		else {
			output.add(half * 16 + digit);
			half = undefined;
		}
	}
	if (half !== undefined) output.add(half * 16);
	return output.written();
};

/** ISO 32000-1, 7.4.3. */
const ascii85: Decode = (input, limit) => {
	const output = new Output(limit);
	let value = 0;
	let count = 0;
	const give = (bytes: number) => {
		for (let i = 0; i < bytes; i++) output.add((value >>> (24 - 8 * i)) & 255);
		value = 0;
		count = 0;
	};
	for (const byte of input) {
		if (byte === 0x7e) break;
		if (isBlank(byte)) continue;
		if (byte === 0x7a && count === 0) {
			give(4);
			continue;
		}
		if (byte < 0x21 || byte > 0x75) throw damaged();
		value = value * 85 + byte - 0x21;
		if (++count === 5) give(4);
	}
	if (count === 1) throw damaged();
	if (count > 1) {
		const bytes = count - 1;
		while (count++ < 5) value = value * 85 + 84;
		give(bytes);
	}
	return output.written();
};

/** ISO 32000-1, 7.4.5. */
const runLength: Decode = (input, limit) => {
	const output = new Output(limit);
	for (let at = 0; at < input.length; ) {
		const length = input[at++]!;
		if (length === 128) break;
		if (length < 128) {
			output.addAll(input.subarray(at, at + length + 1));
			at += length + 1;
		} else {
			const byte = input[at++];
			if (byte === undefined) throw damaged();
			output.addAll(new Uint8Array(257 - length).fill(byte));
		}
	}
	return output.written();
};

/** ISO 32000-1, 7.4.4. */
const lzw: Decode = (input, limit, { EarlyChange: early = 1 }) => {
	const [CLEAR, END, FIRST, MOST] = [256, 257, 258, 4096];
	const output = new Output(limit);
	/** Where in the output each code's bytes stand. */
	const starts = new Uint32Array(MOST);
	const lengths = new Uint16Array(MOST);
	let next = FIRST;
	let width = 9;
	let before = -1;
	let bits = 0;
	let bitCount = 0;
	for (let at = 0; ; ) {
		while (bitCount < width && at < input.length) {
			bits = ((bits << 8) | input[at++]!) & 0xffffff;
			bitCount += 8;
		}
		if (bitCount < width) break;
		const code = (bits >> (bitCount - width)) & ((1 << width) - 1);
		bitCount -= width;
		if (code === END) break;
		if (code === CLEAR) {
			next = FIRST;
			width = 9;
			before = -1;
			continue;
		}
		if (code > next || (code === next && before === -1)) throw damaged();
		const from = output.length;
		if (code < CLEAR) output.add(code);
		else {
			// A new code is what came before and the byte that follows it, which stands there already.
			if (code === next && next < MOST) setNext(from);
			const start = starts[code]!;
			for (let i = 0; i < lengths[code]!; i++) output.add(output.bytes[start + i]!);
		}
		if (before !== -1 && code !== next && next < MOST) setNext(from);
		if (before !== -1 && next < MOST) next++;
		before = from;
		if (next + early >= 1 << width && width < 12) width++;
	}
	return output.written();

	function setNext(end: number) {
		starts[next] = before;
		lengths[next] = end - before + 1;
	}
};

const DECODERS: Record<string, Decode> = {
	FlateDecode: (input, limit, parameters) => unpredict(inflate(input, 0, limit), parameters),
	LZWDecode: (input, limit, parameters) => unpredict(lzw(input, limit, parameters), parameters),
	ASCIIHexDecode: asciiHex,
	ASCII85Decode: ascii85,
	RunLengthDecode: runLength,
};

/** ISO 32000-1, 7.4.4.4: takes back what makes tables compress better, in place. */
function unpredict(data: Uint8Array, parameters: FilterParameters): Uint8Array {
	const { Predictor = 1, Colors = 1, BitsPerComponent = 8, Columns = 1 } = parameters;
	if (Predictor === 1) return data;
	const rowBits = Colors * BitsPerComponent * Columns;
	if (!(rowBits > 0) || rowBits > data.length * 8) throw damaged();
	const width = Math.ceil(rowBits / 8);
	const step = Math.max(1, Math.floor((Colors * BitsPerComponent) / 8));
	if (Predictor === 2) {
		if (BitsPerComponent !== 8) throw damaged();
		for (let at = 0; at < data.length; at++) {
			if (at % width >= step) data[at] = (data[at]! + data[at - step]!) & 255;
		}
		return data;
	}
	return unpredictPng(data, width, step);
}

/** PNG (ISO 15948), 9.2: each row begins with the kind of its prediction. */
function unpredictPng(data: Uint8Array, width: number, step: number): Uint8Array {
	let to = 0;
	for (let from = 0; from < data.length; ) {
		const kind = data[from++]!;
		const end = Math.min(from + width, data.length);
		const rowStart = to;
		for (; from < end; from++, to++) {
			const hasLeft = to - rowStart >= step;
			const hasUp = rowStart > 0;
			const left = hasLeft ? data[to - step]! : 0;
			const up = hasUp ? data[to - width]! : 0;
			const corner = hasLeft && hasUp ? data[to - width - step]! : 0;
			data[to] = (data[from]! + predicted(kind, left, up, corner)) & 255;
		}
	}
	return data.subarray(0, to);
}

function predicted(kind: number, left: number, up: number, corner: number): number {
	switch (kind) {
		case 0:
			return 0;
		case 1:
			return left;
		case 2:
			return up;
		case 3:
			return (left + up) >> 1;
		case 4: {
			const [toLeft, toUp, toCorner] = [
				Math.abs(up - corner),
				Math.abs(left - corner),
				Math.abs(left + up - 2 * corner),
			];
			if (toLeft <= toUp && toLeft <= toCorner) return left;
			return toUp <= toCorner ? up : corner;
		}
		default:
			throw damaged();
	}
}

/**
 * Takes one filter off. Pictures' filters are no part of what has to be read.
 * @throws PdfProblem `damaged`, or `limit` when more bytes than `limit` would come out
 */
export function decode(
	filter: string,
	input: Uint8Array,
	limit: number,
	parameters: FilterParameters,
): Uint8Array {
	const decoder = DECODERS[filter];
	if (decoder === undefined) throw damaged();
	return decoder(input, limit, parameters);
}
