import { readBody, type Attempt } from './attempt';

/**
 * What is known of a request after one attempt.
 * - `done`: the service took it (2xx that can be read, or is empty).
 * - `refused`: the service understood it and said no.
 * - `neverHappened`: it certainly did nothing, so it may be repeated.
 * - `ambiguous`: it may or may not have been carried out, so it may not be repeated blindly.
 */
export type Certainty = 'done' | 'refused' | 'neverHappened' | 'ambiguous';

/** Code of a request whose file could no longer be read when it was to leave. */
export const NO_FILE = 'NO_FILE';

/** Codes of failures that come before a request leaves: name look-up, connection, TLS handshake. */
const BEFORE_SENDING = new Set([
	NO_FILE,
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
	if (status === 429) return 'neverHappened';
	if (status === 503 && headers['retry-after'] !== undefined) return 'neverHappened';
	if (status >= 400 && status < 500 && status !== 408) return 'refused';
	return 'ambiguous';
}
