import { quoted } from '../../../shared/checks/quotation';
import { refused, usable, type Checked } from '../../../shared/checks/refusal';
import { withOffset } from './centralEuropeanTime';
import { momentText } from './dateTimeText';

const VALIDITY = 'Validity';

/** Business Messaging API, Validity period: "the maximum validity period is 72 hours". */
const LONGEST_MINUTES = 72 * 60;

const RELATIVE = /^(\d+)\s*([hm])$/i;
const ABSOLUTE =
	/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:[.,]\d+)?\s*(Z|GMT|UTC|[+-]\d{1,2}(?::?\d{2})?)?$/i;

const REMEDY =
	'Use hours or minutes such as 2h or 30m, or a date and time such as 2026-11-21 11:50 GMT';

/**
 * The validity as the document writes it: `2h`, `30m`, or `2017-04-20 11:50:05` with ` GMT`, an
 * offset or nothing behind it. ISO 8601 and dates of expressions are turned into that form; the
 * time zone stays the one given, and none means the service's own, CE(S)T.
 * Less than 30 minutes "cannot be guaranteed to work", which is no refusal.
 * Business Messaging API, Validity period.
 * @param now milliseconds since 1970
 */
export function checkValidity(value: unknown, now = Date.now()): Checked<string | undefined> {
	const text = String(momentText(value) ?? '').trim();
	if (text === '') return usable(undefined);

	const [, amount, unit] = RELATIVE.exec(text) ?? [];
	if (amount !== undefined && unit !== undefined) {
		const minutes = Number(amount) * (unit.toLowerCase() === 'h' ? 60 : 1);
		if (minutes === 0) return refused(VALIDITY, `${quoted(text)} is no time at all`, REMEDY);
		return minutes <= LONGEST_MINUTES
			? usable(`${amount}${unit.toLowerCase()}`)
			: refused(VALIDITY, `${quoted(text)} is more than 72 hours`, 'Use at most 72h');
	}

	const [, date, time, seconds = '', zone = ''] = ABSOLUTE.exec(text) ?? [];
	if (date === undefined || time === undefined) {
		return refused(VALIDITY, `${quoted(text)} is neither a period nor a date with a time`, REMEDY);
	}
	if (!isOnTheCalendar(date, `${time}${seconds}`)) {
		return refused(VALIDITY, `${quoted(text)} is no date of the calendar`, REMEDY);
	}
	const minutesAhead = (momentOf(date, `${time}${seconds || ':00'}`, zone) - now) / 60_000;
	if (minutesAhead <= 0) return refused(VALIDITY, `${quoted(text)} is in the past`, REMEDY);
	return minutesAhead <= LONGEST_MINUTES
		? usable(`${date} ${time}${seconds}${documentedZone(zone)}`)
		: refused(VALIDITY, `${quoted(text)} is more than 72 hours ahead`, 'Use at most 72h');
}

/** Milliseconds since 1970. Without a zone it is CM local time. */
function momentOf(date: string, time: string, zone: string): number {
	if (zone === '') return Date.parse(withOffset(`${date}T${time}`));
	if (/^(Z|GMT|UTC)$/i.test(zone)) return Date.parse(`${date}T${time}Z`);
	const [, sign = '+', hours = '', minutes = '00'] = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
	return Date.parse(`${date}T${time}${sign}${hours.padStart(2, '0')}:${minutes}`);
}

function isOnTheCalendar(date: string, time: string): boolean {
	const moment = new Date(`${date}T${time}Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(date);
}

function documentedZone(zone: string): string {
	if (zone === '') return '';
	if (/^(Z|GMT|UTC)$/i.test(zone)) return ' GMT';
	return zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
}
