import { caseRows } from '../../support/cases.mts';
import { checkRecipients } from '../../../../nodes/cm/messaging/recipients.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const SMS = { channels: ['SMS'] };

async function numbers(value: unknown, defaultCountry?: string): Promise<string[]> {
	const recipients = valueOf(await checkRecipients(value, { ...SMS, defaultCountry }));
	return recipients.map(({ number }) => number);
}

async function refusal(value: unknown, defaultCountry?: string) {
	return refusalIn(await checkRecipients(value, { ...SMS, defaultCountry }));
}

describe('a phone number', () => {
	it.each([
		['+31 (0)76 - 572 70 00', '0031765727000'], // the document's own example
		['+31612345678', '0031612345678'],
		['0031612345678', '0031612345678'],
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
		['tel:+31-6-12345678', '0031612345678'],
		['Mobile: +31 6 12345678', '0031612345678'],
		['whatsapp:+31612345678', '0031612345678'],
		['="+31612345678"', '0031612345678'],
		['"+31612345678"', '0031612345678'],
		['’+31612345678', '0031612345678'],
		['+358401234567.0', '00358401234567'],
		['+43 664/1234567', '00436641234567'],
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
		['31612345678', 'NL', '0031612345678'],
		['0664/1234567', 'AT', '00436641234567'],
		["'0612345678", 'Netherlands', '0031612345678'],
		['0612345678.00', 'NL', '0031612345678'],
		['043 123 456', 'Kosovo', '0038343123456'],
		['(416) 555-0123', 'US', '0014165550123'],
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
		['hello', 'is not a phone number', 'Default Country'],
		['+31', 'is not a phone number', '+31612345678'],
		['+31 6 1234567', 'is not a phone number', 'write it as 00'], // a digit too few
		['+31 6 123456789', 'is not a phone number', 'Check its digits'],
		['+999 612345678', 'is not a phone number', '+31612345678'],
		['0612345678', 'is not a phone number without its country', 'Default Country'],
		['31612345678', 'is not a phone number without its country', 'with + and the country code'],
		['12', 'is not a phone number', '+31612345678'],
		['00', 'is not a phone number', '+31612345678'],
		['+31612345678 or so', 'is not a phone number', '+31612345678'],
		['31+612345678', 'is not a phone number', '+31612345678'],
		['++31612345678', 'is not a phone number', '+31612345678'],
		['1-800-FLOWERS', 'is not a phone number', '+31612345678'],
		['0031612', 'is not a phone number', '+31612345678'],
		['3.1612345678E+10', 'was written as a quantity', 'format Text'],
		['31612345678.5', 'was written as a quantity', 'format Text'],
		['+31 6 12345678.0', 'was written as a quantity', 'format Text'],
		['+31 76 572 7000 ext. 5', 'has an extension', 'Leave the extension off'],
		['+31 76 572 7000x5', 'has an extension', 'Leave the extension off'],
		['https://wa.me/31612345678', 'is not a phone number', 'Write the number only'],
		['+31612345678/8', 'looks like two numbers', 'comma'],
		['06/12345678/8', 'looks like two numbers', 'comma'],
	])('is not %s, which the refusal quotes', async (text, why, advice) => {
		const { parameter, reason, remedy } = await refusal(text);
		expect(parameter).toBe('To');
		expect(reason).toContain(`"${text}" ${why}`);
		expect(remedy).toContain(advice);
	});

	it.each([
		['31612345678', 'DE', 'is not a phone number of the Default Country (Germany'],
		['68244066', 'FR', 'is not a phone number of the Default Country (France'],
		['0692 12 34 56', 'FR', 'is not a phone number of the Default Country (France'],
		['8 701 123 4567', 'RU', 'is not a phone number of the Default Country (Russia'],
	])('%s is no number of %s', async (text, country, why) => {
		expect(await refusal(text, country)).toEqual({
			parameter: 'To',
			reason: expect.stringContaining(`"${text}" ${why}`) as string,
			remedy: expect.stringContaining('needs + and its country code') as string,
		});
	});

	it('is quoted in part when it is long', async () => {
		expect((await refusal('+'.padEnd(400, '1'))).reason).toBe(
			`"${'+'.padEnd(79, '1')}…" is not a phone number`,
		);
	});

	it('in the documented form is taken as it is when its length is possible', async () => {
		expect(await numbers('00316012345678')).toEqual(['00316012345678']);
		const { reason, remedy } = await refusal('+316012345678');
		expect(reason).toBe('"+316012345678" is not a phone number');
		expect(remedy).toContain('write it as 00');
	});

	it('of an account needs 8 to 15 digits behind + or 00', async () => {
		const read = async (text: string) =>
			await checkRecipients(text, { channels: ['WhatsApp', 'SMS'] });
		expect(valueOf(await read('+316012345678'))).toEqual([
			{ number: '00316012345678', typed: '+316012345678' },
		]);
		expect(valueOf(await read('00123456789012345'))).toHaveLength(1);
		for (const text of ['+1234567', '+1234567890123456', '316012345678']) {
			expect((await read(text)).ok).toBe(false);
		}
	});

	it.each(caseRows('messages/phone-inputs.tsv'))('phone-inputs.tsv: %s, %s', async (...row) => {
		const [to = '', country = '', , shouldBe = ''] = row;
		const channels = shouldBe.includes('at least with WhatsApp') ? ['WhatsApp'] : ['SMS'];
		const defaultCountry = country === '(none)' ? undefined : country;
		const checked = await checkRecipients(to, { channels, defaultCountry });
		expect([to, checked.ok && checked.value[0]?.number]).toEqual([to, READ_AS[to] ?? false]);
	});
});

/** What the numbers of phone-inputs.tsv mean; the others are refused. */
const READ_AS: Record<string, string> = {
	'06641234567.0': '00436641234567',
	'+358401234567.0': '00358401234567',
	'+6281234567890.0': '006281234567890',
	'+5215512345678': '005215512345678',
	'005215512345678': '005215512345678',
	'+554791234567': '00554791234567',
	'+316012345678': '00316012345678',
	"'0612345678": '0031612345678',
	'07911123456': '00447911123456',
};

describe('several recipients', () => {
	it('stand in a text, a list, or both', async () => {
		const expected = ['0031612345678', '00447911123456', '00447911123457'];
		expect(await numbers('+31612345678, +447911123456;\r\n+447911123457\n')).toEqual(expected);
		expect(await numbers(['+31612345678', '+447911123456, +447911123457'])).toEqual(expected);
		expect(await numbers([612345678, [31612345679n], { number: '+447911123457' }], 'NL')).toEqual([
			'0031612345678',
			'0031612345679',
			'00447911123457',
		]);
	});

	it('get the message once each, however their number is written', async () => {
		const text = '+31 612345678, 0031612345678, 06-12345678';
		expect(valueOf(await checkRecipients(text, { ...SMS, defaultCountry: 'NL' }))).toEqual([
			{ number: '0031612345678', typed: '+31 612345678' },
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
		remedy: 'Choose one from the list, or use a two-letter code such as NL',
	});
	expect(await numbers('+31612345678', '')).toEqual(['0031612345678']);
	expect((await refusal('0612345678', 'AQ')).parameter).toBe('Default Country');
});

describe('IDs of channels without phone numbers', () => {
	it('pass as they are', async () => {
		const options = { channels: ['Facebook Messenger', 'Telegram Messenger'] };
		const ids = async (value: unknown) =>
			valueOf(await checkRecipients(value, options)).map(({ number }) => number);
		expect(await ids(' 1234 , abc-DEF\n1234')).toEqual(['1234', 'abc-DEF']);
		expect(await ids(42)).toEqual(['42']);
	});

	it.each([[['Twitter', 'sms']], [['WhatsApp']], [[]]])('are refused with %j', async (channels) => {
		expect(refusalIn(await checkRecipients('abc', { channels })).parameter).toBe('To');
	});
});
