import type { AddressParts } from '../../../shared/letters/layout';
import { plainText } from '../../../shared/checks/plainText';
import type { LetterOptions } from './letter';

/** An address as it was given: as one text, or in parts that are laid out later. */
export type GivenAddress = { text: string } | { parts: AddressParts };

/** Everything that is printed from text, as the row gives it. */
export interface GivenText {
	destination: string;
	recipient: GivenAddress;
	sender?: GivenAddress;
	message: string;
	options: LetterOptions;
}

/** Everything that is known of a letter from a PDF. */
export interface GivenPdf {
	destination: string;
	options: LetterOptions;
	/** Hash of what the file prints. */
	file: string;
}

/** Changes with what is compared: letters of another version count as other content. */
const VERSION = 1;

const FLAGS = [
	'fullcolor',
	'doublesided',
	'express',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
] as const;

/**
 * What a letter's content is compared by: all that is printed and the flags it is printed and sent
 * with, as the row gives it, so that a better layout makes no other letter of it. Date and Place is
 * left out, since today's date usually stands there.
 */
export function contentOf(given: GivenText | GivenPdf): unknown {
	const { destination, options } = given;
	const printed =
		'file' in given
			? { file: given.file }
			: {
					recipient: plainAddress(given.recipient),
					sender: given.sender && plainAddress(given.sender),
					message: plainText(given.message),
				};
	return [
		VERSION,
		destination.toUpperCase(),
		printed,
		plainText(options.subject ?? ''),
		FLAGS.map((flag) => options[flag] === true),
	];
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A reference as it is compared: a GUID is the same in either case. */
export function plainReference(reference: string): string {
	const text = plainText(reference);
	return GUID.test(text) ? text.toLowerCase() : text;
}

function plainAddress(given: GivenAddress): unknown {
	if ('text' in given) return plainText(given.text);
	return Object.entries(given.parts as Record<string, string | undefined>)
		.map(([part, text]: [string, string | undefined]) => [part, plainText(text ?? '')])
		.filter(([, text]) => text !== '')
		.sort(([one = ''], [other = '']) => (one < other ? -1 : 1));
}

/**
 * What a recipient is known by, however the address is laid out: its words, without order. A country
 * given apart is left out: whether it is printed depends on where the letter comes from.
 */
export function recipientWords(given: GivenAddress): string {
	const text =
		'text' in given
			? given.text
			: Object.entries<string | undefined>({ ...given.parts })
					.filter(([part]) => part !== 'country')
					.map(([, value]) => value ?? '')
					.join('\n');
	return wordsOf(text);
}

/** The words of a text, sorted: equal for texts that differ in layout, case and signs only. */
export function wordsOf(text: string): string {
	const words =
		text
			.normalize('NFC')
			.toLowerCase()
			.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
	return words.sort().join(' ');
}
