import { format } from '@fragaria/address-formatter';

/** The parts of a postal address as people keep them in columns. All optional, all plain text. */
export interface AddressParts {
	name?: string;
	company?: string;
	/** Street with house number, in the order the country writes them; may hold several lines. */
	street?: string;
	postalCode?: string;
	city?: string;
	region?: string;
	/** Country line as it is to be printed; left out when empty. */
	country?: string;
}

/** Which word of the address templates stands for which of our parts. */
const TEMPLATE_WORDS = {
	name: 'attention',
	company: 'house',
	street: 'road',
	postalCode: 'postcode',
	city: 'city',
	region: 'state',
	country: 'country',
} as const satisfies Record<keyof AddressParts, string>;

type Part = keyof AddressParts;
const PARTS = Object.keys(TEMPLATE_WORDS) as Part[];

/** Stands for a part while the template is filled in: two private-use characters, never in input. */
const placeholder = (part: Part): string =>
	`\uE000${String.fromCharCode(0xe100 + PARTS.indexOf(part))}`;

/**
 * Address lines in the order the country writes them, after the address templates of the
 * OpenCage project (in the library address-formatter).
 *
 * The templates only ever see placeholders: left to themselves they abbreviate, drop a line that
 * equals another ("Breda" the person and "Breda" the town) and rewrite postal codes, and what a
 * person typed must be printed as typed.
 *
 * A region is left out where the country's addresses have none; whatever else a template has no
 * place for is added where a reader looks for it.
 * @param countryCode ISO 3166-1 alpha-2
 */
export function layOutAddress(parts: AddressParts, countryCode: string): string[] {
	const given = PARTS.filter((part) => (parts[part] ?? '').trim() !== '');
	const fill = (line: string) =>
		given.reduce((text, part) => text.replace(placeholder(part), () => parts[part] ?? ''), line);

	return withMissingParts(templateLines(given, countryCode), given)
		.flatMap((line) => fill(line).split(/\r\n|\r|\n/))
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** Their templates are those of the USA, but put a name of their own in the place of the state. */
const US_TERRITORIES = new Set(['AS', 'GU', 'MP', 'PR', 'UM', 'VI']);

/** The country's template filled with placeholders, each once; words that it adds itself go. */
function templateLines(given: Part[], countryCode: string): string[] {
	const components = Object.fromEntries(
		given.map((part) => [TEMPLATE_WORDS[part], placeholder(part)]),
	);
	const placed = new Set<string>();
	const once = (found: string) => {
		if (placed.has(found)) return '';
		placed.add(found);
		return found;
	};
	const template = US_TERRITORIES.has(countryCode) ? 'US' : countryCode;
	return format({ ...components, countryCode: template }, { output: 'array' })
		.map((line) =>
			line
				.replace(/[\p{L}\p{N}]+/gu, '')
				.replace(/\uE000[\uE100-\uE1FF]/g, once)
				.replace(/\s+/g, ' ')
				.replace(/^[\s,.-]+|[\s,.-]+$/g, ''),
		)
		.filter((line) => given.some((part) => line.includes(placeholder(part))));
}

/** Adds the parts that the template has no place for. */
function withMissingParts(templated: string[], given: Part[]): string[] {
	const lines = [...templated];
	const lineOf = (part: Part) => lines.findIndex((line) => line.includes(placeholder(part)));
	const missing = (part: Part) => given.includes(part) && lineOf(part) === -1;

	// Who and where stand together, whichever end of the address the country begins with.
	const beside: Part[] = [];
	for (const part of ['name', 'company', 'street'] as const) {
		if (missing(part)) lines.splice(Math.max(-1, ...beside.map(lineOf)) + 1, 0, placeholder(part));
		beside.push(part);
	}
	const place = (['postalCode', 'city'] as const).filter(missing).map(placeholder).join(' ');
	const country = lines.findIndex((line) => line === placeholder('country'));
	if (place !== '') lines.splice(country === -1 ? lines.length : country, 0, place);
	if (missing('country')) lines.push(placeholder('country'));
	return lines;
}
