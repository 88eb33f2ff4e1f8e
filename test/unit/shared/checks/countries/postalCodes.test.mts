import { checkPostalCode } from '../../../../../shared/checks/countries/postalCodes.ts';
import { refusalIn, valueOf } from '../../../support/checked.mts';
import { ADDRESSES, cellsOf } from '../../letters/addressTable.mts';

const check = (code: string, country: string) =>
	checkPostalCode(code, country, 'Recipient Postal Code');

describe('a postal code', () => {
	it.each(
		ADDRESSES.map((row) => [row.country, cellsOf(row).postalCode] as const).filter(
			([, code]) => code !== '',
		),
	)('of %s: %s, however it is written', (country, code) => {
		for (const written of [
			code,
			code.toLowerCase(),
			code.replace(/[\s-]/g, ''),
			code.replace(/ /g, '-'),
			...(/^\d/.test(code) ? [`${country}-${code}`, `${country} ${code}`] : []),
		]) {
			expect(valueOf(check(written, country))).toEqual({ text: written });
		}
	});

	it.each([
		['D-10115', 'DE'],
		['F 75008', 'FR'],
		['L-1009', 'LU'],
		['CH-8001', 'CH'],
		['MA 02139', 'US'],
		['02139-1234', 'US'],
		['021391234', 'US'],
		['GIR 0AA', 'GB'],
		['BFPO 61', 'GB'],
		['A25D5G0', 'KZ'],
		['LIMA 23', 'PE'],
		['GA-184-0000', 'GH'],
		['999077', 'HK'],
		['', 'DE'],
	])('"%s" may be one of %s', (code, country) => {
		expect(valueOf(check(code, country))).toEqual({ text: code });
	});

	it.each([
		['2139', 'US', '02139'],
		['501', 'US', '00501'],
		['2139-1234', 'US', '02139-1234'],
		['21391234', 'US', '02139-1234'],
		['926', 'PR', '00926'],
		['1067', 'DE', '01067'],
		['1000', 'FR', '01000'],
		['8001', 'ES', '08001'],
		['118', 'IT', '00118'],
		['100', 'FI', '00100'],
		['150', 'NO', '0150'],
		['800', 'AU', '0800'],
		['600001', 'JP', '060-0001'],
		['1310-100', 'BR', '01310-100'],
		['83', 'ZA', '0083'],
		['100', 'KE', '00100'],
	])('%s of %s has lost zeros: %s', (code, country, whole) => {
		const { text, note } = valueOf(check(code, country));
		expect(text).toBe(whole);
		expect(note).toContain(`Recipient Postal Code ${code} is printed as ${whole}: `);
	});

	it.each([
		['1011', 'NL'],
		['0123 AB', 'NL'],
		['1015 C', 'NL'],
		['100', 'BE'],
		['10000', 'BE'],
		['800', 'CH'],
		['12345', 'AT'],
		['1234', 'LI'],
		['123', 'DE'],
		['00115', 'DE'],
		['123456', 'DE'],
		['1O115', 'DE'],
		['12', 'US'],
		['123456', 'US'],
		['K1A 0B', 'CA'],
		['12345', 'GB'],
		['SW1A 1AAA', 'GB'],
		['1015 CJ', 'IE'],
		['99', 'FR'],
		['12345678', 'IN'],
		['Amsterdam', 'NL'],
		['-', 'NL'],
	])('"%s" cannot be one of %s', (code, country) => {
		const { parameter, reason } = refusalIn(check(code, country));
		expect(parameter).toBe('Recipient Postal Code');
		expect(reason).toContain(`"${code}" cannot be a postal code in ${country} (`);
		expect(reason).not.toContain('deliver');
	});
});
