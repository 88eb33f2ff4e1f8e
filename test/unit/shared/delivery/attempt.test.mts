import fc from 'fast-check';

import { readBody } from '../../../../shared/delivery/attempt.ts';
import { answered } from '../../support/attempts.mts';

const JSON_TYPE = { 'content-type': 'application/json' };

describe('readBody', () => {
	it.each([
		['nothing', '', {}, undefined],
		['blanks', ' \n', JSON_TYPE, undefined],
		['an object', '{"id":"1"}', JSON_TYPE, { id: '1' }],
		['a list without a type', '[1,2]', {}, [1, 2]],
		['null', 'null', JSON_TYPE, null],
		['a number', '42', {}, 42],
		['a quoted text', '"stored"', {}, 'stored'],
		['JSON under another type', '{"id":"1"}', { 'content-type': 'text/plain' }, { id: '1' }],
		['JSON under the type of pages', '{"id":"1"}', { 'content-type': 'text/html' }, { id: '1' }],
		['plain text', ' Stored. \n', {}, 'Stored.'],
	])('reads %s', (_what, text, headers: Record<string, string>, value) => {
		expect(readBody(answered(200, text, headers))).toEqual({ readable: true, value });
	});

	it.each([
		['an object cut off', '{"id":"1', JSON_TYPE],
		['an object cut off, without a type', '{"id":"1', {}],
		['a list cut off', '[1,', {}],
		['a quoted text cut off', '"stor', {}],
		['text that promises to be JSON', 'Stored.', JSON_TYPE],
		['a page', '<!DOCTYPE html>', { 'content-type': 'text/html' }],
		['a page without a type', '<html lang="en">', {}],
	])('does not read %s', (_what, text, headers: Record<string, string>) => {
		expect(readBody(answered(200, text, headers))).toEqual({ readable: false });
	});

	it('reads every JSON document as what it is', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = JSON.stringify(value);
				expect(readBody(answered(200, text, JSON_TYPE))).toEqual({
					readable: true,
					value: JSON.parse(text) as unknown,
				});
			}),
		);
	});

	it('never takes an object or a list that is cut off for anything', () => {
		const documents = fc.oneof(
			fc.dictionary(fc.string(), fc.jsonValue()),
			fc.array(fc.jsonValue()),
		);
		fc.assert(
			fc.property(documents, fc.nat(), (document, at) => {
				const whole = JSON.stringify(document);
				const cut = whole.slice(0, 1 + (at % (whole.length - 1)));
				expect(readBody(answered(200, cut))).toEqual({ readable: false });
			}),
		);
	});
});
