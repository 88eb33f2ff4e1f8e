import { isObject } from '../jsonMembers';

/** Members that hold a secret: CM.com's token in an echo, and the product token. */
const TOKENS = 'webhook_?token|product_?token';
const TOKEN_NAME = new RegExp(`^@?(?:${TOKENS})$`, 'i');
const TOKEN_IN_TEXT = new RegExp(
	`((?:${TOKENS})["']?\\s*(?:[=:>]|%3D)\\s*["']?)[^"'&<>\\s,}]+`,
	'gi',
);

/** What was received, without the tokens in it: members of that name, or what looks so in a text. */
export function withoutTokens(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(TOKEN_IN_TEXT, '$1***');
	if (Array.isArray(value)) return value.map(withoutTokens);
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			TOKEN_NAME.test(name) && member !== '' && member !== null ? '***' : withoutTokens(member),
		]),
	);
}
