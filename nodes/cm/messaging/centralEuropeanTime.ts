/**
 * CM local time, CE(S)T: "If no time zone was specified, CE(S)T will be used. (CM local time)".
 * Business Messaging API, Validity period; Status report webhook, note on date/time values.
 */

const HOUR = 3_600_000;

/** A moment as ISO 8601 in CM local time, such as `2026-07-01T12:00:00+02:00`. */
export function centralEuropeanTime(moment: Date): string {
	const hours = isSummer(moment.getTime()) ? 2 : 1;
	const local = new Date(moment.getTime() + hours * HOUR).toISOString();
	return `${local.slice(0, 19)}+0${hours}:00`;
}

/**
 * A CM local time without an offset, with it: `2026-07-01T12:00:00` is `…+02:00`. A time that has
 * one already keeps it, and what is no such time comes back as it is. The hour that October has
 * twice is taken for summer time, its first pass; the hour that March skips for winter time.
 * @param text `yyyy-MM-ddTHH:mm:ss`, or with a space in the middle
 */
export function withOffset(text: string): string {
	const local = isoSeconds(text);
	if (local === undefined) return text;
	const asUtc = Date.parse(`${local.time}Z`);
	if (Number.isNaN(asUtc)) return text;
	if (local.zone !== '') return `${local.time}${local.zone.toUpperCase()}`;
	return `${local.time}${isSummer(asUtc - 2 * HOUR) ? '+02:00' : '+01:00'}`;
}

/** A UTC time without an offset, with its Z. */
export function withZ(text: string): string {
	const utc = isoSeconds(text);
	return utc === undefined ? text : `${utc.time}${utc.zone === '' ? 'Z' : utc.zone.toUpperCase()}`;
}

function isoSeconds(text: string): { time: string; zone: string } | undefined {
	const [, date, time, zone = ''] =
		/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2}(?:\.\d+)?)\s*(Z|[+-]\d{2}:\d{2})?$/i.exec(
			text.trim(),
		) ?? [];
	return date === undefined ? undefined : { time: `${date}T${time}`, zone };
}

const OFFSET = new Intl.DateTimeFormat('en', {
	timeZone: 'Europe/Amsterdam',
	timeZoneName: 'longOffset',
});

/** Whether summer time holds where CM.com is. @param moment in milliseconds since 1970 */
function isSummer(moment: number): boolean {
	return OFFSET.format(moment).endsWith('+02:00');
}
