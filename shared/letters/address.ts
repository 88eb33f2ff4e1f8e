import { refusalsOf, refused, usable, type Checked } from '../checks/refusal';
import { checkCell } from '../checks/cells';
import { layOutAddress, type AddressParts } from './layout';
import { checkPostalCode } from '../checks/countries/postalCodes';

/** An address ready to be printed. */
export interface Address {
	lines: string[];
	/** What was corrected in it, in sentences. */
	notes: string[];
	/** Its parts, where it was given in parts: clean, and not laid out. */
	parts?: AddressParts;
}

type Who = 'Recipient' | 'Sender';

/** Display names of the parts, as they stand in refusals: "Recipient Postal Code". */
export const PART_LABELS: Readonly<Record<keyof AddressParts, string>> = {
	name: 'Name',
	company: 'Company',
	street: 'Street',
	postalCode: 'Postal Code',
	city: 'City',
	region: 'Region',
};
const PARTS = Object.keys(PART_LABELS) as Array<keyof AddressParts>;

/** What a row gives for an address: what stands in its cells, as it stands there. */
export type AddressCells = Partial<Record<keyof AddressParts, unknown>>;

/** Cities that are countries: an address may do without naming them. */
const WITHOUT_CITY = new Set('GI HK MC MO NR SG VA'.split(' '));

/**
 * A recipient kept in columns: name or company, street and place, laid out as the country writes
 * addresses. Without its country, which is the letter's.
 * @param country ISO 3166-1 alpha-2; empty when it is not known, which is refused elsewhere
 */
export function checkRecipient(cells: AddressCells, country: string): Checked<Address> {
	const given = checkParts(cells, 'Recipient', country);
	if (!given.ok) return given;
	const { name, company, street, city, region } = given.value.parts;
	if (PARTS.every((part) => !given.value.parts[part])) {
		return refused(
			'Recipient',
			'empty row',
			'Remove the row, e.g. with a Filter node before this one, or turn on Pass Over Empty Rows in the options',
		);
	}
	const refusals = refusalsOf([
		name || company
			? usable(true)
			: refused('Recipient Name', 'neither a name nor a company is given', 'Give one of them'),
		required(street, 'Recipient Street'),
		WITHOUT_CITY.has(country) ? usable(true) : required(city || region, 'Recipient City'),
	]);
	return refusals.length > 0 ? { ok: false, refusals } : usable(laidOut(given.value, country));
}

/**
 * A sender kept in columns, in the order of its own country; any part will do.
 * @param country the sender's, as far as it is known
 */
export function checkSender(cells: AddressCells, country: string): Checked<Address> {
	const given = checkParts(cells, 'Sender', country);
	if (!given.ok) return given;
	const address = laidOut(given.value, country);
	return address.lines.length > 0
		? usable(address)
		: refused('Sender Name', 'no part of the sender is given', 'Give one, or set Sender to None');
}

interface CheckedParts {
	parts: AddressParts;
	notes: string[];
}

function checkParts(cells: AddressCells, who: Who, country: string): Checked<CheckedParts> {
	const checked = PARTS.map(
		(part) => [part, checkCell(cells[part], `${who} ${PART_LABELS[part]}`)] as const,
	);
	const refusals = refusalsOf(checked.map(([, cell]) => cell));
	if (refusals.length > 0) return { ok: false, refusals };
	const parts: AddressParts = Object.fromEntries(
		checked.map(([part, cell]) => [part, cell.ok ? cell.value.join('\n') : '']),
	);
	const postalCode = checkPostalCode(parts.postalCode ?? '', country, `${who} Postal Code`);
	if (!postalCode.ok) return postalCode;
	const { text, note } = postalCode.value;
	return usable({
		parts: { ...parts, postalCode: text },
		notes: note === undefined ? [] : [note],
	});
}

function laidOut({ parts, notes }: CheckedParts, country: string): Address {
	return { lines: layOutAddress(parts, country), notes, parts };
}

function required(value: string | undefined, parameter: string): Checked<true> {
	return value
		? usable(true)
		: refused(parameter, 'it is empty', 'Fill it in, or give the address as one text');
}
