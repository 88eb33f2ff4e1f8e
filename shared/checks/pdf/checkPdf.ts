import { refused, usable, type Checked } from '../refusal';
import { Budget, PdfProblem, type Counted } from './budget';
import { kindOf, textDamageOf } from './damage';
import { lockOf } from './encryption';
import { findHeader } from './header';
import { findEnd, openPdf, openWithoutTable, type OpenPdf } from './opening';
import { readContents } from './pages';

export { contentHash } from './contentHash';

/** Why a PDF is not printed. */
export type PdfFault =
	| 'empty'
	| 'notPdf'
	| 'cutOff'
	| 'readAsText'
	| 'lineEnds'
	| 'damaged'
	| 'noTable'
	| 'noPage'
	| 'miscounted'
	| 'password'
	| 'protected'
	| 'certificate'
	| 'dynamicForm'
	| 'portfolio'
	| 'beyondLimits';

/** What a letter needs to know of a PDF that can be printed. */
export interface PrintablePdf {
	pages: number;
	/** Bytes of something else before the PDF, which are not to be sent. */
	start: number;
}

/** What was found, and what was done to find it. */
export type PdfFinding = ({ ok: true; value: PrintablePdf } | { ok: false; fault: PdfFault }) & {
	counts: Record<Counted, number>;
};

/** Says what is wrong, and what to do. */
const WORDS: Record<PdfFault, [reason: string, remedy: string]> = {
	empty: ['the file is empty', 'Check the node that produces the file'],
	notPdf: ['the file is not a PDF', 'Convert it to PDF first'],
	cutOff: [
		'the PDF is damaged or cut off: its end is missing',
		'Produce or download the file again',
	],
	readAsText: [
		'a program read the PDF as text, which destroyed what stands on its pages',
		'Have the node that produces the file give it as a file, not as text',
	],
	lineEnds: [
		'a program changed the line ends in the PDF, which destroyed what stands on its pages',
		'Transfer the file as binary, not as text',
	],
	damaged: [
		'the PDF is damaged or cut off and cannot be opened',
		'Open it in a PDF reader and save it anew',
	],
	noTable: [
		'the PDF is damaged: its table of contents is missing or wrong, so that readers have to guess',
		'Open it in a PDF reader and save it anew',
	],
	noPage: ['the PDF has no page', 'Check the node that produces the file'],
	miscounted: [
		'the PDF is damaged: it has not as many pages as it says',
		'Open it in a PDF reader and save it anew',
	],
	password: [
		'the PDF is encrypted and needs a password, which the service does not have',
		'Save it without password or restrictions',
	],
	protected: [
		'the PDF is encrypted: it opens without a password, but is protected against changes, and may not be printed',
		'Save it without password or restrictions',
	],
	certificate: [
		'the PDF is encrypted for certain readers, and the service is none of them',
		'Save it without encryption',
	],
	dynamicForm: [
		'the PDF is a dynamic XFA form: only Adobe programs show it, on paper it says "Please wait"',
		'Print the form to a PDF, and use that',
	],
	portfolio: [
		'the PDF is a portfolio of other files, of which only the cover would be printed',
		'Use the PDF inside it',
	],
	beyondLimits: [
		'the PDF is too complicated or too large to be checked',
		'Save it anew in a PDF program, or look at it and turn on Send Unchecked in the options',
	],
};

/**
 * Whether a file can be printed as a letter: a whole PDF that opens by its own table, without a
 * password, and has as many pages as it says. The document asks for "the correctly formatted letter
 * in PDF format" and no more, so size, page format and margins are left to the service.
 *
 * Reads no more than that takes, and within bounds that are counts. What pages show is not looked at.
 * @param parameter that names the file
 * @param pause lets others run; called between steps of a large file
 */
export async function checkPdf(
	bytes: Buffer,
	parameter: string,
	pause: () => Promise<unknown>,
): Promise<Checked<PrintablePdf>> {
	const finding = await examinePdf(bytes, pause);
	if (finding.ok) return usable(finding.value);
	const [reason, remedy] = WORDS[finding.fault];
	const kind = finding.fault === 'notPdf' ? kindOf(bytes) : undefined;
	return refused(parameter, kind === undefined ? reason : `${reason}, but ${kind}`, remedy);
}

/** The same, with what is wrong in one word. Never throws. */
export async function examinePdf(
	bytes: Buffer,
	pause: () => Promise<unknown>,
): Promise<PdfFinding> {
	const budget = new Budget(pause);
	const start = findHeader(bytes);
	const found =
		start === -1
			? { fault: bytes.length === 0 ? ('empty' as const) : ('notPdf' as const) }
			: await examine(bytes.subarray(start), budget);
	const { counts } = budget;
	return 'fault' in found
		? { ok: false, fault: found.fault, counts }
		: { ok: true, value: { pages: found.pages, start }, counts };
}

type Found = { pages: number } | { fault: PdfFault };

async function examine(bytes: Buffer, budget: Budget): Promise<Found> {
	let end = -1;
	try {
		end = findEnd(bytes, budget);
		if (end !== -1) return await judge(await openPdf(bytes, end, budget));
	} catch (error) {
		if (error instanceof PdfProblem && error.kind === 'limit') return { fault: 'beyondLimits' };
	}
	const damage = textDamageOf(bytes);
	if (damage !== undefined) return { fault: damage };
	return end === -1 ? { fault: 'cutOff' } : await examineWithoutTable(bytes, budget);
}

/** What does not open by its table is not printed; but there may be a better reason. */
async function examineWithoutTable(bytes: Buffer, budget: Budget): Promise<Found> {
	try {
		const open = openWithoutTable(bytes, budget);
		if (open === undefined) return { fault: 'damaged' };
		const found = await judge(open);
		return 'pages' in found ? { fault: 'noTable' } : found;
	} catch {
		return { fault: 'damaged' };
	}
}

async function judge(open: OpenPdf): Promise<Found> {
	const lock = await lockOf(open);
	if (lock !== undefined) return { fault: lock === 'nothing' ? 'protected' : lock };
	const { isPortfolio, isDynamicForm, pages, counted } = await readContents(open);
	if (isPortfolio) return { fault: 'portfolio' };
	if (isDynamicForm) return { fault: 'dynamicForm' };
	if (pages === 0) return { fault: 'noPage' };
	return pages === counted ? { pages } : { fault: 'miscounted' };
}
