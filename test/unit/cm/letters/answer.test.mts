import fc from 'fast-check';

import {
	asObject,
	failureIn,
	idIn,
	letterMatches,
	listIn,
	objectIn,
	simplifiedLetter,
	type LetterFilters,
} from '../../../../nodes/cm/letters/answer.ts';

const NO_OBJECTS: unknown[] = [
	undefined,
	null,
	'',
	'stored',
	42,
	true,
	[],
	[{ id: '1' }, { id: '2' }],
];

describe('idIn', () => {
	it('finds an answer that is nothing but an ID, or a list of one', () => {
		const id = '2bf25f18-87ce-4b61-9ae2-10b834c00c44';
		expect(idIn(id)).toBe(id);
		expect(idIn([{ id }])).toBe(id);
	});

	it.each(['id', 'letterId', 'callbackId', 'guid', 'letterGuid', 'callbackGuid'])(
		'finds an ID under %s',
		(name) => {
			expect(idIn({ status: 'draft', [name]: 'abc' })).toBe('abc');
			expect(idIn({ [name]: 42 })).toBe('42');
		},
	);

	it.each(['letter', 'callback', 'price', 'data', 'items', 'letters'])(
		'finds it in an object under %s',
		(wrapper) => {
			expect(idIn({ [wrapper]: { id: 'abc' } })).toBe('abc');
			expect(idIn({ message: 'stored', [wrapper]: { letterId: 'abc' } })).toBe('abc');
		},
	);

	it('prefers id, then the others in their order', () => {
		expect(idIn({ guid: 'c', letterId: 'b', id: 'a' })).toBe('a');
		expect(idIn({ guid: 'c', letterId: 'b' })).toBe('b');
	});

	it('prefers the answer to what it wraps', () => {
		expect(idIn({ id: 'letter', data: { id: 'other' } })).toBe('letter');
	});

	it('goes on to the next name where one holds none', () => {
		expect(idIn({ id: '', letterId: 'b' })).toBe('b');
		expect(idIn({ id: null, guid: 'c' })).toBe('c');
		expect(idIn({ id: {}, guid: 'c' })).toBe('c');
	});

	it.each([
		...NO_OBJECTS,
		{},
		{ id: null },
		{ id: true },
		{ id: 0 },
		{ id: -1 },
		{ id: ' ' },
		{ id: 'null' },
		{ id: '00000000-0000-0000-0000-000000000000' },
		{ ID: 'x' },
		{ data: [{ id: '1' }] },
	])('finds none in %j', (answer) => {
		expect(idIn(answer)).toBeUndefined();
	});
});

describe('failureIn', () => {
	it.each<[body: unknown, words: string]>([
		[{ success: false }, 'success: false'],
		[{ Success: 'False' }, 'Success: False'],
		[{ ok: 0 }, 'ok: 0'],
		[{ isSuccess: 'no' }, 'isSuccess: no'],
		[{ error: 'no credit' }, 'error: no credit'],
		[{ error: true }, 'error: true'],
		[{ errors: ['no credit'] }, 'no credit'],
		[{ error_message: 'no credit' }, 'error_message: no credit'],
		[{ exception: { type: 'X' } }, 'exception:'],
		[{ hasErrors: true }, 'hasErrors: true'],
		[{ isError: true }, 'isError: true'],
		[{ error_description: 'no credit' }, 'error_description: no credit'],
		[{ data: { id: '42', success: false } }, 'success: false'],
		[{ letter: { id: '42', errors: ['no credit'] } }, 'no credit'],
		[{ errorCode: 12 }, 'errorCode: 12'],
		[{ error_code: 'E12' }, 'error_code: E12'],
		[{ status: 'failed' }, 'status: failed'],
		[{ result: 'ERROR' }, 'result: ERROR'],
		[{ state: 'Rejected' }, 'state: Rejected'],
		[{ outcome: 'nok' }, 'outcome: nok'],
		[{ status: 422 }, 'status: 422'],
		[{ statusCode: '500' }, 'statusCode: 500'],
		[{ code: 400, message: 'no' }, 'code: 400'],
		['Error: no credit', 'Error: no credit'],
		[' failed', 'failed'],
	])('finds it in %j', (body, words) => {
		expect(failureIn(body, 200, 'change')).toContain(words);
	});

	it.each<[body: unknown]>([
		[undefined],
		[null],
		[''],
		['Stored'],
		['No error'],
		[42],
		[{}],
		[{ success: true }],
		[{ ok: 1 }],
		[{ error: null, errors: [], errorCode: 0 }],
		[{ error: '', errorMessage: '', errorCode: '' }],
		[{ error: false }],
		[{ error: {} }],
		[{ status: 'draft' }],
		[{ status: 200, code: 0 }],
		[{ status: 'OK', result: 'success' }],
		[{ message: 'error-free' }],
		// A letter's own status is not that of the answer.
		[{ id: '42', status: 'failed' }],
		[[{ success: false }]],
	])('finds none in %j', (body) => {
		expect(failureIn(body, 200, 'change')).toBeUndefined();
	});

	it('takes the status of what was read or changed for its own, and not that of something new', () => {
		const letter = { id: '42', status: 'error' };
		expect(failureIn(letter, 201, 'new')).toBe('status: error');
		expect(failureIn(letter, 200, 'change')).toBeUndefined();
		expect(failureIn({ status: 'failed' }, 200, 'read')).toBeUndefined();
	});

	it('does not trip over members that bear the names of methods', () => {
		expect(failureIn({ x: { toString: '' } }, 200, 'change')).toBeUndefined();
		expect(failureIn({ code: { valueOf: 1 } }, 200, 'change')).toBeUndefined();
	});

	it('looks at every part of a 207', () => {
		expect(failureIn([{ status: 201 }, { status: 422 }], 207, 'change')).toContain('422');
		expect(failureIn({ data: [{ success: true }, { success: false }] }, 207, 'change')).toContain(
			'false',
		);
		expect(failureIn({ status: 400 }, 207, 'change')).toContain('400');
		expect(failureIn([{ status: 201 }, { status: 200 }], 207, 'change')).toBeUndefined();
		expect(failureIn([], 207, 'change')).toBeUndefined();
	});
});

describe('objectIn', () => {
	it('is the answer itself, or what it wraps', () => {
		expect(objectIn({ status: 'draft' })).toEqual({ status: 'draft' });
		expect(objectIn({ letter: { status: 'draft' } })).toEqual({ status: 'draft' });
		expect(objectIn({ data: { endpoint: 'https://x' } })).toEqual({ endpoint: 'https://x' });
	});

	it('is the answer itself when that has an ID', () => {
		const letter = { id: '42', price: { amount: 1 } };
		expect(objectIn(letter)).toBe(letter);
	});

	it('is the letter, not the price in it, when the letter shows no ID', () => {
		const letter = { destination: 'NL', message: 'Dear reader', price: { amount: 1 } };
		expect(objectIn(letter)).toEqual(letter);
	});

	it('is what is wrapped beside other things, when that shows an ID', () => {
		expect(objectIn({ status: 'ok', letter: { id: '42', subject: 'x' } })).toEqual({
			id: '42',
			subject: 'x',
		});
	});

	it.each(NO_OBJECTS)('is empty for %j', (answer) => {
		expect(objectIn(answer)).toEqual({});
	});
});

describe('listIn', () => {
	const LIST = [{ id: '1' }, { id: '2' }];

	it('is a bare list', () => {
		expect(listIn(LIST)).toEqual(LIST);
		expect(listIn([])).toEqual([]);
	});

	it.each(['letters', 'callbacks', 'prices', 'data', 'items'])('is a list under %s', (wrapper) => {
		expect(listIn({ [wrapper]: LIST, total: 2, others: [] })).toEqual(LIST);
		expect(listIn({ [wrapper]: [] })).toEqual([]);
	});

	it('is the only list in an object', () => {
		expect(listIn({ total: 2, results: LIST })).toEqual(LIST);
	});

	it('is nothing when there are two under unknown names', () => {
		expect(listIn({ results: LIST, more: LIST })).toBeUndefined();
	});

	it('has an object for every entry', () => {
		expect(listIn(['a', 1, null, { id: '1' }, ['x']])).toEqual([
			{ data: 'a' },
			{ data: 1 },
			{},
			{ id: '1' },
			{ data: ['x'] },
		]);
	});

	it.each([undefined, null, '', 'none', 42, {}, { id: '1' }, { data: { id: '1' } }])(
		'is nothing in %j',
		(answer) => {
			expect(listIn(answer)).toBeUndefined();
		},
	);
});

describe('asObject', () => {
	it.each([
		[{ id: '1' }, { id: '1' }],
		[undefined, {}],
		[null, {}],
		['', {}],
		['stored', { data: 'stored' }],
		[0, { data: 0 }],
		[false, { data: false }],
		[[1, 2], { data: [1, 2] }],
		[[], { data: [] }],
	])('%j becomes %j', (answer, object) => {
		expect(asObject(answer)).toEqual(object);
	});
});

describe('letterMatches', () => {
	const letter = { status: 'Delivered', reference: 'INV-7', destination: 'NL' };

	it.each<[filters: LetterFilters, matches: boolean]>([
		[{}, true],
		[{ status: '', reference: '', destination: '' }, true],
		[{ status: undefined }, true],
		[{ status: 'delivered' }, true],
		[{ status: 'DELIVERED', reference: 'inv-7', destination: 'nl' }, true],
		[{ status: 'deliver' }, false],
		[{ reference: 'INV-70' }, false],
		[{ status: 'delivered', destination: 'DE' }, false],
	])('%j: %s', (filters, matches) => {
		expect(letterMatches(letter, filters)).toBe(matches);
	});

	it('a letter without the property passes only where nothing is asked of it', () => {
		expect(letterMatches({}, {})).toBe(true);
		expect(letterMatches({}, { status: 'draft' })).toBe(false);
		expect(letterMatches({ reference: null }, { reference: 'null' })).toBe(false);
	});

	it('compares numbers as text, on either side', () => {
		expect(letterMatches({ reference: 42 }, { reference: '42' })).toBe(true);
		const filters = { reference: 42 } as unknown as LetterFilters;
		expect(letterMatches({ reference: '42' }, filters)).toBe(true);
		expect(letterMatches({ reference: '43' }, filters)).toBe(false);
	});
});

describe('simplifiedLetter', () => {
	it('leaves the printed content out', () => {
		expect(
			simplifiedLetter({
				id: '42',
				status: 'draft',
				destination: 'NL',
				subject: 'Hello',
				message: 'Dear reader',
				addresses: [{ recipient: 'A\nB' }],
				trackingcode: null,
				fullcolor: true,
			}),
		).toEqual({ status: 'draft', destination: 'NL', subject: 'Hello', trackingcode: null });
	});

	it('passes on what it does not know, rather than nothing', () => {
		const strange = { State: 'draft', Content: 'x' };
		expect(simplifiedLetter(strange)).toEqual(strange);
		expect(simplifiedLetter({})).toEqual({});
	});

	it('has at most nine properties, beside the ID that is added to it', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.anything()), fc.boolean(), (more, known) => {
				const all = {
					status: 1,
					reference: 1,
					destination: 1,
					trackingcode: 1,
					scheduledate: 1,
					subject: 1,
					pages: 1,
					price: 1,
					currency: 1,
				};
				fc.pre(Object.keys(more).every((name) => !(name in all)));
				const simplified = simplifiedLetter({ ...more, ...(known ? all : {}) });
				expect(simplified).toEqual(known ? all : more);
			}),
		);
	});
});

it('nothing that comes makes any of them throw', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (answer) => {
			const read = [idIn, objectIn, listIn, asObject].map((reader) => () => reader(answer));
			for (const each of read) expect(each).not.toThrow();
			const letter = objectIn(answer);
			expect(() => simplifiedLetter(letter)).not.toThrow();
			expect(() => failureIn(answer, 207, 'change')).not.toThrow();
			expect(() => letterMatches(letter, { status: 'draft', reference: 'x' })).not.toThrow();
		}),
	);
});
