import { withSimulator } from '../harness.mts';
import { MESSAGE, post, send } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
const GUID = 'ffffffff-0000-4000-8000-000000000000';
const whole = (errorCode: number, details: string) => ({ details, errorCode, messages: [] });

test('all accepted: one result for each recipient, in order', async () => {
	const to = [{ number: '00447911123456' }, { number: '00447911123457' }];
	const reply = await send(
		simulator(),
		{ to, reference: 'A' },
		{ body: { content: 'Я'.repeat(71) } },
	);
	const accepted = { status: 'Accepted', messageDetails: null, messageErrorCode: 0 };
	expect(reply).toMatchObject({ status: 200 });
	expect(reply.body).toEqual({
		details: 'Created 3 message(s)',
		errorCode: 0,
		messages: [
			{ ...accepted, to: '00447911123456', reference: 'A', parts: 1 },
			{ ...accepted, to: '00447911123457', reference: 'A', parts: 1 },
			{ ...accepted, to: '0031612345678', reference: null, parts: 1 },
		],
	});
	expect(simulator().messages()).toMatchObject([
		{ to: '00447911123456', reference: 'A', from: 'SenderName', channel: 'SMS', protocol: 'json' },
		{ to: '00447911123457', reference: 'A', body: 'Test message', bodyType: 'auto', parts: 1 },
		{ to: '0031612345678', reference: null, richContent: null, status: 'accepted' },
	]);
	expect(
		new Set(
			simulator()
				.messages()
				.map(({ id }) => id),
		).size,
	).toBe(3);
});

test('some rejected: 200, 201, and the others are sent', async () => {
	const reply = await send(
		simulator(),
		{ to: [{ number: '00447911123456' }], reference: 'your_reference_A' },
		{ to: [{ number: '00447911123457' }], reference: 'your_reference_B', body: { type: 'auto' } },
	);
	expect(reply.status).toBe(200);
	// The document's own answer, S-BM "Responses & Errors".
	expect(reply.body).toEqual({
		details: 'Created 1 message(s)',
		errorCode: 201,
		messages: [
			{
				to: '00447911123456',
				status: 'Accepted',
				reference: 'your_reference_A',
				parts: 1,
				messageDetails: null,
				messageErrorCode: 0,
			},
			{
				to: '00447911123457',
				status: 'Rejected',
				reference: 'your_reference_B',
				parts: 0,
				messageDetails: 'A body without content was found',
				messageErrorCode: 304,
			},
		],
	});
	expect(simulator().messages()).toHaveLength(1);
	expect(simulator().violations()).toEqual([]);
});

test('all rejected: 400, 201', async () => {
	const reply = await send(
		simulator(),
		{ to: [{ number: '0044791112345a' }], reference: 'your_reference_A' },
		{ to: [{ number: '00447911123456' }], body: { content: '' } },
	);
	expect(reply.status).toBe(400);
	expect(reply.body).toEqual({
		details: 'Created 0 message(s)',
		errorCode: 201,
		messages: [
			{
				to: '0044791112345a',
				status: 'Rejected',
				reference: 'your_reference_A',
				parts: 0,
				messageDetails: "Gsm '0044791112345a' is not a number.",
				messageErrorCode: 303,
			},
			{
				to: '00447911123456',
				status: 'Rejected',
				reference: null,
				parts: 0,
				messageDetails: 'A body without content was found',
				messageErrorCode: 304,
			},
		],
	});
	expect(simulator().messages()).toEqual([]);
});

describe('the token', () => {
	const body = { messages: { msg: [MESSAGE] } };
	const withToken = (productToken: unknown) => ({
		messages: { authentication: { productToken }, msg: [MESSAGE] },
	});

	test('in the body, in the header, and in both: the header counts', async () => {
		const { productToken } = simulator();
		const inHeader = { 'X-CM-PRODUCTTOKEN': productToken };
		expect((await post(simulator(), withToken(productToken), {})).status).toBe(200);
		expect((await post(simulator(), body, inHeader)).status).toBe(200);
		expect((await post(simulator(), withToken(GUID), inHeader)).status).toBe(200);
		const foreign = await post(simulator(), withToken(productToken), { 'X-CM-PRODUCTTOKEN': GUID });
		expect(foreign.body.errorCode).toBe(101);
		expect(simulator().violations()).toEqual([]);
	});

	test('somebody else’s is 101; none, or what is no token, is 103', async () => {
		const unknown = await post(simulator(), withToken(GUID), {});
		expect(unknown.status).toBe(400);
		expect(unknown.body).toEqual(
			whole(101, 'No account found for the given authentication/credentials'),
		);
		for (const request of [body, withToken('abc'), withToken('')]) {
			const invalid = await post(simulator(), request, {});
			expect(invalid.status).toBe(400);
			expect(invalid.body).toEqual(whole(103, 'Invalid product token.'));
		}
		expect(simulator().messages()).toEqual([]);
	});
});

test.each([
	['{"messages":', 202, 'Invalid JSON', true],
	['"text"', 202, 'Invalid JSON', true],
	['[]', 202, 'Invalid JSON', true],
	[`${'['.repeat(100)}${']'.repeat(100)}`, 202, 'Invalid JSON', true],
	['{}', 203, 'A MESSAGES object requires at least one MSG object', false],
	['{"messages":{}}', 203, 'A MESSAGES object requires at least one MSG object', false],
	['{"messages":{"msg":[]}}', 203, 'A MESSAGES object requires at least one MSG object', false],
	['{"messages":{"msg":{}}}', 203, 'msg object is an invalid type, must be an array', true],
])('%s is refused: %i', async (request, code, details, isViolation) => {
	const reply = await post(simulator(), request);
	expect(reply.status).toBe(400);
	expect(reply.body).toEqual(whole(code, details));
	expect(simulator().violations()).toHaveLength(isViolation ? 1 : 0);
});

test('unknown members around the messages, and what is no JSON, are refused as malformed', async () => {
	const request = { messages: { msg: [MESSAGE], account: 'x' } };
	expect((await post(simulator(), request)).body).toEqual(whole(202, 'Invalid JSON'));
	const headers = { 'X-CM-PRODUCTTOKEN': simulator().productToken, 'Content-Type': 'text/plain' };
	expect((await post(simulator(), { messages: { msg: [MESSAGE] } }, headers)).body).toEqual(
		whole(202, 'Invalid JSON'),
	);
	expect(simulator().violations()).toHaveLength(2);
});

test.each(['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD'])('%s: 405 without a text', async (method) => {
	// A body that is no JSON does not matter then.
	const body = method === 'PUT' ? '{' : undefined;
	const headers = { 'Content-Type': 'application/json' };
	const response = await fetch(simulator().messagingUrl, { method, headers, body });
	expect([response.status, await response.text()]).toEqual([405, '']);
});

test.each([
	['SIM-BALANCE', 400, 102, 'Insufficient balance.'],
	['SIM-UNROUTABLE', 400, 999, 'Message is unroutable.'],
	['SIM-ERROR500', 500, 999, 'Unknown Error'],
])('%s has the whole request refused', async (name, status, code, details) => {
	const reply = await send(simulator(), {}, { body: { content: `Hello ${name.toLowerCase()}!` } });
	expect(reply.status).toBe(status);
	expect(reply.body).toEqual(whole(code, details));
	expect(simulator().messages()).toEqual([]);
});

test('a thousand messages are allowed, one more is not; nor are so many recipients', async () => {
	const messages = Array.from({ length: 1001 }, () => ({}));
	const tooMany = await send(simulator(), ...messages);
	expect(tooMany.status).toBe(400);
	expect(tooMany.body.errorCode).toBe(203);
	expect((await send(simulator(), ...messages.slice(1))).body.details).toBe(
		'Created 1000 message(s)',
	);
	const to = Array.from({ length: 1001 }, () => ({ number: '0031612345678' }));
	expect((await send(simulator(), { to })).body.errorCode).toBe(203);
	expect(simulator().messages()).toHaveLength(1000);
});

test('rich content is kept with documented keys, the log has what was sent', async () => {
	const richContent = {
		Conversation: [{ TEXT: 'x', Context: { MESSAGE_ID: 'm' } }],
		Suggestions: [],
	};
	await send(simulator(), { RICHCONTENT: richContent, allowedchannels: ['WhatsApp', 'SMS'] });
	expect(simulator().messages()).toMatchObject([
		{
			channel: 'WhatsApp',
			allowedChannels: ['WhatsApp', 'SMS'],
			richContent: { conversation: [{ text: 'x', context: { message_id: 'm' } }], suggestions: [] },
		},
	]);
	expect(simulator().requests()[0]?.body).toMatchObject({
		messages: { msg: [{ RICHCONTENT: richContent }] },
	});
});

test('ten thousand messages in ten requests', async () => {
	for (let request = 0; request < 10; request++) {
		const messages = Array.from({ length: 1000 }, (_, index) => ({
			reference: `${request}-${index}`,
		}));
		expect((await send(simulator(), ...messages)).status).toBe(200);
	}
	expect(simulator().messages()).toHaveLength(10_000);
});
