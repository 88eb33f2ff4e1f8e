import fc from 'fast-check';

import {
	isFromOurCallback,
	newKey,
	newSecret,
} from '../../../nodes/CmLettersTrigger/verification.ts';
import { desiredCallback } from '../../../nodes/cm/letters/subscription.ts';

const KEY = newKey();
const SECRET = newSecret(KEY);
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
	expect(isFromOurCallback(headers, query, KEY)).toBe(true);
	expect(isFromOurCallback(headers, {}, KEY)).toBe(true);
	expect(isFromOurCallback({}, query, KEY)).toBe(true);
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
	expect(isFromOurCallback(headers, query, KEY)).toBe(false);
});

it.each(['', 'garbled on the way'])('the right query is enough beside the header %j', (header) => {
	expect(isFromOurCallback({ [HEADER]: header }, { secret: SECRET }, KEY)).toBe(true);
});

it.each([undefined, ''])('nobody matches when no key is known (%j)', (key) => {
	for (const given of [undefined, '', 'undefined', null, newSecret('')]) {
		expect(isFromOurCallback({ [HEADER]: given }, { secret: given }, key)).toBe(false);
	}
});

it('every registration has a secret of its own, and all of them are ours', () => {
	const secrets = Array.from({ length: 100 }, () => newSecret(KEY));
	expect(new Set(secrets).size).toBe(100);
	for (const secret of secrets) {
		expect(secret).toMatch(/^[0-9a-f]{64}$/);
		expect(isFromOurCallback({ [HEADER]: secret }, {}, KEY)).toBe(true);
	}
});

it('no other text matches, of whatever length', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string(), (key, given) => {
			expect(isFromOurCallback({ [HEADER]: given }, {}, key)).toBe(false);
			expect(isFromOurCallback({ [HEADER]: newSecret(key) }, {}, key)).toBe(true);
		}),
	);
});
