/**
 * n8n keeps the entries of a list in an object under the name of the entry: `{contacts: {entry:
 * [...]}}`, or an empty object. The service modules know plain lists: `{contacts: [...]}`. Does it
 * at every depth, but for JSON that a person wrote.
 */
export function plainLists(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(plainLists);
	if (!isPlainObject(value)) return value;
	const entries = Object.entries(value);
	if (entries.length === 0) return [];
	const [only] = entries;
	if (entries.length === 1 && only && ENTRY_NAMES.has(only[0]) && Array.isArray(only[1])) {
		return only[1].map(plainLists);
	}
	return Object.fromEntries(
		entries.map(([name, each]) => [name, name === 'json' ? each : plainLists(each)]),
	);
}

/** Whether it is an object of members, and not a date or the like that an expression gave. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What entries are called in the parameters of this node. */
const ENTRY_NAMES = new Set(['entry', 'item', 'suggestion', 'component', 'parameter']);

/** A list that nobody added anything to is an empty object. */
export function listOf<T>(value: unknown): T[] {
	return Array.isArray(value) ? (value as T[]) : [];
}
