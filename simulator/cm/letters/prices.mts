import countries from 'i18n-iso-countries';
import type { LetterProperties } from './letter.mts';

/**
 * INVENTED prices, so that a workflow that adds up costs has something to add up. They are not
 * CM.com's, which publishes none. All amounts are in euro cents inside, in euro outside.
 */
const CURRENCY = 'EUR';
const HOME = 'NL';
const NOTE = 'Invented by the simulator; not a price of CM.com';

interface Tariff {
	/** Postage, with the first sheet. */
	base: number;
	extraSheet: number;
	printedPage: number;
	colourPage: number;
	/** Only charged abroad, as express is "international only" (S-LET). */
	express: number;
	registered: number;
	registeredMailbox: number;
	registeredReceipt: number;
}

type Zone = 'domestic' | 'neighbour' | 'europe' | 'world';

const PRINTING = { extraSheet: 9, printedPage: 4, colourPage: 12 };
const REGISTRATION = { registered: 265, registeredMailbox: 220, registeredReceipt: 485 };

const TARIFFS: Readonly<Record<Zone, Tariff>> = {
	domestic: { base: 115, express: 0, ...PRINTING, ...REGISTRATION },
	neighbour: { base: 135, express: 95, ...PRINTING, ...REGISTRATION },
	europe: { base: 165, express: 120, ...PRINTING, ...REGISTRATION },
	world: { base: 195, express: 180, ...PRINTING, ...REGISTRATION },
};

const NEIGHBOURS = new Set(['BE', 'DE', 'LU']);
const EUROPE = new Set(
	(
		'AD AL AT AX BA BG BY CH CY CZ DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LV ' +
		'MC MD ME MK MT NO PL PT RO RS SE SI SK SM UA VA XK'
	).split(' '),
);

/** One price model as the API gives it; amounts in euro. */
export interface PriceModel {
	country: string;
	name: string;
	zone: Zone;
	currency: string;
	price: number;
	extraSheet: number;
	printedPage: number;
	colourPage: number;
	express: number;
	registered: number;
	registeredMailbox: number;
	registeredReceipt: number;
	note: string;
}

/** What a letter costs, and why; amounts in euro. */
export interface LetterPrice {
	price: number;
	currency: string;
	country: string;
	pages: number;
	sheets: number;
	parts: { name: string; price: number }[];
	note: string;
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

function zoneOf(country: string): Zone {
	if (country === HOME) return 'domestic';
	if (NEIGHBOURS.has(country)) return 'neighbour';
	return EUROPE.has(country) ? 'europe' : 'world';
}

function euro(cents: number): number {
	return cents / 100;
}

/** Whether letters can be sent to a country; the code is ISO 3166-1 alpha-2, in any case. */
export function isKnownCountry(isoCode: string): boolean {
	return isoCode.length === 2 && countries.isValid(isoCode.toUpperCase());
}

/** The price model of a country, or null for an unknown one. */
export function priceModel(isoCode: string): PriceModel | null {
	const country = isoCode.toUpperCase();
	if (!isKnownCountry(country)) return null;
	const zone = zoneOf(country);
	const tariff = TARIFFS[zone];
	return {
		country,
		name: countryNames.of(country) ?? country,
		zone,
		currency: CURRENCY,
		price: euro(tariff.base),
		extraSheet: euro(tariff.extraSheet),
		printedPage: euro(tariff.printedPage),
		colourPage: euro(tariff.colourPage),
		express: euro(tariff.express),
		registered: euro(tariff.registered),
		registeredMailbox: euro(tariff.registeredMailbox),
		registeredReceipt: euro(tariff.registeredReceipt),
		note: NOTE,
	};
}

/** The price models of all countries, by country code. */
export function priceModels(): PriceModel[] {
	return Object.keys(countries.getAlpha2Codes())
		.sort()
		.map((code) => priceModel(code))
		.filter((model): model is PriceModel => model !== null);
}

/** The price of a letter of so many pages, from its destination and options. */
export function priceOf(letter: LetterProperties, pages: number): LetterPrice {
	const tariff = TARIFFS[zoneOf(letter.destination)];
	const sheets = letter.doublesided ? Math.ceil(pages / 2) : pages;
	const parts: [name: string, cents: number][] = [
		['postage', tariff.base],
		['extra sheets', (sheets - 1) * tariff.extraSheet],
		['printing', pages * tariff.printedPage],
		['full colour', letter.fullcolor ? pages * tariff.colourPage : 0],
		['express', letter.express ? tariff.express : 0],
		['registered', letter.registered ? tariff.registered : 0],
		['registeredMailbox', letter.registeredMailbox ? tariff.registeredMailbox : 0],
		['registeredReceipt', letter.registeredReceipt ? tariff.registeredReceipt : 0],
	];
	const total = parts.reduce((sum, [, cents]) => sum + cents, 0);
	return {
		price: euro(total),
		currency: CURRENCY,
		country: letter.destination,
		pages,
		sheets,
		parts: parts
			.filter(([, cents]) => cents > 0)
			.map(([name, cents]) => ({ name, price: euro(cents) })),
		note: NOTE,
	};
}

const LINES_PER_PAGE = 45;
const CHARACTERS_PER_PAGE = 3000;

/** About how many pages a text fills: 45 lines or 3,000 characters each, at least one. */
export function pagesOfText(message: string): number {
	const byLines = Math.ceil(message.split('\n').length / LINES_PER_PAGE);
	const byCharacters = Math.ceil(message.length / CHARACTERS_PER_PAGE);
	return Math.max(1, byLines, byCharacters);
}
