import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { PRINTS_DESTINATION } from '../../cm/letters/address';
import type { GivenPdf, GivenText } from '../../cm/letters/identity';
import {
	checkLetterOptions,
	checkMessage,
	checkPrintable,
	pdfFormFields,
	textLetter,
	type Letter,
	type LetterOptions,
} from '../../cm/letters/letter';
import { refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { readLetterPdf, type LetterPdf } from './letterPdf';
import {
	readAddresses,
	readCountry,
	type CountryOptions,
} from '../../../shared/letterFields/readAddresses';

/** What is to be printed, read from the parameters of one item and checked. */
export type LetterContent =
	| {
			kind: 'text';
			letter: Letter;
			given: GivenText;
			/** What was corrected in its addresses, in sentences. */
			notes: string[];
	  }
	| { kind: 'pdf'; fields: Record<string, string>; given: GivenPdf; file: LetterPdf };

/** Reads and checks everything about one letter, and names all that is wrong with it at once. */
export async function readLetterContent(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Checked<LetterContent>> {
	const options = readOptions(context, itemIndex);
	return itemParameter(context, 'contentFrom', itemIndex) === 'pdf'
		? await pdfContent(context, itemIndex, options)
		: await textContent(context, itemIndex, options);
}

async function textContent(
	context: IExecuteFunctions,
	itemIndex: number,
	checkedOptions: Checked<LetterOptions>,
): Promise<Checked<LetterContent>> {
	const options = checkedOptions.ok ? checkedOptions.value : {};
	const addresses = await readAddresses(
		context,
		itemIndex,
		itemParameter(context, 'additionalFields', itemIndex, {}) as CountryOptions,
		{ printsCountry: !PRINTS_DESTINATION },
	);
	const message = checkMessage(itemParameter(context, 'message', itemIndex, ''));
	const recipient = addresses.ok ? addresses.value.recipient.join('\n') : '';
	const sender = addresses.ok ? addresses.value.sender?.join('\n') : undefined;
	const printable = checkPrintable({
		Recipient: recipient,
		Sender: sender,
		Message: message.ok ? message.value : '',
		Subject: options.subject,
		'Date and Place': options.dateplace,
	});
	const refusals = refusalsOf([addresses, message, printable, checkedOptions]);
	if (refusals.length > 0 || !addresses.ok || !message.ok) return { ok: false, refusals };
	const letter = textLetter({
		destination: addresses.value.destination,
		recipient,
		...(sender === undefined ? {} : { sender }),
		message: message.value,
		options,
	});
	const { destination, given, notes } = addresses.value;
	return usable({
		kind: 'text',
		letter,
		given: { destination, ...given, message: message.value, options },
		notes,
	});
}

async function pdfContent(
	context: IExecuteFunctions,
	itemIndex: number,
	checkedOptions: Checked<LetterOptions>,
): Promise<Checked<LetterContent>> {
	const options = checkedOptions.ok ? checkedOptions.value : {};
	const country = await readCountry(context, itemIndex);
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

/** Additional Fields and the reference; the date that mails a letter is none of them. */
function readOptions(context: IExecuteFunctions, itemIndex: number): Checked<LetterOptions> {
	return checkLetterOptions({
		...(itemParameter(context, 'additionalFields', itemIndex, {}) as IDataObject),
		reference: itemParameter(context, 'reference', itemIndex, ''),
	});
}
