import type { Assumptions } from '../../../simulator/cm/server.mts';
import { Receiver, withSimulator } from '../harness.mts';
import { MESSAGE, post, send, sendOne, type GatewayReply } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
const assume = (assumptions: Partial<Assumptions>) => simulator().setAssumptions(assumptions);
const GUID = 'ffffffff-0000-4000-8000-000000000000';
const codeOf = ({ body }: GatewayReply) => body.messages[0]?.messageErrorCode;
const withToken = (productToken: string) => ({
	messages: { authentication: { productToken }, msg: [MESSAGE] },
});

test('which token counts', async () => {
	const { productToken } = simulator();
	const foreignHeader = { 'X-CM-PRODUCTTOKEN': GUID };
	assume({ tokenPrecedence: 'body' });
	expect((await post(simulator(), withToken(productToken), foreignHeader)).status).toBe(200);
	assume({ tokenPrecedence: 'header', headerTokenAccepted: false });
	expect((await post(simulator(), withToken(productToken), foreignHeader)).status).toBe(200);
	expect((await send(simulator(), {})).body.errorCode).toBe(103);
	assume({ checkToken: false });
	expect((await send(simulator(), {})).status).toBe(200);
});

test('codes and texts of what is refused as a whole', async () => {
	assume({
		invalidTokenCode: 101,
		noMessageCode: 202,
		internalErrorCode: 500,
		unroutableCode: 403,
		unknownAccountText: 'authentication',
		tokenCheckedFirst: false,
	});
	expect((await post(simulator(), {}, {})).body.errorCode).toBe(202);
	expect((await post(simulator(), withToken('x'), {})).body.errorCode).toBe(101);
	expect((await post(simulator(), withToken(GUID), {})).body.details).toBe(
		'No account found for the given authentication',
	);
	const saying = (content: string) => send(simulator(), { body: { content } });
	expect((await saying('SIM-ERROR500')).body.errorCode).toBe(500);
	expect((await saying('SIM-UNROUTABLE')).body.errorCode).toBe(403);
	assume({ maxMessagesPerRequest: 1, maxRecipientsPerMessage: 1 });
	expect((await send(simulator(), {}, {})).body.errorCode).toBe(203);
	expect((await send(simulator(), { to: [...MESSAGE.to, ...MESSAGE.to] })).body.errorCode).toBe(
		203,
	);
	expect((await send(simulator(), {})).status).toBe(200);
});

test('what a message is rejected for', async () => {
	const conversation = [{ text: 'x' }];
	const changes: [Partial<Assumptions>, Record<string, unknown>, before: number, after: number][] =
		[
			[{ noRecipientCode: 303 }, { to: [] }, 302, 303],
			[{ plusInNumbers: 'reject' }, { to: [{ number: '+31612345678' }] }, 0, 303],
			[{ enforceSender: false }, { from: 'TwelveLetter' }, 301, 0],
			[{ enforceReference: true }, { reference: 'a_b' }, 0, 305],
			[{ enforceValidity: false }, { validity: 'soon' }, 305, 0],
			[{ unknownChannel: 'accept' }, { allowedChannels: ['Pigeon'] }, 305, 0],
			[
				{ richContentWithoutBody: 'reject' },
				{ body: { content: '' }, richContent: { conversation } },
				0,
				304,
			],
			[{ maxPartsByDefault: 1 }, { body: { content: 'a'.repeat(161) } }, 0, 304],
			[
				{ tooManyPartsCode: 305 },
				{ body: { content: 'a'.repeat(161) }, maximumNumberOfMessageParts: 1 },
				304,
				305,
			],
		];
	for (const [assumptions, message, before, after] of changes) {
		const first = codeOf(await send(simulator(), message));
		assume(assumptions);
		const second = codeOf(await send(simulator(), message));
		expect([assumptions, first, second]).toEqual([assumptions, before, after]);
		simulator().reset();
	}
	assume({ invalidNumberText: 'table' });
	const reply = await send(simulator(), { to: [{ number: 'x' }] });
	expect(reply.body.messages[0]?.messageDetails).toBe("Rejected: Gsm 'x' is not a number.");
});

test('texts that are too long, and parts of other channels', async () => {
	const long = { body: { content: 'a'.repeat(400) }, maximumNumberOfMessageParts: 2 };
	assume({ tooManyParts: 'truncate' });
	await sendOne(simulator(), long);
	assume({ tooManyParts: 'send' });
	await sendOne(simulator(), long);
	await sendOne(simulator(), { ...long, allowedChannels: ['WhatsApp'] });
	assume({ partsOfOtherChannels: 'asSms' });
	await sendOne(simulator(), { ...long, allowedChannels: ['WhatsApp'] });
	expect(
		simulator()
			.messages()
			.map(({ parts, body }) => [parts, body.length]),
	).toEqual([
		[2, 306],
		[3, 400],
		[1, 400],
		[3, 400],
	]);
});

test('what webhooks say', async () => {
	const receiver = await Receiver.start();
	const { url } = receiver;
	await simulator().setMessagingWebhooks({ statusUrl: url, inboundUrl: url });
	assume({
		reportText: 'code',
		reportAccepted: true,
		reportNumbers: 'plus',
		inboundNumbers: 'asSent',
	});
	const id = await sendOne(simulator());
	await simulator().settled();
	await simulator().deliverMessage(id);
	await simulator().replyTo(id, 'x');
	const [accepted, delivered, reply] = receiver.received.map(
		({ body }) => JSON.parse(body) as unknown,
	);
	expect(accepted).toMatchObject({
		messages: { msg: { to: '+31612345678', status: { code: '0' } } },
	});
	const status = { code: '2', errorCode: 'delivered', errorDescription: '' };
	expect(delivered).toMatchObject({ messages: { msg: { status } } });
	expect(reply).toMatchObject({ from: { number: '0031612345678' } });
});

test('a status URL that fails its test call is not used', async () => {
	const receiver = await Receiver.start();
	assume({ webhookTestCall: 'empty' });
	const good = await simulator().setMessagingWebhooks({ statusUrl: `${receiver.url}/good` });
	expect(good.statusUrl).toBe(`${receiver.url}/good`);
	receiver.status = 202;
	const bad = { statusUrl: `${receiver.url}/bad` };
	await expect(simulator().setMessagingWebhooks(bad)).rejects.toThrow('Answered 202');
	expect((await client().admin('PUT', 'messaging-webhooks', bad)).status).toBe(400);
	await simulator().deliverMessage(await sendOne(simulator()));
	expect(receiver.received.map(({ url, body }) => [url, body === ''])).toEqual([
		['/good', true],
		['/bad', true],
		['/bad', true],
		['/good', false],
	]);
});
