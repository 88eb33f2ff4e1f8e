/**
 * Texts for n8n's error panel, which shows the description of an error as simple HTML: whatever
 * comes from data or from a service is escaped there.
 */

/** How many things are named before the rest is only counted. */
export const MOST_LISTED = 20;

export function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** @param entries HTML */
export function bullets(entries: string[]): string {
	return entries.length === 0
		? ''
		: `<ul>${entries.map((entry) => `<li>${entry}</li>`).join('')}</ul>`;
}

/** The first of a list, and how many more there are. */
export function listed(texts: string[], most = MOST_LISTED): string {
	const left = texts.length - most;
	return texts.slice(0, most).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

/** Where an item stands in the table it was read from: the row behind the head is item 0. */
export function rowOf(itemIndex: number): string {
	return `row ${itemIndex + 2}`;
}
