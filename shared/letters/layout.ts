import { formatAddress } from 'localized-address-format';

/** The parts of a postal address as people keep them in columns. All optional, all plain text. */
export interface AddressParts {
	name?: string;
	company?: string;
	/** Street with house number, in the order the country writes them; may hold several lines. */
	street?: string;
	postalCode?: string;
	city?: string;
	region?: string;
}

/** The parts that tell where: their place is the country's own. */
const PLACE_PARTS = ['street', 'postalCode', 'city', 'region'] as const;
type PlacePart = (typeof PLACE_PARTS)[number];

/** A part, and what stands before it where another part of its line comes first. */
interface Piece {
	part: PlacePart;
	separator: string;
}

/** Stand for the parts while the library fills in its format; never in an address. */
const MARKS: Readonly<Record<PlacePart | 'name', string>> = {
	name: '\uE000',
	street: '\uE001',
	postalCode: '\uE002',
	city: '\uE003',
	region: '\uE004',
};
const MARK = /[\uE001-\uE004]/u;

/**
 * Formats where the library's lack a part, or the country's post says otherwise, in the library's
 * notation: A street, C city, S region, Z postal code. UPU, Postal addressing systems in member
 * countries, the sheet of the country named.
 */
const CORRECTED: Readonly<Record<string, string>> = {
	AE: 'A/C/S',
	CI: 'A/C',
	GI: 'A/C/Z',
	GN: 'A/Z C',
	GU: 'A/C S Z',
	HK: 'A/C/S',
	IE: 'A/C/S/Z',
	IR: 'A/C/S/Z',
	JP: 'A/C, S Z',
	KR: 'A/C, S Z',
	KY: 'A/C/S Z',
	MO: 'A/C',
	MZ: 'A/Z C/S',
	NA: 'A/C/Z',
	PR: 'A/C S Z',
	SG: 'A/C Z',
};

const CORRECTED_LETTERS: Readonly<Record<string, PlacePart>> = {
	A: 'street',
	C: 'city',
	S: 'region',
	Z: 'postalCode',
};

/**
 * Address lines for a letter from abroad, in Latin letters: who first, then street and place in the
 * order of the country, after Google's libaddressinput (in the library localized-address-format).
 * Every part that is given is printed, once and as it is typed; nothing else is.
 *
 * Where the country begins with the place at home (China, Kazakhstan), the order is turned round.
 * A region has a line of its own below the city where the country's format has none.
 * @param country ISO 3166-1 alpha-2; anything else gets the order most countries have
 */
export function layOutAddress(parts: AddressParts, country: string): string[] {
	const text = (part: keyof AddressParts) => parts[part]?.trim() ?? '';
	const place = placeLines(country).map((line) =>
		line.reduce((written, { part, separator }) => {
			if (text(part) === '') return written;
			return written === '' ? text(part) : `${written}${separator}${text(part)}`;
		}, ''),
	);
	return [text('name'), text('company'), ...place]
		.flatMap((line) => line.split(/\r\n|\r|\n/))
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

function placeLines(country: string): Piece[][] {
	const corrected = CORRECTED[country];
	const lines = corrected === undefined ? libraryLines(country) : correctedLines(corrected);
	const lineOf = (part: PlacePart) =>
		lines.findIndex((line) => line.some((piece) => piece.part === part));
	const addBelow = (line: number, part: PlacePart) => {
		if (lineOf(part) === -1) lines.splice(line + 1, 0, [{ part, separator: ' ' }]);
	};
	addBelow(lineOf('street'), 'city');
	addBelow(lineOf('city'), 'region');
	if (lineOf('postalCode') === -1) {
		lines[lineOf('city')]?.unshift({ part: 'postalCode', separator: ' ' });
	}
	return lines;
}

function libraryLines(country: string): Piece[][] {
	const lines = formatAddress(
		{
			postalCountry: country,
			name: MARKS.name,
			addressLines: [MARKS.street],
			postalCode: MARKS.postalCode,
			locality: MARKS.city,
			administrativeArea: MARKS.region,
		},
		'latin',
	);
	const beginsWithPlace =
		lines.findIndex((line) => line.includes(MARKS.name)) >
		lines.findIndex((line) => line.includes(MARKS.street));
	return (beginsWithPlace ? lines.reverse() : lines)
		.map(piecesOf)
		.filter((pieces) => pieces.length > 0);
}

/** Words of the format's own ("SINGAPORE", "CH-") go: only what was typed is printed. */
function piecesOf(line: string): Piece[] {
	const pieces: Piece[] = [];
	let between = '';
	for (const character of line.replace(/[\p{L}\p{N}〒]+-?/gu, '')) {
		if (!MARK.test(character)) {
			between += character;
			continue;
		}
		const part = PLACE_PARTS.find((each) => MARKS[each] === character);
		if (part) pieces.push({ part, separator: between === '' ? ' ' : between });
		between = '';
	}
	return pieces;
}

function correctedLines(format: string): Piece[][] {
	return format.split('/').map((line) =>
		[...line.matchAll(/([^A-Z]*)([A-Z])/g)].flatMap(([, before, letter = '']) => {
			const part = CORRECTED_LETTERS[letter];
			return part === undefined ? [] : [{ part, separator: before || ' ' }];
		}),
	);
}
