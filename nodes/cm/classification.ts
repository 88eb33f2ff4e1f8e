import { readBody, type Attempt, type Unanswered } from '../../shared/delivery/attempt';
import type { Certainty } from '../../shared/delivery/certainty';
import type { Reading } from '../../shared/delivery/repetition';
import { retryAfterSeconds } from '../../shared/delivery/retryAfter';

/** Codes of failures that come before there is a connection: name look-up, refusal. */
const UNCONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

/** Codes of a certificate that was not trusted (Node.js, TLS, "X509 certificate error codes"). */
const CERTIFICATE = new Set([
	'CERT_CHAIN_TOO_LONG',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REJECTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'CRL_HAS_EXPIRED',
	'CRL_NOT_YET_VALID',
	'CRL_SIGNATURE_FAILURE',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERROR_IN_CERT_NOT_AFTER_FIELD',
	'ERROR_IN_CERT_NOT_BEFORE_FIELD',
	'ERROR_IN_CRL_LAST_UPDATE_FIELD',
	'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
	'ERR_TLS_CERT_ALTNAME_FORMAT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
	'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
	'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
	'UNABLE_TO_GET_CRL',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/**
 * OpenSSL's codes in an EPROTO of a handshake: the other side speaks no TLS (0A00010B), no version
 * of ours (0A00042E), or agrees to nothing (0A000410). Seen with Node 20 and 24; there, the same
 * trouble in a connection that stands has codes of its own (ERR_SSL_...), which stay ambiguous.
 */
const HANDSHAKE_TEXT = /\berror:(0A00010B|0A00042E|0A000410):/;

/** Whether there was no TLS connection to send anything through. The next try will meet it again. */
export function isHandshakeFailure({ code = '', message }: Unanswered): boolean {
	return CERTIFICATE.has(code) || (code === 'EPROTO' && HANDSHAKE_TEXT.test(message));
}

/**
 * The one place that decides whether a failed request may have done something.
 * 408 and the 3xx are ambiguous: a proxy's time-out or redirect says nothing of the service.
 */
export function classify(attempt: Attempt): Certainty {
	if (attempt.kind === 'unanswered') {
		const isUnsent =
			attempt.unsent !== undefined ||
			UNCONNECTED.has(attempt.code ?? '') ||
			isHandshakeFailure(attempt);
		return isUnsent ? 'neverHappened' : 'ambiguous';
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
	// The next try will meet it again: a certificate, a redirect, a missing credential.
	isLasting: (attempt) =>
		attempt.kind === 'answered'
			? attempt.status >= 300 && attempt.status < 400
			: attempt.unsent !== undefined || isHandshakeFailure(attempt),
};
