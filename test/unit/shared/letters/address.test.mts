import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkRecipient, checkSender } from '../../../../shared/letters/address.ts';
import { checkCountry } from '../../../../shared/checks/countries/countries.ts';
import { countryLine } from '../../../../shared/letters/countryLine.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';
import { sheetRows } from '../../support/sheet.mts';
import { ADDRESSES, cellsOf } from './addressTable.mts';

const CASES = join(__dirname, '../../../cases/letters');

const CELLS = {
	name: 'Ms J. de Vries',
	company: 'Rowing Club Amstel',
	street: 'Keizersgracht 12',
	postalCode: '1015 CJ',
	city: 'Amsterdam',
};

describe('a recipient', () => {
	it.each(ADDRESSES.map((row) => [row.country, row] as const))('in %s', (country, row) => {
		expect(valueOf(checkRecipient(cellsOf(row), country))).toEqual({
			lines: row.lines,
			notes: [],
			parts: cellsOf(row),
		});
	});

	it('needs a name or a company, a street and a place', () => {
		const missing = refusalsIn(checkRecipient({ postalCode: '1015 CJ' }, 'NL'));
		expect(missing.map(({ parameter }) => parameter)).toEqual([
			'Recipient Name',
			'Recipient Street',
			'Recipient City',
		]);
		expect(refusalIn(checkRecipient({ ...CELLS, name: '', company: ' ' }, 'NL')).parameter).toBe(
			'Recipient Name',
		);
	});

	it('needs no city in a city that is a country, nor a postal code', () => {
		expect(valueOf(checkRecipient({ name: 'A', street: '5 Main Street' }, 'GI')).lines).toEqual([
			'A',
			'5 Main Street',
		]);
		expect(valueOf(checkRecipient({ ...CELLS, postalCode: '' }, 'NL')).lines.at(-1)).toBe(
			'Amsterdam',
		);
	});

	it.each([[{}], [{ name: '', street: ' ', city: null }], [{ name: '\u00A0', city: '\u200B' }]])(
		'may be an empty row: %j',
		(cells) => {
			expect(refusalIn(checkRecipient(cells, 'NL')).reason).toBe('empty row');
		},
	);

	it('says what was corrected', () => {
		const { lines, notes } = valueOf(checkRecipient({ ...CELLS, postalCode: 1067 }, 'DE'));
		expect(lines).toContain('01067 Amsterdam');
		expect(notes).toEqual([
			'Recipient Postal Code 1067 is printed as 01067: its leading zero was lost.',
		]);
	});

	it('names every cell that cannot be used', () => {
		const cells = { ...CELLS, name: { first: 'J.' }, street: '#REF!', city: 'M\uFFFDnchen' };
		expect(refusalsIn(checkRecipient(cells, 'NL')).map(({ parameter }) => parameter)).toEqual([
			'Recipient Name',
			'Recipient Street',
			'Recipient City',
		]);
	});
});

describe('a sender', () => {
	it('is laid out in the order of its own country', () => {
		expect(valueOf(checkSender(CELLS, 'NL')).lines).toEqual([
			'Ms J. de Vries',
			'Rowing Club Amstel',
			'Keizersgracht 12',
			'1015 CJ Amsterdam',
		]);
	});

	it('may be any one part, and not nothing', () => {
		expect(valueOf(checkSender({ company: 'Club' }, 'NL')).lines).toEqual(['Club']);
		expect(refusalIn(checkSender({ name: ' ' }, 'NL')).reason).toBe(
			'no part of the sender is given',
		);
	});
});

describe('abroad.json', () => {
	const rows = JSON.parse(readFileSync(join(CASES, 'abroad.json'), 'utf8')) as Array<
		Record<string, string>
	>;
	const printed = rows.map((row) => {
		const country = valueOf(checkCountry(row.country, 'Country'));
		return [
			...valueOf(checkRecipient(row, country)).lines,
			countryLine({ destination: country, from: 'NL' }),
		];
	});

	it('has the name first, the country last and alone, and the region', () => {
		expect(printed).toEqual([
			[
				'Li Wei',
				'Acme Trading Co.',
				'No. 12 Example Road, Haidian District',
				'Beijing',
				'100080',
				'China',
			],
			['Kim Minji', '12 Sejong-daero', 'Jung-gu, Seoul 04524', 'South Korea'],
			['Ivan Example', 'ul. Primernaya 12 kv 3', 'Moskva', '101000', 'Russia'],
			['Mario Esempio', 'Via Esempio 12', '20020 Arese MI', 'Italy'],
			['Aoife Example', 'Exampletown', 'Ballina', 'Co. Mayo', 'Ireland'],
			['Ayse Ornek', 'Ornek Mah. Ornek Sok. No: 12', '34710 Kadikoy/Istanbul', 'Türkiye'],
		]);
	});
});

describe('dirty-addresses.xlsx', () => {
	const rows = sheetRows(join(CASES, 'dirty-addresses.xlsx')).map(
		({ postal_code: postalCode, country, ...cells }) => {
			const code = checkCountry(country, 'Country');
			return checkRecipient({ ...cells, postalCode }, code.ok ? code.value : '');
		},
	);
	const outcome = (index: number): unknown => {
		const row = rows[index];
		if (row === undefined) return undefined;
		return row.ok
			? [row.value.lines.join(' / '), ...row.value.notes]
			: row.refusals.map(({ parameter, reason }) => `${parameter}: ${reason}`);
	};

	it.each<[row: number, outcome: string[]]>([
		[
			2,
			[
				'Pat Example / 12 Main St / Cambridge, MA 02139',
				'Recipient Postal Code 2139 is printed as 02139: its leading zero was lost.',
			],
		],
		[
			3,
			[
				'Anna Beispiel / Musterweg 12 / 01067 Dresden',
				'Recipient Postal Code 1067 is printed as 01067: its leading zero was lost.',
			],
		],
		[4, ['Jan Voorbeeld / Dorpsstraat 12 / bus 3 / 1015 CJ Amsterdam']],
		[
			5,
			[
				'Pat Example Jr / 12 Main St / Cambridge, MA 02139',
				'Recipient Postal Code 2139 is printed as 02139: its leading zero was lost.',
			],
		],
		[6, ['Recipient Street: "#REF!" stands where a value should be']],
		[7, ['Recipient: empty row']],
		[8, ['Recipient: empty row']],
		[9, ['Recipient: empty row']],
		[10, ['Recipient: empty row']],
		[11, ['Ref One / Voorbeeldstraat 1 / 1011 AA Voorbeeld']],
		[14, ['Recipient Postal Code: "1011" cannot be a postal code in NL (Netherlands)']],
		[15, ['Namibia Example / 12 Example St / Windhoek']],
		[16, ['Merged Family / Voorbeeldstraat 5 / 1011 AA Voorbeeld']],
		[17, ['Recipient Name: neither a name nor a company is given']],
	])('row %i', (row, expected) => {
		expect(outcome(row - 2)).toEqual(expected);
	});
});
