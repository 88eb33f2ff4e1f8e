import { printedTexts, type LetterProperties } from './letter.mts';

/**
 * Emoji proper: what is shown as a picture of its own accord, what a variation selector turns into
 * one, and the pictures of the supplementary planes. Signs that are text by default, such as © or
 * ☎ on their own, are not meant.
 */
const EMOJI =
	/\p{Emoji_Presentation}|\p{Emoji}\uFE0F|(?=[\u{1F000}-\u{1FFFF}])\p{Extended_Pictographic}/u;

/**
 * The complaint about the first emoji in a letter's texts, or null. S-LET, on `message`:
 * "currently there is no emoji-support"; that they are refused is assumed (facts 1.3).
 */
export function emojiComplaint(letter: Partial<LetterProperties>): string | null {
	for (const [name, text] of printedTexts(letter)) {
		const found = EMOJI.exec(text)?.[0];
		if (found === undefined) continue;
		const code = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
		return `${name} contains the emoji ${found} (U+${code}); emoji are not supported`;
	}
	return null;
}
