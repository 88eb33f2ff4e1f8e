import { recipientIn } from '../../cm/letters/recognition';
import type { Letter } from '../../cm/letters/letter';
import { keyOf } from '../../../shared/n8n/keyHash';
import type { KeyMemory } from '../../../shared/n8n/keyMemory';
import type { LettersApi } from '../../connection/lettersApi';
import { keysOfLetter } from './letterKeys';

/**
 * Frees the key of a letter that was removed, so that its row may be sent again.
 * @param before the letter as it was
 * @returns a note for the output, where its key could not be told
 */
export async function freeKey(
	letterId: string,
	before: unknown,
	api: LettersApi,
	memory: KeyMemory,
): Promise<string | undefined> {
	const key = await keyBehind(letterId, before, api, memory);
	if (key === undefined) return STILL_COUNTS;
	return (await memory.forget(key)).ok ? undefined : STILL_COUNTS;
}

/**
 * After a letter was changed, its row counts as used with other content: sent once more it is a
 * conflict, not a second letter.
 * @param before the letter as it was
 * @param changes what was changed of it
 */
export async function renewKey(
	letterId: string,
	before: unknown,
	changes: Letter,
	api: LettersApi,
	memory: KeyMemory,
): Promise<string | undefined> {
	const key = await keyBehind(letterId, before, api, memory);
	if (key === undefined) return STILL_COUNTS;
	const after = { ...(before as Record<string, unknown>), ...changes };
	const now = keysOfLetter(api.identity, referenceOf(after), recipientIn(after));
	const was = keysOfLetter(api.identity, referenceOf(before), recipientIn(asLetter(before)));
	// Whether the recipient's last line is a country, which is no part of the key, is not known here.
	const isByRecipient = was.indexOf(key) < 2 && now.length > 2;
	const newKeys = isByRecipient ? now.slice(0, 2) : [now[was.indexOf(key)] ?? key];
	const content = keyOf('changed', after);
	if (!newKeys.includes(key) && !(await memory.forget(key)).ok) return STILL_COUNTS;
	for (const newKey of newKeys) {
		const renewed = await memory.renew(newKey, content, 'stored', letterId);
		if (!renewed.ok) return STILL_COUNTS;
	}
	return undefined;
}

/** Where the letter's key cannot be told: it was created by another workflow, or under a key. */
const STILL_COUNTS =
	'Its row still counts as sent in this workflow, if it was created here: to send it again, run Allow Sending Again.';

async function keyBehind(
	letterId: string,
	letter: unknown,
	{ identity }: LettersApi,
	memory: KeyMemory,
): Promise<string | undefined> {
	const shown = asLetter(letter);
	const keys = keysOfLetter(identity, referenceOf(shown), recipientIn(shown));
	return keys.length === 0 ? undefined : await memory.keyOf(keys, letterId);
}

function referenceOf(letter: unknown): string | undefined {
	const { reference } = asLetter(letter);
	return typeof reference === 'string' ? reference : undefined;
}

function asLetter(letter: unknown): Record<string, unknown> {
	return typeof letter === 'object' && letter !== null ? (letter as Record<string, unknown>) : {};
}
