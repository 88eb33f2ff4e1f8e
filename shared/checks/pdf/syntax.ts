import { beyondLimit, damaged, LIMITS, type Budget } from './budget';

/** Where an object begins, in the file or in what a stream of objects became. */
export interface Place {
	bytes: Uint8Array;
	at: number;
}

/** The names of a dictionary with the place of the value of each. */
export interface Dictionary {
	entries: ReadonlyMap<string, Place>;
	bytes: Uint8Array;
	/** Behind the closing brackets. */
	end: number;
}

/** ISO 32000-1, 7.2.2: 1 for white space, 2 for delimiters, 0 for all others. */
const KIND = new Uint8Array(256);
for (const byte of [0, 9, 10, 12, 13, 32]) KIND[byte] = 1;
for (const sign of '()<>[]{}/%') KIND[sign.charCodeAt(0)] = 2;

const LF = 10;
const CR = 13;
const HASH = 0x23;
const PERCENT = 0x25;
const OPEN_TEXT = 0x28;
const CLOSE_TEXT = 0x29;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const OPEN_LIST = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_LIST = 0x5d;

const isDigit = (byte: number | undefined): boolean =>
	byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Goes over white space and comments. @throws PdfProblem when there is too much of it */
export function skipBlank({ bytes, at }: Place): number {
	const most = Math.min(at + LIMITS.object, bytes.length);
	for (; at < most; at++) {
		if (bytes[at] === PERCENT) {
			while (at < most && bytes[at] !== LF && bytes[at] !== CR) at++;
		} else if (KIND[bytes[at]!] !== 1) return at;
	}
	if (at < bytes.length) throw beyondLimit();
	return at;
}

/** The place of the first byte that is neither white space nor part of a comment. */
export function behindBlank(place: Place): Place {
	return { bytes: place.bytes, at: skipBlank(place) };
}

function skipRegular(bytes: Uint8Array, at: number): number {
	while (at < bytes.length && KIND[bytes[at]!] === 0) at++;
	return at;
}

/** A text in round brackets; those inside it come in pairs. Without an end it ends with the bytes. */
function skipText(bytes: Uint8Array, at: number, end: number): number {
	for (let depth = 0; at < end; at++) {
		const byte = bytes[at];
		if (byte === BACKSLASH) at++;
		else if (byte === OPEN_TEXT) depth++;
		else if (byte === CLOSE_TEXT && --depth === 0) return at + 1;
	}
	return end;
}

/** Where one sign of the syntax ends. A stray sign is one by itself. */
function skipToken(bytes: Uint8Array, at: number, end: number): number {
	switch (bytes[at]) {
		case OPEN_TEXT:
			return skipText(bytes, at, end);
		case SLASH:
			return skipRegular(bytes, at + 1);
		case GREATER:
			return bytes[at + 1] === GREATER ? at + 2 : at + 1;
		case LESS:
			if (bytes[at + 1] === LESS) return at + 2;
			while (at < end && bytes[at] !== GREATER) at++;
			return at + 1;
		default:
			return Math.max(skipRegular(bytes, at), at + 1);
	}
}

/** How much deeper the sign there leads. */
function deeper(bytes: Uint8Array, at: number): number {
	const byte = bytes[at];
	if (byte === OPEN_LIST) return 1;
	if (byte === CLOSE_LIST) return -1;
	if (byte === LESS) return bytes[at + 1] === LESS ? 1 : 0;
	return byte === GREATER && bytes[at + 1] === GREATER ? -1 : 0;
}

/**
 * Goes over one value, however deep; over nothing where none begins.
 * @throws PdfProblem when it is too long or too deep
 */
function skipValue({ bytes, at }: Place): number {
	const begin = skipBlank({ bytes, at });
	const ofReference = referenceEnd({ bytes, at: begin });
	if (ofReference !== undefined) return ofReference;
	const most = begin + LIMITS.object;
	const end = Math.min(most, bytes.length);
	let depth = 0;
	for (at = begin; at < end; at = skipBlank({ bytes, at })) {
		depth += deeper(bytes, at);
		if (depth > LIMITS.depth) throw beyondLimit();
		if (depth < 0) return at;
		at = skipToken(bytes, at, end);
		if (depth === 0) return at;
	}
	if (at >= most) throw beyondLimit();
	return at;
}

/** A whole number that is not negative, and where it ends. */
function readDigits({ bytes, at }: Place): { value: number; end: number } | undefined {
	if (!isDigit(bytes[at])) return undefined;
	let value = 0;
	for (; isDigit(bytes[at]); at++) {
		value = value * 10 + bytes[at]! - 0x30;
		if (value > Number.MAX_SAFE_INTEGER / 16) return undefined;
	}
	return { value, end: at };
}

/** `12 0 R` or `12 0 obj`: the number, and where it ends. */
function readNumbered(place: Place, word: string): { number: number; end: number } | undefined {
	const { bytes } = place;
	const number = readDigits(place);
	if (number === undefined || KIND[bytes[number.end] ?? 0] !== 1) return undefined;
	const generation = readDigits({ bytes, at: skipBlank({ bytes, at: number.end }) });
	if (generation === undefined) return undefined;
	const at = skipBlank({ bytes, at: generation.end });
	return hasWord({ bytes, at }, word) ? { number: number.value, end: at + word.length } : undefined;
}

const referenceEnd = (place: Place): number | undefined => {
	const found = readNumbered(place, 'R');
	return found !== undefined && KIND[place.bytes[found.end] ?? 0] !== 0 ? found.end : undefined;
};

/** Signs that begin nothing. Files have them by the million. */
const isStray = (byte: number | undefined): boolean =>
	byte === CLOSE_TEXT || byte === 0x7b || byte === 0x7d;

/** Whether a word stands there. */
export function hasWord({ bytes, at }: Place, word: string): boolean {
	for (let i = 0; i < word.length; i++) {
		if (bytes[at + i] !== word.charCodeAt(i)) return false;
	}
	return true;
}

/** The number of the object that a reference there leads to. */
export function readReference(place: Place): number | undefined {
	return referenceEnd(place) === undefined ? undefined : readNumbered(place, 'R')?.number;
}

/** What stands behind `12 0 obj`, and which number that is. */
export function readObjectHead(place: Place): { number: number; place: Place } | undefined {
	const head = readNumbered(behindBlank(place), 'obj');
	return head && { number: head.number, place: behindBlank({ bytes: place.bytes, at: head.end }) };
}

/** A whole number there, if there is one. */
export function readInteger(place: Place | undefined): number | undefined {
	if (place === undefined) return undefined;
	const { bytes, at } = place;
	const sign = bytes[at] === 0x2d ? -1 : 1;
	const isSigned = sign === -1 || bytes[at] === 0x2b;
	const digits = readDigits({ bytes, at: isSigned ? at + 1 : at });
	return digits && sign * digits.value;
}

/** A word that is neither name nor text, such as `true`. */
export function readWord({ bytes, at }: Place): string {
	const end = Math.min(skipRegular(bytes, at), at + 20);
	return Buffer.from(bytes.subarray(at, end)).toString('latin1');
}

/** A name without its slash, its `#` escapes (ISO 32000-1, 7.3.5) undone. */
export function readName(place: Place | undefined): string | undefined {
	if (place === undefined || place.bytes[place.at] !== SLASH) return undefined;
	const { bytes } = place;
	const name = bytes.subarray(place.at + 1, skipRegular(bytes, place.at + 1));
	const text = Buffer.from(name.buffer, name.byteOffset, name.length).toString('latin1');
	return name.includes(HASH)
		? text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
		: text;
}

/** Whether a dictionary begins there. */
export function isDictionary(place: Place | undefined): place is Place {
	return place !== undefined && hasWord(place, '<<');
}

/** Whether a list begins there. */
export function isList(place: Place | undefined): place is Place {
	return place !== undefined && place.bytes[place.at] === OPEN_LIST;
}

/**
 * Reads a dictionary: its names, and where their values stand. What is neither is gone over.
 * @throws PdfProblem when none begins there, it has no end, or is too much
 */
export function readDictionary(place: Place, budget: Budget): Dictionary {
	const { bytes } = place;
	if (!isDictionary(place)) throw damaged();
	const entries = new Map<string, Place>();
	for (let at = skipBlank({ bytes, at: place.at + 2 }); ; at = skipBlank({ bytes, at })) {
		if (at >= bytes.length) throw damaged();
		if (at - place.at > LIMITS.object) throw beyondLimit();
		if (hasWord({ bytes, at }, '>>')) {
			budget.take('parsed', at + 2 - place.at);
			return { entries, bytes, end: at + 2 };
		}
		const name = readName({ bytes, at });
		if (name === undefined) {
			if (isStray(bytes[at])) {
				at++;
				continue;
			}
			if (hasWord({ bytes, at }, 'endobj')) throw damaged();
			at = Math.max(skipValue({ bytes, at }), at + 1);
			continue;
		}
		const value = behindBlank({ bytes, at: skipRegular(bytes, at + 1) });
		at = skipValue(value);
		entries.set(name, value);
	}
}

/** The places of a list's values, one after the other. @throws PdfProblem when it is too much */
export function* readList(place: Place, budget: Budget): Generator<Place> {
	const { bytes } = place;
	for (let at = skipBlank({ bytes, at: place.at + 1 }); ; at = skipBlank({ bytes, at })) {
		if (at >= bytes.length) throw damaged();
		if (bytes[at] === CLOSE_LIST) return;
		if (hasWord({ bytes, at }, 'endobj')) throw damaged();
		const end = Math.max(skipValue({ bytes, at }), at + 1);
		budget.take('parsed', end - at);
		yield { bytes, at };
		at = end;
	}
}

/** A text in round or pointed brackets, as bytes. */
export function readText(place: Place | undefined): Uint8Array | undefined {
	if (place === undefined) return undefined;
	const { bytes, at } = place;
	if (bytes[at] === LESS && bytes[at + 1] !== LESS) {
		const end = bytes.indexOf(GREATER, at);
		const digits = Buffer.from(bytes.subarray(at + 1, end === -1 ? bytes.length : end));
		return Buffer.from(digits.toString('latin1').replace(/[^0-9a-f]/gi, ''), 'hex');
	}
	if (bytes[at] !== OPEN_TEXT) return undefined;
	return unescaped(bytes.subarray(at + 1, skipText(bytes, at, bytes.length) - 1));
}

/** ISO 32000-1, 7.3.4.2. */
function unescaped(text: Uint8Array): Uint8Array {
	if (!text.includes(BACKSLASH)) return text;
	const signs: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
	const plain = Buffer.from(text)
		.toString('latin1')
		.replace(/\\(?:([0-7]{1,3})|(\r\n|[\s\S]))/g, (_, octal: string | undefined, sign: string) =>
			octal === undefined
				? /[\r\n]/.test(sign)
					? ''
					: (signs[sign] ?? sign)
				: String.fromCharCode(parseInt(octal, 8) & 255),
		);
	return Buffer.from(plain, 'latin1');
}
