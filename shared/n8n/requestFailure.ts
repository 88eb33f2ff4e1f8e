import type { Unanswered } from '../delivery/attempt';

/**
 * What n8n says when it cannot give a credential that it gave before, so that no request is made.
 * Each was seen with n8n 1.123, 2.20, 2.36 and 2.41 (test/engine/unsent.test.mts and
 * test/versions): n8n-core, `_getCredentials` and `Credentials.getData`; n8n, `CredentialsHelper`.
 */
const NO_CREDENTIAL = [
	/^Node does not have any credentials set\b/,
	/^Credentials not found$/,
	/^Credential with ID ".*" does not exist for type ".*"\.$/,
	/^No data is set on this credentials\.$/,
	/^Credentials could not be decrypted\./,
];

/** What is known of a request that n8n's helper threw for. */
export function requestFailure(error: unknown): Unanswered {
	const message = error instanceof Error ? error.message : String(error);
	const isUnsent = NO_CREDENTIAL.some((text) => text.test(message));
	return {
		kind: 'unanswered',
		message,
		...(isUnsent ? { unsent: 'credential' } : { code: systemCode(error) }),
	};
}

/**
 * The system's code, from however deep n8n and the client wrapped it. n8n from 1.104 to 2.33 loses
 * the cause; the code is then in `httpCode`, which otherwise holds a status.
 */
function systemCode(error: unknown): string | undefined {
	for (let cause = error, depth = 0; isRecord(cause) && depth < 5; cause = cause.cause, depth++) {
		const { code, httpCode } = cause;
		if (typeof code === 'string') return code;
		if (typeof httpCode === 'string' && /^[A-Z]/.test(httpCode)) return httpCode;
	}
	return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
