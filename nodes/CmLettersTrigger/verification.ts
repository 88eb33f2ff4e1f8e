import { createHash, timingSafeEqual } from 'crypto';

import { SECRET_HEADER, SECRET_QUERY } from '../cm/letters/subscription';

/**
 * Whether a request comes from the callback that this trigger registered: the secret stands in the
 * header, or in the URL where the service sent no such header or garbled it (its documents do not
 * show how headers are given).
 * @param secret as registered; nothing when no registration is known, which nobody can match
 */
export function isFromOurCallback(
	headers: Record<string, unknown>,
	query: Record<string, unknown>,
	secret: string | undefined,
): boolean {
	if (secret === undefined || secret === '') return false;
	return (
		isSame(headers[SECRET_HEADER.toLowerCase()], secret) || isSame(query[SECRET_QUERY], secret)
	);
}

/** In constant time: hashes are compared, which are of one length whatever came in. */
function isSame(given: unknown, secret: string): boolean {
	return typeof given === 'string' && timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
