import * as isoCountries from 'i18n-iso-countries/index';
import englishNames from 'i18n-iso-countries/langs/en.json';

import { quoted } from '../../delivery/quotation';
import { refused, usable, type Checked } from '../../delivery/refusal';

export interface Country {
	/** ISO 3166-1 alpha-2 code in capitals, e.g. `NL`. */
	code: string;
	/** English name, e.g. `Netherlands`. */
	name: string;
}

/** In the library's list, but user-assigned: not part of ISO 3166-1. */
const NOT_ISO_3166_1 = new Set(['XK']);

interface CountryTable {
	countries: Country[];
	codesByName: Map<string, Set<string>>;
}

let table: CountryTable | undefined;

/** Every country of ISO 3166-1, sorted by English name. */
export function allCountries(): Country[] {
	return countryTable().countries;
}

/** The English name of a two-letter code, or nothing when there is no such country. */
export function countryName(code: string): string | undefined {
	return allCountries().find((country) => country.code === code)?.name;
}

/**
 * Countries whose name or code contains the searched text, in any case.
 * @param search text typed by a person; empty for all countries
 */
export function searchCountries(search = ''): Country[] {
	const wanted = comparable(search);
	if (wanted === '' && search.trim() !== '') return [];
	return allCountries().filter(
		({ code, name }) => comparable(name).includes(wanted) || code.toLowerCase() === wanted,
	);
}

/**
 * The two-letter code meant by what stands in a spreadsheet cell: a code in any case or an English
 * name, when exactly one country answers to it.
 * CM Letters API, Letter object properties: destination is the "ISO country code of the
 * destination address"; every example is alpha-2.
 * @param parameter display name of the parameter, for the refusal
 */
export function checkCountry(value: unknown, parameter: string): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') {
		return refused(
			parameter,
			'no country is given',
			'Choose a country, or give its code such as NL',
		);
	}

	const { countries, codesByName } = countryTable();
	const code = text.toUpperCase();
	if (countries.some((country) => country.code === code)) return usable(code);

	const codes = [...(codesByName.get(comparable(text)) ?? [])];
	const [only] = codes;
	if (only !== undefined && codes.length === 1) return usable(only);
	if (codes.length > 1) {
		const meanings = codes.map((each) => `${each} (${isoCountries.getName(each, 'en')})`);
		return refused(
			parameter,
			`${quoted(text)} can mean more than one country`,
			`Use the code: ${meanings.join(' or ')}`,
		);
	}

	const fromAlpha3 = isoCountries.alpha3ToAlpha2(code);
	return refused(
		parameter,
		`${quoted(text)} is not a country`,
		fromAlpha3 !== undefined && !NOT_ISO_3166_1.has(fromAlpha3)
			? `Use the two-letter code ${fromAlpha3}`
			: 'Use a two-letter ISO 3166-1 code such as NL, or the English name of the country',
	);
}

/** Built on first use: n8n loads every node at its start, but few workflows need the names. */
function countryTable(): CountryTable {
	if (table) return table;

	isoCountries.registerLocale(englishNames);
	const countries: Country[] = [];
	const codesByName = new Map<string, Set<string>>();
	for (const [code, names] of Object.entries(isoCountries.getNames('en', { select: 'all' }))) {
		if (NOT_ISO_3166_1.has(code)) continue;
		countries.push({ code, name: isoCountries.getName(code, 'en') ?? code });
		for (const name of names) {
			const key = comparable(name);
			codesByName.set(key, (codesByName.get(key) ?? new Set()).add(code));
		}
	}
	countries.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	table = { countries, codesByName };
	return table;
}

/** Names are compared without case, accents and punctuation: "cote d'ivoire" is "Côte d'Ivoire". */
function comparable(name: string): string {
	return name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/\./g, '')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}
