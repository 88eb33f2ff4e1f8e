import * as isoCountries from 'i18n-iso-countries/index';
import cs from 'i18n-iso-countries/langs/cs.json';
import da from 'i18n-iso-countries/langs/da.json';
import de from 'i18n-iso-countries/langs/de.json';
import en from 'i18n-iso-countries/langs/en.json';
import es from 'i18n-iso-countries/langs/es.json';
import fi from 'i18n-iso-countries/langs/fi.json';
import fr from 'i18n-iso-countries/langs/fr.json';
import hu from 'i18n-iso-countries/langs/hu.json';
import it from 'i18n-iso-countries/langs/it.json';
import nl from 'i18n-iso-countries/langs/nl.json';
import no from 'i18n-iso-countries/langs/no.json';
import pl from 'i18n-iso-countries/langs/pl.json';
import pt from 'i18n-iso-countries/langs/pt.json';
import sv from 'i18n-iso-countries/langs/sv.json';

import { ALIASES, AMBIGUOUS, PARTS } from './countryAliases';
import { TRANSLATIONS } from './countryTranslations';
import { OWN_NAMES } from './ownNames';

const LANGUAGES = [en, nl, de, fr, es, it, pl, pt, da, sv, no, fi, cs, hu];

/** Letters that Unicode does not take apart into a letter and its mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
	ß: 'ss',
	ø: 'o',
	æ: 'ae',
	œ: 'oe',
	ł: 'l',
	đ: 'd',
	ð: 'd',
	þ: 'th',
	ı: 'i',
};

/** Words that say nothing: "the", and "and" in the languages we know. */
const EMPTY_WORDS = new Set('the and und et y e en og och ja a i es'.split(' '));

const LONG_WORDS: Readonly<Record<string, string>> = {
	st: 'saint',
	ste: 'saint',
	sainte: 'saint',
	sint: 'saint',
	sankt: 'saint',
	szent: 'saint',
	rep: 'republic',
	dem: 'democratic',
	fed: 'federal',
	is: 'islands',
	isl: 'islands',
	island: 'islands',
	terr: 'territory',
};

/**
 * What names are compared by: no case, no accents, no punctuation, no "the" and no "and"; usual
 * short forms written out. "St. Vincent & the Grenadines" is "Saint Vincent and Grenadines".
 */
export function nameKey(name: string): string {
	const words = name
		.toLowerCase()
		.replace(/[ßøæœłđðþı]/g, (letter) => PLAIN_LETTERS[letter] ?? letter)
		.normalize('NFKD')
		.replace(/\p{Mn}/gu, '')
		.replace(/\bst\.(?=\p{L})/gu, 'st ')
		.replace(/['’ʻʼ`´.]/g, '')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim()
		.split(' ');
	if (words.length === 1) return words[0] ?? '';
	const telling = words.filter((word) => !EMPTY_WORDS.has(word));
	return telling.length === 1
		? (telling[0] ?? '')
		: telling.map((word) => LONG_WORDS[word] ?? word).join(' ');
}

export interface CountryIndex {
	/** `key -> codes` of all names that countries go by. */
	names: ReadonlyMap<string, ReadonlySet<string>>;
	/** The same without blanks, and without what is written in two ways: ae, oe, ue, aa. */
	loose: ReadonlyMap<string, ReadonlySet<string>>;
	/** The keys of islands, regions and towns, which are no country's name. */
	parts: ReadonlySet<string>;
}

let index: CountryIndex | undefined;

/** Built on first use: n8n loads every node at its start, but few workflows need the names. */
export function countryIndex(): CountryIndex {
	if (index) return index;
	const names = new Map<string, Set<string>>();
	const parts = new Set<string>();
	for (const { countries } of LANGUAGES) {
		for (const [code, given] of Object.entries(countries)) addAll(names, code, [given].flat());
	}
	for (const table of [OWN_NAMES, TRANSLATIONS, ALIASES]) {
		for (const [code, text] of Object.entries(table)) addAll(names, code, listed(text));
	}
	for (const [code, text] of Object.entries(PARTS)) {
		addAll(names, code, listed(text));
		for (const name of listed(text)) parts.add(nameKey(name));
	}
	for (const [name, codes] of Object.entries(AMBIGUOUS)) {
		for (const code of listed(codes)) addAll(names, code, [name]);
	}
	const loose = new Map<string, Set<string>>();
	for (const [key, codes] of names) {
		for (const code of codes) add(loose, looseKey(key), code);
	}
	index = { names, loose, parts };
	return index;
}

export function looseKey(key: string): string {
	return key
		.replace(/ /g, '')
		.replace(/(?<=.)islands/g, 'island')
		.replace(/([aou])e|aa/g, (_both, first?: string) => first ?? 'a');
}

/** ISO 3166-1 alpha-3 to alpha-2, in capitals. */
export function fromAlpha3(code: string): string | undefined {
	return isoCountries.alpha3ToAlpha2(code);
}

/** All codes the library knows: ISO 3166-1, and XK. */
export function libraryCodes(): string[] {
	return Object.keys(en.countries);
}

/** Names in one text, with a bar between them. */
export function listed(text: string): string[] {
	return text.split(' | ');
}

function addAll(names: Map<string, Set<string>>, code: string, given: string[]): void {
	for (const name of given) add(names, nameKey(name), code);
}

function add(names: Map<string, Set<string>>, key: string, code: string): void {
	const codes = names.get(key);
	if (codes) codes.add(code);
	else names.set(key, new Set([code]));
}
