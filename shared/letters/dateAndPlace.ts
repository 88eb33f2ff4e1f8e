import { quoted } from '../checks/quotation';
import { refused, usable, type Checked } from '../checks/refusal';
import { checkCell } from '../checks/cells';

/** Days since 30 December 1899, as Excel counts them, from 1998 to 2064; hours are a fraction. */
const SERIAL_DAY = /^(?:[\p{L} .'’-]+,\s*)?(3[6-9]\d{3}|[45]\d{4})(?:[.,]\d+)?$/u;

/** A day as n8n gives it, with the time of day that nobody wants on a letter. */
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Date and place of a letter as they are printed. n8n's dates give their day; the number by which
 * Excel keeps a day is refused.
 * @param parameter display name of the parameter, for the refusal
 */
export function checkDateAndPlace(value: unknown, parameter: string): Checked<string> {
	const day = dayIn(value);
	if (day !== undefined) return usable(day);
	const lines = checkCell(value, parameter);
	if (!lines.ok) return lines;
	const text = lines.value.join('\n');
	const serial = SERIAL_DAY.exec(text)?.[1];
	if (serial !== undefined) {
		return refused(
			parameter,
			`${quoted(text)} looks like the number by which Excel keeps a date`,
			`Convert it in the expression: DateTime.fromISO('1899-12-30').plus({ days: ${serial} }).toFormat('d MMMM yyyy')`,
		);
	}
	return usable(ISO_TIME.exec(text)?.[1] ?? text);
}

/** The day of a Date, or of a DateTime of Luxon, which n8n's expressions give. */
function dayIn(value: unknown): string | undefined {
	if (value instanceof Date) {
		return Number.isNaN(value.getTime()) ? undefined : value.toISOString().slice(0, 10);
	}
	if (typeof value !== 'object' || value === null || !('toISODate' in value)) return undefined;
	const { toISODate } = value;
	const day: unknown = typeof toISODate === 'function' ? toISODate.call(value) : undefined;
	return typeof day === 'string' ? day : undefined;
}
