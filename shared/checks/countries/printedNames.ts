import english from 'i18n-iso-countries/langs/en.json';
import french from 'i18n-iso-countries/langs/fr.json';

import { OWN_NAMES } from './ownNames';

/** In which language a country's name is printed. */
export type CountryLanguage = 'english' | 'french' | 'own';

export function isCountryLanguage(value: unknown): value is CountryLanguage {
	return value === 'english' || value === 'french' || value === 'own';
}

/**
 * Short names in use where the bundled library has a long one, or one that starts a quarrel. Held
 * against Unicode CLDR 44; "and" is written out.
 */
const ENGLISH: Readonly<Record<string, string>> = {
	BN: 'Brunei',
	BQ: 'Caribbean Netherlands',
	CD: 'Democratic Republic of the Congo',
	CG: 'Republic of the Congo',
	CI: "Côte d'Ivoire",
	CN: 'China',
	CZ: 'Czechia',
	FK: 'Falkland Islands',
	FM: 'Micronesia',
	GM: 'The Gambia',
	IR: 'Iran',
	LA: 'Laos',
	MD: 'Moldova',
	MK: 'North Macedonia',
	PN: 'Pitcairn Islands',
	PS: 'Palestine',
	RE: 'Réunion',
	RU: 'Russia',
	ST: 'São Tomé and Príncipe',
	SX: 'Sint Maarten',
	SY: 'Syria',
	TW: 'Taiwan',
	TZ: 'Tanzania',
	VA: 'Vatican City',
	VG: 'British Virgin Islands',
	VI: 'U.S. Virgin Islands',
};

const FRENCH: Readonly<Record<string, string>> = {
	AE: 'Émirats arabes unis',
	AX: 'Îles Åland',
	BN: 'Brunei',
	BQ: 'Pays-Bas caribéens',
	CF: 'République centrafricaine',
	CI: "Côte d'Ivoire",
	CZ: 'Tchéquie',
	DO: 'République dominicaine',
	IO: "Territoire britannique de l'océan Indien",
	LR: 'Liberia',
	NG: 'Nigeria',
	SA: 'Arabie saoudite',
	SJ: 'Svalbard et Jan Mayen',
	ST: 'Sao Tomé-et-Principe',
	SV: 'Salvador',
	SX: 'Sint Maarten',
	SZ: 'Eswatini',
	TZ: 'Tanzanie',
	US: "États-Unis d'Amérique",
	VA: 'Cité du Vatican',
	VG: 'Îles Vierges britanniques',
	VI: 'Îles Vierges des États-Unis',
};

/**
 * The name of a country as it is printed at the end of an address from abroad.
 * UPU, Addressing, "Addressing solutions": the country in a language known in the country of
 * posting; English and French are the union's working languages.
 * @param code ISO 3166-1 alpha-2, or XK
 */
export function printedName(code: string, language: CountryLanguage = 'english'): string {
	const inEnglish = ENGLISH[code] ?? libraryName(english.countries, code);
	switch (language) {
		case 'english':
			return inEnglish;
		case 'french':
			return FRENCH[code] ?? libraryName(french.countries, code);
		case 'own':
			return OWN_NAMES[code]?.split(' | ')[0] ?? inEnglish;
	}
}

function libraryName(names: Readonly<Record<string, string | string[]>>, code: string): string {
	return [names[code] ?? code].flat()[0] ?? code;
}
