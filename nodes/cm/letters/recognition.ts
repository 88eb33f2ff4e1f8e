import { plainText } from '../../../shared/checks/plainText';
import { idIn, objectIn } from './answer';
import { plainReference, wordsOf } from './identity';
import type { Letter } from './letter';
import type { LetterList, ListedLetter } from './letterList';

type Json = Record<string, unknown>;

/** A letter that is looked for at the service. */
export interface SoughtLetter {
	reference: string;
	/** What was sent of it: the letter's properties, or a form's fields beside a PDF. */
	sent: Letter | Record<string, string>;
	/** Pages of a PDF; nothing for a letter from text. */
	pages?: number;
	isPdf: boolean;
	/** When this execution first sent it, by our clock (milliseconds since 1970), where it did. */
	begunAt?: number;
}

/** What the list shows of one letter. */
export interface Recognised {
	/** Its reference and, as far as shown, its recipient. */
	listed: ListedLetter[];
	/** Those that agree in all that is shown. */
	matching: ListedLetter[];
	/** Those that show neither recipient nor content. */
	blank: ListedLetter[];
	/** Why what is listed neither is the letter nor shows that it is absent. */
	undecided?: string;
}

/** Milliseconds by which a letter may be older than our sending it: clocks differ. */
const CLOCKS_DIFFER = 5 * 60_000;
/** The same where the answer tells the service's clock. */
const CLOCK_READ = 10_000;
/** Shorter texts are the beginning of many references. */
const SHORTEST_CUT = 4;

/** Finds a letter in the list: by its reference, and by whatever is shown of it besides. */
export function recognise(
	sought: SoughtLetter,
	list: Extract<LetterList, { readable: true }>,
	now: number,
): Recognised {
	const wanted = plainReference(sought.reference);
	const found: Recognised = { listed: [], matching: [], blank: [] };
	for (const letter of lettersLike(wanted, list)) {
		// Many references begin like another one: a shorter one must agree in all else.
		const mayBeCut = letter.reference?.length !== wanted.length;
		if (letter.reference !== wanted && !mayBeCut) {
			found.undecided = CHANGED_REFERENCE;
			continue;
		}
		if (!agreesInRecipient(sought, letter.answer)) continue;
		if (!mayBeCut) found.listed.push(letter);
		if (!agreesInContent(sought, letter.answer)) continue;
		if (mayBeCut) {
			found.undecided = CHANGED_REFERENCE;
			continue;
		}
		const age = ageOf(letter, sought, list.serverTime, now);
		if (age === 'older') continue;
		if (age === 'unclear') found.undecided = UNCLEAR_AGE;
		else if (sought.isPdf || showsWhatItIs(letter.answer)) found.matching.push(letter);
		else found.blank.push(letter);
	}
	return found;
}

const CHANGED_REFERENCE = "CM.com's list shows a reference much like its own, which may be cut.";
const UNCLEAR_AGE = 'A letter like it was created shortly before, maybe by somebody else.';
/** What to say where not even the letter itself shows its recipient or content. */
export const SHOWS_NOTHING =
	'CM.com shows a letter with its reference, but neither its recipient nor its content.';

/** Letters with a reference, or with one that the service may have cut or written in other case. */
function* lettersLike(
	wanted: string,
	{ byReference }: Pick<Extract<LetterList, { readable: true }>, 'byReference'>,
): Iterable<ListedLetter> {
	const lower = wanted.toLowerCase();
	for (let length = Math.min(SHORTEST_CUT, lower.length); length <= lower.length; length++) {
		yield* byReference.get(lower.slice(0, length)) ?? [];
	}
}

/** Whether a letter shows its recipient or its text. */
export function showsWhatItIs(letter: Json): boolean {
	return recipientIn(letter) !== undefined || isText(letter.message);
}

/** Whether what a letter shows of its recipient is the one that was sent. */
function agreesInRecipient({ sent }: SoughtLetter, letter: Json): boolean {
	const shown = recipientIn(letter);
	const own = recipientIn(sent as Json);
	return shown === undefined || own === undefined || wordsOf(shown) === wordsOf(own);
}

/** Properties that are compared as text, and those that are switches. */
const TEXTS = ['message', 'subject', 'destination'] as const;
const SWITCHES = [
	'fullcolor',
	'doublesided',
	'express',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
] as const;

/** Whether everything that a letter shows is what was sent; Date and Place aside. */
export function agreesInContent({ sent, pages }: SoughtLetter, letter: Json): boolean {
	const own = sent as Json;
	const sameTexts = TEXTS.every((name) => {
		const shown = letter[name];
		if (!isText(shown)) return true;
		return plainText(shown).toLowerCase() === plainText(String(own[name] ?? '')).toLowerCase();
	});
	const sameSwitches = SWITCHES.every(
		(name) => typeof letter[name] !== 'boolean' || letter[name] === (String(own[name]) === 'true'),
	);
	const samePages =
		pages === undefined || typeof letter.pages !== 'number' || letter.pages === pages;
	return sameTexts && sameSwitches && samePages;
}

/**
 * Whether an answer shows that there is a letter: an ID, or what was sent, echoed. A `message` alone
 * may as well be that of a failure, so that what is echoed must be the same.
 */
export function isLetterShown(sent: Letter | Record<string, string>, answer: unknown): boolean {
	const object = objectIn(answer);
	return idIn(answer) !== undefined || isEcho({ reference: '', sent, isPdf: false }, object);
}

function isEcho(sought: SoughtLetter, shown: Json): boolean {
	const own = sought.sent as Json;
	const isSame = [...TEXTS, 'reference'].some((name) => isText(own[name]) && isText(shown[name]));
	const showsAny = isSame || (recipientIn(own) !== undefined && recipientIn(shown) !== undefined);
	return (
		showsAny &&
		agreesInRecipient(sought, shown) &&
		agreesInContent(sought, shown) &&
		(!isText(shown.reference) ||
			plainReference(shown.reference) === plainReference(String(own.reference ?? '')))
	);
}

/** The whole recipient that a letter shows. */
export function recipientIn(letter: Json): string | undefined {
	const [first] = Array.isArray(letter.addresses) ? (letter.addresses as unknown[]) : [];
	const shown =
		typeof first === 'object' && first !== null ? (first as Json).recipient : letter.recipient;
	return isText(shown) ? shown : undefined;
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

/** Whether a letter can be the one that this execution sent, by when it was created. */
function ageOf(
	{ createdAt }: ListedLetter,
	{ begunAt }: SoughtLetter,
	serverTime: number | undefined,
	now: number,
): 'fits' | 'older' | 'unclear' {
	if (begunAt === undefined || createdAt === undefined) return 'fits';
	const ahead = serverTime === undefined ? 0 : serverTime - now;
	const older = begunAt + ahead - createdAt;
	if (older > CLOCKS_DIFFER) return 'older';
	return serverTime !== undefined && older > CLOCK_READ ? 'unclear' : 'fits';
}
