import fc from 'fast-check';

import type { Attempt } from '../../../../shared/delivery/attempt.ts';
import type { Outcome } from '../../../../shared/delivery/outcome.ts';
import { readBatchAnswer } from '../../../../nodes/cm/messaging/answers/batchAnswer.ts';
import { GATEWAY_ERRORS } from '../../../../nodes/cm/messaging/answers/errorCodes.ts';
import type { SentMessage } from '../../../../nodes/cm/messaging/answers/messageAnswer.ts';
import { answered, answeredJson, unanswered } from '../../support/attempts.mts';

const ONE: SentMessage[] = [{ to: '00447911123456' }];
const TWO: SentMessage[] = [
	{ to: '00447911123456', reference: 'your_reference_A' },
	{ to: '00447911123457', reference: 'your_reference_B' },
];

const accepted = (to: string, more: object = {}) => ({
	to,
	status: 'Accepted',
	reference: null,
	parts: 1,
	messageDetails: null,
	messageErrorCode: 0,
	...more,
});
const rejected = (to: string, more: object = {}) => ({
	to,
	status: 'Rejected',
	reference: null,
	parts: 0,
	messageDetails: 'A body without content was found',
	messageErrorCode: 304,
	...more,
});

const json = (attempt: Attempt, sent: SentMessage[]) => readBatchAnswer(attempt, sent, 'json');
const kinds = (outcomes: Outcome[]) => outcomes.map(({ kind }) => kind);

function problem(outcome: Outcome | undefined) {
	if (outcome?.kind === 'refused' || outcome?.kind === 'unknown') return outcome.problem;
	throw new Error(`No problem: ${JSON.stringify(outcome)}`);
}

describe("the document's answers", () => {
	it('all accepted', () => {
		const entry = accepted('00447911123456', { reference: 'my_reference_123' });
		const body = { details: 'Created 1 message(s)', errorCode: 0, messages: [entry] };
		const sent = [{ to: '00447911123456', reference: 'my_reference_123' }];
		expect(json(answeredJson(200, body), sent)).toEqual([{ kind: 'accepted', answer: entry }]);
	});

	it('some rejected, with HTTP 200', () => {
		const one = accepted('00447911123456', { reference: 'your_reference_A' });
		const other = rejected('00447911123457', { reference: 'your_reference_B' });
		const body = { details: 'Created 1 message(s)', errorCode: 201, messages: [one, other] };
		const [first, second] = json(answeredJson(200, body), TWO);
		expect(first).toEqual({ kind: 'accepted', answer: one });
		expect(second).toEqual({
			kind: 'refused',
			answer: other,
			problem: {
				message:
					'CM.com rejected the message to 00447911123457: the text of the message is invalid',
				description:
					'It was not sent. CM.com says: "A body without content was found" (error 304). Check the text of the message.',
				httpCode: 200,
				details: { errorCode: 304 },
			},
		});
	});

	it('all rejected, with HTTP 400', () => {
		const body = {
			details: 'Created 0 message(s)',
			errorCode: 201,
			messages: [
				rejected('0044791112345a', {
					reference: 'your_reference_A',
					messageDetails: "Gsm '0044791112345a' is not a number.",
					messageErrorCode: 303,
				}),
				rejected('00447911123456'),
			],
		};
		const sent = [{ to: '0044791112345a', reference: 'your_reference_A' }, ...ONE];
		const outcomes = json(answeredJson(400, body), sent);
		expect(kinds(outcomes)).toEqual(['refused', 'refused']);
		expect(problem(outcomes[0]).message).toContain('the phone number is invalid');
		expect(problem(outcomes[0]).description).toContain("Gsm '0044791112345a' is not a number.");
	});

	it.each([
		'No account found for the given authentication',
		'No account found for the given authentication/credentials',
	])('the whole request: %s', (details) => {
		const outcomes = json(answeredJson(400, { details, errorCode: 101, messages: [] }), TWO);
		expect(outcomes).toEqual(
			Array(2).fill({
				kind: 'refused',
				problem: {
					message: 'CM.com refused the request: the product token was not recognised',
					description: `Nothing was sent. CM.com says: "${details}" (error 101). Check the Product Token in the credential, with its hyphens: it stands in the gateway app of CM.com.`,
					httpCode: 400,
					details: { errorCode: 101 },
				},
			}),
		);
	});
});

describe('refusals of the whole request', () => {
	it.each([101, 102, 103, 202, 203, 500, 999])('%i says that nothing was sent', (errorCode) => {
		const status = errorCode === 500 || errorCode === 999 ? 500 : 400;
		const body = { details: 'Text', errorCode, messages: [] };
		for (const outcome of json(answeredJson(status, body), TWO)) {
			expect(outcome.kind).toBe('refused');
			expect(problem(outcome).description).toMatch(/^Nothing was sent\. .*"Text".* \w.+\.$/);
		}
	});

	it.each<[string, number]>([
		['Insufficient balance.', 102],
		['Invalid product token.', 103],
		['Invalid JSON', 202],
		['A MESSAGES object requires at least one MSG object', 203],
	])('%s is known without its code', (details, code) => {
		const { remedy } = GATEWAY_ERRORS.find((error) => error.code === code) ?? { remedy: '?' };
		const [outcome] = json(answeredJson(400, { details, messages: [] }), ONE);
		expect(problem(outcome).description).toContain(remedy);
	});

	it('unroutable has a remedy of its own', () => {
		const body = { details: 'Message is unroutable.', errorCode: 403, messages: [] };
		expect(problem(json(answeredJson(400, body), ONE)[0])).toMatchObject({
			message: 'CM.com refused the request: the message could not be routed',
		});
	});

	it.each([
		[400, 'refused the request'],
		[401, 'product token'],
		[403, 'did not allow'],
		[404, 'no CM.com gateway'],
		[405, 'no CM.com gateway'],
		[413, 'too large'],
		[429, 'fewer requests'],
	])('HTTP %i without the documented body', (status, words) => {
		for (const protocol of ['json', 'xml', 'get'] as const) {
			const outcomes = readBatchAnswer(answered(status, '<html>no</html>'), TWO, protocol);
			expect(kinds(outcomes)).toEqual(['refused', 'refused']);
			expect(problem(outcomes[0]).message).toContain(words);
			expect(problem(outcomes[0]).description).toMatch(/^Nothing was sent\. (?!.*html)/);
		}
	});

	it('tells how long to wait', () => {
		const outcomes = json(answered(429, '', { 'retry-after': '7' }), ONE);
		expect(problem(outcomes[0])).toMatchObject({ retryAfterSeconds: 7, httpCode: 429 });
		expect(problem(outcomes[0]).description).toContain('Wait 7 seconds.');
		expect(kinds(json(answered(503, '', { 'retry-after': '7' }), ONE))).toEqual(['refused']);
	});

	it('includes what never left', () => {
		const [outcome] = json(unanswered('ECONNREFUSED', 'connect failed'), ONE);
		expect(outcome?.kind).toBe('refused');
		expect(problem(outcome)).toMatchObject({ code: 'ECONNREFUSED' });
		expect(problem(outcome).description).toContain(
			'Nothing was sent. Nothing answers at its address.',
		);
		expect(JSON.stringify(problem(outcome).details)).toContain('ECONNREFUSED');
	});
});

describe('an unknown fate', () => {
	it.each<[string, Attempt]>([
		['time-out', unanswered('ETIMEDOUT')],
		['reset', unanswered('ECONNRESET')],
		['no code', unanswered(undefined)],
		['500 with nothing', answered(500)],
		['500 with a page', answered(500, '<html>')],
		['500 without a list', answeredJson(500, { details: 'Unknown Error' })],
		['500 with a code but no list', answeredJson(500, { details: 'x', errorCode: 999 })],
		['502', answered(502, 'Bad Gateway')],
		['408', answeredJson(408, { details: 'x', errorCode: 1, messages: [] })],
		['a redirect', answered(302)],
		['200 with nothing', answered(200)],
		[
			'200 cut off',
			answered(200, '{"details":"Created 1 mess', { 'content-type': 'application/json' }),
		],
		['200 with a page', answered(200, '<html>')],
		['200 with another shape', answeredJson(200, { ok: true })],
		[
			'200 with an empty list',
			answeredJson(200, { details: 'Created 0 message(s)', errorCode: 0, messages: [] }),
		],
	])('%s', (_, attempt) => {
		const outcomes = json(attempt, TWO);
		expect(kinds(outcomes)).toEqual(['unknown', 'unknown']);
		expect(problem(outcomes[1]).message).toBe(
			'It is unknown whether CM.com sent the message to 00447911123457',
		);
		expect(problem(outcomes[1]).description).toMatch(/before sending it again\.$/);
	});
});

describe('finding the entry of a message', () => {
	const of = (messages: object[], sent: SentMessage[]) =>
		json(answeredJson(200, { details: '', errorCode: 0, messages }), sent);

	it('goes by the order when recipients repeat', () => {
		const sent = [{ to: '0031' }, { to: '0031' }, { to: '0032' }];
		expect(kinds(of([accepted('0031'), rejected('0031'), accepted('0032')], sent))).toEqual([
			'accepted',
			'refused',
			'accepted',
		]);
	});

	it('goes by recipient when the order differs or some are missing', () => {
		const sent = [{ to: '0031' }, { to: '0032' }, { to: '0033' }];
		expect(kinds(of([rejected('0033'), accepted('0031')], sent))).toEqual([
			'accepted',
			'unknown',
			'refused',
		]);
		expect(kinds(of([rejected('0033'), accepted('0031'), accepted('0032')], sent))).toEqual([
			'accepted',
			'accepted',
			'refused',
		]);
	});

	it('goes by reference where recipients are the same', () => {
		const sent = [
			{ to: '0031', reference: 'a' },
			{ to: '0031', reference: 'b' },
			{ to: '0031', reference: 'c' },
		];
		const entries = [rejected('0031', { reference: 'c' }), accepted('0031', { reference: 'a' })];
		expect(kinds(of(entries, sent))).toEqual(['accepted', 'unknown', 'refused']);
		expect(kinds(of([accepted('0031', { reference: 'other' })], sent))).toEqual([
			'unknown',
			'unknown',
			'unknown',
		]);
	});

	it('knows a number in other forms, and an entry without one', () => {
		expect(kinds(of([accepted('+31612345678')], [{ to: '0031612345678' }]))).toEqual(['accepted']);
		expect(kinds(of([accepted('31612345678'), accepted('x')], [{ to: '0031612345678' }]))).toEqual([
			'accepted',
		]);
		expect(kinds(of([rejected('')], [{ to: '0031612345678' }]))).toEqual(['refused']);
		expect(kinds(of([accepted('0032')], [{ to: '0031' }]))).toEqual(['unknown']);
	});

	it('reads keys in any case, and codes as text', () => {
		const attempt = answeredJson(200, {
			Details: 'x',
			ErrorCode: '0',
			Messages: [{ TO: '0031', Status: 'accepted', Parts: '2', MessageErrorCode: '0' }],
		});
		expect(json(attempt, [{ to: '0031' }])).toEqual([
			{
				kind: 'accepted',
				answer: accepted('0031', { status: 'accepted', parts: 2 }),
			},
		]);
	});

	it.each([
		[{ to: '0031', status: 'Accepted' }, 'accepted'],
		[{ to: '0031', status: 'Rejected' }, 'refused'],
		[{ to: '0031', status: 'Queued', messageErrorCode: 0 }, 'accepted'],
		[{ to: '0031', messageErrorCode: 401 }, 'refused'],
		[{ to: '0031', status: 'Queued' }, 'unknown'],
		[{ to: '0031' }, 'unknown'],
	])('%j is %s', (entry, kind) => {
		expect(kinds(of([entry], [{ to: '0031' }]))).toEqual([kind]);
	});

	it('gives every message one outcome, whatever comes, and none accepted that was not', () => {
		const recipients = fc.constantFrom('0031', '0032', '0033');
		const entries = fc.array(
			fc.record({ to: recipients, status: fc.constantFrom('Accepted', 'Rejected') }),
		);
		const sent = fc.array(fc.record({ to: recipients }), { minLength: 1 });
		fc.assert(
			fc.property(entries, sent, (messages, all) => {
				const outcomes = of(messages, all);
				expect(outcomes).toHaveLength(all.length);
				const count = (to: string) =>
					all.filter((each, index) => each.to === to && outcomes[index]?.kind === 'accepted')
						.length;
				for (const to of ['0031', '0032', '0033']) {
					expect(count(to)).toBeLessThanOrEqual(
						messages.filter((entry) => entry.to === to && entry.status === 'Accepted').length,
					);
				}
			}),
		);
		fc.assert(
			fc.property(fc.json(), fc.constantFrom(200, 400, 500), (text, status) => {
				expect(json(answered(status, text), TWO)).toHaveLength(2);
			}),
		);
	});
});

describe.each(['xml', 'get'] as const)('%s', (protocol) => {
	const read = (attempt: Attempt) => readBatchAnswer(attempt, TWO, protocol);

	it('accepts by saying nothing', () => {
		expect(read(answered(200, ' \r\n'))[0]).toEqual({
			kind: 'accepted',
			answer: {
				to: '00447911123456',
				status: 'Accepted',
				reference: 'your_reference_A',
				parts: null,
				messageDetails: null,
				messageErrorCode: null,
			},
		});
	});

	it.each([
		['No account found for the given authentication', 'product token'],
		['Insufficient balance.', 'balance'],
		['Message is unrouteable.', 'routed'],
		['Invalid product token.', 'product token'],
		["Parameter 'producttoken' contains an invalid value: 'x'", 'product token'],
		['No FROM field found in a MSG node.', 'sender'],
		['No sender name provided', 'sender'],
		['A MESSAGES node requires at least one MSG node', 'list of messages'],
		['No phone numbers found. Message will not be sent.', 'recipient'],
		["Rejected: Gsm '<msisdn>' is not a number.", 'phone number'],
		["Parameter 'to' contains an invalid value: 'x'", 'phone number'],
		["Parameter 'body' is required", 'text'],
		['Unknown error', 'unknown error'],
		['Something new', 'refused'],
	])('refuses everything with: %s', (text, words) => {
		const outcomes = read(answered(200, `Error: ERROR ${text}`));
		expect(kinds(outcomes)).toEqual(['refused', 'refused']);
		expect(problem(outcomes[0]).message).toContain(words);
		expect(problem(outcomes[0]).description).toContain(`Nothing was sent. CM.com says: "${text}".`);
	});

	it.each<[string, Attempt]>([
		['another text', answered(200, 'OK')],
		['a page', answered(200, '<html>')],
		['500', answered(500, 'Error: ERROR x')],
		['a time-out', unanswered('ETIMEDOUT')],
	])('does not know with %s', (_, attempt) => {
		expect(kinds(read(attempt))).toEqual(['unknown', 'unknown']);
	});
});
