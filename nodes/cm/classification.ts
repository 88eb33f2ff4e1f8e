import { CANCELLED, readBody, type Attempt } from '../delivery/attempt';
import type { Certainty } from '../delivery/certainty';
import type { Reading } from '../delivery/repetition';
import { retryAfterSeconds } from '../delivery/retryAfter';

/** Codes of failures that come before a request leaves: name look-up, connection, TLS handshake. */
const BEFORE_SENDING = new Set([
	CANCELLED,
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * The one place that decides whether a failed request may have done something.
 * 408 and the 3xx are ambiguous: a proxy's time-out or redirect says nothing of the service.
 */
export function classify(attempt: Attempt): Certainty {
	if (attempt.kind === 'unanswered') {
		return attempt.code !== undefined && BEFORE_SENDING.has(attempt.code)
			? 'neverHappened'
			: 'ambiguous';
	}
	const { status, headers } = attempt;
	if (status >= 200 && status < 300) return readBody(attempt).readable ? 'done' : 'ambiguous';
	if (status === 429) return 'turnedAway';
	if (status === 503 && headers['retry-after'] !== undefined) return 'turnedAway';
	if (status >= 400 && status < 500 && status !== 408) return 'refused';
	return 'ambiguous';
}

/** How CM.com's answers are read. */
export const cmReading: Reading<Attempt> = {
	classify,
	retryAfterSeconds: (attempt) =>
		attempt.kind === 'answered' ? retryAfterSeconds(attempt) : undefined,
	isLasting: (attempt) =>
		attempt.kind === 'answered'
			? attempt.status >= 300 && attempt.status < 400
			: attempt.code === CANCELLED || /CERT|SIGNATURE/.test(attempt.code ?? ''),
};
