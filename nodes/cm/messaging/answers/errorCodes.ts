/** An error code of the gateway. */
export interface GatewayError {
	code: number;
	/** Goes on after "CM.com: ". */
	meaning: string;
	/** What to do now. */
	remedy: string;
	/** Texts in which older answers, XML and GET say the same without a code. */
	texts?: RegExp;
}

const CONTACT = 'Check the values; when they are right, contact CM.com support.';
const TOKEN =
	'Check the Product Token in the credential, with its hyphens: it stands in the gateway app of CM.com.';

/**
 * Business Messaging API, JSON POST Error codes. Which text belongs to which code is documented for
 * 101, 303 and 304 only; the other pairs are assumed from their words.
 */
export const GATEWAY_ERRORS: GatewayError[] = [
	{
		code: 101,
		meaning: 'the product token was not recognised',
		remedy: TOKEN,
		texts: /no account found/i,
	},
	{
		code: 102,
		meaning: 'the account has insufficient balance',
		remedy: 'Top up the account, or order new trial messages, in the CM.com dashboard.',
		texts: /insufficient balance/i,
	},
	{
		code: 103,
		meaning: 'the product token is incorrect',
		remedy: TOKEN,
		texts: /invalid product token|parameter 'producttoken'/i,
	},
	{
		code: 201,
		meaning: 'the request has errors in its messages',
		remedy: 'See what is said of each message.',
	},
	{
		code: 202,
		meaning: 'the request is malformed',
		remedy: 'Check values that were given as JSON.',
		texts: /invalid json/i,
	},
	{
		code: 203,
		meaning: 'the list of messages is incorrect',
		remedy: 'Check values that were given as JSON.',
		texts: /requires at least one msg/i,
	},
	{
		code: 301,
		meaning: 'the sender is invalid',
		remedy: 'Use at most 11 letters and digits, or at most 16 digits, in From.',
		texts: /no from field|no sender name/i,
	},
	{
		code: 302,
		meaning: 'the recipient is invalid',
		remedy: 'Check the recipient in To.',
		texts: /empty mobilenumber|no phone numbers found/i,
	},
	{
		code: 303,
		meaning: 'the phone number is invalid',
		remedy: 'Check the phone number in To.',
		texts: /is not a number|parameter 'to'/i,
	},
	{
		code: 304,
		meaning: 'the text of the message is invalid',
		remedy: 'Check the text of the message.',
		texts: /no body field|body without content|parameter 'body'/i,
	},
	{
		code: 305,
		meaning: 'a field of the message is invalid',
		remedy: 'Check the options and rich content of the message.',
		texts: /must be an array/i,
	},
	{
		code: 401,
		meaning: 'the message was filtered as spam',
		remedy: 'Change the text, or contact CM.com support.',
	},
	{
		code: 402,
		meaning: 'the message is blacklisted',
		remedy: 'Check sender and recipient with CM.com support.',
	},
	{
		code: 403,
		meaning: 'the message was rejected',
		remedy: 'Check sender, recipient and channel with CM.com support.',
	},
	{ code: 500, meaning: 'an internal error occurred', remedy: CONTACT },
	{ code: 999, meaning: 'an unknown error occurred', remedy: CONTACT, texts: /unknown error/i },
];

/** The document has this text without a code. */
const UNROUTABLE = /unroute?able/i;

/**
 * What an answer complains about: by its code, else by its words. A code or text that is not
 * documented has a remedy all the same.
 */
export function gatewayError(code: number | undefined, text: string): Omit<GatewayError, 'texts'> {
	const found =
		GATEWAY_ERRORS.find((error) => error.code === code) ??
		GATEWAY_ERRORS.find(({ texts }) => texts?.test(text));
	const unroutable = UNROUTABLE.test(text);
	if (found !== undefined && !unroutable) return found;
	return {
		code: code ?? found?.code ?? 0,
		meaning: unroutable ? 'the message could not be routed' : 'the request was refused',
		remedy: unroutable
			? 'Contact CM.com to have the channels routed for your account.'
			: 'Fix what it names and try again.',
	};
}
