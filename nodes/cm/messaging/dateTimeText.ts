/**
 * A date and time as text. n8n's expressions give Luxon's DateTime, whose own text is ISO 8601 in
 * its zone; JavaScript's Date is written in UTC. Anything else is left to the caller's check.
 */
export function momentText(value: unknown): unknown {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
	}
	const isLuxon = typeof value === 'object' && value !== null && 'toISO' in value;
	return isLuxon ? String(value) : value;
}
