import type { Unanswered } from '../delivery/attempt';
import type { Problem } from '../delivery/outcome';
import { unansweredWords } from './unanswered';

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

/** Whether a request certainly never left: n8n kept it, or there was no connection to send it through. */
export function isUnsent(attempt: Unanswered): boolean {
	return (
		attempt.unsent !== undefined ||
		UNCONNECTED.has(attempt.code ?? '') ||
		isHandshakeFailure(attempt)
	);
}

/** What to say of a request that never left this n8n; nothing of one that may have. */
function unsentProblem({ unsent, message }: Unanswered): Problem | undefined {
	switch (unsent) {
		case 'cancelled':
			return {
				message: 'It was not sent: the execution was cancelled before its turn came',
				description: 'Nothing was done for this item. Run the workflow again to send it.',
			};
		case 'credential':
			return {
				message: 'n8n could not use the credential',
				description: `Nothing was sent. n8n says: "${message}" Check the credential in the node: it was there when the run began.`,
			};
		case 'file':
			return {
				message: 'n8n no longer has the file',
				description:
					'Nothing was sent for this item. Run the workflow from the node that produces the file.',
			};
		default:
			return undefined;
	}
}

/** Who was asked, in the words of an error. */
export interface Addressee {
	/** The service, e.g. `CM.com`. */
	service: string;
	/** Where its address stands, e.g. `the Letters Base URL in the credential`. */
	address: string;
	/** Whether the request was to change something there. */
	changes: boolean;
}

/** What to say of a request that certainly never left. */
export function unreached(attempt: Unanswered, { service, address, changes }: Addressee): Problem {
	const { words, details } = unansweredWords(attempt);
	return (
		unsentProblem(attempt) ?? {
			message: `${service} could not be reached`,
			description: `${changes ? 'Nothing was sent. ' : ''}${words}. Check ${address} and the network of this n8n.`,
			code: attempt.code,
			details,
		}
	);
}
