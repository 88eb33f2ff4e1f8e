import fc from 'fast-check';

import { allCountries, printedName } from '../../../../shared/checks/countries/countries.ts';
import { countryLine } from '../../../../shared/letters/countryLine.ts';
import { layOutAddress, type AddressParts } from '../../../../shared/letters/layout.ts';
import { ADDRESSES, cellsOf } from './addressTable.mts';

type Part = keyof AddressParts;

const CODES = allCountries().map(({ code }) => code);

/** A text per part that occurs nowhere else. */
const TOKENS = {
	name: '<NAME>',
	company: '<COMPANY>',
	street: '<STREET>',
	postalCode: '<POSTALCODE>',
	city: '<CITY>',
	region: '<REGION>',
} as const satisfies Record<Part, string>;
const PARTS = Object.keys(TOKENS) as Part[];

const tokensFor = (parts: Part[]): AddressParts =>
	Object.fromEntries(parts.map((part) => [part, TOKENS[part]]));

/** Every choice of parts but none. */
const CHOICES = Array.from({ length: 2 ** PARTS.length - 1 }, (_, choice) =>
	PARTS.filter((_part, index) => (((choice + 1) >> index) & 1) === 1),
);

describe('addresses of many countries', () => {
	it('are at least 60', () => {
		expect(ADDRESSES.length).toBeGreaterThanOrEqual(60);
	});

	it.each(ADDRESSES.map((row) => [row.country, row.source, row] as const))(
		'%s (%s), at home and from abroad',
		(country, _source, row) => {
			const lines = layOutAddress(cellsOf(row), country);
			expect(lines).toEqual(row.lines);
			expect(countryLine({ destination: country, from: country })).toBeUndefined();
			const abroad = countryLine({ destination: country, from: country === 'NL' ? 'DE' : 'NL' });
			expect(abroad).toBe(printedName(country));
		},
	);
});

describe('in every country, for every choice of parts', () => {
	const laidOut = CODES.flatMap((code) =>
		CHOICES.map((given) => ({ code, given, lines: layOutAddress(tokensFor(given), code) })),
	);

	it('each part is printed exactly once, the region too', () => {
		const wrong = laidOut.flatMap(({ code, given, lines }) =>
			given
				.map((part) => ({ part, times: lines.join('\n').split(TOKENS[part]).length - 1 }))
				.filter(({ times }) => times !== 1)
				.map(({ part, times }) => `${code}: ${part} ${times} times`),
		);
		expect([...new Set(wrong)]).toEqual([]);
	});

	it('who is first: the name, then the company, each alone', () => {
		const wrong = laidOut.filter(({ given, lines }) => {
			const who = (['name', 'company'] as const).filter((part) => given.includes(part));
			return who.some((part, index) => lines[index] !== TOKENS[part]);
		});
		expect(wrong).toEqual([]);
	});

	it('nothing is printed that was not given, but for blanks, commas, dashes and a slash', () => {
		const added = laidOut.flatMap(({ code, lines }) => {
			const own = PARTS.reduce((text, part) => text.replaceAll(TOKENS[part], ' '), lines.join('\n'))
				.split(/[\s,/-]+/)
				.filter((word) => word !== '');
			return own.length === 0 ? [] : [`${code}: ${own.join(' ')}`];
		});
		expect([...new Set(added)]).toEqual([]);
	});

	it('no line is empty or has blanks or commas at its ends', () => {
		const wrong = laidOut.flatMap(({ code, lines }) =>
			lines
				.filter((line) => !/^[^\s,/-](.*[^\s,/-])?$/.test(line))
				.map((line) => `${code}: ${line}`),
		);
		expect(wrong).toEqual([]);
	});
});

describe('what was typed is printed as typed', () => {
	const awkward = [
		'$&',
		'$1',
		'{{x}}',
		'<b>Breda</b>',
		"d'Or & Co",
		'&amp;',
		'Breda',
		'Breda, Breda',
		'NL',
		'-12',
		'Street 5,',
		'constructor',
		'字',
		'\uE001',
	];
	const value = fc
		.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme' }))
		.map((text) => text.replace(/[\r\n]/gu, ' ').trim())
		.filter((text) => text !== '');
	const address = fc.record(
		{ name: value, company: value, street: value, postalCode: value, city: value, region: value },
		{ requiredKeys: [] },
	);

	it('and stands where its part belongs, whatever it is', () => {
		fc.assert(
			fc.property(address, fc.constantFrom(...CODES), (parts, code) => {
				const given = PARTS.filter((part) => parts[part] !== undefined);
				const expected = layOutAddress(tokensFor(given), code).map((line) =>
					line.replace(/<([A-Z]+)>/g, (token) => {
						const part = PARTS.find((each) => TOKENS[each] === token);
						return (part && parts[part]) ?? token;
					}),
				);
				expect(layOutAddress(parts, code)).toEqual(expected);
			}),
			{ numRuns: 2000 },
		);
	});

	it('even when all parts are the same', () => {
		const breda = Object.fromEntries(PARTS.map((part) => [part, 'Breda']));
		expect(layOutAddress(breda, 'NL')).toEqual(['Breda', 'Breda', 'Breda', 'Breda Breda', 'Breda']);
	});

	it.each([
		['Windows', 'Flat 3\r\nHigh Street 5'],
		['Unix', 'Flat 3\nHigh Street 5'],
		['blank', 'Flat 3\n\n  \nHigh Street 5'],
	])('over several lines, with %s line breaks', (_what, street) => {
		expect(layOutAddress({ name: 'A', street, postalCode: '1000', city: 'B' }, 'NL')).toEqual([
			'A',
			'Flat 3',
			'High Street 5',
			'1000 B',
		]);
	});

	it('parts of blanks only count as not given', () => {
		expect(layOutAddress({ name: ' \n', company: '', street: 'S 1', city: 'C' }, 'NL')).toEqual([
			'S 1',
			'C',
		]);
		expect(layOutAddress({}, 'NL')).toEqual([]);
	});

	it('an unknown country code still gives all parts', () => {
		for (const code of ['', 'ZZ', 'nl']) {
			const text = layOutAddress(tokensFor(['name', 'street', 'city']), code).join('\n');
			expect(text).toBe('<NAME>\n<STREET>\n<CITY>');
		}
	});
});
