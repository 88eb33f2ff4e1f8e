import { createHash } from 'crypto';

/** Characters of a hash that goes into n8n's store: 120 bits. */
const KEY_LENGTH = 30;

/** A value as a text of always the same length, the same for equal values only. */
export function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/** What a key that a person chose is known by in the store. */
export function duplicateKey(shown: string): string {
	return hash(shown).slice(0, KEY_LENGTH);
}
