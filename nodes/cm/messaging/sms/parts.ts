import { septetsOf } from './gsmAlphabet';

/** How an SMS text is sent. */
export interface PartCount {
	/** `GSM`: 7 bits per character. `Unicode`: UCS-2, because a character is not in the GSM alphabet. */
	encoding: 'GSM' | 'Unicode';
	/** Septets (GSM) or UTF-16 code units (Unicode) of the whole text. */
	units: number;
	/** How many SMS parts it makes, which is how many are paid. An empty text is one. */
	parts: number;
	/** Characters that are not in the GSM alphabet; positions count characters from 1. */
	forcesUnicode: Array<{ character: string; codePoint: string; position: number }>;
}

/**
 * Business Messaging API, Unicode and Multipart: 160 characters or 153 per part, in Unicode 70 or
 * 67 per part. Comments in some of CM's SDKs say 66; the document is followed.
 */
const CAPACITY = {
	GSM: { single: 160, perPart: 153 },
	Unicode: { single: 70, perPart: 67 },
} as const;

/** Business Messaging API, Multipart: "permits up to 255 message parts". */
export const MOST_PARTS = 255;

/**
 * Counts the parts that CM makes of a text.
 * Assumption: CM keeps to 3GPP TS 23.040, 9.2.3.24.1: no part ends inside an escaped character
 * (€, [, …) or a surrogate pair (emoji), so a part may stay one unit short.
 * @param fixed the encoding, where the text does not decide it
 */
export function countParts(text: string, fixed?: PartCount['encoding']): PartCount {
	const characters = [...text];
	const forcesUnicode = characters.flatMap((character, index) =>
		septetsOf(character) === undefined
			? [{ character, codePoint: codePointOf(character), position: index + 1 }]
			: [],
	);
	const encoding = fixed ?? (forcesUnicode.length === 0 ? 'GSM' : 'Unicode');
	const widths = characters.map((character) =>
		encoding === 'GSM' ? (septetsOf(character) ?? 1) : character.length,
	);
	const units = widths.reduce((sum, width) => sum + width, 0);
	const { single, perPart } = CAPACITY[encoding];
	const parts = units <= single ? 1 : filledParts(widths, perPart);
	return { encoding, units, parts, forcesUnicode };
}

/** How many parts are filled when each character goes whole into the first part with room for it. */
function filledParts(widths: number[], capacity: number): number {
	let parts = 1;
	let used = 0;
	for (const width of widths) {
		if (used + width > capacity) {
			parts += 1;
			used = 0;
		}
		used += width;
	}
	return parts;
}

function codePointOf(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
	return `U+${hex.padStart(4, '0')}`;
}
