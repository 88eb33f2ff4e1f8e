import fc from 'fast-check';

import { readLetterList, type LetterList } from '../../../../nodes/cm/letters/letterList.ts';
import { answered, answeredJson } from '../../support/attempts.mts';

type Readable = Extract<LetterList, { readable: true }>;

function listOf(body: unknown, headers: Record<string, string> = {}): Readable {
	const list = readLetterList(answeredJson(200, body, headers));
	if (!list.readable) throw new Error(list.reason);
	return list;
}

const A = { id: 'a', reference: 'INV-1' };
const B = { id: 'b', reference: 'INV-2' };
const ids = ({ letters }: Readable) => letters.map(({ id }) => id);

describe('the shape of a list', () => {
	it.each<[string, unknown]>([
		['a bare list', [A, B]],
		['a list under letters', { letters: [A, B] }],
		['a list under data', { data: [A, B] }],
		['the only list in an object', { results: [A, B] }],
		['entries that are no letters', [A, 'x', null, B]],
	])('is read from %s', (_what, body) => {
		expect(ids(listOf(body)).sort()).toEqual(['a', 'b']);
	});

	it('may be empty', () => {
		expect(listOf([]).letters).toEqual([]);
	});

	it.each<[string, string]>([
		['nothing', ''],
		['null', 'null'],
		['a list that is null', '{"letters":null}'],
		['an object', '{"id":"a"}'],
		['a text', '"none"'],
		['a list cut off', '[{"id":"a"}'],
		['a page', '<html></html>'],
		['references without IDs', '[{"reference":"INV-1"}]'],
	])('is not read from %s', (_what, text) => {
		expect(readLetterList(answered(200, text))).toMatchObject({
			readable: false,
			reason: expect.stringContaining('could not be asked') as string,
		});
	});

	it.each<[string, unknown, string | undefined]>([
		['a text', 'INV-1', 'INV-1'],
		['a number', 42, '42'],
		['null', null, undefined],
		['an empty text', '', undefined],
		['an object', {}, undefined],
	])('shows a reference that is %s', (_what, reference, shown) => {
		expect(listOf([{ id: 'a', reference }]).letters[0]?.reference).toBe(shown);
	});
});

describe('the order of a list', () => {
	it('is the newest first by the times that it shows', () => {
		const list = listOf([
			{ id: 'second', created: '2026-11-26T10:00:00Z' },
			{ id: 'first', created: '2026-11-26T11:00:00+00:00' },
			{ id: 'third', created: '2026-11-26T10:30:00+01:00' },
		]);
		expect(ids(list)).toEqual(['first', 'second', 'third']);
	});

	it('is from its end where it shows none', () => {
		expect(ids(listOf([{ id: 'old' }, { id: 'new' }]))).toEqual(['new', 'old']);
	});

	it.each<[string, Record<string, unknown>, number | undefined]>([
		['createdAt', { createdAt: '2026-11-26T10:00:00Z' }, Date.UTC(2026, 10, 26, 10)],
		['created_on', { created_on: '2026-11-26T10:00:00.000Z' }, Date.UTC(2026, 10, 26, 10)],
		['seconds', { timestamp: 1_800_000_000 }, 1_800_000_000_000],
		['milliseconds', { timestamp: 1_800_000_000_000 }, 1_800_000_000_000],
		['a time without a zone', { created: '2026-11-26T10:00:00' }, undefined],
		['a day', { created: '2026-11-26' }, undefined],
		['another name', { scheduledate: '2026-11-26T10:00:00Z' }, undefined],
	])('reads %s', (_what, more, time) => {
		expect(listOf([{ id: 'a', ...more }]).letters[0]?.createdAt).toBe(time);
	});

	it("knows the service's clock where the answer tells it", () => {
		expect(listOf([], { date: 'Thu, 26 Nov 2026 10:00:00 GMT' }).serverTime).toBe(
			Date.UTC(2026, 10, 26, 10),
		);
		expect(listOf([])).not.toHaveProperty('serverTime');
		expect(listOf([], { date: 'soon' })).not.toHaveProperty('serverTime');
	});
});

describe('a part of a list', () => {
	it.each<[string, Record<string, unknown>]>([
		['a total', { total: 3 }],
		['a total as text', { totalCount: '3' }],
		['a total within', { meta: { total_items: 3 } }],
		['a total two objects within', { meta: { page: { totalRecords: 3 } } }],
		['a next page', { next: '/letters?page=2' }],
		['a next page within', { links: { next: '/letters?page=2' } }],
		['a token', { nextToken: 'x' }],
		['a token of a page', { nextPageToken: 'x' }],
		['OData', { '@odata.nextLink': 'https://x' }],
		['a count of OData', { '@odata.count': 3 }],
		['elements', { page: { totalElements: 3 } }],
		['more pages', { hasMorePages: true }],
		['a page that is full', { page: 1, pageSize: 2 }],
		['a page that is not the last', { last: false }],
		['a next page as a number', { nextPage: 2 }],
		['has more', { hasMore: true }],
		['has more as text', { has_more: 'true' }],
		['truncated', { isTruncated: true }],
		['pages', { totalPages: 2 }],
		['pages within', { pagination: { pages: 2 } }],
	])('is told by %s', (_what, more) => {
		expect(listOf({ letters: [A, B], ...more }).mayBePart).toContain('only a part');
	});

	it.each<[string, Record<string, string>]>([
		['a Link', { link: '</letters?page=2>; rel="next"' }],
		['a total', { 'x-total-count': '3' }],
		['a pagination total', { 'x-pagination-total': '3' }],
		['a full page', { 'x-pagination-take': '2' }],
		['a limit that is reached', { 'x-limit': '2' }],
		['a next page', { 'x-next-page': '2' }],
		['pages', { 'x-total-pages': '2' }],
		['more', { 'x-has-more': 'true' }],
		['a range', { 'content-range': 'letters 0-1/3' }],
		['a total that is no number', { 'x-total': 'many' }],
	])('is told by a header: %s', (_what, headers) => {
		expect(listOf([A, B], headers).mayBePart).toContain('only a part');
	});

	it.each<[string, Record<string, unknown>, Record<string, string>]>([
		['a total that is shown', { total: 2 }, {}],
		['no next page', { next: null, links: { next: '' }, hasMore: false }, {}],
		['one page', { page: 1, totalPages: 1 }, {}],
		['a header total that is shown', {}, { 'x-total-count': '2' }],
		['a page that is not full', {}, { 'x-pagination-take': '50' }],
		[
			'a page of which the total is shown',
			{},
			{ 'x-pagination-take': '2', 'x-pagination-total': '2' },
		],
		['a Link elsewhere', {}, { link: '</letters>; rel="self"' }],
		['an empty next page', {}, { 'x-next-page': '' }],
		['one page by header', {}, { 'x-total-pages': '1' }],
		['a whole range', {}, { 'content-range': 'letters 0-1/2' }],
	])('is not told by %s', (_what, more, headers) => {
		expect(listOf({ letters: [A, B], ...more }, headers)).not.toHaveProperty('mayBePart');
	});

	it('is not told by the pages of a letter', () => {
		expect(listOf([{ ...A, pages: 3 }])).not.toHaveProperty('mayBePart');
	});
});

it('nothing that comes makes it throw', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (body) => {
			expect(() => readLetterList(answeredJson(200, body))).not.toThrow();
		}),
	);
});
