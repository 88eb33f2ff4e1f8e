import { letterPath, lettersPath } from '../../cm/letters/paths';
import { judge } from '../../cm/letters/judgement';
import { objectIn } from '../../cm/letters/answer';
import { readLetterList, type LetterList, type ListedLetter } from '../../cm/letters/letterList';
import {
	agreesInContent,
	recipientIn,
	recognise,
	showsWhatItIs,
	SHOWS_NOTHING,
	type Recognised,
	type SoughtLetter,
} from '../../cm/letters/recognition';
import { wordsOf } from '../../cm/letters/identity';
import type { Findings, FoundOf } from '../../../shared/delivery/protection';
import type { LettersApi } from '../../connection/lettersApi';

/** How many letters of which the list shows too little are read one by one. */
const MOST_READ = 20;
/** How many of the newest letters may show that the list is the one that letters are put into. */
const MOST_WITNESSES = 20;

const NO_WITNESS =
	"CM.com's list shows no letter that this node knows, so it does not show that the letter is absent either.";

/**
 * Looks which letters are at the service. CM Letters API, Read Letters, all letters: no filter and
 * no pages are documented.
 */
export async function findLetters<Input>(
	api: LettersApi,
	sought: Map<Input, SoughtLetter>,
): Promise<Findings<Input>> {
	const attempt = await api.ask('GET', lettersPath(api.accountId));
	const outcome = judge(attempt, { thing: 'the letters of this account', changes: false });
	if (outcome.kind === 'refused' || outcome.kind === 'unknown') {
		const { message, httpCode } = outcome.problem;
		return {
			readable: false,
			reason: `CM.com could not be asked for it: ${message}.`,
			isRefused: httpCode !== undefined && httpCode >= 400 && httpCode < 500 && httpCode !== 429,
		};
	}
	const list: LetterList =
		attempt.kind === 'answered'
			? readLetterList(attempt)
			: { readable: false, reason: 'CM.com could not be asked for it.' };
	if (!list.readable) return list;

	const found = new Map<Input, FoundOf>();
	let reads = 0;
	for (const [input, letter] of sought) {
		const recognised = recognise(letter, list, Date.now());
		const blank = recognised.matching.length > 0 ? [] : recognised.blank;
		const readable = blank.slice(0, Math.max(0, MOST_READ - reads));
		reads += readable.length;
		const read = await Promise.all(readable.map(async (each) => await readLetter(api, each)));
		found.set(input, foundOf(letter, recognised, read, blank.length > readable.length));
	}
	const witnesses = list.letters.filter(({ reference }) => reference !== undefined);
	return {
		readable: true,
		of: (input) => found.get(input) ?? NOTHING,
		absence:
			list.mayBePart === undefined
				? {
						kind: 'sureIfKnown',
						ids: witnesses.slice(0, MOST_WITNESSES).map(({ id }) => id),
						all: new Set(witnesses.map(({ id }) => id)),
						reason: NO_WITNESS,
					}
				: { kind: 'unsure', reason: `CM.com could not be asked for it: ${list.mayBePart}.` },
	};
}

const NOTHING: FoundOf = { listed: [], matching: [], onlyIfSingle: false };

/** A letter itself, where the list shows too little of it. */
async function readLetter(api: LettersApi, listed: ListedLetter): Promise<ListedLetter> {
	const outcome = judge(await api.ask('GET', letterPath(api.accountId, listed.id)), {
		thing: `the letter "${listed.id}"`,
		changes: false,
	});
	return outcome.kind === 'accepted' ? { ...listed, answer: objectIn(outcome.answer) } : listed;
}

function foundOf(
	sought: SoughtLetter,
	{ listed, matching, undecided }: Recognised,
	read: ListedLetter[],
	isCut: boolean,
): FoundOf {
	const shown = read.filter(({ answer }) => showsWhatItIs(answer));
	const alike = shown.filter(({ answer }) => isLike(sought, answer));
	const all = [...matching, ...alike];
	const isOpen = isCut || read.length > shown.length;
	return {
		listed,
		matching: all,
		onlyIfSingle: sought.isPdf,
		...(isOpen ? { undecided: SHOWS_NOTHING } : undecided === undefined ? {} : { undecided }),
	};
}

function isLike(sought: SoughtLetter, letter: Record<string, unknown>): boolean {
	const own = recipientIn(sought.sent as Record<string, unknown>);
	const shown = recipientIn(letter);
	const sameRecipient = own === undefined || shown === undefined || wordsOf(own) === wordsOf(shown);
	return sameRecipient && agreesInContent(sought, letter);
}
