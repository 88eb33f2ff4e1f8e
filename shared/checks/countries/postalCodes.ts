import { postcodeValidator, postcodeValidatorExistsForCountry } from 'postcode-validator';

import { quoted } from '../quotation';
import { refused, usable, type Checked } from '../refusal';
import { printedName } from './printedNames';

/** A postal code as it is to be printed. */
export interface PostalCode {
	text: string;
	/** What was corrected in it, as a sentence. */
	note?: string;
}

/**
 * Codes that exist and that the library does not know, or knows by an older shape. In capitals,
 * without blanks and hyphens. UPU, Postal addressing systems in member countries.
 */
const ALSO_RIGHT: Readonly<Record<string, RegExp>> = {
	AD: /^\d{3}$/,
	AR: /^\d{4}$/,
	AZ: /^AZ\d{4}$/,
	BB: /^\d{5}$/,
	BH: /^1\d{2}$/,
	CO: /^\d{6}$/,
	EG: /^\d{7}$/,
	GB: /^GIR0AA$|^BFPO\d{1,4}$/,
	GU: /^969\d{2}(\d{4})?$/,
	KH: /^\d{6}$/,
	KZ: /^[A-Z]\d{2}[A-Z]\d[A-Z]\d$/,
	LI: /^9498$/,
	MM: /^\d{7}$/,
	MN: /^\d{6}$/,
	MU: /^\d{3}[A-Z]{2}\d{3}$/,
	NI: /^\d{5}$/,
	PE: /^\d{5}$|^(LIMA|CALLAO)\d{1,2}$/,
	PT: /^\d{7}$/,
	PW: /^969(39|40)(\d{4})?$/,
	PY: /^\d{6}$/,
	SA: /^\d{9}$/,
	SO: /^[A-Z]{2}\d{5}$/,
	SV: /^(CP)?\d{4,5}$/,
	VC: /^\d{4}$/,
	VE: /^\d{4}[A-Z]$/,
	VG: /^\d{4}$/,
};

/** What no code of the country is, though the library lets it pass: most begin with no zero. */
const NEVER_RIGHT: Readonly<Record<string, RegExp>> = {
	...Object.fromEntries(
		'BE BG CH CY CZ GR HR HU IN LU NL RU SE SI'.split(' ').map((code) => [code, /^0/]),
	),
	DE: /^00/,
	US: /^00[0-4]/,
};

/**
 * How many zeros may be lost from the front of a country's codes where a spreadsheet takes them for
 * numbers. Only countries whose codes are of one length and may begin with zero; as in
 * Massachusetts (02139), Dresden (01067), Helsinki (00100), Rome (00118).
 */
const LOST_ZEROS: Readonly<Record<string, number>> = {
	AM: 2,
	AU: 1,
	BR: 1,
	CN: 1,
	CO: 1,
	DE: 1,
	DK: 1,
	DZ: 1,
	EC: 1,
	ES: 1,
	FI: 2,
	FR: 1,
	GE: 1,
	GN: 2,
	GT: 1,
	IT: 2,
	JP: 2,
	KE: 2,
	KR: 1,
	KZ: 1,
	LA: 1,
	LK: 2,
	LT: 1,
	MX: 1,
	MY: 1,
	NO: 2,
	NZ: 1,
	PA: 1,
	PE: 1,
	PH: 1,
	PL: 2,
	PR: 2,
	RO: 1,
	SG: 1,
	SK: 1,
	TR: 1,
	UA: 1,
	US: 2,
	VA: 2,
	VI: 2,
	ZA: 2,
};

/**
 * A postal code whose shape is one of the country's: that it exists is not known. Shapes are those
 * of the library postcode-validator; case, blanks and hyphens, and the country's letters before the
 * number, are free. A number that lost its leading zeros gets them back.
 * @param country ISO 3166-1 alpha-2
 * @param parameter display name of the parameter, for the refusal
 */
export function checkPostalCode(
	text: string,
	country: string,
	parameter: string,
): Checked<PostalCode> {
	if (text === '' || hasShape(text, country)) return usable({ text });
	const whole = withZeros(text, country);
	if (whole !== undefined) {
		return usable({
			text: whole,
			note: `${parameter} ${text} is printed as ${whole}: its leading ${whole.startsWith('00') ? 'zeros were' : 'zero was'} lost.`,
		});
	}
	return refused(
		parameter,
		`${quoted(text)} cannot be a postal code in ${country} (${printedName(country)})`,
		'Correct it, or the country',
	);
}

function withZeros(text: string, country: string): string | undefined {
	if (!/^\d+(?:[ -]\d+)?$/.test(text)) return undefined;
	const most = LOST_ZEROS[country] ?? 0;
	return Array.from({ length: most }, (_none, index) => `${'0'.repeat(index + 1)}${text}`)
		.map((whole) => rightSpelling(whole, country))
		.find((whole) => whole !== undefined);
}

/** Whether a code may be one of the country's; true where the country's shapes are not known. */
function hasShape(text: string, country: string): boolean {
	return !postcodeValidatorExistsForCountry(country) || rightSpelling(text, country) !== undefined;
}

/** Whether a line of an address holds what may be one of the country's codes. */
export function holdsPostalCode(line: string, country: string): boolean {
	if (!postcodeValidatorExistsForCountry(country)) return false;
	const words = line.split(/[\s,]+/u);
	return words.some(
		(word, index) =>
			/\d{3}/u.test(word) &&
			[word, `${word} ${words[index + 1] ?? ''}`].some(
				(code) => rightSpelling(code.trim(), country) !== undefined,
			),
	);
}

/** The code as the country writes it, if it can be one of its codes. */
function rightSpelling(text: string, country: string): string | undefined {
	return spellings(text, country).find((code) => {
		const bare = code.replace(SEPARATORS, '');
		const known = postcodeValidator(code, country) || ALSO_RIGHT[country]?.test(bare) === true;
		return known && NEVER_RIGHT[country]?.test(bare) !== true;
	});
}

const SEPARATORS = /[\s-]+/g;

/** The same code with its separator wherever the library wants it, and without its country. */
function spellings(text: string, country: string): string[] {
	const typed = text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\p{Pd}]/gu, '-')
		.trim();
	const letters = COUNTRY_LETTERS[country] ?? '';
	const prefix = new RegExp(
		`^(?:${[country, letters].filter(Boolean).join('|')})(?:[\\s-]+|(?=\\d))`,
	);
	return [...new Set([typed, typed.replace(prefix, '')])].flatMap((code) => {
		const bare = code.replace(SEPARATORS, '');
		const split = (separator: string) =>
			Array.from(
				{ length: Math.max(0, bare.length - 1) },
				(_none, index) => `${bare.slice(0, index + 1)}${separator}${bare.slice(index + 1)}`,
			);
		return [code, bare, ...split('-'), ...split(' ')];
	});
}

/** What people write before the number: the letters of cars, and a state of the USA. */
const COUNTRY_LETTERS: Readonly<Record<string, string>> = {
	AT: 'A',
	AX: 'FI',
	BE: 'B',
	DE: 'D',
	ES: 'E',
	FI: 'FIN|SF',
	FR: 'F',
	GL: 'DK',
	HU: 'H',
	IT: 'I',
	LI: 'FL',
	LU: 'L',
	NO: 'N',
	PT: 'P',
	SE: 'S',
	SJ: 'NO|N',
	US: '[A-Z]{2}',
};
