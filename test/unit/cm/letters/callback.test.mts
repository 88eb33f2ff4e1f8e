import {
	callbackHeaders,
	changedCallback,
	checkEndpoint,
	httpCallback,
	REPLACE_KEYS,
} from '../../../../nodes/cm/letters/callback.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

const ENDPOINT = 'https://your.callback.url/endpoint/[LETTER]';

it('knows the replace keys of the document', () => {
	expect(Object.keys(REPLACE_KEYS).sort()).toEqual([
		'[LETTER]',
		'[RECEIVED_AT]',
		'[REFERENCE]',
		'[STATUS]',
		'[TRACKINGCODE]',
	]);
});

describe('checkEndpoint', () => {
	it.each([
		ENDPOINT,
		'http://example.com',
		'HTTPS://EXAMPLE.COM/X',
		'https://example.com:8443/a?letter=[LETTER]&status=[STATUS]#x',
		'https://user@example.com/',
		'http://127.0.0.1:5678/webhook',
		'http://[::1]:5678/webhook',
		'https://exämple.com/',
	])('takes %s', (endpoint) => {
		expect(valueOf(checkEndpoint(endpoint))).toBe(endpoint);
		expect(valueOf(checkEndpoint(` ${endpoint}\n`))).toBe(endpoint);
	});

	it.each(['', '  ', null, undefined, 5, {}])('says of %j that it is empty', (value) => {
		expect(refusalIn(checkEndpoint(value))).toEqual({
			parameter: 'Endpoint',
			reason: 'it is empty',
			remedy: 'Give a URL that starts with https://',
		});
	});

	it.each([
		'example.com',
		'//example.com',
		'ftp://example.com',
		'mailto:a@example.com',
		'javascript:alert(1)',
		'https:example.com',
		'https://',
		'https:///path',
		'see https://example.com',
		'[LETTER]',
	])('refuses %s and quotes it', (endpoint) => {
		expect(refusalIn(checkEndpoint(endpoint)).reason).toBe(`"${endpoint}" is not a web address`);
	});

	it.each(['https://exa mple.com/', 'https://?letter=[LETTER]', 'https://#x'])(
		'refuses %s, which has no host',
		(endpoint) => {
			expect(refusalIn(checkEndpoint(endpoint)).parameter).toBe('Endpoint');
		},
	);
});

describe('httpCallback', () => {
	it("makes the document's own example", () => {
		expect(httpCallback(ENDPOINT, { data: '{date=[RECEIVED_AT],status=[STATE]}' })).toEqual({
			type: 'http',
			endpoint: ENDPOINT,
			config: { data: '{date=[RECEIVED_AT],status=[STATE]}' },
		});
	});

	it('has no config when there is nothing in it', () => {
		expect(httpCallback(ENDPOINT, {})).toEqual({ type: 'http', endpoint: ENDPOINT });
		expect(httpCallback(ENDPOINT, { data: undefined, query: undefined })).toEqual({
			type: 'http',
			endpoint: ENDPOINT,
		});
	});

	it('keeps every setting that has a value, false too', () => {
		const config = {
			method: 'put',
			data: 'x',
			query: 'a=[STATUS]',
			headers: [{ 'X-A': '1' }],
			contenttype: 'form',
			verifySSL: false,
		};
		expect(httpCallback(ENDPOINT, config)).toEqual({ type: 'http', endpoint: ENDPOINT, config });
	});
});

describe('callbackHeaders', () => {
	it('makes one object per header, in order', () => {
		expect(
			callbackHeaders([
				{ name: 'X-B', value: '[LETTER]' },
				{ name: ' X-A ', value: ' 1 ' },
			]),
		).toEqual([{ 'X-B': '[LETTER]' }, { 'X-A': ' 1 ' }]);
	});

	it('leaves out headers without a name', () => {
		expect(
			callbackHeaders([
				{ name: '', value: 'x' },
				{ name: '  ', value: 'y' },
			]),
		).toEqual([]);
		expect(callbackHeaders([])).toEqual([]);
	});
});

describe('changedCallback', () => {
	const current = {
		id: '42',
		type: 'http',
		endpoint: ENDPOINT,
		config: { method: 'post', data: 'old', verifySSL: true, query: null },
	};

	it('is what the service holds, with the changes over it', () => {
		expect(changedCallback(current, { config: { data: 'new', contenttype: 'form' } })).toEqual({
			type: 'http',
			endpoint: ENDPOINT,
			config: { method: 'post', data: 'new', verifySSL: true, contenttype: 'form' },
		});
	});

	it('takes a new endpoint and keeps the config', () => {
		expect(changedCallback(current, { endpoint: 'https://new', config: {} })).toEqual({
			type: 'http',
			endpoint: 'https://new',
			config: { method: 'post', data: 'old', verifySSL: true },
		});
	});

	it('can switch something off', () => {
		expect(changedCallback(current, { config: { verifySSL: false } }).config?.verifySSL).toBe(
			false,
		);
	});

	it.each([null, undefined, 'x', 5])('takes a config that is %j for none', (config) => {
		expect(changedCallback({ ...current, config }, { config: {} })).toEqual({
			type: 'http',
			endpoint: ENDPOINT,
		});
	});

	it('changes nothing it was given', () => {
		const frozen = Object.freeze({ ...current, config: Object.freeze({ data: 'old' }) });
		expect(changedCallback(frozen, { config: { data: 'new' } }).config?.data).toBe('new');
		expect(frozen.config.data).toBe('old');
	});
});
