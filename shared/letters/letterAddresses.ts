import { refusalsOf, usable, type Checked } from '../checks/refusal';
import { checkRecipientLines, checkSenderLines } from './addressText';
import { checkRecipient, checkSender, type Address, type AddressCells } from './address';
import { checkCell } from '../checks/cells';
import {
	checkCountry,
	codesMeant,
	printedName,
	type CountryLanguage,
} from '../checks/countries/countries';
import { countryLine, withCountryLine, type Route } from './countryLine';
import type { AddressParts } from './layout';

/** An address as it was given: in one text, or in columns. */
export type GivenAddress = { text: unknown } | { cells: AddressCells & { country?: unknown } };

export interface GivenAddresses {
	recipient: GivenAddress;
	/** Left out when none is printed. */
	sender?: GivenAddress;
	/** Where the letter goes: ISO 3166-1 alpha-2. */
	destination: string;
	/** Where it is posted, when the sender does not say: ISO 3166-1 alpha-2. */
	home?: string;
	language?: CountryLanguage;
	/** Whether the country is ours to print; otherwise the service does. */
	printsCountry?: boolean;
}

/** The addresses of a letter, line by line, and what was corrected in them, in sentences. */
export interface PrintedAddresses {
	recipient: string[];
	sender?: string[];
	notes: string[];
	/** The same before they were laid out, and without what was added: what tells letters apart. */
	given: { recipient: CleanAddress; sender?: CleanAddress };
}

/** An address as it was given, without what cannot be seen. */
export type CleanAddress = { text: string } | { parts: AddressParts };

/**
 * The addresses of a letter as they are printed. The country stands last and alone in the
 * recipient's, unless the letter stays in the country it is posted in: the sender's, else the home
 * country; where neither is known, it is printed.
 */
export function checkLetterAddresses(given: GivenAddresses): Checked<PrintedAddresses> {
	const from = given.sender === undefined ? usable(undefined) : senderCountry(given.sender);
	const leaves = (from.ok ? from.value : undefined) ?? given.home;
	const postedIn = given.printsCountry === false ? given.destination : leaves;
	const route: Route = {
		destination: given.destination,
		...(postedIn === undefined ? {} : { from: postedIn }),
		...(given.language === undefined ? {} : { language: given.language }),
	};
	const recipient = recipientLines(given.recipient, route);
	const sender = given.sender === undefined ? undefined : senderLines(given.sender, route);
	const refusals = refusalsOf([from, recipient, ...(sender === undefined ? [] : [sender])]);
	if (refusals.length > 0 || !recipient.ok || sender?.ok === false) return { ok: false, refusals };
	return usable({
		recipient: recipient.value.lines,
		...(sender === undefined ? {} : { sender: sender.value.lines }),
		notes: [...recipient.value.notes, ...(sender?.value.notes ?? [])],
		given: {
			recipient: clean(recipient.value, given.recipient),
			...(sender === undefined || given.sender === undefined
				? {}
				: { sender: clean(sender.value, given.sender) }),
		},
	});
}

function clean({ parts }: Address, given: GivenAddress): CleanAddress {
	if (parts !== undefined) return { parts };
	const lines = 'text' in given ? checkCell(given.text, '') : usable([]);
	return { text: lines.ok ? lines.value.join('\n') : '' };
}

function recipientLines(given: GivenAddress, route: Route): Checked<Address> {
	if ('text' in given) {
		const lines = checkRecipientLines(given.text);
		if (!lines.ok) return lines;
		const whole = withCountryLine(lines.value, route, 'Recipient');
		return whole.ok ? usable({ lines: whole.value, notes: [] }) : whole;
	}
	const address = checkRecipient(given.cells, route.destination);
	if (!address.ok) return address;
	const line = countryLine(route);
	return usable({
		...address.value,
		lines: [...address.value.lines, ...(line === undefined ? [] : [line])],
	});
}

/** A sender in columns has its own country last where the letter leaves it. */
function senderLines(
	given: GivenAddress,
	{ destination, from, language }: Route,
): Checked<Address> {
	if ('text' in given) {
		const lines = checkSenderLines(given.text);
		return lines.ok ? usable({ lines: lines.value, notes: [] }) : lines;
	}
	const address = checkSender(given.cells, from ?? destination);
	if (!address.ok || from === undefined || from === destination) return address;
	const isCountryGiven = cellText(given.cells.country) !== '';
	return usable({
		...address.value,
		lines: [...address.value.lines, ...(isCountryGiven ? [printedName(from, language)] : [])],
	});
}

/** The sender's country: its column, or the end of its text. */
function senderCountry(given: GivenAddress): Checked<string | undefined> {
	if ('cells' in given) {
		const { country } = given.cells;
		const cell = checkCell(country, 'Sender Country');
		if (!cell.ok) return cell;
		return cell.value.length === 0
			? usable(undefined)
			: checkCountry(cell.value.join(' '), 'Sender Country');
	}
	const lines = checkCell(given.text, 'Sender');
	const [only, ...others] = lines.ok ? codesMeant(lastPart(lines.value)) : [];
	return usable(others.length === 0 ? only : undefined);
}

/** The last line of several, or what stands behind the last comma of one. */
function lastPart(lines: string[]): string {
	const last = lines.at(-1) ?? '';
	const [, behind = ''] = /,\s*([^,]{4,})$/u.exec(last) ?? [];
	return lines.length > 1 && behind === '' ? last : behind;
}

function cellText(value: unknown): string {
	const cell = checkCell(value, '');
	return cell.ok ? cell.value.join(' ') : '';
}
