import { refused, usable, type Checked } from './refusal';
import { checkText } from './text';

/** Not seen and not printed: soft hyphens, zero width, marks of direction, byte order marks. */
const INVISIBLE =
	/\u034F|[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0]/gu;

/** Joiners shape letters in Arabic and the scripts of India; anywhere else they are stray. */
const STRAY_JOINER =
	/(?<![\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Sinh}\p{sc=Mlym}\p{sc=Knda}\p{sc=Telu}\p{sc=Taml}\p{M}\p{Emoji_Presentation}\uFE0F])[\u200C\u200D]|[\u200C\u200D](?=\s|$)/gu;

/**
 * Breaks between lines: those of Unicode, and those that come as text out of JSON, HTML and Excel.
 */
const LINE_BREAK = /\r\n|[\r\n\v\f\u0085\u2028\u2029]|\\r\\n|\\n|<br\s*\/?>|_x000[dD]_\n?/giu;

/** What stands in a cell, or a line of it, where a formula or a program had nothing to give. */
const NO_VALUE = new RegExp(
	[
		'undefined|null|NULL|nan|NaN|NAN|Infinity|Invalid Date|\\[object \\w+\\]',
		// Excel's errors, in English and as Dutch, German, French, Spanish and Italian Excel write them.
		'#?N\\/A!?|n\\/a|#?N\\/B|#NV|#NB|#N\\/D',
		'#[¡¿]?[\\p{L}\\/0-9]+(?: ?[!?])',
		'#(?:CALC|SPILL|FIELD|BLOCKED|CONNECT|UNKNOWN|GETTING_DATA|BUSY|ERROR)!?',
	]
		.map((kind) => `(?:${kind})`)
		.join('|'),
	'u',
);
const ONLY_NO_VALUES = new RegExp(`^(?:(?:${NO_VALUE.source})(?:[\\s,]+|$))+$`, 'u');

/**
 * What stands in a cell as clean lines of text: nothing invisible, single blanks, no empty lines.
 * @param parameter display name of the parameter, for the refusal
 */
export function checkCell(value: unknown, parameter: string): Checked<string[]> {
	const text = checkText(value, parameter);
	if (!text.ok) return text;
	if (text.value.includes('\uFFFD')) {
		return refused(
			parameter,
			'a letter was lost in it when it was read (U+FFFD)',
			'Read the file with the right encoding, or correct the text',
		);
	}
	const lines = cellLines(text.value);
	const nothing = lines.find((line) => ONLY_NO_VALUES.test(line));
	return nothing === undefined
		? usable(lines)
		: refused(
				parameter,
				`"${nothing}" stands where a value should be`,
				'Correct the formula or the expression that gives it, or leave it empty',
			);
}

function cellLines(text: string): string[] {
	return text
		.replace(INVISIBLE, '')
		.split(LINE_BREAK)
		.map((line) => line.replace(STRAY_JOINER, '').replace(/\s+/gu, ' ').trim())
		.filter((line) => line !== '');
}
