import { createHash, timingSafeEqual } from 'crypto';
import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

/** Short enough to type, long enough that nobody guesses it. */
const TOKEN = /^[A-Za-z0-9_-]{16,}$/;

/** @throws NodeOperationError when the token is too easy to guess, or does not fit into a URL */
export function checkToken(context: IHookFunctions): void {
	if (TOKEN.test(String(context.getNodeParameter('token', '')))) return;
	throw new NodeOperationError(context.getNode(), 'Token: it is too short, or has odd characters', {
		description: 'Use at least 16 letters, digits, hyphens or underscores.',
	});
}

/** Whether the request's URL ends in the token. Compared in constant time. */
export function hasToken(context: IWebhookFunctions): boolean {
	const token = String(context.getNodeParameter('token', ''));
	const [path = ''] = context.getRequestObject().originalUrl.split('?');
	const given = path.split('/').at(-1) ?? '';
	return TOKEN.test(token) && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
