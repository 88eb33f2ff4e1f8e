import fc from 'fast-check';

import {
	letterEventId,
	readLetterEvent,
	unreadableText,
} from '../../../../nodes/cm/letters/letterEvent.ts';
import { CONTENT_LINES } from '../../../../nodes/cm/letters/subscription.ts';

const VALUES = {
	'[LETTER]': '3f2b8c1e-7d4a',
	'[STATUS]': 'delivered',
	'[TRACKINGCODE]': '3SABCD1234567',
	'[RECEIVED_AT]': '2026-11-21T10:00:00+01:00',
	'[REFERENCE]': 'INV-2026-0042',
};
type Values = Record<keyof typeof VALUES, string>;

const EVENT = {
	letterId: '3f2b8c1e-7d4a',
	status: 'delivered',
	trackingcode: '3SABCD1234567',
	receivedAt: '2026-11-21T10:00:00+01:00',
	reference: 'INV-2026-0042',
};

const QUERY = { letter: 'letter-of-the-query', status: 'status-of-the-query' };
const FROM_QUERY = {
	letterId: 'letter-of-the-query',
	status: 'status-of-the-query',
	trackingcode: null,
	receivedAt: null,
	reference: null,
};

/** The content as the service makes it: each replace key replaced, nothing escaped. */
const contentOf = (changes: Partial<Values> = {}, lineEnd = '\n'): string => {
	const values = { ...VALUES, ...changes };
	return CONTENT_LINES.map((line) =>
		line.replace(/\[[A-Z_]+\]/, (key) => values[key as keyof Values]),
	).join(lineEnd);
};

describe('a whole callback', () => {
	it.each([
		['\\n', '\n'],
		['\\r\\n', '\r\n'],
	])('is read, with %s between its lines', (_name, lineEnd) => {
		expect(readLetterEvent(contentOf({}, lineEnd), {})).toEqual(EVENT);
	});

	it('counts for more than the query', () => {
		expect(readLetterEvent(contentOf(), QUERY)).toEqual(EVENT);
	});

	it.each([
		['quotes', `"the" 'big' \`order\``],
		['backslashes', 'C:\\new\\table'],
		['line breaks', 'first\nsecond\n\nfourth'],
		['Windows line breaks', 'first\r\nsecond'],
		['what looks like another line', 'x\nstatus=failed\nreference=y'],
		['signs of URLs', 'a&b=c%20d+e?f#g;h'],
		['JSON', '{"a":[1,2]}'],
		['markup', '<b>&amp;</b>'],
		['an equals sign at its start', '=1+1'],
		['other scripts', 'Überweisung 注文 مرحبا'],
		['emoji', '📮👨‍👩‍👧'],
		['blanks around it', '  x  '],
		['line separators of Unicode', 'a\u2028b\u2029c'],
		['brackets', '[VIP] order'],
		['nothing but brackets and capitals', '[VIP]'],
		['expressions', '{{ $json.x }}'],
	])('keeps a reference with %s', (_what, reference) => {
		for (const lineEnd of ['\n', '\r\n']) {
			const content = contentOf({ '[REFERENCE]': reference }, lineEnd);
			expect(readLetterEvent(content, {})).toEqual({ ...EVENT, reference });
		}
	});

	it('keeps any reference, through bytes and back', () => {
		const replaceKey = /^\[[A-Z_]+\]$/;
		const references = fc
			.oneof(
				fc.string({ unit: 'grapheme' }),
				fc.string({ unit: fc.constantFrom('\r', '\n', '=', '"', '\\', '&', '%', 'a', '[', ']') }),
			)
			.filter((text) => text.trim() !== '' && !replaceKey.test(text));
		fc.assert(
			fc.property(references, fc.constantFrom('\n', '\r\n'), (reference, lineEnd) => {
				const bytes = Buffer.from(contentOf({ '[REFERENCE]': reference }, lineEnd));
				expect(readLetterEvent(bytes.toString('utf8'), QUERY)).toEqual({ ...EVENT, reference });
			}),
		);
	});

	it('takes any status, as the service writes it', () => {
		const statuses = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _=:/-]*[A-Za-z0-9]$/);
		fc.assert(
			fc.property(statuses, (status) => {
				expect(readLetterEvent(contentOf({ '[STATUS]': status }), {})?.status).toBe(status);
			}),
		);
	});
});

describe('values that are missing', () => {
	it.each<[key: keyof Values, name: string]>([
		['[TRACKINGCODE]', 'trackingcode'],
		['[RECEIVED_AT]', 'receivedAt'],
		['[REFERENCE]', 'reference'],
	])('%s, left empty or not replaced, is null', (key, name) => {
		for (const value of ['', '  ', key]) {
			expect(readLetterEvent(contentOf({ [key]: value }), {})).toEqual({ ...EVENT, [name]: null });
		}
	});

	it.each<[key: keyof Values, name: string]>([
		['[LETTER]', 'letterId'],
		['[STATUS]', 'status'],
	])('%s, left empty or not replaced, is taken from the query', (key, name) => {
		for (const value of ['', '  ', key]) {
			const content = contentOf({ [key]: value });
			expect(readLetterEvent(content, QUERY)).toEqual({
				...EVENT,
				[name]: FROM_QUERY[name as keyof typeof FROM_QUERY],
			});
			expect(readLetterEvent(content, {})).toBeUndefined();
		}
	});
});

describe('destroyed content', () => {
	it.each([
		['nothing', ''],
		['JSON', '{"letter":"1","status":"x"}'],
		['a form', 'letter=1&status=delivered&reference=x'],
		['a line short', contentOf().split('\n').slice(0, -1).join('\n')],
		['another order', contentOf().split('\n').reverse().join('\n')],
		['something before it', `x\n${contentOf()}`],
		['line breaks lost', contentOf().replaceAll('\n', ' ')],
		['line breaks written out', contentOf().replaceAll('\n', '\\n')],
		['quoted as JSON', JSON.stringify(contentOf())],
		['other names', contentOf().replaceAll('=', ':')],
	])('(%s) leaves letter and status of the query', (_what, content) => {
		expect(readLetterEvent(content, QUERY)).toEqual(FROM_QUERY);
	});

	it.each([
		['no query', {}],
		['no status', { letter: '1' }],
		['no letter', { status: 'x' }],
		['empty values', { letter: '', status: ' ' }],
		['a status that was not replaced', { letter: '1', status: '[STATUS]' }],
		['a letter that was not replaced', { letter: '[LETTER]', status: 'x' }],
		['lists', { letter: ['1', '2'], status: ['x'] }],
		['objects', { letter: { a: '1' }, status: 'x' }],
		['numbers', { letter: 1, status: 2 }],
	])('and %s is no event', (_what, query: Record<string, unknown>) => {
		expect(readLetterEvent('', query)).toBeUndefined();
	});

	it('of any kind never throws, and gives an event only with both', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'binary' }),
				fc.dictionary(fc.constantFrom('letter', 'status'), fc.anything()),
				(content, query) => {
					const event = readLetterEvent(content, query);
					expect(event === undefined || (event.letterId !== '' && event.status !== '')).toBe(true);
				},
			),
		);
	});
});

describe('the ID of an event', () => {
	const at = (time: string) => contentOf({ '[RECEIVED_AT]': time });

	it('is the same for the same callback, and another for the same status at another time', () => {
		expect(letterEventId(at('1'), QUERY)).toBe(letterEventId(at('1'), { ...QUERY }));
		expect(letterEventId(at('1'), QUERY)).not.toBe(letterEventId(at('2'), QUERY));
		expect(letterEventId('', QUERY)).not.toBe(letterEventId('', { ...QUERY, status: 'x' }));
	});
});

describe('what tells no letter', () => {
	it.each([
		['garbage', {}, 'garbage'],
		['', { status: 'sent' }, '{"status":"sent"}'],
		['[[]]', { letter: '1' }, '{"letter":"1"}\n[[]]'],
	])('is passed on: %j with the query %j', (content, query, expected) => {
		expect(unreadableText(content, query)).toBe(expected);
	});

	it.each(['', ' \n', '{}', ' { } ', '[]'])('is nothing when nothing was said: %j', (content) => {
		expect(unreadableText(content, {})).toBeUndefined();
	});
});
