import { countPages as countedPages } from './pdfPages.mts';
import { sha256 } from '../../framework/sha256.mts';
import type { StoredPdf } from './letter.mts';

const MAGIC = Buffer.from('%PDF-');

/** Why a file cannot be taken for a PDF to print; the text is fit for an answer. */
export class UnreadablePdfError extends Error {}

/**
 * Counts the pages of a PDF.
 *
 * @throws UnreadablePdfError if it is empty, no PDF, damaged, encrypted or has no pages.
 */
function countPages(bytes: Buffer): number {
	if (bytes.length === 0) throw new UnreadablePdfError('The PDF is empty');
	if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) {
		throw new UnreadablePdfError(
			'The file in field pdf is not a PDF; it does not start with %PDF-',
		);
	}
	const pages = countedPages(bytes);
	if (typeof pages === 'string') throw new UnreadablePdfError(`The PDF cannot be read: ${pages}`);
	if (pages === 0) throw new UnreadablePdfError('The PDF has no pages');
	return pages;
}

/**
 * What is known of an uploaded PDF.
 *
 * @param enforce Whether a file that is no readable PDF is an error, or counts as one page.
 * @throws UnreadablePdfError if `enforce` and the pages cannot be counted.
 */
export async function inspectPdf(bytes: Buffer, enforce: boolean): Promise<StoredPdf> {
	let pages = 1;
	try {
		pages = countPages(bytes);
	} catch (error) {
		if (enforce) throw error;
	}
	return { pages, size: bytes.length, sha256: sha256(bytes) };
}
