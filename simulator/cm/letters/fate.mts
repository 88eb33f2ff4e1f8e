import type { LetterProperties, StoredLetter } from './letter.mts';

/**
 * Invented statuses (facts 1.6: CM.com documents none). A draft waits to be released; the others
 * follow each other by the clock or by command.
 */
export const DRAFT = 'draft';
export const QUEUED = 'queued';
export const SENT = 'sent';

/** A letter's ending, which the text of its recipient or its reference can choose. */
export type Fate = 'delivered' | 'refused' | 'returned' | 'lost' | 'neverPrinted';

/** The names that choose a fate, wherever they stand in the text, in capitals or not. */
export const MAGIC_NAMES: Readonly<Record<string, Fate>> = Object.freeze({
	'SIM-REFUSED': 'refused',
	'SIM-RETURNED': 'returned',
	'SIM-LOST': 'lost',
	'SIM-NEVERPRINTED': 'neverPrinted',
});

const CHAINS: Readonly<Record<Fate, readonly string[]>> = {
	delivered: [DRAFT, QUEUED, 'printed', SENT, 'delivered'],
	returned: [DRAFT, QUEUED, 'printed', SENT, 'returned'],
	// A lost letter is one nothing more is heard of; so it has no status of its own.
	lost: [DRAFT, QUEUED, 'printed', SENT],
	neverPrinted: [DRAFT, QUEUED, 'failed'],
	refused: [DRAFT],
};

/**
 * The fate a letter's recipient chooses, or its reference, which is all a letter from a PDF has.
 */
export function fateOf(letter: Partial<LetterProperties>): Fate {
	const recipients = (letter.addresses ?? []).map((address) => address.recipient);
	const text = [...recipients, letter.reference ?? ''].join('\n').toUpperCase();
	for (const [name, fate] of Object.entries(MAGIC_NAMES)) {
		if (text.includes(name)) return fate;
	}
	return 'delivered';
}

/** The status that follows the letter's present one, or null at the end of its chain. */
export function nextStatus(stored: StoredLetter): string | null {
	const chain = CHAINS[fateOf(stored.letter)];
	const position = chain.indexOf(stored.status);
	return position === -1 ? null : (chain[position + 1] ?? null);
}
