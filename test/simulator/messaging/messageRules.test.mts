import { withSimulator } from '../harness.mts';
import { MESSAGE, send } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
const GUID = 'ffffffff-0000-4000-8000-000000000000';
const suggestions = (count: number) =>
	Array.from({ length: count }, () => ({ action: 'Reply', label: 'x' }));

test.each([
	['no sender', { from: undefined }, 301, 'No FROM field found in a MSG object.', false],
	['an empty sender', { from: '' }, 301, 'No FROM field found in a MSG object.', false],
	['too long a sender', { from: 'TwelveLetter' }, 301, "Invalid FROM field: 'TwelveLetter'", false],
	['no recipients', { to: undefined }, 302, 'Empty mobilenumber field, MT ignored', false],
	['an empty list', { to: [] }, 302, 'Empty mobilenumber field, MT ignored', false],
	['no number', { to: [{}] }, 302, 'Empty mobilenumber field, MT ignored', false],
	['an empty number', { to: [{ number: '' }] }, 302, 'Empty mobilenumber field, MT ignored', false],
	[
		'to as an object',
		{ to: { number: '0031612345678' } },
		302,
		'to object is an invalid type, must be an array',
		true,
	],
	[
		'spaces in a number',
		{ to: [{ number: '0031 612345678' }] },
		303,
		"Gsm '0031 612345678' is not a number.",
		false,
	],
	[
		'too long a number',
		{ to: [{ number: '003161234567890123' }] },
		303,
		"Gsm '003161234567890123' is not a number.",
		false,
	],
	['no body', { body: undefined }, 304, 'No body field was found', false],
	[
		'a body without content',
		{ body: { type: 'auto' } },
		304,
		'A body without content was found',
		false,
	],
	[
		'a channel that is no list',
		{ allowedChannels: 'SMS' },
		305,
		'allowedChannels object is an invalid type, must be an array',
		true,
	],
	[
		'an unknown channel',
		{ allowedChannels: ['Pigeon'] },
		305,
		"Invalid field: allowedChannels 'Pigeon'",
		false,
	],
	[
		'an unknown member',
		{ referense: 'x' },
		305,
		'Invalid field: referense must NOT have additional properties',
		true,
	],
	['a number for a text', { reference: 1 }, 305, 'Invalid field: reference must be string', true],
	['a text for a number', { dcs: '8' }, 305, 'Invalid field: dcs must be integer', true],
	['a wrong validity', { validity: '2h30m' }, 305, "Invalid field: validity '2h30m'", false],
	[
		'a member that is not known in media',
		{ richContent: { conversation: [{ media: { mediaUri: 'https://a.test', url: 'x' } }] } },
		305,
		'Invalid field: richContent/conversation/0/media/url must NOT have additional properties',
		true,
	],
	[
		'too many suggestions',
		{
			richContent: {
				conversation: [{ text: 'x' }],
				suggestions: suggestions(12),
			},
		},
		305,
		'Invalid field: richContent/suggestions must NOT have more than 11 items',
		true,
	],
	[
		'too many parts',
		{ maximumNumberOfMessageParts: 1, body: { content: 'a'.repeat(161) } },
		304,
		'The body takes 2 message parts; 1 are allowed',
		false,
	],
	['spam', { to: [{ number: '0031600009904' }] }, 401, 'Message has been spam filtered', false],
	[
		'a blacklisted number',
		{ to: [{ number: '0031600009903' }] },
		402,
		'Message has been blacklisted',
		false,
	],
	[
		'a rejected number',
		{ to: [{ number: '0031600009905' }] },
		403,
		'Message has been rejected',
		false,
	],
])('%s is rejected, and nothing else', async (_what, change, code, details, isViolation) => {
	const reply = await send(simulator(), change, {});
	expect(reply.status).toBe(200);
	expect(reply.body).toMatchObject({ details: 'Created 1 message(s)', errorCode: 201 });
	expect(reply.body.messages).toMatchObject([
		{ status: 'Rejected', parts: 0, messageDetails: details, messageErrorCode: code },
		{ status: 'Accepted', parts: 1, messageDetails: null, messageErrorCode: 0 },
	]);
	expect(simulator().messages()).toHaveLength(1);
	expect(simulator().violations()).toHaveLength(isViolation ? 1 : 0);
});

test.each([
	['16 digits', { from: '1234567890123456' }],
	[
		'a longer sender of another channel',
		{ from: 'twitter-snowflake', allowedChannels: ['Twitter'] },
	],
	['a recipient of another channel', { to: [{ number: 'user@x' }], allowedChannels: ['Twitter'] }],
	['a number with +', { to: [{ number: '+31612345678' }] }],
	['any case of a channel', { allowedChannels: ['whatsapp', 'sms'] }],
	[
		'rich content without a body',
		{ body: undefined, richContent: { conversation: [{ text: 'x' }] } },
	],
	[
		'rich content with an empty body',
		{ body: { content: '' }, richContent: { conversation: [{ text: 'x' }] } },
	],
	[
		'an unknown member in an item',
		{ richContent: { conversation: [{ $type: 'TextMessage', text: 'x' }] } },
	],
	['a GUID as the reference', { reference: GUID }],
	[
		'eleven suggestions',
		{
			richContent: {
				conversation: [{ text: 'x' }],
				suggestions: suggestions(11),
			},
		},
	],
	...[
		'2017-04-20 11:50 GMT',
		'2017-04-20 11:50:05 GMT',
		'2017-04-20 11:50:05+8',
		'2017-04-20 11:55:05-07:00',
		'2017-04-20 11:50',
		'2h',
		'30M',
	].map((validity): [string, Record<string, unknown>] => [`validity ${validity}`, { validity }]),
])('%s is accepted', async (_what, change) => {
	expect((await send(simulator(), change)).body.messages).toMatchObject([{ status: 'Accepted' }]);
	expect(simulator().violations()).toEqual([]);
});

test('the order of the checks: sender, list, number, body, fields', async () => {
	const wrong = {
		from: '',
		to: [{ number: 'x' }],
		body: {},
		allowedChannels: ['Pigeon'],
	};
	const codes: (number | undefined)[] = [];
	for (const right of [{}, { from: 'a' }, { to: MESSAGE.to }, { body: MESSAGE.body }]) {
		Object.assign(wrong, right);
		codes.push((await send(simulator(), wrong)).body.messages[0]?.messageErrorCode);
	}
	expect(codes).toEqual([301, 303, 304, 305]);
});
