import { quoted } from '../quotation';
import { refused, usable, type Checked } from '../refusal';
import { allCountries, checkCountry, countryName, type Country } from '../countries/countries';
import { isPhoneCountry } from './phoneNumbers';

/** Has a calling code, but no code in ISO 3166-1. */
const KOSOVO: Country = { code: 'XK', name: 'Kosovo' };

const PARAMETER = 'Default Country';

/** Every country with phone numbers, sorted by English name. */
export function phoneCountries(): Country[] {
	return [...allCountries(), KOSOVO]
		.filter(({ code }) => isPhoneCountry(code))
		.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** The English name of a country with phone numbers. */
export function phoneCountryName(code: string): string {
	return code === KOSOVO.code ? KOSOVO.name : (countryName(code) ?? code);
}

/**
 * The two-letter code meant by a code or an English name, in any case; also "UK".
 * @returns an empty text where no country is given
 */
export function checkPhoneCountry(value: unknown): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : value;
	if (text === undefined || text === null || text === '') return usable('');
	if (typeof text === 'string') {
		if (isPhoneCountry(text)) return usable(text.toUpperCase());
		if (text.toLowerCase() === KOSOVO.name.toLowerCase()) return usable(KOSOVO.code);
		const country = checkCountry(text, PARAMETER);
		if (country.ok && isPhoneCountry(country.value)) return country;
	}
	return refused(
		PARAMETER,
		`${quoted(text)} is not a country with phone numbers`,
		'Choose one from the list, or use a two-letter code such as NL',
	);
}
