import { quoted } from '../../delivery/quotation';
import { refusalsOf, refused, usable, type Checked } from '../../delivery/refusal';
import type { AddressParts } from './addressLayout';
import { checkText } from '../text';

/**
 * A recipient written as one text, one line of the address per line.
 * CM Letters API, Address object properties: recipient is "the full recipient address" with \n for
 * new lines. A single line cannot be a postal address: it lacks either the person or the place.
 */
export function checkRecipientText(value: unknown): Checked<string> {
	const text = checkText(value, 'Recipient');
	if (!text.ok) return text;
	const address = addressText(text.value);
	if (address === '') {
		return refused('Recipient', 'no address is given', 'Give the full postal address');
	}
	if (!address.includes('\n')) {
		return refused(
			'Recipient',
			`${quoted(address)} is only one line`,
			'Give the address over several lines: who, then street, then place',
		);
	}
	return usable(address);
}

/** A sender written as one text; one line is enough (the document's own example has one). */
export function checkSenderText(value: unknown): Checked<string> {
	const text = checkText(value, 'Sender');
	if (!text.ok) return text;
	const sender = addressText(text.value);
	return sender === ''
		? refused('Sender', 'no sender is given', 'Give the sender, or set Sender to None')
		: usable(sender);
}

/**
 * A recipient kept in separate fields, laid out as the destination country writes addresses.
 * @param parts the fields as they stand in the spreadsheet
 * @param destination ISO 3166-1 alpha-2
 */
export async function checkRecipientParts(
	parts: Record<keyof AddressParts, unknown>,
	destination: string,
): Promise<Checked<string>> {
	const given = checkParts(parts, 'Recipient');
	if (!given.ok) return given;
	const { name, company, street, city } = given.value;
	const refusals = refusalsOf([
		name || company
			? usable(true)
			: refused('Recipient Name', 'neither a name nor a company is given', 'Give one of them'),
		required(street, 'Recipient Street'),
		required(city, 'Recipient City'),
	]);
	if (refusals.length > 0) return { ok: false, refusals };
	return usable((await laidOut(given.value, destination)).join('\n'));
}

/**
 * A sender kept in separate fields, laid out in the same order as the recipient's address, so that
 * both read alike on one sheet.
 */
export async function checkSenderParts(
	parts: Record<keyof AddressParts, unknown>,
	destination: string,
): Promise<Checked<string>> {
	const given = checkParts(parts, 'Sender');
	if (!given.ok) return given;
	const lines = await laidOut(given.value, destination);
	return lines.length > 0
		? usable(lines.join('\n'))
		: refused('Sender Name', 'no part of the sender is given', 'Give one, or set Sender to None');
}

const PART_LABELS: Record<keyof AddressParts, string> = {
	name: 'Name',
	company: 'Company',
	street: 'Street',
	postalCode: 'Postal Code',
	city: 'City',
	region: 'Region',
	country: 'Country',
};

function checkParts(
	parts: Record<keyof AddressParts, unknown>,
	who: 'Recipient' | 'Sender',
): Checked<AddressParts> {
	const names = Object.keys(PART_LABELS) as Array<keyof AddressParts>;
	const texts = names.map(
		(part) => [part, checkText(parts[part], `${who} ${PART_LABELS[part]}`)] as const,
	);
	const refusals = refusalsOf(texts.map(([, text]) => text));
	if (refusals.length > 0) return { ok: false, refusals };
	return usable(
		Object.fromEntries(texts.map(([part, text]) => [part, text.ok ? text.value.trim() : ''])),
	);
}

async function laidOut(parts: AddressParts, destination: string): Promise<string[]> {
	const { layOutAddress } = await import('./addressLayout');
	return layOutAddress({ ...parts, country: await countryLine(parts.country) }, destination);
}

/** A code in the country column is printed as the country's English name; a name stays as typed. */
async function countryLine(country: string | undefined): Promise<string | undefined> {
	if (country?.length !== 2) return country;
	const { countryName } = await import('./countries');
	return countryName(country.toUpperCase()) ?? country;
}

function required(value: string | undefined, parameter: string): Checked<true> {
	return value
		? usable(true)
		: refused(parameter, 'it is empty', 'Fill it in, or give the address as one text');
}

/** Any kind of line break becomes \n; blank lines and blanks at line ends go. */
function addressText(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.join('\n');
}
