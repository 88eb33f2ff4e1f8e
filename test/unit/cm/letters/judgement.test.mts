import fc from 'fast-check';

import type { Attempt } from '../../../../shared/delivery/attempt.ts';
import type { Problem } from '../../../../shared/delivery/outcome.ts';
import {
	judge,
	judgeSending,
	unknownFate,
	type Subject,
} from '../../../../nodes/cm/letters/judgement.ts';
import { isLetterShown } from '../../../../nodes/cm/letters/recognition.ts';
import { answered, answeredJson, unanswered } from '../../support/attempts.mts';

const CHANGE: Subject = {
	thing: 'the letter "42"',
	changes: true,
	whereToLook: 'Look for it in the app.',
};
const READ: Subject = { thing: 'the letter "42"', changes: false };

const NOW = Date.parse('2026-11-21T10:00:00Z');

beforeEach(() => {
	jest.spyOn(Date, 'now').mockReturnValue(NOW);
});

afterEach(() => {
	jest.restoreAllMocks();
});

const refusedWith = (attempt: Attempt, subject = CHANGE): Problem => {
	const outcome = judge(attempt, subject);
	if (outcome.kind !== 'refused') throw new Error(`Not refused but ${outcome.kind}`);
	return outcome.problem;
};

const unknownWith = (attempt: Attempt, subject = CHANGE): Problem => {
	const outcome = judge(attempt, subject);
	if (outcome.kind !== 'unknown') throw new Error(`Not unknown but ${outcome.kind}`);
	return outcome.problem;
};

describe('accepted', () => {
	it.each<[what: string, attempt: Attempt, id: string | undefined, answer: unknown]>([
		['an object with an ID', answeredJson(201, { id: '42' }), '42', { id: '42' }],
		['an ID in a wrapper', answeredJson(200, { data: { guid: 7 } }), '7', { data: { guid: 7 } }],
		['an object without', answeredJson(200, { ok: true }), undefined, { ok: true }],
		['a list', answeredJson(200, [{ id: '1' }, {}]), undefined, [{ id: '1' }, {}]],
		['plain text', answered(200, 'Stored'), undefined, 'Stored'],
		['nothing', answered(204), undefined, undefined],
	])('%s, whether it changes something or not', (_what, attempt, id, answer) => {
		expect(judge(attempt, CHANGE)).toEqual({ kind: 'accepted', id, answer });
		expect(judge(attempt, READ)).toEqual({ kind: 'accepted', id, answer });
	});
});

describe('refused, in words', () => {
	it.each<[status: number, message: string, remedy: string]>([
		[400, 'CM.com refused the letter "42"', 'Fix what it names'],
		[401, 'CM.com did not accept the product token', 'Product Token in the credential'],
		[403, 'CM.com did not accept the product token, or it may not use this account', 'Account ID'],
		[404, 'CM.com does not know the letter "42"', 'Check the ID'],
		[405, 'CM.com refused the letter "42"', 'Fix what it names'],
		[409, 'CM.com can no longer change the letter "42"', 'released for printing'],
		[413, 'CM.com finds the letter "42" too large', 'Make the PDF smaller'],
		[422, 'CM.com refused the letter "42"', 'Fix what it names'],
		[429, 'CM.com asks for fewer requests', 'Nothing was done for this item'],
	])('%i', (status, message, remedy) => {
		for (const subject of [CHANGE, READ]) {
			const problem = refusedWith(answeredJson(status, { message: 'so it is' }), subject);
			expect(problem.message).toBe(message);
			expect(problem.httpCode).toBe(status);
			expect(problem.description).toContain(`HTTP ${status}: "so it is"`);
			expect(problem.description).toContain(remedy);
		}
	});

	it.each([408, 500, 502, 503, 504])('%i, when nothing was to change', (status) => {
		const problem = refusedWith(answered(status, 'busy'), READ);
		expect(problem.message).toBe('CM.com could not answer');
		expect(problem.httpCode).toBe(status);
		expect(problem.description).toContain(`HTTP ${status}: "busy"`);
		expect(problem.description).toContain('Try again later');
	});

	it('503 with Retry-After, also when something was to change', () => {
		const problem = refusedWith(answered(503, '', { 'retry-after': '30' }), CHANGE);
		expect(problem).toMatchObject({
			message: 'CM.com could not answer',
			httpCode: 503,
			retryAfterSeconds: 30,
		});
	});

	it('no connection: nothing was sent', () => {
		const attempt = unanswered('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:80.');
		const problem = refusedWith(attempt, CHANGE);
		expect(problem.message).toBe('CM.com could not be reached');
		expect(problem.code).toBe('ECONNREFUSED');
		expect(problem.httpCode).toBeUndefined();
		expect(problem.description).toContain('Nothing was sent.');
		expect(problem.description).toContain('Nothing answers at its address. Check');
	});

	it.each(['ECONNRESET', 'ETIMEDOUT', undefined])(
		'no answer (%s), when nothing was to change',
		(code) => {
			const problem = refusedWith(unanswered(code, 'gone'), READ);
			expect(problem.message).toBe('CM.com could not be reached');
			expect(JSON.stringify(problem)).toContain('gone');
			expect(problem.description).not.toContain('Nothing was sent');
			expect(problem.description).not.toContain('undefined');
		},
	);

	it.each([
		['a page', answered(200, '<html>Log in</html>', { 'content-type': 'text/html' })],
		['a redirect', answered(302)],
	])('%s in place of an answer is not told as a refusal by CM.com', (_what, attempt) => {
		const problem = refusedWith(attempt, READ);
		expect(problem.message).not.toContain('refused');
		expect(problem.description).not.toContain('Fix what it names');
	});
});

describe('unknown', () => {
	it.each<[what: string, attempt: Attempt, facts: Partial<Problem>, told: string]>([
		['408', answered(408), { httpCode: 408 }, 'HTTP 408'],
		['500', answeredJson(500, { message: 'oops' }), { httpCode: 500 }, 'HTTP 500: "oops"'],
		['502', answered(502, '<html></html>'), { httpCode: 502 }, 'HTTP 502'],
		['503 without Retry-After', answered(503), { httpCode: 503 }, 'HTTP 503'],
		['504', answered(504), { httpCode: 504 }, 'HTTP 504'],
		['a redirect', answered(307), { httpCode: 307 }, 'HTTP 307'],
		['an answer cut off', answered(201, '{"id":"4'), { httpCode: 201 }, 'cannot be read'],
		[
			'a reset',
			unanswered('ECONNRESET', 'socket hang up'),
			{ code: 'ECONNRESET' },
			'The connection broke off.',
		],
		['no code', unanswered(undefined, 'gone'), { code: undefined }, 'No answer came: gone.'],
	])('%s', (_what, attempt, facts, told) => {
		const problem = unknownWith(attempt);
		expect(problem.message).toBe(
			'It is unknown whether CM.com carried out the request for the letter "42"',
		);
		expect(problem).toMatchObject(facts);
		expect(problem.description).toContain(told);
		expect(problem.description).toContain('Look for it in the app.');
		expect(problem.description).toContain('Retrying this execution does not send it again.');
	});

	it('of an earlier try, with nothing known of it', () => {
		expect(unknownFate(CHANGE, {})).toEqual({
			message: 'It is unknown whether CM.com carried out the request for the letter "42"',
			description: 'Look for it in the app. Retrying this execution does not send it again.',
		});
	});

	it('says where to look even when the operation does not', () => {
		const { description } = unknownFate({ thing: 'the letter', changes: true }, {});
		expect(description).toContain('Letters app');
	});
});

describe("the service's own words", () => {
	const wordsOf = (attempt: Attempt) =>
		/HTTP \d+: "([\s\S]*)"\. /.exec(refusedWith(attempt).description)?.[1];

	it.each<[what: string, body: unknown, words: string]>([
		['message', { message: 'no such street' }, 'no such street'],
		['details', { details: 'no such street' }, 'no such street'],
		['detail', { detail: 'no such street' }, 'no such street'],
		['error', { error: 'no such street' }, 'no such street'],
		['title', { title: 'no such street' }, 'no such street'],
		['an error within', { error: { code: 5, message: 'no such street' } }, 'no such street'],
		['a list of texts', { errors: ['no street', 'no city'] }, 'no street; no city'],
		['a list of objects', { errors: [{ message: 'a' }, { details: 'b' }] }, 'a; b'],
		['an empty message beside details', { message: '', details: 'b' }, 'b'],
		['a message beside details', { details: 'b', message: 'a' }, 'a'],
		['a text', 'no such street', 'no such street'],
		['a bare list', ['a', 'b'], 'a; b'],
		['line breaks', { message: 'no\nsuch\r\n\tstreet' }, 'no such street'],
		['names it does not know', { reason: 'x', code: 7 }, '{"reason":"x","code":7}'],
		['a message that is a number', { message: 7 }, '{"message":7}'],
		['fields', { errors: { city: ['is empty'] } }, '{"errors":{"city":["is empty"]}}'],
	])('from %s', (_what, body, words) => {
		expect(wordsOf(answeredJson(400, body))).toBe(words);
	});

	it('from plain text', () => {
		expect(wordsOf(answered(400, ' no such street\n', { 'content-type': 'text/plain' }))).toBe(
			'no such street',
		);
	});

	it.each([
		['nothing', answered(400)],
		['null', answeredJson(400, null)],
		['an empty list', answeredJson(400, [])],
		['an empty text', answeredJson(400, '')],
	])('are none in %s', (_what, attempt) => {
		expect(refusedWith(attempt).description).toContain('HTTP 400 and no text.');
	});

	it('are not a whole page', () => {
		const page = `<!doctype html><title>Bad Gateway</title>${'<p>proxy</p>'.repeat(500)}`;
		const { description } = refusedWith(answered(400, page, { 'content-type': 'text/html' }));
		expect(description).toContain('cannot be read');
		expect(description).not.toContain('<');
		expect(description.length).toBeLessThan(300);
	});

	it('are cut to a length that can be read', () => {
		const { description } = refusedWith(answeredJson(400, { message: 'x'.repeat(10_000) }));
		expect(description).toContain('x'.repeat(500));
		expect(description).not.toContain('x'.repeat(501));
	});
});

describe('Retry-After', () => {
	const secondsOf = (value: string) =>
		refusedWith(answered(429, '', { 'retry-after': value })).retryAfterSeconds;

	it.each([
		['seconds', '30', 30],
		['no seconds', '0', 0],
		['blanks around', ' 5 ', 5],
		['a date to come', 'Sat, 21 Nov 2026 10:02:00 GMT', 120],
		['a date gone by', 'Sat, 21 Nov 2026 09:00:00 GMT', 0],
		['what is neither', 'soon', undefined],
		['a negative number of seconds', '-5', undefined],
		['more digits than a number holds', '9'.repeat(400), undefined],
		['nothing', '', undefined],
	])('in %s', (_what, value, seconds) => {
		expect(secondsOf(value)).toBe(seconds);
	});

	it('is told to the person', () => {
		const { description } = refusedWith(answered(429, '', { 'retry-after': '30' }));
		expect(description).toContain('Wait 30 seconds.');
	});

	it('is not told when there is none', () => {
		const { description, retryAfterSeconds } = refusedWith(answered(429));
		expect(retryAfterSeconds).toBeUndefined();
		expect(description).not.toContain('Wait');
	});
});

/** A letter that is to be created. */
const CREATE: Subject = {
	thing: 'the letter',
	isNew: true,
	changes: true,
	isShownIn: (answer) => isLetterShown({ destination: 'NL', message: 'Dear' }, answer),
	whereToLook: 'Look for it in the app.',
};

describe('a 2xx to a new letter', () => {
	it.each<[what: string, attempt: Attempt, id: string | undefined]>([
		['an ID', answeredJson(201, { id: '42' }), '42'],
		['an ID in a wrapper', answeredJson(200, { letter: { letterId: 7 } }), '7'],
		[
			'nothing but a GUID',
			answered(200, '2bf25f18-87ce-4b61-9ae2-10b834c00c44'),
			'2bf25f18-87ce-4b61-9ae2-10b834c00c44',
		],
		['the letter echoed', answeredJson(200, { destination: 'NL', message: 'Dear' }), undefined],
		['a Location', answered(201, '', { location: 'https://api.example/letters/42?x=1' }), '42'],
		['a Location of a path', answered(201, '', { location: '/letters/42/' }), '42'],
	])('with %s is accepted', (_what, attempt, id) => {
		expect(judgeSending(attempt, CREATE)).toMatchObject({ kind: 'accepted', id });
	});

	it('with an ID and a failure is neither: it is looked up', () => {
		const attempt = answeredJson(201, { id: '42', status: 'failed' });
		expect(judgeSending(attempt, CREATE).kind).toBe('unknown');
	});

	it('that was asked to be read is refused where it shows a failure and no ID', () => {
		const reads = { thing: 'the letter "42"', changes: false };
		expect(judge(answeredJson(200, { success: false }), reads).kind).toBe('refused');
		expect(judge(answeredJson(200, { id: '42', status: 'failed' }), reads).kind).toBe('accepted');
	});

	it.each<[what: string, attempt: Attempt]>([
		['success: false', answeredJson(200, { success: false, message: 'no credit' })],
		['an error', answeredJson(200, { error: { message: 'no credit' } })],
		['a list of errors', answeredJson(201, { errors: ['no credit'] })],
		['an error code', answeredJson(200, { errorCode: 12, message: 'no credit' })],
		['a status that failed', answeredJson(200, { status: 'failed', message: 'no credit' })],
		['a status of an error', answeredJson(202, { statusCode: 422, message: 'no credit' })],
		['a 207 with a failed part', answeredJson(207, [{ status: 422, message: 'no credit' }])],
		['a text', answered(200, 'Error: no credit')],
	])('with %s is refused', (_what, attempt) => {
		const outcome = judgeSending(attempt, CREATE);
		expect(outcome).toMatchObject({
			kind: 'refused',
			problem: { message: 'CM.com refused the letter' },
		});
		expect(outcome).not.toHaveProperty('neverLeft');
		expect(JSON.stringify(outcome)).toContain('no credit');
	});

	it.each<[what: string, attempt: Attempt]>([
		['nothing', answered(200)],
		['204', answered(204)],
		['an empty object', answeredJson(200, {})],
		['null', answeredJson(200, null)],
		['an empty list', answeredJson(200, [])],
		['a text', answered(200, 'Stored')],
		['a state', answeredJson(200, { status: 'ok' })],
		['a message', answeredJson(200, { message: 'Invalid address' })],
		['success only', answeredJson(200, { success: true })],
		['success: false beside an ID', answeredJson(200, { success: false, id: '42' })],
		['a Location with 200', answered(200, '', { location: '/letters/42' })],
		['a Location elsewhere', answered(201, '', { location: '/login' })],
		['a Location of a page', answered(201, '', { location: 'https://sso.example/auth/42' })],
		['a part of JSON', answered(201, '{"id":"4')],
		['a page', answered(200, '<html>Log in</html>')],
	])('with %s cannot be told', (_what, attempt) => {
		const outcome = judgeSending(attempt, CREATE);
		expect(outcome.kind).toBe('unknown');
		expect(outcome).not.toHaveProperty('ifAbsent');
	});
});

describe('what is better looked up', () => {
	it.each([404, 409])('%i to a new letter: it holds where there is no such letter', (status) => {
		const outcome = judgeSending(answeredJson(status, { message: 'no' }), CREATE);
		expect(outcome).toMatchObject({
			kind: 'unknown',
			problem: { httpCode: status },
			ifAbsent: { kind: 'refused', problem: { httpCode: status } },
		});
	});

	it.each([404, 409])('%i to what is changed is a refusal', (status) => {
		expect(judgeSending(answered(status), CHANGE).kind).toBe('refused');
	});

	it.each([400, 401, 403, 413, 422])('%i is a refusal', (status) => {
		expect(judgeSending(answered(status), CREATE).kind).toBe('refused');
	});

	it.each<[what: string, attempt: Attempt, waitMs: number | undefined]>([
		['429', answered(429), undefined],
		['429 with Retry-After', answered(429, '', { 'retry-after': '7' }), 7000],
		['503 with Retry-After', answered(503, '', { 'retry-after': '0' }), 0],
	])('%s turns it away', (_what, attempt, waitMs) => {
		const sending = judgeSending(attempt, CREATE);
		expect(sending).toMatchObject({ kind: 'turnedAway', outcome: { kind: 'refused' } });
		expect(sending.kind === 'turnedAway' ? sending.waitMs : NaN).toBe(waitMs);
	});

	it.each<[what: string, attempt: Attempt]>([
		['503 without Retry-After', answered(503)],
		['500', answered(500)],
		['408', answered(408)],
		['a reset', unanswered('ECONNRESET')],
	])('%s cannot be told', (_what, attempt) => {
		expect(judgeSending(attempt, CREATE).kind).toBe('unknown');
	});

	it('what never left says so', () => {
		const never = { kind: 'refused', neverLeft: true };
		expect(judgeSending(unanswered('ECONNREFUSED'), CREATE)).toMatchObject(never);
		const unsent = { ...unanswered(), unsent: 'cancelled' as const };
		expect(judgeSending(unsent, CREATE)).toMatchObject(never);
	});

	it('what is late stays late', () => {
		expect(judgeSending({ kind: 'late', waitMs: 5 }, CREATE)).toEqual({ kind: 'late', waitMs: 5 });
	});

	it('404 to a removal whose earlier try went unheard shows that it is gone', () => {
		const gone = answered(404);
		const subject = { ...CHANGE, removes: true };
		expect(judge({ ...gone, followsDoubt: true }, subject).kind).toBe('accepted');
		expect(judge(gone, subject).kind).toBe('refused');
		expect(judge({ ...gone, followsDoubt: true }, CHANGE).kind).toBe('refused');
	});
});

describe('whatever comes', () => {
	const subjects = fc.constantFrom(CHANGE, READ);
	const bodies = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.json(),
		fc.json().map((text) => text.slice(0, -1)),
		fc.jsonValue().map((value) => JSON.stringify({ message: value, errors: [value] })),
	);

	it('ends as one outcome with words, and never throws', () => {
		const headers = fc.record(
			{ 'retry-after': fc.string(), 'content-type': fc.string() },
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(
				fc.integer({ min: 100, max: 599 }),
				bodies,
				headers,
				subjects,
				(status, text, given, subject) => {
					const outcome = judge(answered(status, text, { ...given }), subject);
					if (outcome.kind === 'accepted') return;
					if (outcome.kind === 'skipped') throw new Error('Nothing is skipped here');
					expect(outcome.problem.message).not.toBe('');
					expect(outcome.problem.description.length).toBeLessThan(1200);
				},
			),
		);
	});

	it('a read is never unknown', () => {
		fc.assert(
			fc.property(fc.integer({ min: 100, max: 599 }), bodies, (status, text) => {
				expect(judge(answered(status, text), READ).kind).not.toBe('unknown');
			}),
		);
		expect(judge(unanswered('ETIMEDOUT'), READ).kind).toBe('refused');
	});

	it.each([
		['lists in lists', '['.repeat(20_000) + ']'.repeat(20_000)],
		['objects in objects', '{"error":'.repeat(20_000) + '"x"' + '}'.repeat(20_000)],
	])('%s, however deep, do not throw', (_what, text) => {
		expect(() => judge(answered(400, text), CHANGE)).not.toThrow();
	});
});
