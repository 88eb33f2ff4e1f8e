import { usable, type Checked, type Refusal } from '../../../shared/checks/refusal';

/**
 * Half of a surrogate pair (half an emoji), and NUL: no text in UTF-8 can hold the one, and few
 * programs the other. One of them makes the service refuse a whole request, with all its messages.
 */
const UNSENDABLE = /[\p{Cs}\0]/u;

/** Why a text cannot be sent, as a reason to go on after the parameter's name; nothing when it can. */
export function unsendableReason(text: string): string | undefined {
	const found = UNSENDABLE.exec(text);
	if (found === null) return undefined;
	const what = found[0] === '\0' ? 'a NUL character' : 'half an emoji';
	const codePoint = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
	const position = [...text.slice(0, found.index)].length + 1;
	return `it holds ${what} (U+${codePoint}) as character ${position}`;
}

export const UNSENDABLE_REMEDY = 'Remove it, or do not cut the text there';

/** Checks every text in what was given as JSON. @param place name of the part it stands in */
export function checkSendable<T>(value: T, place: string): Checked<T> {
	const refusals = refusalsIn(value, place);
	return refusals.length > 0 ? { ok: false, refusals } : usable(value);
}

function refusalsIn(value: unknown, place: string): Refusal[] {
	if (typeof value === 'string') {
		const reason = unsendableReason(value);
		return reason === undefined ? [] : [{ parameter: place, reason, remedy: UNSENDABLE_REMEDY }];
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, each]) => [
		...(unsendableReason(name) === undefined ? [] : refusalsIn(name, place)),
		...refusalsIn(
			each,
			Array.isArray(value) ? `${place} ${Number(name) + 1}` : `${place}, ${name}`,
		),
	]);
}
