import {
	checkRecipientParts,
	checkRecipientText,
	checkSenderParts,
	checkSenderText,
} from '../../../../nodes/cm/letters/address.ts';
import type { AddressParts } from '../../../../nodes/cm/addresses/layout.ts';
import { allCountries } from '../../../../nodes/cm/addresses/countries.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const PARTS = {
	name: 'Ms J. de Vries',
	company: 'Rowing Club Amstel',
	street: 'Keizersgracht 12',
	postalCode: '1015 CJ',
	city: 'Amsterdam',
} satisfies AddressParts;

/** The parts as an operation reads them: all of them, those that were not filled in as ''. */
const partsOf = (given: Partial<Record<keyof AddressParts | 'country', unknown>>) => ({
	name: '',
	company: '',
	street: '',
	postalCode: '',
	city: '',
	region: '',
	country: '',
	...given,
});

describe('a recipient as one text', () => {
	it.each([
		['Unix', 'A. Jansen\nDam 1\n1012 JS Amsterdam'],
		['Windows', 'A. Jansen\r\nDam 1\r\n1012 JS Amsterdam'],
		['old Mac', 'A. Jansen\rDam 1\r1012 JS Amsterdam'],
		['mixed', 'A. Jansen\r\nDam 1\n1012 JS Amsterdam'],
		['doubled', '\n\nA. Jansen\n\n \nDam 1\r\n\r\n1012 JS Amsterdam\n'],
		['typed', 'A. Jansen\\nDam 1\\n1012 JS Amsterdam'],
		['of HTML', 'A. Jansen<br>Dam 1<br/>1012 JS Amsterdam'],
		['blanks around', '  A. Jansen \n\tDam 1\t\n 1012 JS Amsterdam '],
	])('has \\n for new lines, whatever it had (%s)', (_what, text) => {
		expect(valueOf(checkRecipientText(text))).toBe('A. Jansen\nDam 1\n1012 JS Amsterdam');
	});

	it('may be of two lines, and of any script', () => {
		expect(valueOf(checkRecipientText('株式会社\n東京都'))).toBe('株式会社\n東京都');
	});

	it.each(['', '  ', '\r\n\r\n', null, undefined])('refuses %j', (value) => {
		expect(refusalIn(checkRecipientText(value))).toEqual({
			parameter: 'Recipient',
			reason: 'no address is given',
			remedy: 'Give the full postal address',
		});
	});

	it.each(['A. Jansen, Dam 1, Amsterdam', '\nA. Jansen\n', 5])(
		'refuses a single line (%j)',
		(value) => {
			const { parameter, reason } = refusalIn(checkRecipientText(value));
			expect(parameter).toBe('Recipient');
			expect(reason).toBe(`"${String(value).trim()}" is only one line`);
		},
	);

	it.each([[{}], [['A', 'B']]])('refuses %j, which is no text', (value) => {
		const { parameter, reason } = refusalIn(checkRecipientText(value));
		expect(parameter).toBe('Recipient');
		expect(reason).toContain('not text');
	});
});

describe('a sender as one text', () => {
	it('may be one line', () => {
		expect(valueOf(checkSenderText(' a single line sender-identifier '))).toBe(
			'a single line sender-identifier',
		);
	});

	it('may be more', () => {
		expect(valueOf(checkSenderText('Club\r\nDam 1'))).toBe('Club\nDam 1');
	});

	it.each(['', ' \n ', null, undefined])('refuses %j', (value) => {
		const { parameter, reason } = refusalIn(checkSenderText(value));
		expect([parameter, reason]).toEqual(['Sender', 'no sender is given']);
	});

	it.each([[{}], [['Club']]])('refuses %j, which is no text', (value) => {
		const { parameter, reason } = refusalIn(checkSenderText(value));
		expect(parameter).toBe('Sender');
		expect(reason).toContain('not text');
	});
});

describe('a recipient in separate fields', () => {
	it('is laid out as the destination writes addresses', async () => {
		expect(valueOf(await checkRecipientParts(partsOf(PARTS), 'NL'))).toBe(
			'Ms J. de Vries\nRowing Club Amstel\nKeizersgracht 12\n1015 CJ Amsterdam',
		);
		expect(
			valueOf(
				await checkRecipientParts(
					partsOf({ ...PARTS, postalCode: 'F26 X1Y2', country: 'Ireland' }),
					'IE',
				),
			),
		).toBe('Ms J. de Vries\nRowing Club Amstel\nKeizersgracht 12\nAmsterdam\nF26 X1Y2\nIreland');
	});

	it.each([
		['nl', 'Netherlands'],
		['NL', 'Netherlands'],
		[' De ', 'Germany'],
		['Netherlands', 'Netherlands'],
		['The Netherlands', 'Netherlands'],
		['NEDERLAND', 'Netherlands'],
		['NLD', 'Netherlands'],
	])('with "%s" as the country ends in "%s"', async (country, printed) => {
		const address = valueOf(await checkRecipientParts(partsOf({ ...PARTS, country }), 'NL'));
		expect(address.split('\n').at(-1)).toBe(printed);
	});

	it('without a country has no country line, in any country', async () => {
		for (const { code, name } of allCountries()) {
			const address = valueOf(
				await checkRecipientParts(partsOf({ ...PARTS, postalCode: '' }), code),
			);
			expect([code, address.split('\n').includes(name)]).toEqual([code, false]);
		}
	});

	it('needs a name or a company, not both', async () => {
		const { name, company, ...place } = PARTS;
		expect(valueOf(await checkRecipientParts(partsOf({ ...place, name }), 'NL'))).toContain(name);
		expect(valueOf(await checkRecipientParts(partsOf({ ...place, company }), 'NL'))).toContain(
			company,
		);
		expect(refusalIn(await checkRecipientParts(partsOf({ ...place, name: ' ' }), 'NL'))).toEqual({
			parameter: 'Recipient Name',
			reason: 'neither a name nor a company is given',
			remedy: 'Give one of them',
		});
	});

	it.each<[part: keyof AddressParts, parameter: string]>([
		['street', 'Recipient Street'],
		['city', 'Recipient City'],
	])('needs a %s', async (part, parameter) => {
		for (const empty of ['', '  ', undefined]) {
			const refusal = refusalIn(
				await checkRecipientParts(partsOf({ ...PARTS, [part]: empty }), 'NL'),
			);
			expect([refusal.parameter, refusal.reason]).toEqual([parameter, 'it is empty']);
		}
	});

	it('names all that is missing at once', async () => {
		const missing = refusalsIn(await checkRecipientParts(partsOf({ postalCode: '1015 CJ' }), 'NL'));
		expect(missing.map(({ parameter }) => parameter)).toEqual([
			'Recipient Name',
			'Recipient Street',
			'Recipient City',
		]);
	});

	it('is an empty row when it has no part', async () => {
		expect(refusalIn(await checkRecipientParts(partsOf({}), 'NL')).reason).toBe('empty row');
	});

	it('needs no postal code, which some countries lack', async () => {
		expect(
			valueOf(await checkRecipientParts(partsOf({ ...PARTS, postalCode: '' }), 'IE')),
		).toContain('Amsterdam');
	});

	it('takes numbers and empty cells of a spreadsheet', async () => {
		const parts = partsOf({ ...PARTS, postalCode: 10115, region: null, company: undefined });
		expect(valueOf(await checkRecipientParts(parts, 'DE'))).toBe(
			'Ms J. de Vries\nKeizersgracht 12\n10115 Amsterdam',
		);
	});

	it('refuses objects and lists, and names every field that holds one', async () => {
		const parts = partsOf({ ...PARTS, name: { first: 'J.' }, postalCode: ['1015', 'CJ'] });
		const refusals = refusalsIn(await checkRecipientParts(parts, 'NL'));
		expect(refusals.map(({ parameter }) => parameter)).toEqual([
			'Recipient Name',
			'Recipient Postal Code',
		]);
	});
});

describe('a sender in separate fields', () => {
	it('is laid out in the order of its own country', async () => {
		expect(valueOf(await checkSenderParts(partsOf({ ...PARTS, country: 'nl' }), 'GB'))).toBe(
			'Ms J. de Vries\nRowing Club Amstel\nKeizersgracht 12\n1015 CJ Amsterdam\nNetherlands',
		);
	});

	it('may be any one part, printed as it is wherever the letter goes', async () => {
		for (const { code } of allCountries()) {
			for (const [part, value] of Object.entries({ ...PARTS, postalCode: '' })) {
				if (value === '') continue;
				const sender = valueOf(await checkSenderParts(partsOf({ [part]: value }), code));
				expect([code, part, sender]).toEqual([code, part, value]);
			}
		}
	});

	it('refuses nothing at all', async () => {
		for (const name of ['', ' ', null, undefined]) {
			const { parameter, reason } = refusalIn(await checkSenderParts(partsOf({ name }), 'NL'));
			expect([parameter, reason]).toEqual(['Sender Name', 'no part of the sender is given']);
		}
	});

	it('refuses objects', async () => {
		const checked = await checkSenderParts(partsOf({ ...PARTS, company: {} }), 'NL');
		expect(refusalIn(checked).parameter).toBe('Sender Company');
	});
});
