import { readBody, type Answered } from '../delivery/attempt';

/** Longest text of a service that is quoted: an HTML page must not flood the error. */
const LONGEST_QUOTE = 500;

/**
 * The text for people in an error answer; empty where there is none.
 * @param names of the members that may hold it, the likeliest first
 */
export function serviceText(answered: Answered, names: readonly string[]): string {
	const body = readBody(answered);
	const text = body.readable
		? textIn(body.value, names, DEEPEST_TEXT) || (isEmpty(body.value) ? '' : answered.text)
		: '(an answer that cannot be read)';
	return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_QUOTE);
}

/** How many lists and objects deep a text is looked for. */
const DEEPEST_TEXT = 5;

function textIn(value: unknown, names: readonly string[], depth: number): string {
	if (typeof value === 'string') return value;
	if (typeof value !== 'object' || value === null || depth === 0) return '';
	const within = Array.isArray(value)
		? value.map((each) => textIn(each, names, depth - 1)).filter(Boolean)
		: names
				.map((name) => textIn((value as Record<string, unknown>)[name], names, depth - 1))
				.filter(Boolean)
				.slice(0, 1);
	return within.join('; ');
}

function isEmpty(value: unknown): boolean {
	return typeof value !== 'object' || value === null || Object.keys(value).length === 0;
}
