import { readFileSync } from 'node:fs';

import fc from 'fast-check';

import {
	allCountries,
	checkCountry,
	codesMeant,
	countryName,
	printedName,
	searchCountries,
} from '../../../../../shared/checks/countries/countries.ts';
import { refusalIn, valueOf } from '../../../support/checked.mts';

const codeOf = (value: unknown) => valueOf(checkCountry(value, 'Destination'));
const refusalOf = (value: unknown) => refusalIn(checkCountry(value, 'Destination'));

describe('the list', () => {
	it('holds the 249 countries of ISO 3166-1, and Kosovo, each once', () => {
		const codes = allCountries().map(({ code }) => code);
		expect(codes).toHaveLength(250);
		expect(new Set(codes).size).toBe(250);
		expect(codes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
		expect(codes).toContain('XK');
	});

	it('has a name for each, sorted by it', () => {
		const names = allCountries().map(({ name }) => name);
		expect(names.every((name) => name.length > 2)).toBe(true);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
	});

	it.each([
		['NL', 'Netherlands'],
		['DE', 'Germany'],
		['US', 'United States of America'],
	])('names %s %s', (code, name) => {
		expect(countryName(code)).toBe(name);
	});

	it.each(['ZZ', 'nl', '', 'NLD'])('has no name for "%s"', (code) => {
		expect(countryName(code)).toBeUndefined();
	});
});

describe('what stands in a cell', () => {
	it('is a code in any case, with blanks around it', () => {
		for (const { code } of allCountries()) {
			expect(codeOf(code)).toBe(code);
			expect(codeOf(` ${code.toLowerCase()} `)).toBe(code);
			expect(codeOf(code.charAt(0) + code.charAt(1).toLowerCase())).toBe(code);
		}
	});

	it('is the English name in any case, for every country', () => {
		for (const { code, name } of allCountries()) {
			expect(codeOf(name)).toBe(code);
			expect(codeOf(name.toUpperCase())).toBe(code);
			expect(codeOf(`  ${name.toLowerCase()}\n`)).toBe(code);
		}
	});

	it.each([
		["cote d'ivoire", 'CI'],
		["Côte d'Ivoire", 'CI'],
		['CÔTE D’IVOIRE', 'CI'],
		['Ivory Coast', 'CI'],
		['THE NETHERLANDS', 'NL'],
		['the netherlands', 'NL'],
		['uk', 'GB'],
		['U.K.', 'GB'],
		['Great Britain', 'GB'],
		['usa', 'US'],
		['United States', 'US'],
		['Türkiye', 'TR'],
		['turkiye', 'TR'],
		['turkey', 'TR'],
		['czechia', 'CZ'],
		['Czech Republic', 'CZ'],
		['South Korea', 'KR'],
		['Curacao', 'CW'],
		['Åland Islands', 'AX'],
		['aland islands', 'AX'],
		['Guinea-Bissau', 'GW'],
		['guinea bissau', 'GW'],
		['Guinea', 'GN'],
		['Niger', 'NE'],
		['Republic of the Congo', 'CG'],
		['Democratic Republic of the Congo', 'CD'],
	])('is %s: %s', (text, code) => {
		expect(codeOf(text)).toBe(code);
	});

	it('is ambiguous when two countries answer to it, and the refusal names both codes', () => {
		const { parameter, reason, remedy } = refusalOf('Congo');
		expect(parameter).toBe('Destination');
		expect(reason).toBe('"Congo" can mean more than one country');
		expect(remedy).toContain('CG (');
		expect(remedy).toContain('CD (');
	});

	it.each(['Narnia', 'ZZ', 'N', 'Breda', '31', '???', '1015 CJ'])(
		'is not "%s", and the refusal quotes it',
		(text) => {
			const { parameter, reason, remedy } = refusalOf(text);
			expect(parameter).toBe('Destination');
			expect(reason).toBe(`"${text}" is not a country`);
			expect(remedy).toContain('two-letter ISO 3166-1 code');
		},
	);

	it.each([5, 0, true, {}, ['NL']])('is not %j, and the refusal says so', (value) => {
		expect(refusalOf(value).reason).toMatch(/^".+" is no country$/);
	});

	it.each(['', '   ', '\n', null, undefined])('is missing: %j', (value) => {
		expect(refusalOf(value)).toEqual({
			parameter: 'Destination',
			reason: 'no country is given',
			remedy: 'Choose a country, or give its code such as NL',
		});
	});

	it.each([
		['NLD', 'NL'],
		['deu', 'DE'],
		['GBR', 'GB'],
		['England', 'GB'],
		['Schottland', 'GB'],
		['Northern Ireland', 'GB'],
		['Kosovo', 'XK'],
		['xk', 'XK'],
		['St. Lucia', 'LC'],
		['St.Lucia', 'LC'],
		['Trinidad & Tobago', 'TT'],
		['Trinidad Tobago', 'TT'],
		['Antigua + Barbuda', 'AG'],
		['Korea, South', 'KR'],
		['Korea (North)', 'KP'],
		['Korea, Republic of', 'KR'],
		['Gambia, The', 'GM'],
		['Congo, Democratic Republic of the', 'CD'],
		['Virgin Islands, British', 'VG'],
		['Netherlands (NL)', 'NL'],
		['Netherlands [NLD]', 'NL'],
		['NL - Netherlands', 'NL'],
		['Netherlands NL', 'NL'],
		['België / Belgique', 'BE'],
		['Germany (Deutschland)', 'DE'],
		['🇳🇱', 'NL'],
		['🇩🇪 Germany', 'DE'],
		['Holland', 'NL'],
		['Burma', 'MM'],
		['Swaziland', 'SZ'],
		['Zaire', 'CD'],
		['West Germany', 'DE'],
		['Federal Republic of Germany', 'DE'],
		['Hellenic Republic', 'GR'],
		['Duitsland', 'DE'],
		['Allemagne', 'DE'],
		['Niemcy', 'DE'],
		['Saksa', 'DE'],
		['Németország', 'DE'],
		['Oesterreich', 'AT'],
		['Die Schweiz', 'CH'],
		["L'Italie", 'IT'],
		['日本', 'JP'],
		['Россия', 'RU'],
		['Ελλάδα', 'GR'],
		['대한민국', 'KR'],
		['NewZealand', 'NZ'],
		['Puerto Rico, USA', 'PR'],
		['Hong Kong, China', 'HK'],
		['Island', 'IS'],
	])('is %s: %s', (text, code) => {
		expect(codeOf(text)).toBe(code);
	});

	it.each([
		['Korea', ['KR', 'KP']],
		['Virgin Islands', ['VG', 'VI']],
		['Saint-Martin', ['MF', 'SX']],
		['Republic of China', ['TW', 'CN']],
		['Netherlands Antilles', ['CW', 'SX', 'BQ']],
		['Netherlands (DE)', ['NL', 'DE']],
		['Georgia, USA', ['GE', 'US']],
		['Norfolk', ['NF', 'GB']],
	])('may be several: %s', (text, codes) => {
		const { reason, remedy } = refusalOf(text);
		expect(reason).toBe(`"${text}" can mean more than one country`);
		for (const code of codes) expect(remedy).toContain(`${code} (`);
	});

	it.each([
		['Nehterlands', 'Did you mean NL? '],
		['Netherlandss', 'Did you mean NL? '],
		['Germny', 'Did you mean DE? '],
		['Switserland', 'Did you mean CH? '],
		['Untied Kingdom', 'Did you mean GB? '],
		['Columbia', 'Did you mean CO? '],
	])('is not "%s", and the refusal names the nearest', (text, start) => {
		const { reason, remedy } = refusalOf(text);
		expect(reason).toBe(`"${text}" is not a country`);
		expect(remedy.startsWith(start)).toBe(true);
	});

	it.each(['N/A', 'N.A.', 'NL1015', '12 NL', 'Islands', 'The', 'Hesse', 'Limburg'])(
		'is not "%s"',
		(text) => {
			expect(refusalOf(text).reason).toBe(`"${text}" is not a country`);
		},
	);

	it('names the parameter it was asked for', () => {
		expect(refusalIn(checkCountry('Narnia', 'Country')).parameter).toBe('Country');
	});

	it('is either a country of the list or refused, whatever it is', () => {
		const codes = new Set(allCountries().map(({ code }) => code));
		fc.assert(
			fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.anything()), (value) => {
				const checked = checkCountry(value, 'Destination');
				expect(checked.ok ? codes.has(checked.value) : checked.refusals.length === 1).toBe(true);
			}),
		);
	});
});

describe('search', () => {
	const codes = (search?: string) => searchCountries(search).map(({ code }) => code);

	it('for nothing gives all', () => {
		expect(searchCountries()).toEqual(allCountries());
		expect(searchCountries('')).toEqual(allCountries());
		expect(searchCountries('  ')).toEqual(allCountries());
	});

	it.each([
		['UK', 'GB'],
		['uk', 'GB'],
		['nl', 'NL'],
		['CH', 'CH'],
		['usa', 'US'],
		['NETHER', 'NL'],
		['Holland', 'NL'],
		['Duits', 'DE'],
		['suisse', 'CH'],
		['côte', 'CI'],
		['Oman', 'OM'],
		['Niger', 'NE'],
		['Korea, South', 'KR'],
	])('for "%s" gives %s first', (search, code) => {
		expect(codes(search)[0]).toBe(code);
	});

	it('finds part of a name, in any case and without accents', () => {
		expect(codes('united')).toEqual(expect.arrayContaining(['GB', 'US', 'AE']));
		expect(codes('nl')).toEqual(expect.arrayContaining(['NL', 'FI']));
		expect(codes('CH')).toEqual(expect.arrayContaining(['CH', 'CN']));
	});

	it('gives each country once', () => {
		for (const search of ['a', 'united', 'island', 'st']) {
			expect(new Set(codes(search)).size).toBe(codes(search).length);
		}
	});

	it.each(['Narnia', 'qqq', '!!!'])('finds nothing for %s', (search) => {
		expect(codes(search)).toEqual([]);
	});
});

/** The bundled library's languages, and what people do to names. */
const LANGUAGES = 'en nl de fr es it pl pt da sv no fi cs hu'.split(' ');
const SPELLINGS: Array<(name: string) => string> = [
	(name) => name,
	(name) => name.toUpperCase(),
	(name) => ` ${name.toLowerCase()} `,
	(name) => name.normalize('NFD').replace(/\p{M}/gu, ''),
	(name) => `The ${name}`,
	(name) => name.replace(/ and /g, ' & '),
	(name) => name.replace(/Saint /g, 'St. '),
	(name) => name.replace(/ /g, '-'),
	(name) => name.replace(/['’]/g, ''),
];

function spellings(): Array<[text: string, code: string]> {
	return LANGUAGES.flatMap((language) => {
		const path = require.resolve(`i18n-iso-countries/langs/${language}.json`);
		const { countries } = JSON.parse(readFileSync(path, 'utf8')) as {
			countries: Record<string, string | string[]>;
		};
		return Object.entries(countries).flatMap(([code, names]) =>
			[names]
				.flat()
				.flatMap((name) => SPELLINGS.map((spell): [string, string] => [spell(name), code])),
		);
	});
}

describe("the library's own names, in its languages and however they are spelled", () => {
	const asked = spellings().map(([text, code]) => ({ text, code, meant: codesMeant(text) }));

	it('never mean another country', () => {
		expect(asked.filter(({ code, meant }) => meant.length > 0 && !meant.includes(code))).toEqual(
			[],
		);
	});

	it('mean theirs, but for the few that several go by', () => {
		const several = new Set(asked.filter(({ meant }) => meant.length > 1).map(({ code }) => code));
		expect([...several].sort()).toEqual(['CD', 'CG', 'GY', 'MF', 'NF', 'SX']);
		expect(asked.filter(({ meant }) => meant.length === 0)).toEqual([]);
	});
});

describe("Unicode's names (CLDR, in this Node) as another source", () => {
	// "RU", which the Portuguese say for the United Kingdom, is Russia's code.
	const asked = LANGUAGES.flatMap((language) => {
		const names = new Intl.DisplayNames([language], { type: 'region' });
		return allCountries().map(({ code }) => ({ code, text: names.of(code) ?? code }));
	}).map((each) => ({ ...each, meant: codesMeant(each.text) }));

	it('never mean another country', () => {
		expect(asked.filter(({ code, meant }) => meant.length > 0 && !meant.includes(code))).toEqual(
			[],
		);
	});

	it('are known, nearly all', () => {
		const known = asked.filter(({ code, meant }) => meant.length === 1 && meant[0] === code);
		expect(known.length / asked.length).toBeGreaterThan(0.97);
	});
});

describe('the printed name', () => {
	it.each([
		['TW', 'Taiwan', 'Taïwan', '台灣'],
		['KR', 'South Korea', 'Corée du Sud', '대한민국'],
		['DE', 'Germany', 'Allemagne', 'Deutschland'],
		['RU', 'Russia', 'Russie', 'Россия'],
		['GB', 'United Kingdom', 'Royaume-Uni', 'United Kingdom'],
		['VA', 'Vatican City', 'Cité du Vatican', 'Città del Vaticano'],
		['XK', 'Kosovo', 'Kosovo', 'Kosovë'],
	])('of %s is %s, %s, %s', (code, english, french, own) => {
		expect(printedName(code)).toBe(english);
		expect(printedName(code, 'french')).toBe(french);
		expect(printedName(code, 'own')).toBe(own);
	});

	it('is short: no commas, and read back it is the country', () => {
		for (const { code } of allCountries()) {
			for (const language of ['english', 'french', 'own'] as const) {
				const name = printedName(code, language);
				const isLong = name.includes(',') && code !== 'BQ';
				expect([code, name, isLong]).toEqual([code, name, false]);
				expect([name, codesMeant(name)]).toEqual([name, [code]]);
			}
		}
	});
});
