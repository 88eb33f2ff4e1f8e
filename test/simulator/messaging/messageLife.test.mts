import { Receiver, startOwn, until, withSimulator } from '../harness.mts';
import { send, sendOne } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
let receiver: Receiver;
beforeEach(async () => {
	receiver = await Receiver.start();
	await simulator().setMessagingWebhooks({
		statusUrl: `${receiver.url}/status`,
		inboundUrl: `${receiver.url}/inbound`,
		eventUrl: `${receiver.url}/event`,
	});
});

const json = (index: number): unknown => JSON.parse(receiver.received[index]?.body ?? '');
/** A time as the webhooks write it, in Amsterdam. */
const localTime = (at: string | undefined): string =>
	new Date(at ?? '').toLocaleString('sv-SE', { timeZone: 'Europe/Amsterdam' });

test('a status report in JSON: delivered, then read', async () => {
	const id = await sendOne(simulator(), { reference: 'r"<&\n', allowedChannels: ['WhatsApp'] });
	const delivered = await simulator().deliverMessage(id);
	expect(delivered.status).toBe('delivered');
	await simulator().deliverMessage(id);
	const [, first] = simulator().messages()[0]?.history ?? [];
	const report = {
		received: localTime(first?.at).replace(' ', 'T'),
		to: '0031612345678',
		reference: 'r"<&\n',
		status: { code: '2', errorCode: '', errorDescription: 'Delivered' },
		operator: '99901',
	};
	expect(json(0)).toEqual({ messages: { msg: report } });
	expect(json(1)).toMatchObject({ messages: { msg: { status: { code: '4' } } } });
	expect(receiver.received[0]).toMatchObject({ method: 'POST', url: '/status' });
	expect(receiver.received[0]?.headers['content-type']).toBe('application/json; charset=utf-8');
	// At its end, nothing more is reported, unless it is asked for.
	await simulator().deliverMessage(id);
	expect(receiver.received).toHaveLength(2);
	await simulator().deliverMessage(id, 'read');
	expect(receiver.received).toHaveLength(3);
	expect(
		simulator()
			.messages()[0]
			?.history.map(({ status }) => status),
	).toEqual(['accepted', 'delivered', 'read']);
});

test('a status report in XML', async () => {
	await simulator().setMessagingWebhooks({ statusFormat: 'xml' });
	const id = await sendOne(simulator(), { reference: '<a&b>', to: [{ number: '0031600009901' }] });
	await simulator().deliverMessage(id);
	const [call] = receiver.received;
	expect(call?.headers['content-type']).toBe('application/xml; charset=utf-8');
	expect(call?.body).toContain('<REFERENCE>&lt;a&amp;b&gt;</REFERENCE>');
	expect(call?.body.replace(/>\s+</g, '><')).toMatch(
		/^<\?xml version="1.0" encoding="utf-8"\?><MESSAGES><MSG RECEIVED="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"><TO>0031600009901<\/TO><REFERENCE>.*<\/REFERENCE><STATUS><CODE>3<\/CODE><ERRORCODE>23<\/ERRORCODE><ERRORDESCRIPTION>.*<\/ERRORDESCRIPTION><\/STATUS><\/MSG><\/MESSAGES>\s*$/,
	);
});

test('numbers choose what becomes of a message', async () => {
	for (const end of ['1234', '9901', '9902', '9906']) {
		await sendOne(simulator(), { to: [{ number: `003160000${end}` }] });
	}
	for (const { id } of simulator().messages()) {
		await simulator().deliverMessage(id);
		await simulator().deliverMessage(id);
	}
	expect(simulator().messages()).toMatchObject([
		{ status: 'delivered', errorCode: null },
		{ status: 'failed', errorCode: 23 },
		{ status: 'accepted', errorCode: null },
		{ status: 'rejected', errorCode: 47 },
	]);
	expect(
		simulator()
			.webhookDeliveries()
			.map(({ status }) => status),
	).toEqual(['delivered', 'failed', 'rejected']);
});

test('a failure of one’s own choice', async () => {
	const id = await sendOne(simulator());
	await simulator().deliverMessage(id, 'failed', 24);
	const status = {
		code: '3',
		errorCode: '24',
		errorDescription: 'Message not delivered because the recipient was unreachable',
	};
	expect(json(0)).toMatchObject({ messages: { msg: { status } } });
	await simulator().deliverMessage(id, 'failed');
	expect(json(1)).toMatchObject({ messages: { msg: { status: { errorCode: '5' } } } });
	await expect(simulator().deliverMessage('none')).rejects.toThrow('no message none');
});

test('a reply, as it is sent today and in the older form', async () => {
	const id = await sendOne(simulator(), {
		from: '3669',
		reference: 'r',
		customGrouping: 'a',
		customGrouping3: 'c',
		allowedChannels: ['WhatsApp'],
	});
	const message = await simulator().replyTo(id, 'Yes 😀');
	const at = message.replies[0]?.at;
	expect(json(0)).toEqual({
		reference: 'r',
		messageContext: id,
		from: { number: '+31612345678', name: '' },
		to: { number: '3669' },
		message: {
			text: 'Yes 😀',
			media: { mediaUri: '', contentType: '', title: '' },
			custom: {},
			error: '',
		},
		groupings: ['a', '', 'c'],
		time: localTime(at),
		timeUtc: at?.slice(0, 19),
		channel: 'WhatsApp',
	});
	await simulator().setMessagingWebhooks({ inboundFormat: 'flat' });
	await simulator().replyTo(id, 'No');
	expect(json(1)).toEqual({
		reference: 'r',
		from: '+31612345678',
		to: '3669',
		body: 'No',
		groupings: ['a', '', 'c'],
	});
	expect(receiver.received.map(({ url }) => url)).toEqual(['/inbound', '/inbound']);
	expect(
		simulator()
			.messages()[0]
			?.replies.map(({ text }) => text),
	).toEqual(['Yes 😀', 'No']);
});

test('a reply by GET, with media and more, a second after the one before', async () => {
	const id = await sendOne(simulator(), { reference: 'r', from: '3669' });
	const media = [{ mediaUri: 'https://example.com/a' }];
	await simulator().replyTo(id, 'Look', { media, custom: { a: 1 } });
	expect(json(0)).toMatchObject({ message: { media, custom: { a: 1 } } });
	await simulator().setMessagingWebhooks({ inboundFormat: 'get' });
	const { replies } = await simulator().replyTo(id, 'Yes & no');
	expect(receiver.received[1]).toMatchObject({
		method: 'GET',
		url: '/inbound?reference=r&from=%2B31612345678&to=3669&body=Yes+%26+no',
		body: '',
	});
	const [first = 0, second = 0] = replies.map(({ at }) => Date.parse(at));
	expect(second - first).toBeGreaterThanOrEqual(1000);
});

test('a status report as the older document has it, and an echo of what was sent', async () => {
	await simulator().setMessagingWebhooks({
		statusFormat: 'old',
		echoUrl: `${receiver.url}/echo`,
	});
	const id = await sendOne(simulator(), { customGrouping: 'g', to: [{ number: '0031600009901' }] });
	await simulator().settled();
	expect(receiver.received[0]?.url).toBe('/echo');
	expect(json(0)).toEqual({
		to: '0031600009901',
		from: 'SenderName',
		body: expect.any(String) as string,
		webhooktoken: expect.any(String) as string,
		customGrouping: 'g',
		customGrouping2: '',
		customGrouping3: '',
		skill: '',
	});
	await simulator().deliverMessage(id);
	expect(json(1)).toMatchObject({
		messages: {
			msg: {
				created: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
				send: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
				status: 3,
				standardError: expect.stringContaining('incorrect recipient') as string,
				statusDescription: 'Failed',
				channel: 'sms',
			},
		},
	});
});

test('an event', async () => {
	const id = await sendOne(simulator(), { allowedChannels: ['RCS'] });
	const custom = { postbackdata: 'p', label: 'l' };
	await simulator().sendEvent(id, { type: 'SuggestionClick', custom });
	expect(receiver.received[0]?.url).toBe('/event');
	expect(json(0)).toEqual({
		reference: '',
		messageContext: id,
		from: { number: '+31612345678' },
		to: { number: 'SenderName' },
		event: { type: 'SuggestionClick', custom },
		groupings: ['', '', ''],
		timeUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/) as unknown,
		channel: 'RCS',
	});
});

test('failures are recorded; a reply needs 200 where a report needs 2xx', async () => {
	const id = await sendOne(simulator());
	receiver.status = 202;
	await simulator().deliverMessage(id);
	await simulator().replyTo(id, 'a');
	simulator().setAssumptions({ webhookRetries: 1, webhookTimeoutMs: 1000 });
	receiver.status = 500;
	await simulator().replyTo(id, 'b');
	receiver.status = null;
	await simulator().sendEvent(id, { type: 'x' });
	const told = simulator().webhookDeliveries();
	expect(told.map(({ kind, responseStatus, failure }) => [kind, responseStatus, failure])).toEqual([
		['status', 202, null],
		['inbound', 202, 'Answered 202'],
		['inbound', 500, 'Answered 500'],
		['inbound', 500, 'Answered 500'],
		['event', null, 'No answer within 1000 ms'],
		['event', null, 'No answer within 1000 ms'],
	]);
	expect(told[0]).toMatchObject({
		messageId: id,
		status: 'delivered',
		url: `${receiver.url}/status`,
	});
	expect(simulator().deliveries()).toEqual([]);
});

test('without URLs nothing is sent, but all else happens', async () => {
	await simulator().setMessagingWebhooks({ statusUrl: null, inboundUrl: null, eventUrl: null });
	const id = await sendOne(simulator());
	await simulator().replyTo(id, 'a');
	await simulator().sendEvent(id, { type: 'x' });
	expect((await simulator().deliverMessage(id)).status).toBe('delivered');
	expect(receiver.received).toEqual([]);
});

test('by the clock: one status after the other, SMS without being read', async () => {
	await sendOne(simulator(), { reference: 'early' });
	simulator().setClock(1);
	await send(
		simulator(),
		{ reference: 'sms' },
		{ reference: 'app', allowedChannels: ['WhatsApp'] },
		{ reference: 'bad', to: [{ number: '0031600009901' }] },
		{ reference: 'silent', to: [{ number: '0031600009902' }] },
	);
	await receiver.count(5);
	await simulator().settled();
	expect(
		simulator()
			.messages()
			.map(({ status }) => status),
	).toEqual(['delivered', 'delivered', 'read', 'failed', 'accepted']);
	const codes = receiver.received
		.map(
			({ body }) =>
				JSON.parse(body) as { messages: { msg: { reference: string; status: { code: string } } } },
		)
		.filter(({ messages }) => messages.msg.reference === 'app')
		.map(({ messages }) => messages.msg.status.code);
	expect(codes).toEqual(['2', '4']);
});

test('a simulator that starts with webhooks comes back to them', async () => {
	const own = await startOwn({ messagingWebhooks: { statusUrl: receiver.url }, stepEveryMs: 1 });
	await own.simulator.setMessagingWebhooks({ statusUrl: 'http://127.0.0.1:9/' });
	own.simulator.reset();
	await sendOne(own.simulator);
	await receiver.count(1);
	await until(() => own.simulator.webhookDeliveries().length === 1);
	own.simulator.reset();
	expect([own.simulator.messages(), own.simulator.webhookDeliveries()]).toEqual([[], []]);
});
