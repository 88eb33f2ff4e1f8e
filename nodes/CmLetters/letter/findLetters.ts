import { idIn, listIn } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { REFERENCE_PROPERTY } from '../../cm/letters/letter';
import { lettersPath } from '../../cm/letters/paths';
import { succeeded } from '../../delivery/outcome';
import type { Finding } from '../../delivery/protection';
import type { LettersApi } from '../../account/lettersApi';

/** The letters of the account, by their reference. */
export type FoundLetters =
	| { readable: true; of(reference: string | undefined): Finding[] }
	| { readable: false; reason: string };

/**
 * Asks which letters there are. CM Letters API, Read Letters, all letters: no filter is documented.
 * A list that shows no letter's ID cannot be told from one that lacks the letter.
 */
export async function findLetters(api: LettersApi): Promise<FoundLetters> {
	const outcome = judge(await api.ask('GET', lettersPath(api.accountId)), {
		thing: 'the letters of this account',
		changes: false,
	});
	if (!succeeded(outcome)) {
		return unreadable(outcome.problem.message);
	}
	const letters = listIn(outcome.answer);
	if (letters === undefined) return unreadable('its answer is no list in any known shape');

	const byReference = new Map<string, Finding[]>();
	for (const letter of letters) {
		const reference = letter[REFERENCE_PROPERTY];
		const id = idIn(letter);
		if (typeof reference !== 'string' && typeof reference !== 'number') continue;
		if (id === undefined) return unreadable('its list shows no IDs');
		const known = byReference.get(String(reference));
		if (known) known.push({ id, answer: letter });
		else byReference.set(String(reference), [{ id, answer: letter }]);
	}
	if (letters.length > 0 && byReference.size === 0) {
		return unreadable('its list shows no references');
	}
	return { readable: true, of: (reference = '') => byReference.get(reference) ?? [] };
}

function unreadable(why: string): FoundLetters {
	return { readable: false, reason: `CM.com could not be asked for it: ${why}.` };
}
