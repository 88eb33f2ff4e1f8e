import fc from 'fast-check';

import {
	isFromOurCallback,
	newKey,
	newSecret,
} from '../../../nodes/CmLettersTrigger/verification.ts';
import { desiredCallback } from '../../../nodes/cm/letters/subscription.ts';

const KEY = newKey();
const SECRET = newSecret(KEY);
const REGISTRATION = { key: KEY, secret: SECRET };
const MINUTE = 60_000;
/** As n8n hands headers over: in lower case. */
const HEADER = 'x-letters-callback-secret';

it('a request with the registered header or the registered query is ours', () => {
	const { endpoint, config } = desiredCallback('https://n8n.example.com/webhook', SECRET);
	const query = Object.fromEntries(new URL(endpoint).searchParams);
	const headers = Object.fromEntries(
		(config?.headers ?? [])
			.flatMap((header) => Object.entries(header))
			.map(([name, value]) => [name.toLowerCase(), value]),
	);
	expect(isFromOurCallback(headers, query, REGISTRATION)).toBe(true);
	expect(isFromOurCallback(headers, {}, REGISTRATION)).toBe(true);
	expect(isFromOurCallback({}, query, REGISTRATION)).toBe(true);
});

it.each<[what: string, headers: Record<string, unknown>, query: Record<string, unknown>]>([
	['nothing', {}, {}],
	['another header', { [HEADER]: 'b'.repeat(64) }, {}],
	['a secret of another trigger', { [HEADER]: newSecret(newKey()) }, {}],
	['another query', {}, { secret: 'wrong' }],
	['an empty query', {}, { secret: '' }],
	['part of the secret', { [HEADER]: SECRET.slice(1) }, {}],
	['more than the secret', { [HEADER]: `${SECRET}a` }, {}],
	['the secret in capitals', { [HEADER]: SECRET.toUpperCase() }, {}],
	['blanks around the secret', { [HEADER]: ` ${SECRET}` }, {}],
	['a list that holds the secret', {}, { secret: [SECRET] }],
	['headers as a list', { [HEADER]: [SECRET, SECRET] }, {}],
	['an object', {}, { secret: { $ne: '' } }],
	['a number', {}, { secret: 5 }],
	['the secret under another name', { 'x-secret': SECRET }, { token: SECRET }],
])('a request with %s is not', (_what, headers, query) => {
	expect(isFromOurCallback(headers, query, REGISTRATION)).toBe(false);
});

it.each(['', 'garbled on the way'])('the right query is enough beside the header %j', (header) => {
	expect(isFromOurCallback({ [HEADER]: header }, { secret: SECRET }, REGISTRATION)).toBe(true);
});

it.each([undefined, ''])('nobody matches when no key is known (%j)', (key) => {
	for (const given of [undefined, '', 'undefined', null, newSecret('')]) {
		expect(isFromOurCallback({ [HEADER]: given }, { secret: given }, { key })).toBe(false);
	}
});

it('every registration has a secret of its own, and the latest is ours', () => {
	const secrets: string[] = [];
	for (let count = 0; count < 100; count++) secrets.push(newSecret(KEY, secrets.at(-1)));
	expect(new Set(secrets).size).toBe(100);
	for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{64}$/);
	const latest = secrets.at(-1);
	expect(isFromOurCallback({ [HEADER]: latest }, {}, { key: KEY, secret: latest })).toBe(true);
});

describe('the secret of an older registration', () => {
	const NOW = Date.parse('2026-07-01T12:00:00Z');
	const registered = () => {
		const key = newKey();
		const old = newSecret(key, undefined, NOW - 24 * 60 * MINUTE);
		return { key, old, secret: newSecret(key, old, NOW) };
	};
	const taken = (given: string, registration: { key: string; secret?: string }, at: number) =>
		isFromOurCallback({}, { secret: given }, registration, at);

	it('is taken for an hour after the newer registration, and then no more', () => {
		const { key, old, secret } = registered();
		expect(taken(old, { key, secret }, NOW + 59 * MINUTE)).toBe(true);
		expect(taken(old, { key, secret }, NOW + 60 * MINUTE)).toBe(false);
		expect(taken(secret, { key, secret }, NOW + 10_000 * MINUTE)).toBe(true);
	});

	it('is no more taken when the newer one came in, though static data was put back', () => {
		const { key, old, secret } = registered();
		expect(taken(secret, { key, secret: old }, NOW + 120 * MINUTE)).toBe(true);
		expect(taken(old, { key, secret: old }, NOW + 120 * MINUTE)).toBe(false);
	});

	it('is older than the newer one, also when the clock was put back in between', () => {
		const key = newKey();
		const old = newSecret(key, undefined, NOW);
		const secret = newSecret(key, old, NOW - 10 * MINUTE);
		expect(taken(old, { key, secret }, NOW + 61 * MINUTE)).toBe(false);
		expect(taken(secret, { key, secret }, NOW + 61 * MINUTE)).toBe(true);
	});
});

it('no other text matches, of whatever length', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string(), (key, given) => {
			const secret = newSecret(key);
			expect(isFromOurCallback({ [HEADER]: given }, {}, { key, secret })).toBe(false);
			expect(isFromOurCallback({ [HEADER]: secret }, {}, { key, secret })).toBe(true);
		}),
	);
});
