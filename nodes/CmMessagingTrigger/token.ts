import { createHash, randomBytes, timingSafeEqual } from 'crypto';
import {
	NodeOperationError,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type INodeListSearchResult,
	type IWebhookFunctions,
} from 'n8n-workflow';

/** Short enough to type, long enough that nobody guesses it. */
const TOKEN = /^[A-Za-z0-9_-]{16,}$/;

/** How many new tokens the list offers. */
const OFFERED = 3;

/** Before the token in the path: so the variable part of an n8n path begins. */
const VARIABLE = ':';

/**
 * The part of the URL after n8n's own random ID. With a token it is one path with a variable part,
 * so that n8n hands over whatever stands there and the node compares it; the variable is named as
 * the token, so that the URL that n8n shows has the token in it. Without, there is nothing to compare.
 */
export const PATH = `={{ ${isProtected()} ? "messages/${VARIABLE}" + ($parameter["token"] || "token") : "messages" }}`;

/**
 * n8n finds a path with a variable part only when it is a full one, and puts its own random ID
 * before it all the same (NodeHelpers.getNodeWebhookUrl). It evaluates expressions here, which its
 * types do not say.
 */
export const IS_FULL_PATH = `={{ Boolean(${isProtected()}) }}` as unknown as boolean;

function isProtected(): string {
	return '($parameter["token"] || ($parameter["options"] || {})["previousToken"])';
}

/** The list of the field Token: each time others, which nobody has seen before. */
export async function freshTokens(this: ILoadOptionsFunctions): Promise<INodeListSearchResult> {
	const tokens = Array.from({ length: OFFERED }, () => randomBytes(24).toString('base64url'));
	return { results: tokens.map((token) => ({ name: token, value: token })) };
}

/** The tokens with which requests are let in; none when every request is. */
export function tokensOf(context: IHookFunctions | IWebhookFunctions): string[] {
	const token: unknown = context.getNodeParameter('token', '', { extractValue: true });
	const { previousToken } = context.getNodeParameter('options', {}) as { previousToken?: string };
	return [token, previousToken].map((each) => String(each ?? '')).filter((each) => each !== '');
}

/** @throws NodeOperationError when a token is too easy to guess, or does not fit into a URL */
export function checkTokens(context: IHookFunctions): void {
	const token = String(context.getNodeParameter('token', '', { extractValue: true }) ?? '');
	const [wrong] = tokensOf(context).filter((each) => !TOKEN.test(each));
	if (wrong !== undefined) {
		const field = wrong === token ? 'Token' : 'Previous Token';
		throw new NodeOperationError(
			context.getNode(),
			`${field}: it is too short, or has odd characters`,
			{
				description:
					'Use at least 16 letters, digits, hyphens or underscores, or choose one from the list of Token.',
			},
		);
	}
	if (token === '' && tokensOf(context).length > 0) {
		throw new NodeOperationError(context.getNode(), 'Previous Token: there is no Token after it', {
			description: 'Choose a Token from the list, or remove Previous Token.',
		});
	}
}

/**
 * Whether the request's URL ends in one of the tokens, if there are any. Compared in constant time:
 * each with all of them.
 */
export function hasToken(context: IWebhookFunctions): boolean {
	const tokens = tokensOf(context);
	if (tokens.length === 0) return true;
	const [path = ''] = context.getRequestObject().originalUrl.split('?');
	const last = path.replace(/\/$/, '').split('/').at(-1) ?? '';
	const given = digest(plain(last));
	const matches = tokens.map((token) => TOKEN.test(token) && timingSafeEqual(given, digest(token)));
	return matches.includes(true);
}

/** The URL that n8n shows has a colon before the token; it may be percent-encoded on its way. */
function plain(segment: string): string {
	return segment.replace(/^(?:%3A|:)/i, '');
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
