import fc from 'fast-check';

import { REPLACE_KEYS } from '../../../../nodes/cm/letters/callback.ts';
import {
	CONTENT_LINES,
	desiredCallback,
	ownCallbacks,
	SECRET_HEADER,
	withoutSecret,
} from '../../../../nodes/cm/letters/subscription.ts';

const URL_NOW = 'https://n8n.example.com/webhook/5f0c/letter-status';
const URL_THEN = 'https://old.example.com/webhook/5f0c/letter-status';
const SECRET = 'a1b2c3';
const REGISTERED = { callbackId: '42', url: URL_NOW, secret: SECRET };

/** A callback as the service lists it. */
const listed = (id: string, url: string, secret = SECRET): Record<string, unknown> => ({
	id,
	...desiredCallback(url, secret),
});

const FOREIGN = [
	listed('1', 'https://other.example.com/webhook/5f0c/letter-status'),
	listed('2', 'https://n8n.example.com/webhook/5f0c/letter-status-2'),
	listed('3', 'https://n8n.example.com/webhook-test/5f0c/letter-status'),
	listed('4', 'https://n8n.example.com/webhook/5f0c'),
	listed('5', 'http://n8n.example.com/webhook/5f0c/letter-status'),
	{ id: '6', type: 'http', endpoint: `https://example.com/?next=${URL_NOW}` },
	{ id: '7', type: 'http' },
	{ id: '8', type: 'http', endpoint: null },
	{ id: '9', type: 'http', endpoint: {} },
	{},
];

describe('the desired callback', () => {
	const callback = desiredCallback(URL_NOW, SECRET);

	it('calls the trigger, with the secret in the URL and in a header', () => {
		expect(callback.type).toBe('http');
		expect(callback.endpoint).toBe(`${URL_NOW}?secret=${SECRET}&letter=[LETTER]&status=[STATUS]`);
		expect(callback.config?.headers).toEqual([{ [SECRET_HEADER]: SECRET }]);
	});

	it('posts text, and has the certificate checked', () => {
		expect(callback.config?.method).toBe('post');
		expect(callback.config?.contenttype).toMatch(/^text\/plain; charset=utf-8$/);
		expect(callback.config?.verifySSL).toBe(true);
	});

	it('sends one value per line, the reference last, and every replace key once', () => {
		const lines = callback.config?.data?.split('\n') ?? [];
		expect(lines).toEqual([...CONTENT_LINES]);
		expect(lines.at(-1)).toBe('reference=[REFERENCE]');
		expect(lines.map((line) => line.split('=')[1]).sort()).toEqual(
			Object.keys(REPLACE_KEYS).sort(),
		);
	});
});

describe('which callbacks are the trigger’s own', () => {
	it('one with its URL, though nothing is remembered', () => {
		expect(ownCallbacks([...FOREIGN, listed('42', URL_NOW)], URL_NOW, {})).toEqual([
			{ id: '42', asDesired: false },
		]);
	});

	it('one with its URL and the remembered secret is as desired', () => {
		expect(ownCallbacks([...FOREIGN, listed('42', URL_NOW)], URL_NOW, REGISTERED)).toEqual([
			{ id: '42', asDesired: true },
		]);
	});

	it('the remembered one, after the public address changed; it is to be corrected', () => {
		const remembered = { ...REGISTERED, url: URL_THEN };
		expect(ownCallbacks([...FOREIGN, listed('42', URL_THEN)], URL_NOW, remembered)).toEqual([
			{ id: '42', asDesired: false },
		]);
	});

	it('not one at the former address with another ID', () => {
		const remembered = { ...REGISTERED, url: URL_THEN };
		expect(ownCallbacks([listed('43', URL_THEN)], URL_NOW, remembered)).toEqual([]);
	});

	it('not one with the remembered ID that calls someone else', () => {
		expect(ownCallbacks([listed('42', 'https://else.example.com/')], URL_NOW, REGISTERED)).toEqual(
			[],
		);
	});

	it('every one of several, in the order of the list', () => {
		const twice = [listed('42', URL_NOW), ...FOREIGN, listed('43', URL_NOW, 'other')];
		expect(ownCallbacks(twice, URL_NOW, REGISTERED)).toEqual([
			{ id: '42', asDesired: true },
			{ id: '43', asDesired: false },
		]);
	});

	it.each(['guid', 'callbackId', 'callbackGuid'])('with its ID under %s', (name) => {
		const { id, ...rest } = listed('42', URL_NOW);
		expect(ownCallbacks([{ [name]: id, ...rest }], URL_NOW, {})).toEqual([
			{ id: '42', asDesired: false },
		]);
	});

	it('none without an ID, which could be neither changed nor removed', () => {
		expect(ownCallbacks([{ ...desiredCallback(URL_NOW, SECRET) }], URL_NOW, REGISTERED)).toEqual(
			[],
		);
	});

	it('none in an empty list', () => {
		expect(ownCallbacks([], URL_NOW, REGISTERED)).toEqual([]);
	});

	it('none of those that show no address, when the trigger knows no URL of its own', () => {
		expect(ownCallbacks(FOREIGN, '', {})).toEqual([]);
		expect(ownCallbacks(FOREIGN, '', REGISTERED)).toEqual([]);
	});

	it('the remembered one, also in a list that shows no addresses', () => {
		expect(
			ownCallbacks([{ id: '42' }, { id: '43' }], URL_NOW, { ...REGISTERED, callbackId: '42' }),
		).toEqual([{ id: '42', asDesired: false }]);
	});

	it('never a foreign one, whatever is remembered', () => {
		// 7 and 8 show no address.
		const id = fc.constantFrom('1', '2', '3', '4', '5', '6', '9', undefined);
		const url = fc.constantFrom(URL_NOW, URL_THEN, undefined);
		fc.assert(
			fc.property(id, url, (callbackId, urlThen) => {
				const remembered = { callbackId, url: urlThen, secret: SECRET };
				expect(ownCallbacks(FOREIGN, URL_NOW, remembered)).toEqual([]);
			}),
		);
	});
});

describe('drift', () => {
	it('is not that the service took no header', () => {
		const bare = { id: '42', ...desiredCallback(URL_NOW, SECRET, false) };
		expect(ownCallbacks([bare], URL_NOW, REGISTERED)).toEqual([{ id: '42', asDesired: true }]);
	});

	const { config, ...rest } = listed('42', URL_NOW) as { config: Record<string, unknown> };
	const asDesired = (callback: Record<string, unknown>) =>
		ownCallbacks([callback], URL_NOW, REGISTERED)[0]?.asDesired;

	it('is none when the service adds what it knows besides', () => {
		expect(asDesired({ ...rest, config: { ...config, retries: 3 }, createdOn: 'now' })).toBe(true);
	});

	it.each<[what: string, changed: Record<string, unknown>]>([
		['another secret in the URL', { ...rest, endpoint: `${URL_NOW}?secret=other`, config }],
		['no query', { ...rest, endpoint: URL_NOW, config }],
		['no config', rest],
		['a config that is null', { ...rest, config: null }],
		['another method', { ...rest, config: { ...config, method: 'get' } }],
		['other content', { ...rest, config: { ...config, data: '{}' } }],
		['another content type', { ...rest, config: { ...config, contenttype: 'json' } }],
		['another header', { ...rest, config: { ...config, headers: [{ [SECRET_HEADER]: 'x' }] } }],
		['an unchecked certificate', { ...rest, config: { ...config, verifySSL: false } }],
	])('is %s', (_what, changed) => {
		expect(asDesired(changed)).toBe(false);
	});
});

describe('a callback that is shown to people', () => {
	const secret = '0a1b2c3d'.repeat(8);
	const callback = listed('42', URL_NOW, secret);
	const inCapitals = JSON.stringify(callback).replaceAll(secret, secret.toUpperCase());
	const name = SECRET_HEADER.toLowerCase();

	it.each<[string, Record<string, unknown>]>([
		['as it was sent', callback],
		['in capitals', JSON.parse(inCapitals) as Record<string, unknown>],
		['endpoint encoded', { endpoint: encodeURIComponent(String(callback.endpoint)) }],
		['secret encoded', { endpoint: `${URL_NOW}?secret=${secret.replaceAll('0', '%30')}` }],
		['header by name and value', { config: { headers: [{ value: secret, name }] } }],
		['header in small letters', { headers: { [name]: secret } }],
	])('has no secret in it, %s', (_how, changed) => {
		const text = JSON.stringify(withoutSecret(changed));
		expect(text).toContain('***');
		expect(text.toLowerCase().replaceAll('%30', '0')).not.toContain(secret);
	});

	it('is as it was otherwise', () => {
		const foreign = { id: '1', endpoint: `${URL_NOW}?secret=2&a=b`, config: { verifySSL: true } };
		expect(withoutSecret(foreign)).toEqual(foreign);
	});
});
