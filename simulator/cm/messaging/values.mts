/** JSON of which nothing is known. */
export type Json = Record<string, unknown>;

/** The object itself, or an empty one if it is none. */
export function objectOf(value: unknown): Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as Json)
		: {};
}

/** The text itself, or null if it is none. */
export function textOf(value: unknown): string | null {
	return typeof value === 'string' ? value : null;
}

/** The number itself, or null if it is none. */
export function numberOf(value: unknown): number | null {
	return typeof value === 'number' ? value : null;
}
