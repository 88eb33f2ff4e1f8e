/** What a file is that is no PDF, and what made a PDF unreadable, as far as its bytes show it. */

/** How much of a file is looked at. */
const LOOKED_AT = 2 ** 20;

/** What files of some kind begin with, in lower case. */
const BEGINNINGS: Array<[kind: string, beginnings: string[]]> = [
	['a PDF written as Base64 text', ['jvberi0', 'data:application/pdf']],
	['a web page', ['<!doctype html', '<html', '<head', '<body', '<script']],
	['XML', ['<?xml', '<']],
	['a ZIP or Office file', ['pk\x03\x04']],
	['an old Office file', ['\xd0\xcf\x11\xe0']],
	['a Rich Text file', ['{\\rtf']],
	['JSON', ['{', '[']],
	['a picture', ['\x89png', '\xff\xd8\xff', 'gif8', 'ii*\0', 'mm\0*']],
	['PostScript', ['%!ps']],
];

/** What a file without a PDF's header is, in words; nothing where it cannot be told. */
export function kindOf(bytes: Buffer): string | undefined {
	const beginning = bytes
		.subarray(0, 100)
		.toString('latin1')
		.replace(/^(\xef\xbb\xbf)?[\s"]*/, '')
		.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
	return BEGINNINGS.find(([, all]) => all.some((some) => beginning.startsWith(some)))?.[0];
}

/** How a program changed a file that it took for text. */
export type TextDamage = 'readAsText' | 'lineEnds';

/**
 * Whether a program read a PDF as text and wrote it again. Compressed data has all bytes in any
 * order, so it is told by what can no longer be found. Says nothing sure of a file that has no such
 * data, so it is asked only about files in which something does not fit.
 */
export function textDamageOf(bytes: Buffer): TextDamage | undefined {
	const looked = bytes.subarray(0, LOOKED_AT);
	const holdsBinary = looked.includes('/FlateDecode') || looked.includes('/DCTDecode');
	const isInText = looked.includes('/ASCII85Decode') || looked.includes('/ASCIIHexDecode');
	if (!holdsBinary || isInText) return undefined;
	if (isUtf8(looked, bytes.length > LOOKED_AT)) return 'readAsText';
	return hasOneLineEndOnly(looked) ? 'lineEnds' : undefined;
}

/** RFC 3629, without its finer rules. */
function isUtf8(bytes: Buffer, isCut: boolean): boolean {
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte < 0x80) continue;
		if (byte < 0xc2 || byte > 0xf4) return false;
		for (let more = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3; more > 0; more--) {
			at++;
			if (at >= bytes.length) return isCut;
			if ((bytes[at]! & 0xc0) !== 0x80) return false;
		}
	}
	return true;
}

/** So many bytes of compressed data hold a LF and a CR by chance, each alone. */
const ENOUGH_BYTES = 4096;
const ENOUGH_LINES = 20;

function hasOneLineEndOnly(bytes: Buffer): boolean {
	let [loneLf, loneCr, pairs, high] = [0, 0, 0, 0];
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at]!;
		if (byte === 10) loneLf++;
		else if (byte === 13) {
			if (bytes[at + 1] === 10) {
				pairs++;
				at++;
			} else loneCr++;
		} else if (byte >= 0x80) high++;
	}
	if (pairs >= ENOUGH_LINES) return loneLf === 0;
	return high > ENOUGH_BYTES && pairs === 0 && (loneLf === 0 || loneCr === 0);
}
