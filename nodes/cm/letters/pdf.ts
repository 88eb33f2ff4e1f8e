import { PDFDocument } from 'pdf-lib';

import { refused, usable, type Checked } from '../../delivery/refusal';

/** ISO 32000-1, 7.5.2; readers accept the header anywhere in the first 1024 bytes (Annex H). */
const HEADER = Buffer.from('%PDF-');
const HEADER_WITHIN = 1024;

/** ISO 32000-1, 7.5.5, and Annex H: stands in the last 1024 bytes of a whole file. */
const END_MARK = '%%EOF';
const END_MARK_WITHIN = 1024;

/**
 * Whether a file can be printed as a letter: a PDF that opens without a password and has a page.
 * The document asks for "the correctly formatted letter in PDF format" and no more, so size, page
 * format and margins are left to the service.
 * @returns the number of pages
 */
export async function checkPdf(bytes: Buffer, parameter: string): Promise<Checked<number>> {
	if (bytes.length === 0) {
		return refused(parameter, 'the file is empty', 'Check the node that produces the file');
	}
	if (bytes.subarray(0, HEADER_WITHIN).indexOf(HEADER) === -1) {
		return refused(parameter, 'the file is not a PDF', 'Convert it to PDF first');
	}
	const cutOff = () =>
		refused<number>(
			parameter,
			'the PDF is damaged or cut off and cannot be opened',
			'Open it in a PDF reader and save it anew',
		);
	if (!bytes.subarray(-END_MARK_WITHIN).includes(END_MARK)) return cutOff();

	const encrypted = () =>
		refused<number>(
			parameter,
			'the PDF is encrypted, and the service has no password to print it',
			'Save it without password or restrictions',
		);
	try {
		const document = await PDFDocument.load(bytes, {
			ignoreEncryption: true,
			updateMetadata: false,
			parseSpeed: Infinity,
		});
		if (document.isEncrypted) return encrypted();
		const pages = document.getPageCount();
		if (pages > 0) return usable(pages);
		return refused(parameter, 'the PDF has no page', 'Check the node that produces the file');
	} catch {
		// What cannot be read may be encrypted itself: then the file says so outside of it.
		if (bytes.includes('/Encrypt')) return encrypted();
		return cutOff();
	}
}
