import type { IExecuteFunctions } from 'n8n-workflow';

import type { GivenAddress, PrintedAddresses, TakenColumns } from '../letters/addresses';
import { refused, refusalsOf, usable, type Checked } from '../checks/refusal';
import { addHint } from '../n8n/executionHints';
import { itemParameter, locatorParameter } from '../n8n/itemParameter';
import { PART_NAMES, partParameter } from './address.fields';

/** Where a letter goes, and its addresses as they are printed. */
export interface LetterAddresses extends PrintedAddresses {
	destination: string;
}

/** Options of a letter that say how its country is printed. */
export interface CountryOptions {
	homeCountry?: unknown;
	countryLanguage?: unknown;
}

type Addresses = typeof import('../letters/addresses');

const load = async (): Promise<Addresses> => await import('../letters/addresses');

/** The country a letter goes to, where nothing but the parameter says it. */
export async function readCountry(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Checked<string>> {
	const { checkCountry } = await load();
	return checkCountry(destinationGiven(context, itemIndex), 'Country');
}

/**
 * Reads the addresses of one letter from text, and names all that is wrong with them at once.
 * @param service `printsCountry`: whether the country below the address is ours to print
 */
export async function readAddresses(
	context: IExecuteFunctions,
	itemIndex: number,
	options: CountryOptions,
	{ printsCountry }: { printsCountry: boolean },
): Promise<Checked<LetterAddresses>> {
	const { checkCountry, checkLetterAddresses, isCountryLanguage } = await load();
	const home = isEmpty(options.homeCountry)
		? usable(undefined)
		: checkCountry(options.homeCountry, 'Home Country');
	const recipient = await readRecipient(context, itemIndex);
	if (!recipient.ok) return { ok: false, refusals: refusalsOf([recipient, home]) };

	const { destination, cells } = recipient.value;
	const country = isEmptyAddress(cells) ? usable('') : destination;
	const sender = readSender(context, itemIndex);
	const checked = checkLetterAddresses({
		printsCountry,
		recipient: cells,
		destination: country.ok ? country.value : '',
		...(sender === undefined ? {} : { sender }),
		...(home.ok && home.value !== undefined ? { home: home.value } : {}),
		...(isCountryLanguage(options.countryLanguage) ? { language: options.countryLanguage } : {}),
	});
	const refusals = refusalsOf([country, home, checked]);
	return refusals.length > 0 || !checked.ok || !country.ok
		? { ok: false, refusals }
		: usable({ ...checked.value, destination: country.value });
}

interface GivenRecipient {
	cells: GivenAddress;
	destination: Checked<string>;
}

/** What the recipient's parameters or columns hold; the country is one of either. */
async function readRecipient(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Checked<GivenRecipient>> {
	const module = await load();
	const given = destinationGiven(context, itemIndex);
	if (isTool(context)) {
		const cells = fieldCells(context, itemIndex, 'recipient');
		return usable({
			cells: { cells },
			destination: bothCountries(given, cells.country, module),
		});
	}
	if (itemParameter(context, 'recipientInput', itemIndex, 'columns') === 'text') {
		const text = itemParameter(context, 'recipient', itemIndex, '');
		return usable({ cells: { text }, destination: module.checkCountry(given, 'Country') });
	}
	if (itemParameter(context, 'recipientColumns.mappingMode', itemIndex) === 'defineBelow') {
		const cells = mappedCells(context, itemIndex, 'recipientColumns');
		return usable({
			cells: { cells },
			destination: bothCountries(given, cells.country, module),
		});
	}
	return await readColumns(context, itemIndex, given);
}

/** What the row's columns are taken for; said once for a run. */
async function readColumns(
	context: IExecuteFunctions,
	itemIndex: number,
	given: unknown,
): Promise<Checked<GivenRecipient>> {
	const module = await load();
	const row = context.getInputData()[itemIndex]?.json ?? {};
	// Of an empty row the columns may be missing too.
	if (Object.keys(row).length > 0 && Object.values(row).every(isEmpty)) {
		return usable({ cells: { cells: {} }, destination: usable('') });
	}
	const taken = module.takeColumns(Object.keys(row), isEmpty(given));
	if (!taken.ok) return taken;
	sayWhatWasTaken(context, taken.value, module.describeTaken);
	const countryColumn = taken.value.find(({ field }) => field === 'country')?.column;
	const destination = bothCountries(
		given,
		countryColumn === undefined ? undefined : row[countryColumn],
		module,
	);
	const cells = module.readRow(row, taken.value, destination.ok ? destination.value : '');
	return cells.ok ? usable({ cells: { cells: cells.value }, destination }) : cells;
}

/** The country of the parameter and of the column: either, or both where they are the same. */
function bothCountries(
	given: unknown,
	column: unknown,
	{ checkCountry, printedName }: Addresses,
): Checked<string> {
	if (isEmpty(column)) return checkCountry(given, 'Country');
	const ofRow = checkCountry(column, 'Country');
	if (isEmpty(given) || !ofRow.ok) return ofRow;
	const asked = checkCountry(given, 'Country');
	return asked.ok && asked.value !== ofRow.value
		? refused(
				'Country',
				`it is ${asked.value} (${printedName(asked.value)}), but the recipient's country is "${String(column)}"`,
				"Leave Country empty to take it from the recipient's column, or correct the row",
			)
		: asked;
}

const said = new WeakSet<IExecuteFunctions>();

function sayWhatWasTaken(
	context: IExecuteFunctions,
	taken: TakenColumns,
	describe: Addresses['describeTaken'],
): void {
	if (said.has(context)) return;
	said.add(context);
	addHint(context, `Recipient: ${describe(taken)}`, 'info');
}

function readSender(context: IExecuteFunctions, itemIndex: number): GivenAddress | undefined {
	switch (itemParameter(context, 'senderInput', itemIndex, 'none')) {
		case 'fields':
			return {
				cells: isTool(context)
					? fieldCells(context, itemIndex, 'sender')
					: mappedCells(context, itemIndex, 'senderColumns'),
			};
		case 'text':
			return { text: itemParameter(context, 'sender', itemIndex, '') };
		default:
			return undefined;
	}
}

/** An agent's tool has single fields, which the model fills; it has no columns. */
function isTool(context: IExecuteFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/** What was typed, or mapped from columns, for each part of an address. */
function mappedCells(
	context: IExecuteFunctions,
	itemIndex: number,
	parameter: 'recipientColumns' | 'senderColumns',
): Record<string, unknown> {
	const value = itemParameter(context, `${parameter}.value`, itemIndex, {});
	return (value ?? {}) as Record<string, unknown>;
}

function fieldCells(
	context: IExecuteFunctions,
	itemIndex: number,
	who: 'recipient' | 'sender',
): Record<string, unknown> {
	return Object.fromEntries(
		PART_NAMES.map((part) => [
			part,
			itemParameter(context, partParameter(who, part), itemIndex, ''),
		]),
	);
}

/** What the locator holds, which none of its modes extracts anything from. */
function destinationGiven(context: IExecuteFunctions, itemIndex: number): unknown {
	return (
		itemParameter(context, 'destination.value', itemIndex, undefined) ??
		locatorParameter(context, 'destination', itemIndex)
	);
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || String(value).trim() === '';
}

/** Of an empty row nothing more is said than that. */
function isEmptyAddress(given: GivenAddress): boolean {
	return 'cells' in given && Object.values(given.cells).every(isEmpty);
}
