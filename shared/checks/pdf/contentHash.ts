import { createHash } from 'crypto';

import { findHeader, HEADER_WITHIN } from './header';

/**
 * Version of what counts as the same content. A change of the rule below needs another one: a letter
 * that was hashed by one rule is none that was hashed by the next.
 */
export const CONTENT_HASH_VERSION = 1;

/** What is left out, where it stands readable in the file: it differs each time a PDF is made. */
interface Mark {
	/** Looked for first; short, since Node finds these fastest. */
	needle: string;
	/** What has to stand before the needle and behind it. */
	before: RegExp;
	after: string;
	/** How long mark and value are at most. */
	most: number;
	/** Where the value begins and ends, from behind the mark; nothing where it is no such value. */
	valueIn(bytes: Buffer, at: number): [start: number, end: number] | undefined;
}

const XMP_END = '<?xpacket end';

const MARKS: Mark[] = [
	{ needle: 'Date', before: /\/(Creation|Mod)$/, after: '', most: 256, valueIn: textIn },
	{ needle: '/ID', before: /$/, after: '', most: 512, valueIn: twoTextsIn },
	{
		needle: 'xpacke',
		before: /<\?$/,
		after: 't begin',
		most: 2 ** 20,
		valueIn: (bytes, at) => {
			const end = bytes.indexOf(XMP_END, at, 'latin1');
			return end === -1 ? undefined : [at, end];
		},
	},
];

/** No mark is longer. */
const LONGEST_MARK = 16;

const skipBlank = (bytes: Buffer, at: number): number => {
	while (at < bytes.length && bytes[at]! <= 32) at++;
	return at;
};

/** The end of a text in brackets; -1 where there is none. */
function endOfText(bytes: Buffer, at: number): number {
	if (bytes[at] === 0x3c) return bytes.indexOf(0x3e, at) + 1 || -1;
	if (bytes[at] !== 0x28) return -1;
	for (let depth = 0; at < bytes.length; at++) {
		const byte = bytes[at];
		if (byte === 0x5c) at++;
		else if (byte === 0x28) depth++;
		else if (byte === 0x29 && --depth === 0) return at + 1;
	}
	return -1;
}

function textIn(bytes: Buffer, at: number): [number, number] | undefined {
	const start = skipBlank(bytes, at);
	const end = endOfText(bytes, start);
	return end === -1 ? undefined : [start, end];
}

function twoTextsIn(bytes: Buffer, at: number): [number, number] | undefined {
	const start = skipBlank(bytes, at);
	if (bytes[start] !== 0x5b) return undefined;
	const first = endOfText(bytes, skipBlank(bytes, start + 1));
	const second = first === -1 ? -1 : endOfText(bytes, skipBlank(bytes, first));
	return second === -1 ? undefined : [start, second];
}

/** Hashes a PDF piece by piece; the pieces' sizes make no difference. */
export class ContentHash {
	private readonly hash = createHash('sha256');
	private rest = Buffer.alloc(0);
	private isBehindHeader = false;

	update(chunk: Uint8Array): void {
		this.take(chunk, false);
	}

	/** @returns the version and the hash, as text */
	digest(): string {
		this.take(new Uint8Array(), true);
		return `pdf${CONTENT_HASH_VERSION}:${this.hash.digest('hex')}`;
	}

	private take(chunk: Uint8Array, isLast: boolean): void {
		const more = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
		let data = this.rest.length === 0 ? more : Buffer.concat([this.rest, more]);
		if (!this.isBehindHeader && (isLast || data.length >= HEADER_WITHIN)) {
			this.isBehindHeader = true;
			data = data.subarray(Math.max(0, findHeader(data)));
		}
		const done = this.isBehindHeader ? this.hashAllBut(data, isLast) : 0;
		// Copied: whoever gave the bytes may use their place again.
		this.rest = Buffer.from(data.subarray(done));
	}

	/** Hashes what is sure, and says where what is not begins. */
	private hashAllBut(data: Buffer, isLast: boolean): number {
		const nexts = MARKS.map(({ needle }) => data.indexOf(needle, 0, 'latin1'));
		let hashed = 0;
		for (;;) {
			const found = nexts.reduce(
				(best, at, i) => (at !== -1 && (best === -1 || at < nexts[best]!) ? i : best),
				-1,
			);
			const mark = MARKS[found];
			if (mark === undefined) break;
			const at = nexts[found]!;
			const start = Math.max(hashed, at - LONGEST_MARK);
			const behind = at + mark.needle.length + mark.after.length;
			let next = at + 1;
			if (hasMark(data, start, at, mark)) {
				const window = data.subarray(0, at + mark.most);
				const value = mark.valueIn(window, behind);
				if (value !== undefined) {
					this.hash.update(data.subarray(hashed, value[0]));
					next = hashed = value[1];
				} else if (!isLast && window.length === data.length) {
					this.hash.update(data.subarray(hashed, start));
					return start;
				}
			}
			for (const [i, { needle }] of MARKS.entries()) {
				if (nexts[i] !== -1 && nexts[i]! < next) nexts[i] = data.indexOf(needle, next, 'latin1');
			}
		}
		const end = isLast ? data.length : Math.max(hashed, data.length - LONGEST_MARK);
		this.hash.update(data.subarray(hashed, end));
		return end;
	}
}

function hasMark(
	data: Buffer,
	start: number,
	at: number,
	{ before, needle, after }: Mark,
): boolean {
	const end = at + needle.length;
	return (
		before.test(data.toString('latin1', start, at)) &&
		data.toString('latin1', end, end + after.length) === after
	);
}

/**
 * What tells a PDF's content from that of others: SHA-256 of its bytes from the header on, without
 * what differs whenever the same PDF is made again, where that stands readable in the file: the values
 * of CreationDate and ModDate, the trailer's ID, and XMP packets.
 * @returns the version of this rule and the hash, e.g. `pdf1:9f86d0…`
 */
export async function contentHash(
	chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<string> {
	const hash = new ContentHash();
	for await (const chunk of chunks) hash.update(chunk);
	return hash.digest();
}
