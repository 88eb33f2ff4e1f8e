import { createHash } from 'crypto';

/** A value as a text of always the same length, the same for equal values only. */
export function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** Bytes of a hash that a key is made of: 72 bits, 12 characters that a person can copy. */
const KEY_BYTES = 9;

/** What one letter or message is known by, e.g. `q3Jx0Zr_4mBd`. */
export function keyOf(...parts: unknown[]): string {
	const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
	return digest.subarray(0, KEY_BYTES).toString('base64url');
}

/** Whether a text may be such a key. */
export function isKey(text: string): boolean {
	return /^[\w-]{12}$/.test(text);
}
