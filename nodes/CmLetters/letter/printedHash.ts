import { createHash } from 'crypto';

/**
 * What a program that makes the same PDF twice writes differently each time: dates, the file's ID
 * and its description in XMP. ISO 32000-1, 14.3.3, 14.4, 14.3.2. Left out where they stand readable
 * in the file; where they are compressed they cannot be told from the rest.
 */
const CHANGING =
	/\/(?:CreationDate|ModDate)\s*(?:\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>)|\/ID\s*\[\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\[\s\S])*\))\s*(?:<[0-9A-Fa-f\s]*>|\((?:[^()\\]|\\[\s\S])*\))\s*\]|<\?xpacket begin[\s\S]*?<\?xpacket end[^>]*>/g;

/** A hash of what a PDF prints, the same for two files of the same content as far as that is readable. */
export function printedHash(file: Buffer): string {
	const hash = createHash('sha256').update('1');
	const text = file.toString('latin1');
	let from = 0;
	for (const { index, 0: found } of text.matchAll(CHANGING)) {
		hash.update(file.subarray(from, index));
		from = index + found.length;
	}
	return hash.update(file.subarray(from)).digest('hex');
}
