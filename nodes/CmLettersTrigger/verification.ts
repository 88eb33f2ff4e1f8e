import { createHash, createHmac, randomBytes, timingSafeEqual } from 'crypto';

import { SECRET_HEADER, SECRET_QUERY } from '../cm/letters/subscription';

/** Characters of each half of a secret: 128 bits. */
const HALF = 32;

/** A key of which every registration of one trigger gets a secret of its own. */
export function newKey(): string {
	return randomBytes(32).toString('hex');
}

/**
 * A secret for one registration: random, followed by what only the key's owner can make of it. So a
 * trigger that keeps its key knows its secrets, also one that it registered a moment ago and whose
 * remembrance a callback under way overwrote: n8n saves a trigger's memory whole.
 */
export function newSecret(key: string): string {
	const random = randomBytes(HALF / 2).toString('hex');
	return `${random}${sign(random, key)}`;
}

/**
 * Whether a request comes from a callback that this trigger registered: the secret stands in the
 * header, or in the URL where the service sent no such header or garbled it (its documents do not
 * show how headers are given).
 * @param key of the trigger; nothing when it registered none, which nobody can match
 */
export function isFromOurCallback(
	headers: Record<string, unknown>,
	query: Record<string, unknown>,
	key: string | undefined,
): boolean {
	if (key === undefined || key === '') return false;
	return isOurs(headers[SECRET_HEADER.toLowerCase()], key) || isOurs(query[SECRET_QUERY], key);
}

/** In constant time: hashes are compared, which are of one length whatever came in. */
function isOurs(given: unknown, key: string): boolean {
	if (typeof given !== 'string') return false;
	const random = given.slice(0, HALF);
	return timingSafeEqual(digest(given.slice(HALF)), digest(sign(random, key)));
}

function sign(random: string, key: string): string {
	return createHmac('sha256', key).update(random).digest('hex').slice(0, HALF);
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
