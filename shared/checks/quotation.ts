/** Longest part of a value that an error shows: a whole file must not get into n8n's log. */
export const LONGEST_QUOTE = 80;

/**
 * A value as an error shows it: in quotation marks, on one line, at most 80 characters of it.
 * What is no text is shown as JSON.
 */
export function quoted(value: unknown): string {
	return `"${shortened(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value)))}"`;
}

/** A text on one line, cut off behind 80 characters. */
export function shortened(text: string, longest = LONGEST_QUOTE): string {
	// Cut before anything else is done with it: a text may be a file of many megabytes.
	const line = text
		.slice(0, 4 * longest)
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	const characters = [...line.replace(/\p{Cs}/gu, '\uFFFD')];
	return characters.length > longest || text.length > 4 * longest
		? `${characters.slice(0, longest - 1).join('')}…`
		: characters.join('');
}
