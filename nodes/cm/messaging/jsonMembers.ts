/** Reading objects whose keys are case-insensitive. Business Messaging API, XML Protocol. */

export type Json = Record<string, unknown>;

/** Whether a value is an object, and neither a list nor null. */
export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member of that name in any case; nothing when there is none, or no object. */
export function member(value: unknown, name: string): unknown {
	if (!isObject(value)) return undefined;
	if (Object.hasOwn(value, name)) return value[name];
	const wanted = name.toLowerCase();
	const found = Object.keys(value).find((key) => key.toLowerCase() === wanted);
	return found === undefined ? undefined : value[found];
}

/** Text or a number as text without white space around it; null for everything else and for ''. */
export function textOf(value: unknown): string | null {
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'string') return null;
	return value.trim() === '' ? null : value.trim();
}

/** A number, also one that is written as text; null for everything else. */
export function numberOf(value: unknown): number | null {
	const text = textOf(value);
	return text !== null && /^-?\d+$/.test(text) ? Number(text) : null;
}
