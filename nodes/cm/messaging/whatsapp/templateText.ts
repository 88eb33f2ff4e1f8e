import type { Form } from '../form';

/** Line breaks and tabs, also those of other scripts. */
const BREAKS = /[\n\r\t\v\f\u0085\u2028\u2029]/;
/** More than four blanks in a row. */
const BLANKS = /[ \u00A0]{5,}/;
/** White space with either of these in it. */
const RUNS = /\s*[\n\r\t\v\f\u0085\u2028\u2029]\s*|[ \u00A0]{5,}/g;

/**
 * A value for a placeholder of a WhatsApp template. WhatsApp takes none with a line break, a tab, or
 * more than four blanks in a row: the message would be rejected after it was accepted.
 * WhatsApp's documentation of templates (error 132018, parameter format).
 * @param flattens whether each of these becomes one blank
 */
export function templateText(form: Form, field: string, value: unknown, flattens: boolean): string {
	const text = form.requiredText(field, value);
	if (flattens) return text.replace(RUNS, ' ');
	const found = BREAKS.exec(text);
	const what =
		found === null
			? BLANKS.test(text) && 'more than four blanks in a row'
			: found[0] === '\t'
				? 'a tab'
				: 'a line break';
	if (what !== false) {
		form.refuse(
			field,
			`it holds ${what}, which WhatsApp does not take in a template`,
			'Write it on one line, or switch on Flatten Values',
		);
	}
	return text;
}
