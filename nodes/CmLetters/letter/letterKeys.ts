import { contentOf, plainReference, recipientWords } from '../../cm/letters/identity';
import { isKey, keyOf } from '../../../shared/n8n/keyHash';
import type { LetterContent } from './letterContent';

/** By what a letter is known that is to be sent once. */
export type Identification =
	| { by: 'reference'; reference: string }
	/** Its content, on one day. @property day as `2026-11-26` */
	| { by: 'day'; day: string }
	| { by: 'key'; key: string };

/**
 * What a letter is known by, in 12 characters.
 * @param account as the connection to the service names it
 */
export function letterKey(
	account: string,
	content: LetterContent,
	identification: Identification,
): string {
	switch (identification.by) {
		case 'key':
			return keyOf('key', account, identification.key);
		case 'day':
			return keyOf('day', account, contentOf(content.given), identification.day);
		default:
			return referenceKey(
				account,
				identification.reference,
				// The node is not given the recipient that stands in a PDF.
				content.kind === 'text' ? recipientWords(content.given.recipient) : '',
			);
	}
}

/** A hash of all that is printed. */
export function letterContentKey(content: LetterContent): string {
	return keyOf('content', contentOf(content.given));
}

function referenceKey(account: string, reference: string, recipient: string): string {
	return keyOf('reference', account, plainReference(reference), recipient);
}

/**
 * The keys under which a letter at the service may be known: by its reference and recipient, with
 * the country that may stand in its last line and without it; by its reference alone; or by a
 * reference that is such a key itself.
 */
export function keysOfLetter(
	account: string,
	reference: string | undefined,
	recipient: string | undefined,
): string[] {
	if (reference === undefined || reference.trim() === '') return [];
	const text = recipient ?? '';
	const withoutLast = text.split('\n').slice(0, -1).join('\n');
	const keys = [text, withoutLast, ''].map((address) =>
		referenceKey(account, reference, recipientWords({ text: address })),
	);
	return [...new Set([...keys, ...(isKey(reference) ? [reference] : [])])];
}

/** What is claimed before a stored letter is released: one letter is released once. */
export function releaseKey(account: string, letterId: string): string {
	return keyOf('release', account, letterId);
}
