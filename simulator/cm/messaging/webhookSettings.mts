import type { MessagingWebhooks } from './message.mts';

type Check = [isAllowed: (value: unknown) => boolean, expected: string];

const URL_OR_NULL: Check = [
	(value) => value === null || (typeof value === 'string' && /^https?:\/\/\S+$/.test(value)),
	'a URL that begins with http:// or https://, or null',
];

function oneOf(...choices: string[]): Check {
	return [(value) => choices.includes(value as string), `one of ${choices.join(', ')}`];
}

const MEMBERS: Readonly<Record<keyof MessagingWebhooks, Check>> = {
	statusUrl: URL_OR_NULL,
	inboundUrl: URL_OR_NULL,
	eventUrl: URL_OR_NULL,
	echoUrl: URL_OR_NULL,
	statusFormat: oneOf('json', 'xml', 'old'),
	inboundFormat: oneOf('current', 'flat', 'get'),
};

/**
 * Checks webhooks that came from outside (a request, a caller), and leaves out what is undefined.
 *
 * @throws TypeError that says what is wrong.
 */
export function parseWebhooks(value: unknown): MessagingWebhooks {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw new TypeError('Webhooks are an object, such as {"statusUrl": "http://127.0.0.1:5678/"}');
	}
	const members: Record<string, Check> = MEMBERS;
	for (const [name, member] of Object.entries(value)) {
		const known = Object.hasOwn(members, name) ? members[name] : undefined;
		if (known === undefined) throw new TypeError(`There is no webhook setting "${name}"`);
		if (member !== undefined && !known[0](member)) throw new TypeError(`${name} is ${known[1]}`);
	}
	const given = Object.entries(value).filter(([, member]) => member !== undefined);
	return Object.fromEntries(given);
}
