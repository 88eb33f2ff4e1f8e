import { gzipSync } from 'node:zlib';

import type { CallbackCall, Kind } from './callbackStream.mts';
import type { Random } from './random.mts';

/** Makes something bad of what the service sends. */
type Spoil = (call: CallbackCall, random: Random) => CallbackCall;

const HEADER = 'x-letters-callback-secret';
const TOO_LARGE = 1024 * 1024 + 1;

function withUrl(call: CallbackCall, change: (query: URLSearchParams) => void): CallbackCall {
	const url = new URL(call.url);
	change(url.searchParams);
	return { ...call, url: url.href };
}

function withoutSecret(call: CallbackCall): CallbackCall {
	const headers = Object.fromEntries(
		Object.entries(call.headers).filter(([name]) => name !== HEADER),
	);
	return withUrl({ ...call, headers }, (query) => query.delete('secret'));
}

/** The secret made a wrong one, in the URL and in the header. */
const secretAs =
	(how: string, wrong: (secret: string, random: Random) => string): Spoil =>
	(call, random) => {
		const secret = new URL(call.url).searchParams.get('secret') ?? '';
		const other = wrong(secret, random);
		const spoilt = withUrl(withoutSecret(call), (query) => query.set('secret', other));
		return { ...spoilt, how, headers: { ...spoilt.headers, [HEADER]: other } };
	};

/** Requests that do not know the secret. */
export const forgeries: readonly Spoil[] = [
	(call) => ({ ...withoutSecret(call), how: 'no secret' }),
	secretAs('another secret', (_, random) => random.hex(64)),
	secretAs('an empty secret', () => ''),
	secretAs('the secret cut short', (secret) => secret.slice(0, -1)),
	secretAs('the secret with more behind it', (secret) => `${secret}0`),
	secretAs('the secret in capitals', (secret) => secret.toUpperCase()),
	secretAs('the last digit is another', (secret) =>
		secret.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
	),
	(call) => ({
		...withUrl(withoutSecret(call), (query) => {
			query.append('secret', '1');
			query.append('secret', new URL(call.url).searchParams.get('secret') ?? '');
		}),
		how: 'two secrets in the URL',
	}),
];

/** Takes letter and status out of the URL, so that the content alone could tell them. */
const contentOnly =
	(
		kind: Kind,
		how: string,
		type: string,
		content: (call: CallbackCall, random: Random) => string,
	): Spoil =>
	(call, random) => {
		const bare = withUrl(call, (query) => {
			query.delete('letter');
			query.delete('status');
		});
		const headers = { ...call.headers, 'content-type': type };
		return { ...bare, kind, how, headers, body: Buffer.from(content(call, random)) };
	};

/** Says the same in the URL, with another content and perhaps other headers. */
const contentAs =
	(how: string, headers: Record<string, string>, body: (call: CallbackCall) => Buffer): Spoil =>
	(call) => ({ ...call, how, headers: { ...call.headers, ...headers }, body: body(call) });

const JSON_TYPE = 'application/json';

/** Requests that know the secret, and are nothing that the service sends. */
export const malformations: readonly Spoil[] = [
	contentOnly('unreadable', 'garbage', 'text/plain', (_, random) => random.hex(80)),
	contentOnly('empty', 'nothing at all', 'text/plain', () => ''),
	contentOnly('unreadable', 'cut off behind the letter', 'text/plain', ({ body }) =>
		body.toString().slice(0, 30),
	),
	contentOnly(
		'unreadable',
		'nothing filled in',
		'text/plain',
		() => 'letter=[LETTER]\nstatus=[STATUS]\ntrackingcode=\nreceived_at=\nreference=',
	),
	contentOnly('unreadable', 'JSON of wrong types', JSON_TYPE, () =>
		JSON.stringify({ letter: 1, status: [null], reference: {} }),
	),
	contentOnly('unreadable', 'JSON that is no object', JSON_TYPE, () => '[[[]]]'),
	contentOnly('unreadable', 'XML cut off', 'application/xml', () => '<letter><status>sent</sta'),
	contentOnly(
		'unreadable',
		'a form',
		'application/x-www-form-urlencoded',
		() => 'letter[]=1&status[a][b]=2',
	),
	(call) => ({
		...withUrl(call, (query) => {
			query.append('letter', 'another');
			query.append('status', 'another');
		}),
		kind: 'unreadable',
		how: 'two letters in the URL',
		body: Buffer.alloc(0),
	}),
	contentAs('JSON cut off', { 'content-type': JSON_TYPE }, () => Buffer.from('{"letter": "1')),
	contentAs('no gzip that says it is', { 'content-encoding': 'gzip' }, ({ body }) => body),
	contentAs('gzip cut off', { 'content-encoding': 'gzip' }, ({ body }) =>
		gzipSync(body).subarray(0, 20),
	),
	contentAs('too large', {}, () => Buffer.alloc(TOO_LARGE, 'x')),
	(call) => ({ ...call, how: 'by PUT', method: 'PUT' }),
	(call) => ({ ...call, how: 'by GET', method: 'GET', body: Buffer.alloc(0) }),
];
