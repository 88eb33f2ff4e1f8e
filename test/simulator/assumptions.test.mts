import {
	DEFAULT_ASSUMPTIONS,
	parseAssumptions,
	type Assumptions,
} from '../../simulator/cm/assumptions.mts';
import { LETTER, pdfOf, Receiver, startOwn, withSimulator } from './harness.mts';

const client = withSimulator();
const assume = (assumptions: Partial<Assumptions>) =>
	client().simulator.setAssumptions(assumptions);
const create = (properties: Record<string, unknown> = {}) =>
	client().sendJson('POST', 'letters', { ...LETTER, ...properties });
const callback = { type: 'http', endpoint: 'http://127.0.0.1:9/' };
const SENDING = { scheduledate: '2020-02-22' };

test('scheduledateReleases: every letter goes out at once', async () => {
	assume({ scheduledateReleases: false });
	expect((await create()).json.status).toBe('queued');
});

test('createStatus, createBody', async () => {
	assume({ createStatus: 200 });
	expect((await create()).status).toBe(200);
	assume({ createBody: 'empty', createStatus: 201 });
	const reply = await create();
	expect(reply.status).toBe(201);
	expect(reply.text).toBe('');
	expect(client().simulator.letters()).toHaveLength(2);
});

test.each([
	['letterId', 'callbackId'],
	['guid', 'guid'],
	['letterGuid', 'callbackGuid'],
] as const)('idName %s', async (idName, callbackIdName) => {
	assume({ idName });
	const letter = await create();
	expect(letter.json[idName]).toBe(client().simulator.letters()[0]?.id);
	expect(letter.json).not.toHaveProperty('id');
	const made = await client().sendJson('POST', 'callbacks', callback);
	expect(made.json).toHaveProperty(callbackIdName);
	expect(made.json).not.toHaveProperty('id');
});

test.each([
	['letters', ['letters', 'prices', 'callbacks']],
	['data', ['data', 'data', 'data']],
	['items', ['items', 'items', 'items']],
] as const)('listShape %s', async (listShape, names) => {
	assume({ listShape });
	const replies = [
		await client().send('GET', 'letters'),
		await client().send('GET', 'prices'),
		await client().send('GET', 'callbacks'),
	];
	expect(replies.map(({ json }) => Object.keys(json))).toEqual(names.map((name) => [name]));
});

test('putSemantics replace: what is not sent is gone, and what is required must be sent', async () => {
	assume({ putSemantics: 'replace' });
	const id = await client().createLetter({ subject: 'Old' });
	const partial = await client().sendJson('PUT', `letters/${id}`, { subject: 'New' });
	expect(partial.status).toBe(400);
	const whole = await client().sendJson('PUT', `letters/${id}`, LETTER);
	expect(whole.status).toBe(200);
	expect(whole.json).not.toHaveProperty('subject');

	const made = await client().sendJson('POST', 'callbacks', { ...callback, config: { data: 'x' } });
	const path = `callbacks/${made.id}`;
	expect((await client().sendJson('PUT', path, { config: {} })).status).toBe(400);
	expect((await client().sendJson('PUT', path, callback)).json).not.toHaveProperty('config');
});

test('putSemantics replace keeps a PDF', async () => {
	assume({ putSemantics: 'replace' });
	const made = await client().sendForm({ pdf: await pdfOf(2), destination: 'NL', subject: 'x' });
	const path = `letters/${made.id}`;
	const reply = await client().sendJson('PUT', path, { destination: 'BE' });
	expect(reply.json).toMatchObject({ destination: 'BE' });
	expect(client().simulator.letters()[0]?.pages).toBe(2);
	expect((await client().sendJson('PUT', path, { subject: 'x' })).status).toBe(400);
});

test('putAnswer, deleteAnswer', async () => {
	assume({ putAnswer: 204, deleteAnswer: 200 });
	const id = await client().createLetter();
	const put = await client().sendJson('PUT', `letters/${id}`, { subject: 'x' });
	expect([put.status, put.text]).toEqual([204, '']);
	const removed = await client().send('DELETE', `letters/${id}`);
	expect([removed.status, removed.json]).toEqual([200, {}]);
});

test('errorShape', async () => {
	const text = 'There is no letter none';
	const bodyWith = async (errorShape: Assumptions['errorShape']) => {
		assume({ errorShape });
		return (await client().send('GET', 'letters/none')).text;
	};
	expect(JSON.parse(await bodyWith('message'))).toEqual({ message: text });
	expect(JSON.parse(await bodyWith('details'))).toEqual({ details: text });
	expect(JSON.parse(await bodyWith('error'))).toEqual({ error: text });
	expect(JSON.parse(await bodyWith('errors'))).toEqual({ errors: [text] });
	expect(await bodyWith('text')).toBe(text);
});

test('checkToken', async () => {
	assume({ checkToken: false });
	const headers = { 'X-CM-PRODUCTTOKEN': 'any' };
	expect((await client().send('GET', 'letters', { headers })).status).toBe(200);
});

test('releasedIsFinal: a released letter can still be changed and removed', async () => {
	assume({ releasedIsFinal: false });
	const id = await client().createLetter(SENDING);
	const put = await client().sendJson('PUT', `letters/${id}`, { ...SENDING, subject: 'x' });
	expect(put.json).toMatchObject({ subject: 'x', status: 'queued' });
	expect((await client().send('DELETE', `letters/${id}`)).status).toBe(204);
});

test('rejectEmoji', async () => {
	assume({ rejectEmoji: false });
	expect((await create({ message: '😀' })).status).toBe(201);
});

test('trackingcodeFrom sent', async () => {
	assume({ trackingcodeFrom: 'sent' });
	const id = await client().createLetter({ ...SENDING, registeredMailbox: true });
	const codeIn = async (status: string) =>
		(await client().simulator.advance(id, status)).trackingcode;
	expect(await codeIn('printed')).toBeNull();
	expect(await codeIn('sent')).toMatch(/^SIM/);
	expect(await codeIn('delivered')).toMatch(/^SIM/);
});

test('callbackOnDraft', async () => {
	const receiver = await Receiver.start();
	assume({ callbackOnDraft: true });
	await client().createCallback(receiver.url, { data: '[STATUS]' });
	await client().createLetter();
	await client().simulator.settled();
	expect(receiver.received.map(({ body }) => body)).toEqual(['draft']);
});

test('callbackHeadersShape: the others are refused', async () => {
	const shapes = {
		pairs: [{ 'X-A': '1' }, { 'X-B': '2', 'X-C': '3' }],
		nameValue: [{ name: 'X-A', value: '1' }],
		object: { 'X-A': '1' },
	};
	for (const callbackHeadersShape of ['any', 'pairs', 'nameValue', 'object'] as const) {
		assume({ callbackHeadersShape });
		for (const [shape, headers] of Object.entries(shapes)) {
			const isAccepted = callbackHeadersShape === 'any' || callbackHeadersShape === shape;
			const body = { ...callback, config: { headers } };
			const reply = await client().sendJson('POST', 'callbacks', body);
			expect([callbackHeadersShape, shape, reply.status]).toEqual([
				callbackHeadersShape,
				shape,
				isAccepted ? 201 : 400,
			]);
		}
		const none = { ...callback, config: { headers: [] } };
		expect((await client().sendJson('POST', 'callbacks', none)).status).toBe(201);
	}
});

test('how callbacks are written', async () => {
	const receiver = await Receiver.start();
	const own = await startOwn({
		assumptions: {
			callbackHeadersHonoured: false,
			replaceInUrl: 'verbatim',
			stateIsAliasOfStatus: false,
		},
	});
	const config = { data: '[STATE]', headers: [{ name: 'X-R', value: '[REFERENCE]' }] };
	await own.createCallback(`${receiver.url}/[REFERENCE]`, config);
	await own.createLetter({ ...SENDING, reference: 'a/b?c=d' });
	await own.simulator.settled();
	expect(receiver.received[0]).toMatchObject({ url: '/a/b?c=d', body: '[STATE]' });
	expect(receiver.received[0]?.headers).not.toHaveProperty('x-r');

	own.simulator.setAssumptions({
		callbackHeadersHonoured: true,
		replaceInHeaders: 'percentEncoded',
	});
	await own.createLetter({ ...SENDING, reference: 'a/b' });
	await own.simulator.settled();
	expect(receiver.received[1]?.headers['x-r']).toBe('a%2Fb');
});

test('reset brings back the assumptions of the start', async () => {
	const own = await startOwn({ assumptions: { createStatus: 200 } });
	own.simulator.setAssumptions({ createStatus: 201, putAnswer: 204 });
	own.simulator.reset();
	expect((await own.sendJson('POST', 'letters', LETTER)).status).toBe(200);
});

test('assumptions that cannot be are refused', async () => {
	expect(parseAssumptions(DEFAULT_ASSUMPTIONS)).toEqual(DEFAULT_ASSUMPTIONS);
	expect(() => parseAssumptions([])).toThrow('object');
	expect(() => parseAssumptions({ colour: true })).toThrow('no assumption "colour"');
	expect(() => parseAssumptions({ toString: true })).toThrow('no assumption "toString"');
	expect(() => parseAssumptions({ createStatus: 204 })).toThrow('one of 201, 200');
	expect(() => parseAssumptions({ callbackRetries: -1 })).toThrow('whole number');
	await expect(startOwn({ assumptions: { createStatus: 204 as 200 } })).rejects.toThrow('201');
});
