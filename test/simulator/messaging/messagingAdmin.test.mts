import { Receiver, startOwn, withSimulator } from '../harness.mts';
import { MESSAGE, post, postXml, send, sendOne, xmlWith } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;

test('messages, counts, conversions and deliveries', async () => {
	const receiver = await Receiver.start();
	const first = await sendOne(simulator());
	await sendOne(simulator());
	const set = await client().admin('PUT', 'messaging-webhooks', { statusUrl: receiver.url });
	expect([set.status, set.json]).toEqual([200, { statusUrl: receiver.url }]);
	const moved = await client().admin('POST', `messages/${first}/advance`);
	expect([moved.status, moved.json.status]).toEqual([200, 'delivered']);
	expect(receiver.received).toHaveLength(1);
	expect((await client().admin('GET', 'messages')).json).toEqual(simulator().messages());
	expect((await client().admin('GET', 'conversions')).json).toEqual([]);
	const deliveries = await client().admin('GET', 'webhook-deliveries');
	expect(deliveries.json).toEqual(simulator().webhookDeliveries());
	expect(deliveries.json).toHaveLength(1);
	expect((await client().admin('GET', 'state')).json).toMatchObject({
		letters: [],
		messageTotal: 2,
		messageCounts: { accepted: 1, delivered: 1 },
		messagingWebhooks: { statusUrl: receiver.url },
		webhookDeliveryTotal: 1,
		conversionTotal: 0,
		assumptions: { tokenPrecedence: 'header', createStatus: 201 },
	});
});

test('commands, good and bad', async () => {
	const id = await sendOne(simulator());
	const answers = await Promise.all([
		client().admin('POST', `messages/${id}/advance`, { outcome: 'failed', errorCode: 24 }),
		client().admin('POST', `messages/${id}/reply`, { text: 'Hello' }),
		client().admin('POST', `messages/${id}/event`, { type: 'SuggestionClick' }),
		client().admin('POST', `messages/${id}/advance`, { outcome: 'lost' }),
		client().admin('POST', `messages/${id}/advance`, { errorCode: 'x' }),
		client().admin('POST', `messages/${id}/reply`, {}),
		client().admin('POST', `messages/${id}/event`, { type: '' }),
		client().admin('POST', 'messages/none/advance'),
		client().admin('POST', 'messages/none/reply', { text: 'x' }),
		client().admin('PUT', 'messaging-webhooks', { statusUrl: 'nonsense' }),
		client().admin('PUT', 'messaging-webhooks', { statusFormat: 'yaml' }),
		client().admin('PUT', 'messaging-webhooks', { colour: 'x' }),
		client().admin('PUT', 'messaging-webhooks', []),
	]);
	expect(answers.map(({ status }) => status)).toEqual([
		...[200, 200, 200],
		...[400, 400, 400, 400, 404, 404, 400, 400, 400, 400],
	]);
	expect(simulator().messages()).toMatchObject([
		{ status: 'failed', errorCode: 24, replies: [{ text: 'Hello' }] },
	]);
	await expect(startOwn({ messagingWebhooks: { statusUrl: 'x' } })).rejects.toThrow('statusUrl');
});

test('many messages are one event', async () => {
	const own = await startOwn();
	await sendOne(own.simulator, { reference: 'early' });
	const response = await fetch(`${own.simulator.url}/_simulator/events`);
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	const textWith = async (event: string): Promise<string> => {
		for (;;) {
			const found = new RegExp(`event: ${event}\ndata: (.*)\n\n`).exec(text);
			if (found !== null) return found[1] ?? '';
			text += (await reader?.read())?.value ?? '';
		}
	};
	expect(JSON.parse(await textWith('messages'))).toMatchObject({
		messages: [{ reference: 'early', status: 'accepted', next: 'delivered' }],
		counts: { accepted: 1 },
	});
	await send(own.simulator, {}, {}, {});
	const changed = JSON.parse(await textWith('messagesChanged')) as { messages: object[] };
	expect(changed.messages).toHaveLength(3);
	expect(changed).toMatchObject({ counts: { accepted: 4 } });
});

test('faults: what is processed, and what is not', async () => {
	const request = { messages: { msg: [MESSAGE] } };
	simulator().setFaults([
		{ kind: 'resetAfter', path: '^/v1.0/message$', times: 1 },
		{ kind: 'status', status: 429, retryAfter: 2, path: '^/v1.0/message$', times: 1 },
		{ kind: 'truncated', path: '^/v1.0/message$', times: 1 },
		{ kind: 'html', path: '^/gateway.ashx$', times: 1 },
		{ kind: 'resetBefore', path: '^/v1.0/conversion$', times: 1 },
	]);
	await expect(post(simulator(), request)).rejects.toThrow();
	expect(simulator().messages()).toHaveLength(1);
	expect((await post(simulator(), request)).status).toBe(429);
	expect(simulator().messages()).toHaveLength(1);
	await expect(post(simulator(), request)).rejects.toThrow();
	expect(simulator().messages()).toHaveLength(2);
	const xml = xmlWith(simulator(), '<MSG><FROM>a</FROM><TO>0031612345678</TO><BODY>b</BODY></MSG>');
	const { status } = await fetch(simulator().xmlGatewayUrl, { method: 'POST', body: xml });
	expect(status).toBe(502);
	expect(await postXml(simulator(), xml)).toBe('');
	await expect(fetch(simulator().conversionUrl, { method: 'POST' })).rejects.toThrow();
	expect((await post(simulator(), request)).status).toBe(200);
	expect(simulator().messages()).toHaveLength(4);
	expect(
		simulator()
			.requests()
			.map(({ fault }) => fault),
	).toEqual(['resetAfter', 'status', 'truncated', 'html', undefined, 'resetBefore', undefined]);
});

test('the log keeps the token of a header to itself', async () => {
	await send(simulator(), {});
	expect(simulator().requests()[0]).toMatchObject({
		method: 'POST',
		path: '/v1.0/message',
		status: 200,
		body: { messages: { msg: [MESSAGE] } },
		headers: { 'x-cm-producttoken': '****0001' },
	});
});
