import fc from 'fast-check';

import {
	allCountries,
	checkCountry,
	countryName,
	searchCountries,
} from '../../../../nodes/cm/letters/countries.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

const codeOf = (value: unknown) => valueOf(checkCountry(value, 'Destination'));
const refusalOf = (value: unknown) => refusalIn(checkCountry(value, 'Destination'));

describe('the list', () => {
	it('holds the 249 countries of ISO 3166-1, each once', () => {
		const codes = allCountries().map(({ code }) => code);
		expect(codes).toHaveLength(249);
		expect(new Set(codes).size).toBe(249);
		expect(codes.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
		expect(codes).not.toContain('XK');
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

	it.each(['XK', 'ZZ', 'nl', '', 'NLD'])('has no name for "%s"', (code) => {
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

	it.each([
		'Narnia',
		'Kosovo',
		'XK',
		'xk',
		'ZZ',
		'N',
		'Netherlandss',
		'Breda',
		'31',
		'???',
		'1015 CJ',
	])('is not "%s", and the refusal quotes it', (text) => {
		const { parameter, reason, remedy } = refusalOf(text);
		expect(parameter).toBe('Destination');
		expect(reason).toBe(`"${text}" is not a country`);
		expect(remedy).toContain('two-letter ISO 3166-1 code');
	});

	it.each([
		['NLD', 'NL'],
		['deu', 'DE'],
		['GBR', 'GB'],
	])('is not the three-letter code %s, but the refusal names %s', (alpha3, alpha2) => {
		expect(refusalOf(alpha3)).toEqual({
			parameter: 'Destination',
			reason: `"${alpha3}" is not a country`,
			remedy: `Use the two-letter code ${alpha2}`,
		});
	});

	it('never suggests a code that it would refuse as well', () => {
		expect(refusalOf('XKK').remedy).not.toContain('XK');
	});

	it.each(['', '   ', '\n', null, undefined, 5, 0, true, {}, ['NL']])('is missing: %j', (value) => {
		expect(refusalOf(value)).toEqual({
			parameter: 'Destination',
			reason: 'no country is given',
			remedy: 'Choose a country, or give its code such as NL',
		});
	});

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

	it('finds part of a name, in any case and without accents', () => {
		expect(codes('NETHER')).toEqual(['NL']);
		expect(codes('côte')).toEqual(['CI']);
		expect(codes('united')).toEqual(expect.arrayContaining(['GB', 'US', 'AE']));
	});

	it('finds a code, besides names that hold its letters', () => {
		expect(codes('nl')).toEqual(expect.arrayContaining(['NL', 'FI']));
		expect(codes('CH')).toEqual(expect.arrayContaining(['CH', 'CN']));
	});

	it.each(['Narnia', 'zz', '!!!'])('finds nothing for %s', (search) => {
		expect(codes(search)).toEqual([]);
	});
});
