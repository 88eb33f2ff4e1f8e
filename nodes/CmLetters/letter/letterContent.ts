import { createHash } from 'crypto';
import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

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
import { readInputFile } from '../../n8n/inputFile';
import { itemParameter } from '../../n8n/itemParameter';
import { readAddresses, readCountry, type CountryOptions } from './readAddresses';

/** What is to be printed, read from the parameters of one item and checked. */
export type LetterContent =
	| {
			kind: 'text';
			letter: Letter;
			/** What was put right in its addresses, in sentences. */
			notes: string[];
	  }
	| {
			kind: 'pdf';
			fields: Record<string, string>;
			/** Of the file, so that two letters can be told apart without keeping either. */
			sha256: string;
			/** Reads the file again, when it is sent: no file is held while others are sent. */
			read(): Promise<Checked<Buffer>>;
	  };

/** Kept, since every import() of the built package makes a new copy of all a module exports. */
let pdf: Promise<typeof import('../../cm/letters/pdf')> | undefined;

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
	return usable({ kind: 'text', letter, notes: addresses.value.notes });
}

async function pdfContent(
	context: IExecuteFunctions,
	itemIndex: number,
	checkedOptions: Checked<LetterOptions>,
): Promise<Checked<LetterContent>> {
	const options = checkedOptions.ok ? checkedOptions.value : {};
	const country = await readCountry(context, itemIndex);
	const { checkPdf } = await (pdf ??= import('../../cm/letters/pdf'));
	const parameter = 'Input Data Field Name';
	const field = itemParameter(context, 'pdf', itemIndex) as string | IBinaryData;
	const read = async () => await readInputFile(context, itemIndex, field, parameter);

	const file = await read();
	const pages = file.ok ? await checkPdf(file.value, parameter) : file;
	const printable = checkPrintable({
		Subject: options.subject,
		'Date and Place': options.dateplace,
	});
	const refusals = refusalsOf([country, pages, printable, checkedOptions]);
	if (refusals.length > 0 || !country.ok || !file.ok) return { ok: false, refusals };
	return usable({
		kind: 'pdf',
		fields: pdfFormFields(country.value, options),
		sha256: createHash('sha256').update(file.value).digest('hex'),
		read,
	});
}

/** Additional Fields and the reference; the date that mails a letter is none of them. */
function readOptions(context: IExecuteFunctions, itemIndex: number): Checked<LetterOptions> {
	return checkLetterOptions({
		...(itemParameter(context, 'additionalFields', itemIndex, {}) as IDataObject),
		reference: itemParameter(context, 'reference', itemIndex, ''),
	});
}
