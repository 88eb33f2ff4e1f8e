import { createHash, createHmac, randomBytes, timingSafeEqual } from 'crypto';

import { SECRET_HEADER, SECRET_QUERY, type Registration } from '../cm/letters/subscription';

/**
 * A secret is the time of its registration and a random number, and a signature of both that only
 * the owner of the trigger's key can make: hexadecimal digits, with 80 random and 128 signed bits.
 */
const TIME = 12;
const SIGNED = 32;

/** How long requests with an older registration's secret are taken after the next one, in ms. */
const OVERLAP = 60 * 60 * 1000;

/**
 * By key, when the newest registration was made whose secret came in: where the memory of the
 * trigger was put back to an older one, this process still knows that there is a newer one.
 */
const newestSeen = new Map<string, number>();

/** A key of which every registration of one trigger gets a secret of its own. */
export function newKey(): string {
	return randomBytes(32).toString('hex');
}

/**
 * A secret for one registration. A trigger that keeps its key knows its secrets, also a newer one
 * than it remembers: n8n saves static data whole, so a run that began before the registration and
 * ends after it puts back what was there before.
 * @param before the secret of the registration before, if there was one
 */
export function newSecret(key: string, before?: string, now = Date.now()): string {
	// Later than the one before, also when the clock was put back.
	const time = Math.max(now, (timeOf(before, key) ?? 0) + 1);
	const random = randomBytes((SIGNED - TIME) / 2).toString('hex');
	const signed = `${time.toString(16).padStart(TIME, '0')}${random}`;
	return `${signed}${sign(signed, key)}`;
}

/**
 * Whether a request comes from a callback that this trigger registered: the secret stands in the
 * header, or in the URL where the service sent no such header or garbled it (its documents do not
 * show how headers are given). That of an older registration is taken for an hour more: a request
 * may be under way while n8n publishes the workflow anew.
 * @param registration what the trigger remembers; without a key nobody can match
 */
export function isFromOurCallback(
	headers: Record<string, unknown>,
	query: Record<string, unknown>,
	{ key, secret }: Registration,
	now = Date.now(),
): boolean {
	if (key === undefined || key === '') return false;
	const newest = Math.max(timeOf(secret, key) ?? 0, newestSeen.get(key) ?? 0);
	return [headers[SECRET_HEADER.toLowerCase()], query[SECRET_QUERY]].some((given) => {
		const time = timeOf(given, key);
		if (time === undefined) return false;
		if (time > newest) newestSeen.set(key, time);
		return time >= newest || now < newest + OVERLAP;
	});
}

/** When a secret was made; nothing when it is none of ours. Compared in constant time. */
function timeOf(secret: unknown, key: string): number | undefined {
	if (typeof secret !== 'string') return undefined;
	const signed = secret.slice(0, SIGNED);
	// Hashes are compared, which are of one length whatever came in.
	const isOurs = timingSafeEqual(digest(secret.slice(SIGNED)), digest(sign(signed, key)));
	return isOurs ? parseInt(signed.slice(0, TIME), 16) : undefined;
}

function sign(text: string, key: string): string {
	return createHmac('sha256', key).update(text).digest('hex').slice(0, SIGNED);
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
