import fc from 'fast-check';
import { LETTER, Receiver, startOwn, withSimulator } from './harness.mts';
import { CERTIFICATE, PRIVATE_KEY } from './selfSigned.mts';

const client = withSimulator();
let receiver: Receiver;
beforeEach(async () => {
	receiver = await Receiver.start();
});

const ALL_KEYS = '[LETTER]|[RECEIVED_AT]|[REFERENCE]|[STATUS]|[STATE]|[TRACKINGCODE]|[OTHER]';
const NASTY = 'a"b\\c\nd&e=f%20g#h?i/j é€漢😀 [STATUS]';
const SENDING = { scheduledate: '2020-02-22' };

/** Creates and releases a letter, and waits for its callbacks. */
async function release(properties: Record<string, unknown> = {}): Promise<string> {
	const id = await client().createLetter({ ...SENDING, ...properties });
	await client().simulator.settled();
	return id;
}

describe('create, read, change and remove', () => {
	const CALLBACK = {
		type: 'http',
		endpoint: 'https://example.com/[LETTER]',
		config: {
			method: 'put',
			data: '{date=[RECEIVED_AT],status=[STATE]}',
			query: 'a=[REFERENCE]',
			headers: [{ 'X-Secret': 's' }],
			contenttype: 'form',
			verifySSL: true,
		},
	};

	test('round trip', async () => {
		const created = await client().sendJson('POST', 'callbacks', CALLBACK);
		expect(created.status).toBe(201);
		expect(created.json).toEqual({ ...CALLBACK, id: expect.any(String) as unknown });
		const path = `callbacks/${created.id}`;
		expect((await client().send('GET', path)).json).toEqual(created.json);
		expect((await client().send('GET', 'callbacks')).json).toEqual([created.json]);
		const changed = await client().sendJson('PUT', path, { config: { data: 'x' } });
		expect(changed.status).toBe(200);
		expect(changed.json).toEqual({ ...created.json, config: { data: 'x' } });
		expect((await client().send('DELETE', path)).status).toBe(204);
		expect((await client().send('DELETE', path)).status).toBe(404);
		expect((await client().send('GET', path)).status).toBe(404);
		expect((await client().sendJson('PUT', path, CALLBACK)).status).toBe(404);
		expect(client().simulator.violations()).toEqual([]);
	});

	test.each([
		['no type', { type: undefined }],
		['another type', { type: 'ftp' }],
		['no endpoint', { endpoint: undefined }],
		['an endpoint that is no URL', { endpoint: 'example.com' }],
		['an unknown property', { secret: 'x' }],
		['an unknown setting', { config: { body: 'x' } }],
		['data that is no text', { config: { data: { status: '[STATUS]' } } }],
		['a text for verifySSL', { config: { verifySSL: 'true' } }],
		['headers as text', { config: { headers: 'X-Secret: s' } }],
		['a header that is no text', { config: { headers: [{ 'X-Secret': 1 }] } }],
	])('%s is refused, and a violation', async (_what, change) => {
		const reply = await client().sendJson('POST', 'callbacks', { ...CALLBACK, ...change });
		expect(reply.status).toBe(400);
		expect(client().simulator.violations()).toHaveLength(1);
	});
});

test('replace-keys in endpoint, query, headers and data', async () => {
	await client().createCallback(`${receiver.url}/hook/[LETTER]?ref=[REFERENCE]`, {
		data: ALL_KEYS,
		query: '?state=[STATUS]&ref2=[REFERENCE]&code=[TRACKINGCODE]',
		headers: [{ 'X-Letter': '[LETTER]' }, { name: 'ignored', value: 'as the shapes are mixed' }],
		contenttype: 'text/plain; charset=utf-8',
	});
	const id = await release({ reference: 'r 1', registered: true, destination: 'DE' });
	const [call] = receiver.received;
	const letter = client().simulator.letters()[0];
	expect(letter?.trackingcode).toMatch(/^SIM/);
	expect(call).toMatchObject({
		method: 'POST',
		url: `/hook/${id}?ref=r%201&state=queued&ref2=r%201&code=${letter?.trackingcode}`,
		headers: { 'x-letter': id, 'content-type': 'text/plain; charset=utf-8' },
		body: `${id}|${letter?.history[0]?.at}|r 1|queued|queued|${letter?.trackingcode}|[OTHER]`,
	});
	expect(client().simulator.deliveries()).toMatchObject([
		{
			letterId: id,
			status: 'queued',
			url: `${receiver.url}${call?.url}`,
			method: 'POST',
			body: call?.body,
			responseStatus: 200,
			failure: null,
		},
	]);
});

test('a nasty reference is put in as it is, but for the URL and headers', async () => {
	await client().createCallback(`${receiver.url}/[REFERENCE]`, {
		data: '{"reference":"[REFERENCE]"}',
		query: 'r=[REFERENCE]',
		headers: { 'X-Reference': '[REFERENCE]' },
	});
	await release({ reference: NASTY });
	const [call] = receiver.received;
	expect(call?.url).toBe(`/${encodeURIComponent(NASTY)}?r=${encodeURIComponent(NASTY)}`);
	// The verbatim value makes this no JSON, as it would without a warning at CM.com.
	expect(call?.body).toBe(`{"reference":"${NASTY}"}`);
	expect(call?.headers['x-reference']).toBe(
		`a"b\\c%0Ad&e=f%20g#h?i/j ${encodeURIComponent('é€漢😀')} [STATUS]`,
	);
});

test('any reference survives each way of writing it', async () => {
	const own = await startOwn({ assumptions: { replaceInBody: 'jsonEscaped' } });
	await own.createCallback(`${receiver.url}/?r=[REFERENCE]`, { data: '{"r":"[REFERENCE]"}' });
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (reference) => {
			await own.createLetter({ ...SENDING, reference });
			await own.simulator.settled();
			const call = receiver.received.at(-1);
			expect(JSON.parse(call?.body ?? '')).toEqual({ r: reference });
			expect(new URL(call?.url ?? '', receiver.url).searchParams.get('r')).toBe(reference);
		}),
		{ numRuns: 50 },
	);
	own.simulator.setAssumptions({ replaceInBody: 'percentEncoded' });
	await own.createLetter({ ...SENDING, reference: NASTY });
	await own.simulator.settled();
	expect(receiver.received.at(-1)?.body).toBe(`{"r":"${encodeURIComponent(NASTY)}"}`);
});

test.each([
	[undefined, 'POST', 'application/json'],
	[{ contenttype: 'json' }, 'POST', 'application/json'],
	[{ contenttype: 'form', method: 'put' }, 'PUT', 'application/x-www-form-urlencoded'],
	[{ contenttype: 'application/xml' }, 'POST', 'application/xml'],
	[{ method: 'get', data: 'x' }, 'GET', undefined],
])('config %j is sent with %s', async (config, method, contentType) => {
	await client().createCallback(receiver.url, config);
	await release();
	expect(receiver.received[0]).toMatchObject({ method, body: '' });
	expect(receiver.received[0]?.headers['content-type']).toBe(contentType);
});

test('drafts are not told of; changes are told in order; removed callbacks hear no more', async () => {
	const callbackId = await client().createCallback(receiver.url, { data: '[STATUS]' });
	const id = await client().createLetter();
	await client().simulator.settled();
	expect(receiver.received).toEqual([]);
	const moves = ['queued', 'printed', 'sent', 'delivered'].map((status) =>
		client().simulator.advance(id, status),
	);
	await Promise.all(moves);
	expect(receiver.received.map(({ body }) => body)).toEqual([
		'queued',
		'printed',
		'sent',
		'delivered',
	]);
	await client().send('DELETE', `callbacks/${callbackId}`);
	await client().simulator.advance(id, 'returned');
	expect(receiver.received).toHaveLength(4);
});

test('a release by PUT is reported, another change is not', async () => {
	await client().createCallback(receiver.url, { data: '[STATUS]' });
	const id = await client().createLetter();
	await client().sendJson('PUT', `letters/${id}`, { subject: 'x' });
	await client().sendJson('PUT', `letters/${id}`, SENDING);
	await client().simulator.settled();
	expect(receiver.received.map(({ body }) => body)).toEqual(['queued']);
});

test('failures: refused, no 2xx, silence, no URL', async () => {
	client().simulator.setAssumptions({ callbackTimeoutMs: 1000 });
	receiver.status = null;
	await client().createCallback(receiver.url);
	const gone = await Receiver.start();
	await client().createCallback(gone.url);
	await gone.close();
	const broken = await Receiver.start();
	broken.status = 500;
	await client().createCallback(broken.url);
	await client().createCallback('http://[LETTER]:99999999/');
	await release();
	const failures = client()
		.simulator.deliveries()
		.map(({ responseStatus, failure }) => [responseStatus, failure]);
	expect(failures).toEqual(
		expect.arrayContaining([
			[null, 'No answer within 1000 ms'],
			[null, expect.stringContaining('ECONNREFUSED')],
			[500, 'Answered 500'],
			[null, 'Invalid URL'],
		]),
	);
});

test('retries, if any are assumed', async () => {
	client().simulator.setAssumptions({ callbackRetries: 2 });
	receiver.status = 503;
	await client().createCallback(receiver.url);
	await release();
	expect(receiver.received).toHaveLength(3);
	expect(client().simulator.deliveries()).toHaveLength(3);
});

test('verifySSL: an unknown certificate is accepted unless it is to be checked', async () => {
	const secure = await Receiver.start({ key: PRIVATE_KEY, cert: CERTIFICATE });
	await client().createCallback(`${secure.url}/default`);
	await client().createCallback(`${secure.url}/checked`, { verifySSL: true });
	await release();
	expect(secure.received.map(({ url }) => url)).toEqual(['/default']);
	const checked = client()
		.simulator.deliveries()
		.find(({ url }) => url.endsWith('/checked'));
	expect(checked?.failure).toMatch(/certificate/i);
});

test('closing gives up on callbacks under way', async () => {
	const own = await startOwn();
	receiver.status = null;
	await own.createCallback(receiver.url);
	await own.sendJson('POST', 'letters', { ...LETTER, ...SENDING });
	await receiver.count(1);
	await own.simulator.close();
	await own.simulator.settled();
	expect(own.simulator.deliveries()).toMatchObject([{ failure: 'The simulator was closed' }]);
});
