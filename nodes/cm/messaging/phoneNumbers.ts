/**
 * The only file that loads libphonenumber-js. Callers import() it, so that n8n starts without it.
 * Its `max` metadata is needed to tell whose number a bare "15212345678" is: the smaller sets know
 * few number ranges, take nearly every number of the right length for valid, and would let an
 * accident decide which phone gets the message.
 */
import {
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';

/** What a text means as a phone number. */
export type PhoneReading =
	/** The documented form: 00, country code, number; nothing but digits. */
	| { kind: 'number'; number: string }
	/** It is a number in two countries; both in international form, as a person writes it. */
	| { kind: 'ambiguous'; meanings: [string, string] }
	| { kind: 'none' };

/** Whether numbers of that country (ISO 3166-1 alpha-2, in any case) can be read. */
export function isPhoneCountry(country: string): boolean {
	return isSupportedCountry(country.trim().toUpperCase());
}

/**
 * Reads a phone number as people write it.
 *
 * With + or 00 it is international. Without, it may be national in the default country, or
 * international with the + left off. Where only one of these is a number, that is it. Where both
 * are, it is read
 * 1. as national when it is written as numbers are in that country: with the leading 0 in the
 *    Netherlands, without one in Spain;
 * 2. as international when it starts with the default country's own country code;
 * 3. not at all otherwise: a spreadsheet may have eaten a leading 0, and a guess would send the
 *    message to a stranger.
 *
 * An international number has to be valid, which catches mistyped ones. A number that already has
 * the documented form only needs a country code and a possible length: it is what the document
 * asks for, its own examples (00316012345678) are assigned to nobody, and number ranges may be
 * newer than the library.
 * Business Messaging API, Phone numbers.
 * @param defaultCountry ISO 3166-1 alpha-2
 */
export function readPhoneNumber(text: string, defaultCountry?: string): PhoneReading {
	const written = withPlainDigits(text);
	const compact = withoutSeparators(written);
	if (!/^\+?\d{3,20}$/.test(compact)) return { kind: 'none' };

	if (compact.startsWith('+') || compact.startsWith('00')) {
		const international = compact.replace(/^\+|^00/, '+');
		const number = valid(international) ?? valid(withoutTrunkZero(written));
		if (number) return documented(number);
		return /^00\d+$/.test(text.trim()) && parsed(international)?.isPossible() === true
			? { kind: 'number', number: text.trim() }
			: { kind: 'none' };
	}

	const home = defaultCountry === undefined ? undefined : valid(compact, defaultCountry);
	const abroad = valid(`+${compact}`);
	const only = home ?? abroad;
	if (only === undefined) return { kind: 'none' };
	if (home === undefined || abroad === undefined || home.number === abroad.number) {
		return documented(only);
	}
	if (home.formatNational().replace(/\D/g, '') === compact) return documented(home);
	if (abroad.countryCallingCode === home.countryCallingCode) return documented(abroad);
	return {
		kind: 'ambiguous',
		meanings: [home.formatInternational(), abroad.formatInternational()],
	};
}

function documented({ number }: PhoneNumber): PhoneReading {
	return { kind: 'number', number: `00${number.slice(1)}` };
}

function valid(text: string, country?: string): PhoneNumber | undefined {
	const number = parsed(text, country);
	return number?.isValid() === true ? number : undefined;
}

function parsed(text: string, country?: string): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, {
		defaultCountry: country?.trim().toUpperCase() as CountryCode | undefined,
		extract: false,
	});
}

/** Full-width and Arabic digits as 0–9; invisible marks, which address books copy along, dropped. */
function withPlainDigits(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
		.trim();
}

/** Spaces, dashes, brackets, dots and slashes only make a number easier to read. */
function withoutSeparators(text: string): string {
	return text.replace(/[\s().[\]/\p{Pd}]/gu, '');
}

/** "+351 (0)21 …": the zero in brackets is dialled at home only, even where it is not dialled at all. */
function withoutTrunkZero(text: string): string {
	return withoutSeparators(text.replace(/\(0\)/, '')).replace(/^00/, '+');
}
