/**
 * The only file that loads libphonenumber-js. Callers import() it, so that n8n starts without it.
 * Its `max` metadata is needed to tell whose number "01521 2345678" is: the smaller sets know few
 * number ranges, take nearly every number of the right length for valid, and would let an accident
 * decide which phone gets the message.
 */
import {
	getCountryCallingCode,
	isSupportedCountry,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';

import { digitsOf, phoneText, type PhoneFlaw } from './phoneText';

/** What a text means as a phone number. */
export type PhoneReading =
	/** The documented form: 00, country code, number; nothing but digits. */
	| { kind: 'number'; number: string }
	/** It is a number in two countries; both in international form, as a person writes it. */
	| { kind: 'ambiguous'; meanings: [string, string] }
	/**
	 * @property why `noCountry`: digits that do not say their country; `notAtHome`: no number of the
	 * default country
	 * @property documented the form in which it is taken all the same, where there is one
	 */
	| { kind: 'none'; why: PhoneFlaw | 'noCountry' | 'notAtHome' | 'invalid'; documented?: string };

/**
 * Of Kazakhstan and Russia: with one digit too many, a number of one is a number of the other. All
 * other countries that share a calling code (North America, Finland and Åland, …) share their
 * national numbers too: a person at home dials all of them alike.
 */
const MIXED_CALLING_CODE = '7';

/** Whether numbers of that country (ISO 3166-1 alpha-2, in any case) can be read. */
export function isPhoneCountry(country: string): boolean {
	return isSupportedCountry(country.trim().toUpperCase());
}

/**
 * Reads a phone number as people write it.
 *
 * With + or 00 it is international. It has to be valid, which catches mistyped ones, or to have a
 * form of its own (see {@link accountForm}). A number that already has the documented form only
 * needs a country code and a possible length: it is what the document asks for, its own examples
 * (00316012345678) are assigned to nobody, and number ranges may be newer than the library.
 *
 * Without + or 00 it is read in the default country only: everything else would be a guess at whose
 * phone is meant, and a spreadsheet that ate a leading 0 or one mistyped digit would send the
 * message to a stranger. Where it could also be an international number, it counts only
 * 1. when it is written as numbers are in that country: with the leading 0 in the Netherlands,
 *    without one in Spain;
 * 2. when it starts with that country's own calling code.
 *
 * Without a default country, such digits are nobody's: of the world's 245 example mobile numbers
 * only four, written so, are not also a national number somewhere.
 * Business Messaging API, Phone numbers.
 * @param defaultCountry ISO 3166-1 alpha-2
 * @param isAccount the number is an account of a channel: 8 to 15 digits are enough
 */
export function readPhoneNumber(
	text: string,
	defaultCountry?: string,
	isAccount = false,
): PhoneReading {
	const cleaned = phoneText(text);
	if (cleaned.kind === 'flawed') return { kind: 'none', why: cleaned.flaw };
	const written = cleaned.text;
	const compact = digitsOf(written);
	if (!/^\+?\d{3,20}$/.test(compact)) return { kind: 'none', why: 'invalid' };

	const country = defaultCountry?.trim().toUpperCase() as CountryCode | undefined;
	if (!slashGroups(written, country)) return { kind: 'none', why: 'several' };
	if (isInternational(compact)) return readInternational(written, isAccount);
	return country === undefined ? { kind: 'none', why: 'noCountry' } : readAtHome(compact, country);
}

function readInternational(written: string, isAccount: boolean): PhoneReading {
	const compact = digitsOf(written);
	const international = compact.replace(/^\+|^00/, '+');
	const number = valid(international) ?? valid(withoutTrunkZero(written));
	if (number) return documented(number);

	const digits = international.slice(1);
	const form: PhoneReading = { kind: 'number', number: `00${digits}` };
	if (accountForm(digits) || (isAccount && /^[1-9]\d{7,14}$/.test(digits))) return form;
	const isPossible = parsed(international)?.isPossible() === true;
	if (isPossible && compact === written && written.startsWith('00')) return form;
	return { kind: 'none', why: 'invalid', ...(isPossible ? { documented: form.number } : {}) };
}

/**
 * WhatsApp names Mexican accounts with a 1 before the number (+52 1 55…), and older Brazilian ones
 * without the 9 (+55 47 9123 4567): both are no numbers to dial any more.
 */
function accountForm(digits: string): boolean {
	const number = digits
		.replace(/^521(?=\d{10}$)/, '52')
		.replace(/^(55\d{2})(?=[6-9]\d{7}$)/, '$19');
	return number !== digits && valid(`+${number}`) !== undefined;
}

function readAtHome(compact: string, country: CountryCode): PhoneReading {
	const home = homeNumber(compact, country);
	if (home === undefined) return { kind: 'none', why: 'notAtHome' };
	const abroad = valid(`+${compact}`);
	if (abroad === undefined || home.number === abroad.number) return documented(home);
	if (home.formatNational().replace(/\D/g, '') === compact) return documented(home);
	if (isOf(abroad, country)) return documented(abroad);
	return {
		kind: 'ambiguous',
		meanings: [home.formatInternational(), abroad.formatInternational()],
	};
}

function homeNumber(compact: string, country: CountryCode): PhoneNumber | undefined {
	const number = valid(compact, country);
	if (number === undefined) return undefined;
	// North Americans dial 011 where others dial 00; no number there starts with 0.
	const isDialledAbroad = getCountryCallingCode(country) === '1' && compact.startsWith('011');
	return isDialledAbroad || isOf(number, country) ? number : undefined;
}

function isOf(number: PhoneNumber, country: CountryCode): boolean {
	return (
		number.country === country ||
		(number.countryCallingCode === getCountryCallingCode(country) &&
			number.countryCallingCode !== MIXED_CALLING_CODE)
	);
}

function isInternational(compact: string): boolean {
	return compact.startsWith('+') || compact.startsWith('00');
}

/**
 * Whether a slash only makes the number easier to read: behind an area code, as in 0664/1234567.
 * Behind a whole number, or before a few digits, it stands between two.
 */
function slashGroups(written: string, country: CountryCode | undefined): boolean {
	const [before = '', after] = written.split('/').map(digitsOf);
	if (after === undefined) return true;
	const isWhole = isInternational(before)
		? valid(before.replace(/^00/, '+')) !== undefined
		: country !== undefined && valid(before, country) !== undefined;
	return !isWhole && after.length >= 5;
}

function documented({ number }: PhoneNumber): PhoneReading {
	return { kind: 'number', number: `00${number.slice(1)}` };
}

function valid(text: string, country?: CountryCode): PhoneNumber | undefined {
	const number = parsed(text, country);
	return number?.isValid() === true ? number : undefined;
}

function parsed(text: string, country?: CountryCode): PhoneNumber | undefined {
	return parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
}

/** "+351 (0)21 …": the zero in brackets is dialled at home only, even where it is not dialled at all. */
function withoutTrunkZero(text: string): string {
	return digitsOf(text.replace(/\(0\)/, '')).replace(/^00/, '+');
}
