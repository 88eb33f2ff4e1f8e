import { quoted } from '../quotation';
import { refused, usable, type Checked } from '../refusal';
import { countryIndex, fromAlpha3, libraryCodes, looseKey, nameKey } from './countryIndex';
import { nearest } from './nearest';
import { printedName } from './printedNames';
import { remembering } from '../remembering';

export { printedName, type CountryLanguage } from './printedNames';

export interface Country {
	/** ISO 3166-1 alpha-2 code in capitals, e.g. `NL`; `XK` for Kosovo. */
	code: string;
	/** Short English name, e.g. `Netherlands`. */
	name: string;
}

let countries: Country[] | undefined;

/**
 * Every country of ISO 3166-1, and Kosovo, sorted by English name.
 * Assumption: Kosovo has no code in ISO 3166-1; XK, which the standard leaves to its users, is the
 * code that the European Union and Unicode CLDR use.
 */
export function allCountries(): Country[] {
	countries ??= libraryCodes()
		.map((code) => ({ code, name: printedName(code) }))
		.sort((a, b) => a.name.localeCompare(b.name, 'en'));
	return countries;
}

/** The English name of a two-letter code, or nothing when there is no such country. */
export function countryName(code: string): string | undefined {
	return isCode(code) ? printedName(code) : undefined;
}

/**
 * Countries that a searched text may mean: those whose code or name it is, in any language we know,
 * then those whose English name begins with it or holds it, then those with another such name.
 * @param search text typed by a person; empty for all countries
 */
export function searchCountries(search = ''): Country[] {
	if (search.trim() === '') return allCountries();
	const wanted = nameKey(search);
	if (wanted === '') return [];
	const exact = new Set(codesMeant(search));
	const elsewhere = new Set<string>();
	for (const [key, codes] of countryIndex().names) {
		if (key.includes(wanted)) for (const code of codes) elsewhere.add(code);
	}
	const rank = ({ code, name }: Country) => {
		if (exact.has(code)) return 0;
		const at = nameKey(name).indexOf(wanted);
		if (at !== -1) return at === 0 ? 1 : 2;
		return elsewhere.has(code) ? 3 : undefined;
	};
	return allCountries()
		.map((country) => ({ country, rank: rank(country) }))
		.filter((ranked) => ranked.rank !== undefined)
		.sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
		.map(({ country }) => country);
}

/**
 * The two-letter code meant by what stands in a spreadsheet cell: a code of two or three letters or
 * a name, when exactly one country answers to it.
 * @param parameter display name of the parameter, for the refusal
 */
export function checkCountry(value: unknown, parameter: string): Checked<string> {
	const text = typeof value === 'string' ? value.trim() : '';
	if (typeof value !== 'string' && value !== undefined && value !== null) {
		return refused(
			parameter,
			`${quoted(value)} is no country`,
			'Give its code, such as NL, or its name',
		);
	}
	if (text === '') {
		return refused(
			parameter,
			'no country is given',
			'Choose a country, or give its code such as NL',
		);
	}
	const codes = codesMeant(text);
	const [only] = codes;
	if (only !== undefined && codes.length === 1) return usable(only);
	return codes.length > 1
		? refused(
				parameter,
				`${quoted(text)} can mean more than one country`,
				`Use the code: ${inWords(codes.map((code) => `${code} (${printedName(code)})`))}`,
			)
		: refused(parameter, `${quoted(text)} is not a country`, suggestion(text));
}

/** The codes of all countries that a text may mean; several when only its writer knows which. */
export const codesMeant = remembering((text: string): string[] => {
	for (const reading of readings(text)) {
		const codes = new Set(reading());
		if (codes.size > 0) return [...codes];
	}
	return [];
});

/** Ways to read a text, the plainest first. */
function readings(given: string): Array<() => string[]> {
	const text = withoutFlags(given);
	return [
		() => wholly(text),
		() => turned(text),
		() => inParts(text.split(/[,;:=/|()[\]<>]|\s[-–—]\s/u)),
		() => inParts(/^([A-Z]{2,3})[\s–—-]+(.+)$/u.exec(text)?.slice(1) ?? []),
		() => inParts(/^(.+)[\s–—-]+([A-Z]{2,3})$/u.exec(text)?.slice(1) ?? []),
		() => wholly(text.replace(LEADING_ARTICLE, '')),
		() => [...(countryIndex().loose.get(looseKey(nameKey(text))) ?? [])],
	];
}

const LEADING_ARTICLE =
	/^(?:(?:la|le|les|die|der|das|de|het|el|los|las|il|lo|gli|os|as|o)\s+|l['’]\s*)/iu;

/** A code or a name, and nothing else. */
function wholly(text: string): string[] {
	const letters =
		/^[^\p{L}\p{N}]*([a-z]{2,3})[^\p{L}\p{N}]*$/iu.exec(text)?.[1]?.toUpperCase() ?? '';
	if (isCode(letters)) return [letters];
	const alpha3 = fromAlpha3(letters);
	const named = countryIndex().names.get(nameKey(text)) ?? [];
	return alpha3 === undefined ? [...named] : [alpha3, ...named];
}

/** "Korea, South" and "Korea (South)" are "South Korea". */
function turned(text: string): string[] {
	const [, last, first] = /^([^,(]+)[,(]\s*([^,()]+)\)?$/u.exec(text) ?? [];
	return last === undefined || first === undefined ? [] : wholly(`${first.trim()} ${last.trim()}`);
}

/** "Netherlands (NL)", "België / Belgique": several names, which should be those of one country. */
function inParts(parts: string[]): string[] {
	const given = parts.map((part) => part.trim()).filter((part) => part !== '');
	const meant = given.map(wholly);
	if (given.length < 2 || meant.some((codes) => codes.length === 0)) return [];
	const [first = [], ...others] = meant;
	const common = first.filter((code) => others.every((codes) => codes.includes(code)));
	return common.length === 1 ? common : meant.flat();
}

/** A flag is two letters that are shown as one character. */
function withoutFlags(text: string): string {
	return text
		.replace(/([\u{1F1E6}-\u{1F1FF}])([\u{1F1E6}-\u{1F1FF}])/gu, (_flag, first, second) =>
			[' (', letterOf(String(first)), letterOf(String(second)), ') '].join(''),
		)
		.trim();
}

function letterOf(indicator: string): string {
	return String.fromCharCode((indicator.codePointAt(0) ?? 0) - 0x1f1e6 + 65);
}

const suggestion = remembering((text: string): string => {
	const { names } = countryIndex();
	const near = nearest(nameKey(text), names.keys());
	const codes = [...new Set(near.flatMap((key) => [...(names.get(key) ?? [])]))];
	return codes.length > 0 && codes.length <= MOST_SUGGESTIONS
		? `Did you mean ${inWords(codes)}? Use the code, or the full name: ${inWords(codes.map((code) => printedName(code)))}`
		: 'Use a two-letter ISO 3166-1 code such as NL, or the name of the country';
});

const MOST_SUGGESTIONS = 3;

function inWords(choices: string[]): string {
	return choices.join(' or ');
}

function isCode(code: string): boolean {
	codeSet ??= new Set(libraryCodes());
	return codeSet.has(code);
}

let codeSet: Set<string> | undefined;
