import fc from 'fast-check';

import { allCountries, printedName } from '../../../../shared/checks/countries/countries.ts';
import {
	countryLine,
	withCountryLine,
	type Route,
} from '../../../../shared/letters/countryLine.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

describe('the country line', () => {
	it('is left out at home only', () => {
		expect(countryLine({ destination: 'NL', from: 'NL' })).toBeUndefined();
		expect(countryLine({ destination: 'NL', from: 'DE' })).toBe('Netherlands');
		expect(countryLine({ destination: 'NL' })).toBe('Netherlands');
	});

	it('is English, French, or as the destination has it', () => {
		expect(countryLine({ destination: 'DE', language: 'french' })).toBe('Allemagne');
		expect(countryLine({ destination: 'DE', language: 'own' })).toBe('Deutschland');
	});
});

describe('an address as one text', () => {
	const lines = (address: string, route: Route) =>
		valueOf(withCountryLine(address.split(' / '), route, 'Recipient')).join(' / ');

	it.each<[address: string, route: Route, printed: string]>([
		[
			'A / Dam 1 / 1012 JS Amsterdam',
			{ destination: 'NL', from: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam',
			{ destination: 'NL', from: 'DE' },
			'A / Dam 1 / 1012 JS Amsterdam / Netherlands',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam',
			{ destination: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam / Netherlands',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam / Nederland',
			{ destination: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam / Nederland',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam / THE NETHERLANDS',
			{ destination: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam / THE NETHERLANDS',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam / NL',
			{ destination: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam / Netherlands',
		],
		[
			'A / 12 Main St / Cambridge, MA 02139 / USA',
			{ destination: 'US' },
			'A / 12 Main St / Cambridge, MA 02139 / USA',
		],
		[
			'A / Dam 1 / 1012 JS Amsterdam, Netherlands',
			{ destination: 'NL' },
			'A / Dam 1 / 1012 JS Amsterdam / Netherlands',
		],
		// A town of the country's own name is no country line.
		['A / 1 rue X / Luxembourg', { destination: 'LU' }, 'A / 1 rue X / Luxembourg / Luxembourg'],
		[
			'A / 1 rue X / L-1009 Luxembourg',
			{ destination: 'LU' },
			'A / 1 rue X / L-1009 Luxembourg / Luxembourg',
		],
		[
			'A / 1 rue X / L-1009 Luxembourg / Luxembourg',
			{ destination: 'LU' },
			'A / 1 rue X / L-1009 Luxembourg / Luxembourg',
		],
		[
			'A / 1 rue X / L-4750 Pétange / Luxembourg',
			{ destination: 'LU' },
			'A / 1 rue X / L-4750 Pétange / Luxembourg',
		],
		['A / 1 rue X / Luxembourg', { destination: 'LU', from: 'LU' }, 'A / 1 rue X / Luxembourg'],
		[
			'A / 12 Example Road / Singapore 546080',
			{ destination: 'SG' },
			'A / 12 Example Road / Singapore 546080 / Singapore',
		],
		[
			'A / 12 Example Road / Singapore',
			{ destination: 'SG' },
			'A / 12 Example Road / Singapore / Singapore',
		],
		['A / 5 avenue X / Monaco', { destination: 'MC' }, 'A / 5 avenue X / Monaco / Monaco'],
		['A / Calle 50 / Panama', { destination: 'PA' }, 'A / Calle 50 / Panama / Panama'],
		// Nor is a place that is called as another country is.
		[
			'A / 1 rue X / 6700 Arlon / Luxembourg',
			{ destination: 'BE' },
			'A / 1 rue X / 6700 Arlon / Luxembourg / Belgium',
		],
		[
			'A / 1 Peach St / Atlanta / Georgia',
			{ destination: 'US' },
			'A / 1 Peach St / Atlanta / Georgia / United States of America',
		],
		[
			'A / Calle X 1 / 18001 / Granada',
			{ destination: 'ES' },
			'A / Calle X 1 / 18001 / Granada / Spain',
		],
		[
			'A / 1 Mill Lane / Holt / Norfolk',
			{ destination: 'GB' },
			'A / 1 Mill Lane / Holt / Norfolk / United Kingdom',
		],
		[
			'A / Via X 1 / 80100 Napoli / NA',
			{ destination: 'IT' },
			'A / Via X 1 / 80100 Napoli / NA / Italy',
		],
		[
			'A / PK 5 / Papeete / Tahiti',
			{ destination: 'PF' },
			'A / PK 5 / Papeete / Tahiti / French Polynesia',
		],
	])('%s, %j', (address, route, printed) => {
		expect(lines(address, route)).toBe(printed);
	});

	it.each([
		['A / Dam 1 / 1012 JS Amsterdam / Belgium', 'NL'],
		['A / Dam 1 / 1012 JS Amsterdam / DE', 'NL'],
		['A / Dam 1 / 1012 JS Amsterdam / Deutschland', 'NL'],
		['A / 1 rue X / L-1009 Luxembourg / Luxembourg', 'DE'],
		['A / 12 High Street / London / England', 'NL'],
		['A / 12 Main St / Cambridge MA / USA', 'CA'],
	])('%s is refused for %s', (address, destination) => {
		const { parameter, reason } = refusalIn(
			withCountryLine(address.split(' / '), { destination }, 'Recipient'),
		);
		expect(parameter).toBe('Recipient');
		expect(reason).toContain('is another country than');
	});

	it('has the country last, and nothing lost, in every country', () => {
		const line = fc.string({ unit: 'grapheme', minLength: 6 }).map((text) => `${text.trim()} 1x`);
		const codes = allCountries().map(({ code }) => code);
		fc.assert(
			fc.property(
				fc.array(line, { minLength: 2 }),
				fc.constantFrom(...codes),
				(given, destination) => {
					const printed = valueOf(withCountryLine(given, { destination }, 'Recipient'));
					expect(printed).toEqual([...given, printedName(destination)]);
				},
			),
		);
	});
});
