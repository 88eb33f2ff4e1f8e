import type { IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { PDF_FIELD } from '../../cm/letters/letter';
import { refused, usable, type Checked } from '../../../shared/checks/refusal';
import { FormUpload } from '../../../shared/n8n/formUpload';
import { GONE, openInputFile, type InputFile } from '../../../shared/n8n/inputFile';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { LetterRequestOptions } from '../requestOptions';

/** The PDF of one letter. No file is held: it is read when it is checked, and again when it is sent. */
export interface LetterPdf {
	/** Tells its content from that of other letters, without keeping it. */
	identity: string;
	/** Nothing where it is sent unchecked. */
	pages?: number;
	/** The form in which it is sent. */
	form(fields: Record<string, string>): FormUpload;
	/** Whether n8n still has it. */
	isThere(): Promise<Checked<unknown>>;
}

const PARAMETER = 'Input Data Field Name';

/** Finds and checks the PDF of an item, as its options say. */
export async function readLetterPdf(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<Checked<LetterPdf>> {
	const field = itemParameter(context, 'pdf', itemIndex);
	const open = async () => await openInputFile(context, itemIndex, field, PARAMETER);
	const opened = await open();
	if (!opened.ok) return opened;
	const file = opened.value;
	const options = itemParameter(context, 'options', itemIndex, {}) as LetterRequestOptions;
	const checked = await checkFile(file, options);
	if (!checked.ok) return checked;
	const { identity, pages, start } = checked.value;
	return usable({
		identity,
		...(pages === undefined ? {} : { pages }),
		form: (fields) =>
			new FormUpload(fields, {
				field: PDF_FIELD,
				fileName: 'letter.pdf',
				contentType: 'application/pdf',
				file,
				start,
			}),
		isThere: open,
	});
}

interface CheckedFile {
	identity: string;
	pages?: number;
	start: number;
}

async function checkFile(
	file: InputFile,
	options: LetterRequestOptions,
): Promise<Checked<CheckedFile>> {
	const { checkPdf, contentHash } = await import('../../../shared/checks/pdf/checkPdf');
	const { sendUnchecked = false, duplicateProtection } = options;
	// Without protection only this execution is to know it, in which n8n's name for it does.
	const known = duplicateProtection === 'off' ? file.id : undefined;
	const most = readMaximum(options.maximumPages);
	if (!most.ok) return most;
	try {
		if (sendUnchecked) {
			if (file.size === 0) return refused(PARAMETER, 'the file is empty', EMPTY_REMEDY);
			if (most.value !== undefined) return refused('Maximum Pages', ...NOT_COUNTED);
			return usable({ identity: known ?? (await contentHash(await piecesOf(file))), start: 0 });
		}
		return await file.use(async (bytes) => {
			const finding = await checkPdf(bytes, PARAMETER, async () => await sleep(0));
			if (!finding.ok) return finding;
			const { pages, start } = finding.value;
			if (most.value !== undefined && pages > most.value) {
				return refused<CheckedFile>(
					'Maximum Pages',
					`the PDF has ${pages} pages, and at most ${most.value} are allowed`,
					'Check the file, or raise Maximum Pages in the options',
				);
			}
			return usable({ identity: known ?? (await contentHash([bytes])), pages, start });
		});
	} catch {
		return refused(PARAMETER, ...GONE);
	}
}

const EMPTY_REMEDY = 'Check the node that produces the file';

const NOT_COUNTED: [reason: string, remedy: string] = [
	'the pages of a file that is sent unchecked are not counted',
	'Turn off Send Unchecked, or remove Maximum Pages',
];

async function piecesOf(file: InputFile): Promise<AsyncIterable<Uint8Array> | Uint8Array[]> {
	const stream = await file.stream?.();
	return stream === undefined ? [await file.read()] : (stream as AsyncIterable<Uint8Array>);
}

/** Nothing where there is no limit. */
function readMaximum(value: unknown): Checked<number | undefined> {
	if (value === undefined || value === null || value === '' || value === 0) {
		return usable(undefined);
	}
	const most = Number(value);
	return Number.isInteger(most) && most > 0
		? usable(most)
		: refused('Maximum Pages', 'it is not a whole number', 'Use a number such as 10, or 0');
}
