import { quoted } from '../../../shared/checks/quotation';
import { refusalsOf, refused, usable, type Checked } from '../../../shared/checks/refusal';
import { describeUnprintable, findUnprintable } from './printable';
import { checkDateAndPlace } from '../../../shared/letters/dateAndPlace';
import { checkText } from '../../../shared/checks/text';

/** CM Letters API, Address object properties. */
export interface LetterAddress {
	recipient: string;
	sender?: string;
}

/** CM Letters API, Letter object properties: those that are optional in both modes. */
export interface LetterOptions {
	subject?: string;
	dateplace?: string;
	fullcolor?: boolean;
	doublesided?: boolean;
	express?: boolean;
	registered?: boolean;
	registeredMailbox?: boolean;
	registeredReceipt?: boolean;
	/** Assumed name, see {@link REFERENCE_PROPERTY}. */
	reference?: string;
}

/** CM Letters API, Letter object properties, as JSON. */
export interface Letter extends LetterOptions {
	addresses?: LetterAddress[];
	message?: string;
	destination?: string;
	/** ISO 8601. Its presence alone sends the letter, see {@link RELEASE_PROPERTY}. */
	scheduledate?: string;
}

/**
 * The property that mails a letter. Letter object properties, footnote: "scheduledate is currently
 * a trigger to send instantly, there is no scheduling support yet". So a stored letter never
 * carries it, and whatever carries it is sent, whichever date it holds.
 */
export const RELEASE_PROPERTY = 'scheduledate';

/**
 * Assumption: the property table has no reference, but callbacks offer [REFERENCE], "The Reference
 * you (could) have provided". Named as the Business Messaging API names it, echoed back.
 */
export const REFERENCE_PROPERTY = 'reference';

/** The document's property names, with the reference: all that is ever sent in a letter object. */
export const LETTER_PROPERTIES = [
	'addresses',
	'message',
	'destination',
	'subject',
	'dateplace',
	'fullcolor',
	'doublesided',
	'express',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
	REFERENCE_PROPERTY,
] as const;

/**
 * Whether an answer shows a letter at all; only then may it be put back. A `message` and nothing
 * more may be that of a failure, which would be printed.
 */
export function isLetter(answer: Record<string, unknown>): boolean {
	return LETTER_PROPERTIES.some(
		(name) => name !== 'message' && answer[name] !== undefined && answer[name] !== null,
	);
}

/** What was checked and found printable, ready to be put into a request. */
export interface TextLetterInput extends LetterAddress {
	destination: string;
	message: string;
	options: LetterOptions;
}

/**
 * A letter from text, stored until it is released.
 * CM Letters API, Create Letters, from text.
 */
export function textLetter({
	destination,
	message,
	recipient,
	sender,
	options,
}: TextLetterInput): Letter {
	return {
		destination,
		addresses: [sender === undefined ? { recipient } : { recipient, sender }],
		message: withLineFeeds(message),
		...options,
	};
}

/**
 * The form fields that go beside the file when a letter is made from a PDF.
 * CM Letters API, Create Letters, from PDF file: "Any properties from the Letters object are valid
 * in the form as well"; the example leaves addresses and message out, which the PDF shows.
 * Booleans as the words true and false is an assumption: the document shows none in a form.
 */
export function pdfFormFields(destination: string, options: LetterOptions): Record<string, string> {
	return {
		destination,
		...Object.fromEntries(Object.entries(options).map(([name, value]) => [name, String(value)])),
	};
}

/** The file's field in the form. CM Letters API, Create Letters, from PDF file: `pdf=@…`. */
export const PDF_FIELD = 'pdf';

/** The same letter or form, mailed at once. @param date ISO 8601 */
export function released<T extends object>(letter: T, date: string): T & { scheduledate: string } {
	return { ...letter, [RELEASE_PROPERTY]: date };
}

/**
 * The letter object to send when a letter at the service is to be changed: what it holds now with
 * the changes over it. The document does not say whether PUT replaces or merges ("send a Letter
 * object […] with the properties set up as you desire"); the whole object is right in both cases.
 * Anything that is not a documented property stays behind, and so does what would mail it.
 */
export function changedLetter(current: Record<string, unknown>, changes: Letter): Letter {
	const kept = LETTER_PROPERTIES.filter(
		(name) => current[name] !== undefined && current[name] !== null,
	).map((name) => [name, current[name]]);
	return { ...(Object.fromEntries(kept) as Letter), ...changes };
}

/**
 * Everything in a letter that is printed, checked for characters that cannot be.
 * @param texts display name of the parameter -> its text
 */
export function checkPrintable(texts: Record<string, string | undefined>): Checked<true> {
	const refusals = refusalsOf(
		Object.entries(texts).map(([parameter, text]) => {
			const found = findUnprintable(text ?? '');
			return found.length === 0
				? usable(true)
				: refused(
						parameter,
						`it holds what cannot be printed: ${describeUnprintable(found)}`,
						'Remove these characters; the letter service has no emoji',
					);
		}),
	);
	return refusals.length > 0 ? { ok: false, refusals } : usable(true);
}

/** The letter's text. CM Letters API, Letter object properties: message, required. */
export function checkMessage(value: unknown): Checked<string> {
	const message = checkText(value, 'Message');
	return message.ok && message.value.trim() === ''
		? refused('Message', 'the letter has no text', 'Write the text of the letter')
		: message;
}

/** Texts of a letter with the display names of their parameters. */
const TEXT_OPTIONS = {
	subject: 'Subject',
	dateplace: 'Date and Place',
	[REFERENCE_PROPERTY]: 'Reference',
} as const;

/** Switches of a letter with the display names of their parameters. */
const FLAG_OPTIONS = {
	fullcolor: 'Full Color',
	doublesided: 'Double-Sided',
	express: 'Express',
	registered: 'Registered',
	registeredMailbox: 'Registered Mailbox',
	registeredReceipt: 'Registered Receipt',
} as const;

/**
 * The optional properties as the service wants them: texts as text, switches as booleans. A
 * spreadsheet gives numbers for texts and words for booleans. Other names are left out.
 * @param keepEmpty whether a text given as empty is sent, to clear what the letter has
 */
export function checkLetterOptions(
	raw: Record<string, unknown>,
	{ keepEmpty = false } = {},
): Checked<LetterOptions> {
	const texts = Object.entries(TEXT_OPTIONS).map(
		([name, parameter]) =>
			[
				name,
				name === 'dateplace'
					? checkDateAndPlace(raw[name], parameter)
					: checkText(raw[name], parameter),
			] as const,
	);
	const flags = Object.entries(FLAG_OPTIONS)
		.filter(([name]) => raw[name] !== undefined && raw[name] !== null && raw[name] !== '')
		.map(([name, parameter]) => [name, checkFlag(raw[name], parameter)] as const);

	const reference = checkReference(raw[REFERENCE_PROPERTY]);
	const refusals = refusalsOf([...[...texts, ...flags].map(([, checked]) => checked), reference]);
	if (refusals.length > 0) return { ok: false, refusals };
	return usable(
		Object.fromEntries([
			...texts
				.map(([name, text]) => [name, text.ok ? text.value.trim() : ''])
				.filter(([name, text]) => text !== '' || (keepEmpty && raw[name as string] !== undefined)),
			...flags.map(([name, flag]) => [name, flag.ok && flag.value]),
		]),
	);
}

/**
 * A number beyond 2^53 was rounded before it came here, as Excel does with long invoice numbers: two
 * different ones may have become equal.
 */
function checkReference(value: unknown): Checked<true> {
	return typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER
		? usable(true)
		: refused(
				'Reference',
				`${value} is a number too long to be exact, so its last digits may be wrong`,
				'Keep long numbers as text, in the spreadsheet too',
			);
}

function checkFlag(value: unknown, parameter: string): Checked<boolean> {
	const word = String(value).trim().toLowerCase();
	if (['true', '1', 'yes'].includes(word)) return usable(true);
	if (['false', '0', 'no'].includes(word)) return usable(false);
	return refused(parameter, `${quoted(value)} is neither true nor false`, 'Use true or false');
}

/**
 * The date that mails a letter, as text: what was given, or today. Whatever it is, the letter goes
 * out at once; a date is required only because its presence is the trigger.
 */
export function checkReleaseDate(value: unknown, today: Date): Checked<string> {
	const isDate = value instanceof Date && !Number.isNaN(value.getTime());
	const text = isDate ? value.toISOString() : String(value ?? '').trim();
	if (text === '') return usable(today.toISOString().slice(0, 10));
	const isIso = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) && !Number.isNaN(Date.parse(text));
	return isIso && isDayOfCalendar(text.slice(0, 10))
		? usable(text)
		: refused(
				'Schedule Date',
				`${quoted(text)} is not an ISO 8601 date`,
				'Use a date such as 2026-11-21, or leave it empty',
			);
}

/** JavaScript takes 30 February for the 2nd of March. */
function isDayOfCalendar(day: string): boolean {
	return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

function withLineFeeds(text: string): string {
	return text.replace(/\r\n|\r/g, '\n');
}
