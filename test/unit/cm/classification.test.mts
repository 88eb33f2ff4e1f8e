import fc from 'fast-check';

import { classify, cmReading } from '../../../nodes/cm/classification.ts';
import type { Attempt } from '../../../shared/delivery/attempt.ts';
import type { Certainty } from '../../../shared/delivery/certainty.ts';
import { answered, unanswered } from '../support/attempts.mts';

const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };
const HTML_TYPE = { 'content-type': 'text/html; charset=utf-8' };
const TEXT_TYPE = { 'content-type': 'text/plain' };

type Row = [what: string, attempt: Attempt, certainty: Certainty];

const readable: Row[] = [
	['200 with JSON', answered(200, '{"id":"1"}', JSON_TYPE), 'done'],
	['201 with JSON and no content type', answered(201, '{"id":"1"}'), 'done'],
	['200 with a JSON list', answered(200, '[]', JSON_TYPE), 'done'],
	['200 with a JSON text', answered(200, '"stored"', JSON_TYPE), 'done'],
	['200 with JSON null', answered(200, 'null', JSON_TYPE), 'done'],
	['200 with JSON behind a byte order mark', answered(200, '\uFEFF{"id":"1"}', JSON_TYPE), 'done'],
	['200 with plain text', answered(200, 'OK', TEXT_TYPE), 'done'],
	['200 with plain text and no content type', answered(200, 'OK'), 'done'],
	['200 with nothing', answered(200), 'done'],
	['200 with nothing that calls itself JSON', answered(200, '', JSON_TYPE), 'done'],
	['200 with blanks only', answered(200, ' \r\n', JSON_TYPE), 'done'],
	['202 with nothing', answered(202), 'done'],
	['204', answered(204), 'done'],
	['299 with JSON', answered(299, '{}', JSON_TYPE), 'done'],
];

const unreadable: Row[] = [
	['200 with JSON cut off', answered(200, '{"id":"1', JSON_TYPE), 'ambiguous'],
	['201 with JSON cut off and no content type', answered(201, '{"id":"1'), 'ambiguous'],
	['200 with a list cut off', answered(200, '[{"id":"1"},', TEXT_TYPE), 'ambiguous'],
	['200 with a text cut off', answered(200, '"stor'), 'ambiguous'],
	['200 with text that calls itself JSON', answered(200, 'OK', JSON_TYPE), 'ambiguous'],
	[
		'200 with text that calls itself JSON in capitals',
		answered(200, 'OK', { 'content-type': 'Application/JSON' }),
		'ambiguous',
	],
	[
		'200 with text that calls itself problem+json',
		answered(200, 'OK', { 'content-type': 'application/problem+json' }),
		'ambiguous',
	],
	['200 with a page', answered(200, '<!doctype html><p>Log in', HTML_TYPE), 'ambiguous'],
	['200 with a page and no content type', answered(200, '\n<html></html>'), 'ambiguous'],
	['200 with text that calls itself a page', answered(200, 'Log in', HTML_TYPE), 'ambiguous'],
	['200 with XML', answered(200, '<?xml version="1.0"?><ok/>'), 'ambiguous'],
];

const redirected = [300, 301, 302, 303, 304, 307, 308].map(
	(status): Row => [`${status}`, answered(status), 'ambiguous'],
);

const refused = [400, 401, 402, 403, 404, 405, 409, 410, 413, 415, 422, 451, 499].map(
	(status): Row => [`${status}`, answered(status, '{"message":"no"}', JSON_TYPE), 'refused'],
);

const told: Row[] = [
	['400 with nothing', answered(400), 'refused'],
	['404 with a page', answered(404, '<html></html>', HTML_TYPE), 'refused'],
	['408', answered(408), 'ambiguous'],
	['429 without Retry-After', answered(429), 'turnedAway'],
	['429 with Retry-After', answered(429, '', { 'retry-after': '5' }), 'turnedAway'],
];

const broken: Row[] = [
	['500', answered(500, '{"message":"oops"}', JSON_TYPE), 'ambiguous'],
	['500 with Retry-After', answered(500, '', { 'retry-after': '5' }), 'ambiguous'],
	['501', answered(501), 'ambiguous'],
	['502', answered(502, '<html></html>', HTML_TYPE), 'ambiguous'],
	['503 without Retry-After', answered(503), 'ambiguous'],
	['503 with Retry-After in seconds', answered(503, '', { 'retry-after': '5' }), 'turnedAway'],
	[
		'503 with Retry-After as a date',
		answered(503, '', { 'retry-after': 'Sat, 21 Nov 2026 10:00:00 GMT' }),
		'turnedAway',
	],
	['504', answered(504), 'ambiguous'],
	['504 with Retry-After', answered(504, '', { 'retry-after': '5' }), 'ambiguous'],
	['520', answered(520), 'ambiguous'],
];

const beforeSending = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'CERT_REVOKED',
	'CERT_UNTRUSTED',
	'HOSTNAME_MISMATCH',
].map((code): Row => [code, unanswered(code), 'neverHappened']);

const eproto = (reason: string) => unanswered('EPROTO', `write EPROTO 802C:error:${reason}:../x.c`);

/** Texts as Node 20 and 24 gave them. */
const handshake: Row[] = [
	[
		'no TLS there',
		eproto('0A00010B:SSL routines:ssl3_get_record:wrong version number'),
		'neverHappened',
	],
	[
		'another version',
		eproto('0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version'),
		'neverHappened',
	],
	[
		'no common cipher',
		eproto('0A000410:SSL routines:ssl3_read_bytes:ssl/tls alert handshake failure'),
		'neverHappened',
	],
	[
		'another EPROTO of TLS',
		eproto('0A000119:SSL routines::decryption failed or bad record mac'),
		'ambiguous',
	],
	['an EPROTO of the system', unanswered('EPROTO', 'read EPROTO'), 'ambiguous'],
	// After the request had left, in a connection that stood.
	[
		'plain text amid TLS',
		unanswered(
			'ERR_SSL_WRONG_VERSION_NUMBER',
			'802C:error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
		),
		'ambiguous',
	],
	[
		'a certificate of ours wanted',
		unanswered('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED'),
		'ambiguous',
	],
];

const unsent: Row[] = [
	['no credential', { ...unanswered(), unsent: 'credential' }, 'neverHappened'],
	['cancelled before', { ...unanswered(), unsent: 'cancelled' }, 'neverHappened'],
];

const afterSendingOrUnclear = [
	'ECONNRESET',
	'ETIMEDOUT',
	'ESOCKETTIMEDOUT',
	'ECONNABORTED',
	'EPIPE',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EPROTO',
	'ERR_BAD_RESPONSE',
	'ERR_CANCELED',
	'HPE_INVALID_CONSTANT',
	'UND_ERR_SOCKET',
	'EVERYTHING_ELSE',
].map((code): Row => [code, unanswered(code), 'ambiguous']);

const withoutCode: Row[] = [
	['no code', unanswered(), 'ambiguous'],
	['an empty code', unanswered(''), 'ambiguous'],
	[
		'a message that names a code, but no code',
		unanswered(undefined, 'connect ECONNREFUSED 127.0.0.1:80'),
		'ambiguous',
	],
];

describe.each<[group: string, rows: Row[]]>([
	['taken, and readable', readable],
	['taken, but unreadable', unreadable],
	['redirected', redirected],
	['refused', refused],
	['told apart among the 4xx', told],
	['broken', broken],
	['no answer, failed before sending', beforeSending],
	['no answer, the TLS handshake', handshake],
	['never sent', unsent],
	['no answer, failed after sending or unclear when', afterSendingOrUnclear],
	['no answer, and no code', withoutCode],
])('%s', (_group, rows) => {
	it.each(rows)('%s', (_what, attempt, certainty) => {
		expect(classify(attempt)).toBe(certainty);
	});
});

describe('what the next try will meet again', () => {
	it.each<[what: string, attempt: Attempt, isLasting: boolean]>([
		['a redirect', answered(302), true],
		['a certificate', unanswered('CERT_HAS_EXPIRED'), true],
		['no TLS there', eproto('0A00010B:SSL routines:wrong version number'), true],
		['no credential', { ...unanswered(), unsent: 'credential' }, true],
		['a refused connection', unanswered('ECONNREFUSED'), false],
		['a failed name look-up', unanswered('ENOTFOUND'), false],
		['429', answered(429), false],
		['500', answered(500), false],
	])('%s: %s', (_what, attempt, isLasting) => {
		expect(cmReading.isLasting(attempt)).toBe(isLasting);
	});

	it('is left alone for as long as an answer asks', () => {
		const asks = answered(429, '', { 'retry-after': '5' });
		expect(cmReading.retryAfterSeconds(asks)).toBe(5);
		expect(cmReading.retryAfterSeconds(unanswered('ECONNRESET'))).toBeUndefined();
	});
});

describe('whatever comes', () => {
	const status = fc.integer({ min: 100, max: 599 });
	const headers = fc.record(
		{
			'content-type': fc.constantFrom('application/json', 'text/html', 'text/plain', ''),
			'retry-after': fc.constantFrom('1', 'Sat, 21 Nov 2026 10:00:00 GMT', ''),
		},
		{ requiredKeys: [] },
	);
	const body = fc.oneof(fc.string(), fc.json());

	it('nothing but a 2xx is done, and no 2xx may be repeated', () => {
		fc.assert(
			fc.property(status, body, headers, (code, text, given) => {
				const certainty = classify(answered(code, text, { ...given }));
				const isTaken = code >= 200 && code < 300;
				expect(['done', 'ambiguous'].includes(certainty) || !isTaken).toBe(true);
				expect(certainty === 'done' && !isTaken).toBe(false);
			}),
		);
	});

	it('a body never turns a status other than 2xx', () => {
		fc.assert(
			fc.property(status, body, headers, (code, text, given) => {
				fc.pre(code < 200 || code >= 300);
				expect(classify(answered(code, text, { ...given }))).toBe(
					classify(answered(code, '', { ...given })),
				);
			}),
		);
	});

	it('no answer is neither done nor refused', () => {
		fc.assert(
			fc.property(fc.option(fc.string(), { nil: undefined }), fc.string(), (code, message) => {
				expect(['neverHappened', 'ambiguous']).toContain(classify(unanswered(code, message)));
			}),
		);
	});
});
