import { createHash } from 'crypto';

/** Characters of an event's ID: 128 bits. */
const LENGTH = 32;

/**
 * The ID of an event: the same for every delivery of the same report, another for any other report.
 * @param report all that the service said, with its own times; the order of members does not count
 * @param earlier how many equal ones stand before it in the same request. Two equal reports in one
 * request are two: a repeat comes in a request of its own
 */
export function eventId(report: unknown, earlier = 0): string {
	const text = `${JSON.stringify(inOrder(report))} ${earlier}`;
	return createHash('sha256').update(text).digest('hex').slice(0, LENGTH);
}

function inOrder(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inOrder);
	if (typeof value !== 'object' || value === null) return value;
	const members = Object.entries(value).map(([name, member]) => [name, inOrder(member)] as const);
	return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
