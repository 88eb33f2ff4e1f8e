import { quoted } from '../../delivery/quotation';
import { refused, usable, type Checked } from '../../delivery/refusal';
import type { AddressCells } from '../addresses/address';
import { checkCell } from '../addresses/cells';

/** An address in columns, with the country that is printed below it. */
export type AddressFields = AddressCells & { country?: unknown };

/**
 * A recipient written as one text, one line of the address per line.
 * CM Letters API, Address object properties: recipient is "the full recipient address" with \n for
 * new lines. A single line cannot be a postal address: it lacks either the person or the place.
 */
export function checkRecipientText(value: unknown): Checked<string> {
	const lines = checkCell(value, 'Recipient');
	if (!lines.ok) return lines;
	const [only, second] = lines.value;
	if (only === undefined) {
		return refused('Recipient', 'no address is given', 'Give the full postal address');
	}
	if (second === undefined) {
		return refused(
			'Recipient',
			`${quoted(only)} is only one line`,
			'Give the address over several lines: who, then street, then place',
		);
	}
	return usable(lines.value.join('\n'));
}

/** A sender written as one text; one line is enough (the document's own example has one). */
export function checkSenderText(value: unknown): Checked<string> {
	const lines = checkCell(value, 'Sender');
	if (!lines.ok) return lines;
	return lines.value.length === 0
		? refused('Sender', 'no sender is given', 'Give the sender, or set Sender to None')
		: usable(lines.value.join('\n'));
}

/**
 * A recipient kept in separate fields, laid out as the destination country writes addresses.
 * @param fields the fields as they stand in the spreadsheet
 * @param destination ISO 3166-1 alpha-2
 */
export async function checkRecipientParts(
	fields: AddressFields,
	destination: string,
): Promise<Checked<string>> {
	const { checkRecipient } = await import('../addresses/address');
	const address = checkRecipient(fields, destination);
	return address.ok ? await withCountry(address.value.lines, fields, 'Recipient') : address;
}

/** A sender kept in separate fields, laid out in the order of its own country. */
export async function checkSenderParts(
	fields: AddressFields,
	destination: string,
): Promise<Checked<string>> {
	const { checkSender } = await import('../addresses/address');
	const country = await countryIn(fields, 'Sender');
	if (!country.ok) return country;
	const address = checkSender(fields, country.value ?? destination);
	return address.ok ? await withCountry(address.value.lines, fields, 'Sender') : address;
}

async function withCountry(
	lines: string[],
	fields: AddressFields,
	who: 'Recipient' | 'Sender',
): Promise<Checked<string>> {
	const country = await countryIn(fields, who);
	if (!country.ok) return country;
	if (country.value === undefined) return usable(lines.join('\n'));
	const { printedName } = await import('../addresses/countries');
	return usable([...lines, printedName(country.value)].join('\n'));
}

async function countryIn(
	{ country }: AddressFields,
	who: 'Recipient' | 'Sender',
): Promise<Checked<string | undefined>> {
	const cell = checkCell(country, `${who} Country`);
	if (!cell.ok) return cell;
	if (cell.value.length === 0) return usable(undefined);
	const { checkCountry } = await import('../addresses/countries');
	return checkCountry(cell.value.join(' '), `${who} Country`);
}
