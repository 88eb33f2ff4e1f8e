import fc from 'fast-check';

import { layOutAddress, type AddressParts } from '../../../../nodes/cm/letters/addressLayout.ts';
import { allCountries } from '../../../../nodes/cm/letters/countries.ts';

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
	country: '<COUNTRY>',
} as const satisfies Record<Part, string>;
const PARTS = Object.keys(TOKENS) as Part[];

const tokensFor = (parts: Part[]): AddressParts =>
	Object.fromEntries(parts.map((part) => [part, TOKENS[part]]));

/** Every choice of parts but none. */
const CHOICES = Array.from({ length: 2 ** PARTS.length - 1 }, (_, choice) =>
	PARTS.filter((_part, index) => (((choice + 1) >> index) & 1) === 1),
);

describe('the order of the country', () => {
	it.each<[code: string, lines: string[]]>([
		['NL', ['<NAME>', '<COMPANY>', '<STREET>', '<POSTALCODE> <CITY>', '<COUNTRY>']],
		['DE', ['<NAME>', '<COMPANY>', '<STREET>', '<POSTALCODE> <CITY>', '<COUNTRY>']],
		['FR', ['<NAME>', '<COMPANY>', '<STREET>', '<POSTALCODE> <CITY>', '<COUNTRY>']],
		['US', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>, <REGION> <POSTALCODE>', '<COUNTRY>']],
		['PR', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>, <REGION> <POSTALCODE>', '<COUNTRY>']],
		['GU', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>, <REGION> <POSTALCODE>', '<COUNTRY>']],
		['JP', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>, <REGION> <POSTALCODE>', '<COUNTRY>']],
		['BR', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY> - <REGION>', '<POSTALCODE>', '<COUNTRY>']],
		['GB', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>', '<POSTALCODE>', '<COUNTRY>']],
		['IE', ['<NAME>', '<COMPANY>', '<STREET>', '<CITY>', '<POSTALCODE>', '<COUNTRY>']],
		['HK', ['<NAME>', '<COMPANY>', '<STREET>', '<REGION>', '<POSTALCODE> <CITY>', '<COUNTRY>']],
		['CN', ['<POSTALCODE> <COUNTRY>', '<REGION>', '<CITY>', '<STREET>', '<COMPANY>', '<NAME>']],
	])('%s', (code, lines) => {
		expect(layOutAddress(TOKENS, code)).toEqual(lines);
	});

	it('a whole address in the Netherlands', () => {
		const parts = {
			name: 'Ms J. de Vries',
			company: 'Rowing Club Amstel',
			street: 'Keizersgracht 12',
			postalCode: '1015 CJ',
			city: 'Amsterdam',
		};
		expect(layOutAddress(parts, 'NL')).toEqual([
			'Ms J. de Vries',
			'Rowing Club Amstel',
			'Keizersgracht 12',
			'1015 CJ Amsterdam',
		]);
	});

	it('a company that the template has no place for stands beside the name', () => {
		const lines = layOutAddress(TOKENS, 'KR');
		expect(Math.abs(lines.indexOf(TOKENS.company) - lines.indexOf(TOKENS.name))).toBe(1);
	});

	it('a street that the template has no place for stands below the name', () => {
		const lines = layOutAddress(TOKENS, 'PN');
		expect(lines.indexOf(TOKENS.street)).toBeGreaterThan(lines.indexOf(TOKENS.name));
	});

	it('a region is left out where addresses have none', () => {
		for (const code of ['NL', 'DE', 'FR', 'GB', 'IE']) {
			expect(layOutAddress({ ...TOKENS, region: 'Zuid-Holland' }, code).join('\n')).not.toContain(
				'Zuid-Holland',
			);
		}
	});

	it('an unknown country code still gives all parts', () => {
		for (const code of ['', 'ZZ', 'nl']) {
			const text = layOutAddress(tokensFor(['name', 'street', 'city']), code).join('\n');
			expect(text).toBe('<NAME>\n<STREET>\n<CITY>');
		}
	});
});

describe('in every country, for every choice of parts', () => {
	const laidOut = CODES.flatMap((code) =>
		CHOICES.map((given) => ({ code, given, lines: layOutAddress(tokensFor(given), code) })),
	);

	it('each part but the region is printed exactly once', () => {
		const wrong = laidOut.flatMap(({ code, given, lines }) =>
			given
				.filter((part) => part !== 'region')
				.map((part) => ({ part, times: lines.join('\n').split(TOKENS[part]).length - 1 }))
				.filter(({ times }) => times !== 1)
				.map(({ part, times }) => `${code}: ${part} ${times} times`),
		);
		expect([...new Set(wrong)]).toEqual([]);
	});

	it('the region is printed once or not at all', () => {
		const wrong = laidOut.filter(({ lines }) => lines.join('\n').split(TOKENS.region).length > 2);
		expect(wrong).toEqual([]);
	});

	it('nothing is printed that was not given, but for blanks, commas and dashes', () => {
		const added = laidOut.flatMap(({ code, lines }) => {
			const own = PARTS.reduce((text, part) => text.replaceAll(TOKENS[part], ' '), lines.join('\n'))
				.split(/[\s,-]+/)
				.filter((word) => word !== '');
			return own.length === 0 ? [] : [`${code}: ${own.join(' ')}`];
		});
		expect([...new Set(added)]).toEqual([]);
	});

	it('no line is empty or has blanks or commas at its ends', () => {
		const wrong = laidOut.flatMap(({ code, lines }) =>
			lines.filter((line) => !/^[^\s,](.*[^\s,])?$/.test(line)).map((line) => `${code}: ${line}`),
		);
		expect(wrong).toEqual([]);
	});
});

describe('what was typed is printed as typed', () => {
	const awkward = [
		'$&',
		'$1',
		"$'",
		'{{x}}',
		'{{{city}}}',
		'{{#first}}a || b{{/first}}',
		'<b>Breda</b>',
		'"Breda"',
		"d'Or & Co",
		'&amp;',
		'Breda',
		'Breda, Breda',
		'NL',
		'United Kingdom',
		'-12',
		'Street 5,',
		'undefined',
		'constructor',
		'😀',
		'字',
	];
	const value = fc
		.oneof(fc.constantFrom(...awkward), fc.string({ unit: 'grapheme' }))
		.map((text) => text.replace(/[\r\n\p{Co}]/gu, ' ').trim())
		.filter((text) => text !== '');
	const address = fc.record(
		{
			name: value,
			company: value,
			street: value,
			postalCode: value,
			city: value,
			region: value,
			country: value,
		},
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
		['old Mac', 'Flat 3\rHigh Street 5'],
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
});
