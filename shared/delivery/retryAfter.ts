import type { Answered } from './attempt';

/**
 * How long the service asks to be left alone, in whole seconds from now; nothing when it says no
 * such thing. RFC 9110, 10.2.3: Retry-After is a number of seconds or an HTTP date.
 */
export function retryAfterSeconds({ headers }: Answered): number | undefined {
	const value = headers['retry-after']?.trim();
	if (value === undefined) return undefined;
	const isDate = /^[a-z]{3},? /i.test(value);
	const seconds = /^\d+$/.test(value)
		? Number(value)
		: isDate
			? (Date.parse(value) - Date.now()) / 1000
			: NaN;
	return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}
