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

	const found: Unprintable[] = [];
	text.split(/\r\n|\r|\n/).forEach((line, lineIndex) => {
		let column = 0;
		for (const character of graphemesOf(line)) {
			column++;
			if (!EMOJI.test(character) && !NO_PRINTED_FORM.test(character)) continue;
			const codePoint = codePointOf(NO_PRINTED_FORM.exec(character)?.[0] ?? character);
			found.push({ character, codePoint, line: lineIndex + 1, column });
		}
	});
	return found;
}

/** Code units that are segmented at a time. */
const WINDOW = 256;

/**
 * What a reader sees as one character each, in order. A long line is segmented in pieces: with each
 * segment Node 20 hands over a copy of the whole text it was given, 5 GB for 50,000 characters.
 */
function* graphemesOf(line: string): Generator<string> {
	const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
	let start = 0;
	let size = WINDOW;
	while (start < line.length) {
		// Not between the two halves of a surrogate pair.
		const end = start + size + (/[\uDC00-\uDFFF]/.test(line.charAt(start + size)) ? 1 : 0);
		const segments = [...segmenter.segment(line.slice(start, end))];
		const isEnd = end >= line.length;
		// The last one may go on behind the piece.
		const whole = isEnd ? segments : segments.slice(0, -1);
		for (const { segment } of whole) {
			yield segment;
			start += segment.length;
		}
		size = whole.length === 0 ? size * 2 : WINDOW;
	}
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
