/** A character that the letter service cannot print, and where it stands. Counted from 1. */
export interface Unprintable {
	/** What a reader sees as one character, e.g. a whole flag or family emoji. */
	character: string;
	/** `U+1F600`, for characters that nothing shows. */
	codePoint: string;
	line: number;
	column: number;
}

/**
 * Shown as emoji: those that are so by default, those made so by variation selector 16, and
 * keycaps. Signs such as © or ☎ are emoji only with the selector, and pass without it.
 * CM Letters API, example of Create Letters: "currently there is no emoji-support".
 */
const EMOJI = /\p{Emoji_Presentation}|\p{Emoji}\uFE0F|[0-9#*]\uFE0F?\u20E3/u;

/**
 * Characters without a printed form: control characters (line breaks and tabs are layout), halves
 * of surrogate pairs, private-use and unassigned code points. Assumption: the document names only
 * emoji, but no font has a shape for these.
 */
const NO_PRINTED_FORM = /[\p{Cs}\p{Co}\p{Cn}]|(?![\n\r\t])\p{Cc}/u;

/** All characters of a text that cannot be printed, in order. */
export function findUnprintable(text: string): Unprintable[] {
	if (!EMOJI.test(text) && !NO_PRINTED_FORM.test(text)) return [];

	const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
	return text.split(/\r\n|\r|\n/).flatMap((line, lineIndex) =>
		[...graphemes.segment(line)].flatMap(({ segment }, columnIndex) =>
			EMOJI.test(segment) || NO_PRINTED_FORM.test(segment)
				? [
						{
							character: segment,
							codePoint: codePointOf(NO_PRINTED_FORM.exec(segment)?.[0] ?? segment),
							line: lineIndex + 1,
							column: columnIndex + 1,
						},
					]
				: [],
		),
	);
}

/** Names the characters for an error message: `"😀" (U+1F600) at line 2, character 5`. */
export function describeUnprintable(found: Unprintable[], most = 5): string {
	const named = found.slice(0, most).map(({ character, codePoint, line, column }) => {
		const shown = NO_PRINTED_FORM.test(character) ? '' : `"${character}" `;
		return `${shown}(${codePoint}) at line ${line}, character ${column}`;
	});
	const more = found.length - named.length;
	return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function codePointOf(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
	return `U+${hex.padStart(4, '0')}`;
}
