import { objectIn } from '../../cm/letters/answer';
import { changedLetter, isLetter, RELEASE_PROPERTY, released } from '../../cm/letters/letter';
import {
	judge,
	judgeSending,
	unknownFate,
	unrecognised,
	type Subject,
} from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import type { Outcome, Sending } from '../../../shared/delivery/outcome';
import type { LettersApi } from '../../connection/lettersApi';

/**
 * Releases a stored letter. The document has no operation for it: a letter that carries
 * scheduledate is sent, and Update Letters sets properties of a letter "not yet sent out". The
 * letter is read first and put back whole, since PUT may replace all of it; one that carries
 * scheduledate already was released before and is left alone.
 * @param isAsExpected what the letter has to look like
 */
export async function releaseLetter(
	letterId: string,
	scheduledate: string,
	api: LettersApi,
	until: number,
	isAsExpected: (letter: Record<string, unknown>) => boolean = () => true,
): Promise<Sending> {
	const path = letterPath(api.accountId, letterId);
	const about = releaseSubject(letterId);
	const stored = judge(await api.ask('GET', path), { ...about, changes: false });
	if (stored.kind !== 'accepted') return stored;

	const letter = objectIn(stored.answer);
	if (!isLetter(letter)) return unrecognised(about.thing);
	if (letter[RELEASE_PROPERTY]) return { kind: 'skipped', id: letterId, answer: stored.answer };
	if (!isAsExpected(letter)) return changedSince(letterId);

	const body = released(changedLetter(letter, {}), scheduledate);
	const sent = judgeSending(await api.send('PUT', path, body, until), {
		...about,
		isShownIn: (answer) => isLetter(objectIn(answer)),
	});
	if (sent.kind === 'accepted') return { ...sent, id: letterId };
	if (sent.kind === 'turnedAway') return sent.outcome;
	return sent.kind === 'unknown' ? await settled(letterId, api, sent) : sent;
}

/** Looks whether a letter was released whose request was not answered for; unknown, if it was not. */
async function settled(letterId: string, api: LettersApi, unknown: Outcome): Promise<Outcome> {
	const path = letterPath(api.accountId, letterId);
	const now = judge(await api.ask('GET', path), { ...releaseSubject(letterId), changes: false });
	if (now.kind !== 'accepted' || !objectIn(now.answer)[RELEASE_PROPERTY]) return unknown;
	return {
		...now,
		id: letterId,
		note: 'CM.com did not confirm it; the letter shows that it was sent.',
	};
}

function changedSince(letterId: string): Outcome {
	return {
		kind: 'refused',
		problem: {
			message: `The draft "${letterId}" was changed since this workflow created it`,
			description:
				'Nothing was mailed. Look at it with Get. To mail it as it is now, use the operation Send with its ID; to mail what the row says, delete it first.',
		},
	};
}

/** What a release is about, in the words of its answers. */
export function releaseSubject(letterId: string): Subject {
	return {
		thing: `the letter "${letterId}"`,
		changes: true,
		whereToLook:
			'The letter may have been released for printing. Look at it with Get, or in the CM.com Letters app, before sending it again.',
	};
}

/** What to say of a release whose fate an earlier try left open. */
export const unknownRelease = (letterId: string) => unknownFate(releaseSubject(letterId), {});
