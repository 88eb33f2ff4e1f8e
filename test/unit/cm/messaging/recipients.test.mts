import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { readPhoneNumber } from '../../../../nodes/cm/messaging/phoneNumbers.ts';
import { checkRecipients } from '../../../../nodes/cm/messaging/recipients.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const SMS = { channels: ['SMS'] };

async function numbers(value: unknown, defaultCountry?: string): Promise<string[]> {
	return valueOf(await checkRecipients(value, { ...SMS, defaultCountry }));
}

async function refusal(value: unknown, defaultCountry?: string) {
	return refusalIn(await checkRecipients(value, { ...SMS, defaultCountry }));
}

describe('a phone number', () => {
	it.each([
		['+31 (0)76 - 572 70 00', '0031765727000'], // the document's own example
		['+31612345678', '0031612345678'],
		['0031612345678', '0031612345678'],
		['31612345678', '0031612345678'],
		['+31 6 12 34 56 78', '0031612345678'],
		['+31-6-1234-5678', '0031612345678'],
		['+31.6.12345678', '0031612345678'],
		['(+31) 6/12345678', '0031612345678'],
		['00 31 (0) 6 12345678', '0031612345678'],
		['+31 0612345678', '0031612345678'],
		['\u202A+31 6 12345678\u202C', '0031612345678'],
		['+31\u00A06\u201112345678', '0031612345678'],
		['＋３１６１２３４５６７８', '0031612345678'],
		['+٣١٦١٢٣٤٥٦٧٨', '0031612345678'],
		['+351 (0)21 342 1234', '00351213421234'],
		['+39 06 6982', '0039066982'],
		['+1 (212) 555-0123', '0012125550123'],
	])('%s is %s', async (text, expected) => {
		expect(await numbers(text)).toEqual([expected]);
	});

	it.each([
		['06 12345678', 'NL', '0031612345678'],
		['06 12345678', ' nl ', '0031612345678'],
		['(076) 572-7000', 'NL', '0031765727000'],
		['612345678', 'NL', '0031612345678'], // a spreadsheet ate the 0
		['612 34 56 78', 'ES', '0034612345678'],
		['8 (912) 345-67-89', 'RU', '0079123456789'],
		['(212) 555-0123', 'US', '0012125550123'],
		['1 212 555 0123', 'US', '0012125550123'],
		['06 698 2', 'IT', '0039066982'],
		['011 31 6 12345678', 'US', '0031612345678'],
		// With + or 00, and as another country's number, the default country does not matter.
		['+31612345678', 'DE', '0031612345678'],
		['0031612345678', 'US', '0031612345678'],
		['31612345678', 'DE', '0031612345678'],
		['31612345678', 'NL', '0031612345678'],
		// Both a number of Leer and a mobile one: Germans write the first with a 0.
		['491701234567', 'DE', '00491701234567'],
		// Both a number of Jamaica and of Singapore: Jamaicans write it just so.
		['6583334567', 'JM', '0016583334567'],
		['+1 521 234 5678', 'DE', '0015212345678'],
		['01521 2345678', 'DE', '004915212345678'],
	])('%s in %s is %s', async (text, country, expected) => {
		expect(await numbers(text, country)).toEqual([expected]);
	});

	it('is refused when it can be two, so that no stranger gets the message', async () => {
		expect(await refusal('15212345678', 'DE')).toEqual({
			parameter: 'To',
			reason: '"15212345678" can mean +49 1521 2345678 or +1 521 234 5678',
			remedy: 'Write it with + and the country code',
		});
	});

	it.each([
		'hello',
		'+31',
		'+31 6 1234567', // a digit too few
		'+31 6 123456789',
		'+999 612345678',
		'0612345678', // whose?
		'12',
		'00',
		'+31612345678 or so',
		'31+612345678',
		'++31612345678',
		'1-800-FLOWERS',
		'3.1612345678E+10',
		'+31 76 572 7000 ext. 5',
		'+'.padEnd(400, '1'),
		'0031612',
	])('is not %s, which the refusal quotes', async (text) => {
		const { parameter, reason, remedy } = await refusal(text);
		expect(parameter).toBe('To');
		expect(reason).toBe(`"${text}" is not a phone number`);
		expect(remedy).toContain('Default Country');
	});

	it('in the documented form is taken as it is when its length is possible', async () => {
		expect(await numbers('00316012345678')).toEqual(['00316012345678']);
		expect((await refusal('+316012345678')).reason).toBe('"+316012345678" is not a phone number');
	});
});

describe('several recipients', () => {
	it('stand in a text, a list, or both', async () => {
		const expected = ['0031612345678', '00447911123456', '00447911123457'];
		expect(await numbers('+31612345678, +447911123456;\r\n+447911123457\n')).toEqual(expected);
		expect(await numbers(['+31612345678', '+447911123456, +447911123457'])).toEqual(expected);
		expect(await numbers([31612345678, [447911123456n], { number: '00447911123457' }])).toEqual(
			expected,
		);
	});

	it('get the message once each, however their number is written', async () => {
		expect(await numbers('+31612345678, 0031612345678, 06-12345678', 'NL')).toEqual([
			'0031612345678',
		]);
	});

	it('are refused for every one that is wrong', async () => {
		const refusals = refusalsIn(await checkRecipients('+31612345678, one, 06, two', SMS));
		expect(refusals.map(({ reason }) => reason)).toEqual([
			'"one" is not a phone number',
			'"06" is not a phone number',
			'"two" is not a phone number',
		]);
	});

	it.each([undefined, null, '', ' ,;\n', [], [[]], ['', null]])(
		'are missing in %j',
		async (value) => {
			expect((await refusal(value)).reason).toBe('no recipient is given');
		},
	);

	it.each([true, { name: 'Ann' }, [{ phone: 1 }]])('are not in %j', async (value) => {
		expect((await refusal(value)).reason).toContain('is no recipient');
	});
});

it('the default country has to be one', async () => {
	expect(await refusal('0612345678', 'Narnia')).toEqual({
		parameter: 'Default Country',
		reason: '"Narnia" is not a country with phone numbers',
		remedy: 'Use a two-letter code such as NL',
	});
	expect(await numbers('+31612345678', '')).toEqual(['0031612345678']);
});

describe('IDs of channels without phone numbers', () => {
	it('pass as they are', async () => {
		const options = { channels: ['Facebook Messenger', 'Telegram Messenger'] };
		expect(valueOf(await checkRecipients(' 1234 , abc-DEF\n1234', options))).toEqual([
			'1234',
			'abc-DEF',
		]);
		expect(valueOf(await checkRecipients(42, options))).toEqual(['42']);
	});

	it.each([[['Twitter', 'sms']], [['WhatsApp']], [[]]])('are refused with %j', async (channels) => {
		expect(refusalIn(await checkRecipients('abc', { channels })).parameter).toBe('To');
	});
});

describe('every country, in every style', () => {
	const mobiles = getCountries().flatMap((country) => {
		const number = getExampleNumber(country, examples);
		return number?.isValid() ? [number] : [];
	});
	const separators = fc.constantFrom(' ', '-', '.', '/', ' - ', '\u00A0', '');

	it('is the same number', () => {
		expect(mobiles.length).toBeGreaterThan(230);
		fc.assert(
			fc.property(fc.constantFrom(...mobiles), separators, fc.nat(10), (number, separator, at) => {
				const digits = number.number.slice(1);
				const broken = `${digits.slice(0, at)}${separator}${digits.slice(at)}`;
				const documented = { kind: 'number', number: `00${digits}` };
				for (const style of [number.number, `00${broken}`, `+${broken}`, broken]) {
					expect(readPhoneNumber(style)).toEqual(documented);
				}
				const { country } = number;
				for (const style of [number.formatInternational(), number.formatNational(), digits]) {
					expect(readPhoneNumber(style, country)).toEqual(documented);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('never throws, and gives nothing but the documented form', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.constantFrom('NL', 'US', undefined),
				(text, country) => {
					const reading = readPhoneNumber(text, country);
					if (reading.kind === 'number') expect(reading.number).toMatch(/^00[1-9]\d{4,17}$/);
				},
			),
		);
		fc.assert(
			fc.property(
				fc.stringMatching(/^[+0-9 ()-]{3,18}$/),
				fc.constantFrom('NL', 'US', 'ES'),
				(text, country) => {
					const reading = readPhoneNumber(text, country);
					if (reading.kind === 'number') expect(reading.number).toMatch(/^00[1-9]\d{4,17}$/);
				},
			),
		);
	});
});
