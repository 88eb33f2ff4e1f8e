import fc from 'fast-check';
import {
	getCountries,
	getCountryCallingCode,
	getExampleNumber,
	parsePhoneNumberFromString,
	type CountryCode,
	type PhoneNumber,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/examples.mobile.json';

import { readPhoneNumber } from '../../../../../shared/checks/phone/phoneNumbers.ts';

/** A correct mobile number of every country that the library has one of. */
const mobiles = getCountries().flatMap((country) => {
	const number = getExampleNumber(country, examples);
	return number?.isValid() ? [number] : [];
});

const oneDigitMissing = (digits: string): string[] =>
	[...digits].map((_digit, at) => digits.slice(0, at) + digits.slice(at + 1));
const oneDigitTooMany = (digits: string): string[] =>
	Array.from({ length: digits.length + 1 }, (_, at) =>
		[...'0123456789'].map((digit) => digits.slice(0, at) + digit + digits.slice(at)),
	).flat();

/** What is sent for a text; the country of whose phone it is, where it is anybody's. */
function sent(text: string, country?: string, isAccount = false) {
	const reading = readPhoneNumber(text, country, isAccount);
	if (reading.kind !== 'number') return undefined;
	const number = parsePhoneNumberFromString(reading.number.replace(/^00/, '+'));
	return { number: reading.number, owner: number?.isValid() ? number.country : undefined };
}

/** Countries with one calling code share their numbers; Russia and Kazakhstan only share the code. */
function isAtHome(owner: CountryCode | undefined, country: CountryCode | undefined): boolean {
	if (owner === undefined || country === undefined) return false;
	const code = getCountryCallingCode(country);
	return owner === country || (code === getCountryCallingCode(owner) && code !== '7');
}

describe('a mobile number of every country', () => {
	it('there are examples of nearly all', () => {
		expect(mobiles.length).toBeGreaterThan(230);
	});

	const separators = fc.constantFrom(' ', '-', ' - ', '\u00A0', '');

	it('is the same in every style', () => {
		fc.assert(
			fc.property(fc.constantFrom(...mobiles), separators, fc.nat(10), (number, separator, at) => {
				const digits = number.number.slice(1);
				const broken = `${digits.slice(0, at)}${separator}${digits.slice(at)}`;
				const documented = { kind: 'number', number: `00${digits}` };
				for (const style of [number.number, `00${broken}`, `+${broken}`]) {
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

	/** Texts that a table may hold for one number, by what is wrong with them. */
	function tableOf(mobile: PhoneNumber) {
		const international = mobile.number.slice(1);
		const written = mobile.formatNational().replace(/\D/g, '');
		// As it is dialled, with its leading 0 lost, and with its country code but no +.
		const texts = [...new Set([written, mobile.nationalNumber, international])];
		return {
			correct: texts,
			missing: texts.flatMap(oneDigitMissing),
			tooMany: texts.flatMap(oneDigitTooMany),
			float: texts.map((text) => `${text}.0`),
			slash: texts.flatMap((text) => [`${text}/8`, `${text} / 68`, `${text}/${text}`]),
		};
	}

	it.each(['correct', 'missing', 'tooMany', 'float', 'slash'] as const)(
		'without + or 00, %s, is read at home or refused, and without a country refused',
		(kind) => {
			const wrong: string[] = [];
			for (const mobile of mobiles) {
				const right = mobile.number.replace('+', '00');
				for (const text of new Set(tableOf(mobile)[kind])) {
					// Written so, it says itself that it is international.
					if (text.startsWith('00')) continue;
					const read = sent(text, mobile.country);
					const isRight = read === undefined || read.number === right;
					// At home a number with a digit more or less may be another one, as in Austria.
					const isHome = kind === 'missing' || kind === 'tooMany';
					const isStranger = !isRight && !(isHome && isAtHome(read.owner, mobile.country));
					if (isStranger) wrong.push(`${text} in ${mobile.country}: ${read.number}`);
					const anywhere = readPhoneNumber(text);
					if (anywhere.kind !== 'none') wrong.push(`${text} without a country`);
				}
			}
			expect(wrong).toEqual([]);
		},
	);

	it('is read when it is correct, or a spreadsheet made a float of it', () => {
		for (const number of mobiles) {
			const right = number.number.replace('+', '00');
			const written = number.formatNational().replace(/\D/g, '');
			expect([number.country, sent(written, number.country)?.number]).toEqual([
				number.country,
				right,
			]);
			for (const text of [`${number.number}.0`, `${right}.0`]) {
				expect(sent(text)?.number).toBe(right);
			}
		}
	});

	it('with + and a digit missing or too many is nobody’s, or one of the same country code', () => {
		for (const number of mobiles) {
			const code = number.countryCallingCode;
			const national = number.nationalNumber;
			for (const digits of [...oneDigitMissing(national), ...oneDigitTooMany(national)]) {
				const read = sent(`+${code}${digits}`, number.country);
				if (read?.owner !== undefined) expect(read.number.slice(2)).toMatch(new RegExp(`^${code}`));
			}
		}
	});

	it('is never advised in a form that is then refused', () => {
		let advised = 0;
		for (const number of mobiles) {
			const digits = number.number.slice(1);
			for (const text of [...oneDigitMissing(digits), ...oneDigitTooMany(digits)]) {
				const reading = readPhoneNumber(`+${text}`);
				if (reading.kind !== 'none' || reading.documented === undefined) continue;
				advised++;
				expect(readPhoneNumber(reading.documented)).toEqual({
					kind: 'number',
					number: reading.documented,
				});
			}
		}
		expect(advised).toBeGreaterThan(1000);
	});
});

it('any text: it never throws, and gives nothing but the documented form', () => {
	const countries = fc.constantFrom('NL', 'US', 'ES', undefined);
	const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9 ()/.-]{3,18}$/));
	fc.assert(
		fc.property(texts, countries, fc.boolean(), (text, country, isAccount) => {
			const reading = readPhoneNumber(text, country, isAccount);
			if (reading.kind === 'number') expect(reading.number).toMatch(/^00[1-9]\d{4,17}$/);
		}),
		{ numRuns: 1000 },
	);
});
