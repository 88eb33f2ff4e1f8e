import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import {
	checkRecipientParts,
	checkRecipientText,
	checkSenderParts,
	checkSenderText,
} from '../../cm/letters/address';
import { checkCell } from '../../cm/addresses/cells';
import type { AddressFields } from '../../cm/letters/address';
import type { GivenAddress, GivenPdf, GivenText } from '../../cm/letters/identity';
import {
	checkLetterOptions,
	checkMessage,
	checkPrintable,
	pdfFormFields,
	textLetter,
	type Letter,
	type LetterOptions,
} from '../../cm/letters/letter';
import { refusalsOf, usable, type Checked } from '../../delivery/refusal';
import { itemParameter } from '../../n8n/itemParameter';
import { readLetterPdf, type LetterPdf } from './letterPdf';

/** What is to be printed, read from the parameters of one item and checked. */
export type LetterContent =
	| { kind: 'text'; letter: Letter; given: GivenText }
	| { kind: 'pdf'; fields: Record<string, string>; given: GivenPdf; file: LetterPdf };

/** Kept, since every import() of the built package makes a new copy of all a module exports. */
let countries: Promise<typeof import('../../cm/letters/countries')> | undefined;

/** Reads and checks everything about one letter, and names all that is wrong with it at once. */
export async function readLetterContent(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Checked<LetterContent>> {
	const { checkCountry } = await (countries ??= import('../../cm/letters/countries'));
	const country = checkCountry(readDestination(context, itemIndex), 'Destination');
	const options = readOptions(context, itemIndex);
	return itemParameter(context, 'contentFrom', itemIndex) === 'pdf'
		? await pdfContent(context, itemIndex, country, options)
		: await textContent(context, itemIndex, country, options);
}

/** What the locator holds, which none of its modes extracts anything from. */
function readDestination(context: IExecuteFunctions, itemIndex: number): unknown {
	return (
		itemParameter(context, 'destination.value', itemIndex, undefined) ??
		context.getNodeParameter('destination', itemIndex, '', { extractValue: true })
	);
}

async function textContent(
	context: IExecuteFunctions,
	itemIndex: number,
	country: Checked<string>,
	checkedOptions: Checked<LetterOptions>,
): Promise<Checked<LetterContent>> {
	const options = checkedOptions.ok ? checkedOptions.value : {};
	// Without a country the address is still checked, so that every reason is named at once.
	const layoutCountry = country.ok ? country.value : '';
	const recipient = await readRecipient(context, itemIndex, layoutCountry);
	const sender = await readSender(context, itemIndex, layoutCountry);
	const message = checkMessage(itemParameter(context, 'message', itemIndex, ''));
	const printable = checkPrintable({
		Recipient: recipient.ok ? recipient.value : '',
		Sender: sender.ok ? sender.value : '',
		Message: message.ok ? message.value : '',
		Subject: options.subject,
		'Date and Place': options.dateplace,
	});
	const checks = [country, recipient, sender, message, printable, checkedOptions];
	const refusals = refusalsOf(checks);
	if (refusals.length > 0 || !country.ok || !recipient.ok || !sender.ok || !message.ok) {
		return { ok: false, refusals };
	}
	const destination = country.value;
	const letter = textLetter({
		destination,
		recipient: recipient.value,
		...(sender.value === undefined ? {} : { sender: sender.value }),
		message: message.value,
		options,
	});
	const given: GivenText = {
		destination,
		recipient: givenAddress(context, itemIndex, 'recipient', recipient.value),
		...(sender.value === undefined
			? {}
			: { sender: givenAddress(context, itemIndex, 'sender', sender.value) }),
		message: message.value,
		options,
	};
	return usable({ kind: 'text', letter, given });
}

async function pdfContent(
	context: IExecuteFunctions,
	itemIndex: number,
	country: Checked<string>,
	checkedOptions: Checked<LetterOptions>,
): Promise<Checked<LetterContent>> {
	const options = checkedOptions.ok ? checkedOptions.value : {};
	const file = await readLetterPdf(context, itemIndex);
	const printable = checkPrintable({
		Subject: options.subject,
		'Date and Place': options.dateplace,
	});
	const refusals = refusalsOf([country, file, printable, checkedOptions]);
	if (refusals.length > 0 || !country.ok || !file.ok) return { ok: false, refusals };
	return usable({
		kind: 'pdf',
		fields: pdfFormFields(country.value, options),
		given: { destination: country.value, options, file: file.value.identity },
		file: file.value,
	});
}

async function readRecipient(
	context: IExecuteFunctions,
	itemIndex: number,
	destination: string,
): Promise<Checked<string>> {
	return itemParameter(context, 'recipientInput', itemIndex, 'text') === 'fields'
		? await checkRecipientParts(readParts(context, itemIndex, 'recipient'), destination)
		: checkRecipientText(itemParameter(context, 'recipient', itemIndex, ''));
}

async function readSender(
	context: IExecuteFunctions,
	itemIndex: number,
	destination: string,
): Promise<Checked<string | undefined>> {
	switch (itemParameter(context, 'senderInput', itemIndex, 'none')) {
		case 'fields':
			return await checkSenderParts(readParts(context, itemIndex, 'sender'), destination);
		case 'text':
			return checkSenderText(itemParameter(context, 'sender', itemIndex, ''));
		default:
			return usable(undefined);
	}
}

/** The address as the row gives it, before it is laid out. @param text as it is printed */
function givenAddress(
	context: IExecuteFunctions,
	itemIndex: number,
	who: 'recipient' | 'sender',
	text: string,
): GivenAddress {
	if (itemParameter(context, `${who}Input`, itemIndex, 'text') !== 'fields') return { text };
	const parts = Object.entries(readParts(context, itemIndex, who)).map(([part, value]) => {
		const cell = checkCell(value, part);
		return [part, cell.ok ? cell.value.join('\n') : ''];
	});
	return { parts: Object.fromEntries(parts) as Record<string, string> };
}

function readParts(
	context: IExecuteFunctions,
	itemIndex: number,
	who: 'recipient' | 'sender',
): AddressFields {
	const part = (name: string): unknown => itemParameter(context, `${who}${name}`, itemIndex, '');
	return {
		name: part('Name'),
		company: part('Company'),
		street: part('Street'),
		postalCode: part('PostalCode'),
		city: part('City'),
		region: part('Region'),
		country: part('Country'),
	};
}

/** Additional Fields and the reference; the date that mails a letter is none of them. */
function readOptions(context: IExecuteFunctions, itemIndex: number): Checked<LetterOptions> {
	return checkLetterOptions({
		...(itemParameter(context, 'additionalFields', itemIndex, {}) as IDataObject),
		reference: itemParameter(context, 'reference', itemIndex, ''),
	});
}
