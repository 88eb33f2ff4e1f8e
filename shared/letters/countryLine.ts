import { refused, usable, type Checked } from '../checks/refusal';
import { codesMeant, printedName, type CountryLanguage } from '../checks/countries/countries';
import { countryIndex, nameKey } from '../checks/countries/countryIndex';
import { holdsPostalCode } from '../checks/countries/postalCodes';

/** Where a letter goes, and what is known of where it comes from. */
export interface Route {
	/** ISO 3166-1 alpha-2 */
	destination: string;
	/** Country the letter is posted in; not known when left out. */
	from?: string;
	/** In which language the country is printed; English unless given. */
	language?: CountryLanguage;
}

/**
 * The last line of a letter's address: the country, whenever the letter leaves the one it is posted
 * in or may leave it; nothing at home.
 * UPU, Addressing: the country's name stands alone on the last line, only on letters abroad.
 */
export function countryLine({ destination, from, language }: Route): string | undefined {
	return from === destination ? undefined : printedName(destination, language);
}

/**
 * Countries with a town of their own name, which may stand last in an address at home: a last line
 * "Luxembourg" is the town, unless the place stands above it.
 */
const HAVE_TOWN_OF_THEIR_NAME = new Set('AD DJ GI GT HK KW LU MC MO MX PA SG SM VA'.split(' '));

/** Places that are called as another country is: `name -> where they are`. */
const PLACES_ELSEWHERE: Readonly<Record<string, string>> = {
	Antigua: 'GT ES',
	Georgia: 'US',
	Granada: 'ES NI CO',
	Guadalupe: 'MX CR PE ES',
	Jamaica: 'US',
	Jersey: 'US',
	Lebanon: 'US',
	Luxembourg: 'BE',
	Luxemburg: 'BE',
	Luxemburgo: 'BE',
	Norfolk: 'GB US',
	Panama: 'US',
	Salvador: 'BR',
	'San Martín': 'AR PE CO MX ES',
	'San Marino': 'US IT',
	'Saint-Martin': 'FR CH BE GP MQ CA',
	'Santa Elena': 'EC',
	'Saint Helena': 'US',
};

/** Countries whose regions are written with two letters, as countries are: CA, MI, NSW. */
const REGIONS_OF_TWO_LETTERS = new Set('AR AU BR CA CH ES IN IT MX MY US'.split(' '));

/**
 * An address written as one text, with its country last and alone where the letter goes abroad.
 * A last line that is a country stays; one that names another than the destination is refused.
 * @param parameter display name of the address, for the refusal
 */
export function withCountryLine(
	lines: string[],
	route: Route,
	parameter: string,
): Checked<string[]> {
	const { destination } = route;
	const [above, last] = tail(lines, destination);
	if (last === undefined) return usable(withLine(lines, route));

	const meant = codesMeant(last);
	if (meant.length === 1 && meant[0] === destination && !isPart(last)) {
		if (isTown(last, above, destination)) return usable(withLine(lines, route));
		const isCode = /^[a-z]{2}$/iu.test(last);
		return usable([...above, isCode ? printedName(destination, route.language) : last]);
	}
	if (meant.length === 0 || meant.includes(destination) || isPlace(last, destination))
		return usable(withLine(lines, route));
	const [country = ''] = meant;
	return refused(
		parameter,
		`its last line "${last}" is another country than ${destination} (${printedName(destination)}), which it goes to`,
		`Correct the country of the letter, or the address: ${country} is ${printedName(country)}`,
	);
}

function withLine(lines: string[], route: Route): string[] {
	const line = countryLine(route);
	return line === undefined ? lines : [...lines, line];
}

/**
 * The last line and those above it. "1015 CJ Amsterdam, Netherlands" is two lines: a country stands
 * alone.
 */
function tail(lines: string[], destination: string): [above: string[], last: string | undefined] {
	const last = lines.at(-1);
	if (last === undefined) return [lines, undefined];
	const above = lines.slice(0, -1);
	const [, place = '', country = ''] = /^(.+\S)\s*,\s*([^,]{4,})$/u.exec(last) ?? [];
	const isCountry = place !== '' && codesMeant(country).includes(destination);
	const isWhole = codesMeant(last).length > 0;
	return isCountry && !isWhole && !isPlace(country, destination)
		? [[...above, place], country]
		: [above, last];
}

function isTown(last: string, above: string[], destination: string): boolean {
	if (!HAVE_TOWN_OF_THEIR_NAME.has(destination)) return false;
	const name = nameKey(last);
	return !above
		.slice(1)
		.some((line) => nameKey(line).includes(name) || holdsPostalCode(line, destination));
}

/** An island, a region or a town that people write for a country. */
function isPart(line: string): boolean {
	return countryIndex().parts.has(nameKey(line));
}

/** A place in the destination that is called as another country is. */
function isPlace(line: string, destination: string): boolean {
	if (isPart(line)) return true;
	if (/^\p{L}{2}$/u.test(line)) return REGIONS_OF_TWO_LETTERS.has(destination);
	const key = nameKey(line);
	const elsewhere = Object.entries(PLACES_ELSEWHERE).find(([name]) => nameKey(name) === key);
	return elsewhere?.[1].split(' ').includes(destination) ?? false;
}
