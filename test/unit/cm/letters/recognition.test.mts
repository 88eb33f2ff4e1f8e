import {
	byReference,
	type LetterList,
	type ListedLetter,
} from '../../../../nodes/cm/letters/letterList.ts';
import {
	isLetterShown,
	recipientIn,
	recognise,
	showsWhatItIs,
	type SoughtLetter,
} from '../../../../nodes/cm/letters/recognition.ts';

const NOW = Date.UTC(2026, 10, 26, 12);
const MINUTE = 60_000;

const SENT = {
	destination: 'NL',
	addresses: [{ recipient: 'Jane Doe\nHoofdstraat 1\n1234 AB Breda' }],
	message: 'Dear Jane,\nHello.',
	subject: 'Hello',
	fullcolor: true,
	reference: 'INV-1',
};
const TEXT: SoughtLetter = { reference: 'INV-1', sent: SENT, isPdf: false };
const PDF: SoughtLetter = {
	reference: 'INV-1',
	sent: { destination: 'NL', reference: 'INV-1', fullcolor: 'true' },
	pages: 2,
	isPdf: true,
};

/** A letter as the list shows it. */
function listed(shown: Record<string, unknown>, more: Partial<ListedLetter> = {}): ListedLetter {
	const { reference } = shown as { reference?: string };
	return { id: 'a', reference, answer: { id: 'a', ...shown }, ...more };
}

const listWith = (
	letters: ListedLetter[],
	more: Partial<Extract<LetterList, { readable: true }>> = {},
) => ({ readable: true as const, letters, byReference: byReference(letters), ...more });

/** What one listed letter is taken for. */
function taken(sought: SoughtLetter, letter: ListedLetter, serverTime?: number): string {
	const list = listWith([letter], serverTime === undefined ? {} : { serverTime });
	const found = recognise(sought, list, NOW);
	if (found.matching.length > 0) return 'it';
	if (found.blank.length > 0) return 'to be read';
	if (found.undecided !== undefined) return 'undecided';
	return found.listed.length > 0 ? 'another letter of its recipient' : 'another letter';
}

describe('a letter from text', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['all of it', SENT, 'it'],
		[
			'other signs and case in the recipient',
			{ ...SENT, addresses: [{ recipient: 'JANE DOE, Hoofdstraat 1, 1234 AB BREDA' }] },
			'it',
		],
		[
			'the recipient beside',
			{ reference: 'INV-1', recipient: 'Jane Doe\nHoofdstraat 1\n1234 AB Breda' },
			'it',
		],
		['its message only', { reference: 'INV-1', message: 'Dear Jane,\r\nHello. ' }, 'it'],
		['another date and place', { ...SENT, dateplace: 'Breda, 1 May' }, 'it'],
		[
			'another recipient',
			{ ...SENT, addresses: [{ recipient: 'John Doe\nHoofdstraat 1\n1234 AB Breda' }] },
			'another letter',
		],
		[
			'another message',
			{ ...SENT, message: 'Dear Jane,\nBye.' },
			'another letter of its recipient',
		],
		['another subject', { ...SENT, subject: 'Bye' }, 'another letter of its recipient'],
		['a subject that was not sent', { ...SENT, subject: undefined }, 'it'],
		['another country', { ...SENT, destination: 'BE' }, 'another letter of its recipient'],
		['another switch', { ...SENT, fullcolor: false }, 'another letter of its recipient'],
		['a switch that was not sent', { ...SENT, express: true }, 'another letter of its recipient'],
		['a switch that is off', { ...SENT, express: false }, 'it'],
		['another reference', { ...SENT, reference: 'REF-9' }, 'another letter'],
		['no reference', { ...SENT, reference: undefined }, 'another letter'],
		['its reference only', { reference: 'INV-1' }, 'to be read'],
		['its reference and an empty recipient', { reference: 'INV-1', recipient: ' ' }, 'to be read'],
	])('of which the list shows %s', (_what, shown, what) => {
		expect(taken(TEXT, listed(shown))).toBe(what);
	});

	it.each([
		['cut', 'INV-'],
		['in other case', 'inv-1'],
		['cut and in other case', 'inv-'],
	])('is undecided where a reference may be its own, %s', (_what, reference) => {
		expect(taken(TEXT, listed({ ...SENT, reference }))).toBe('undecided');
	});

	it('is not made undecided by a short reference that many begin with', () => {
		expect(taken(TEXT, listed({ ...SENT, reference: 'INV' }))).toBe('another letter');
	});

	it('has its reference compared as plain text', () => {
		const guid = '2BF25F18-87CE-4B61-9AE2-10B834C00C44';
		const sought = { ...TEXT, reference: guid };
		expect(taken(sought, listed({ ...SENT, reference: guid.toLowerCase() }))).toBe('it');
	});
});

describe('the age of a letter that this execution sent', () => {
	const sought = { ...TEXT, begunAt: NOW };
	const created = (before: number) => listed(SENT, { createdAt: NOW - before });

	it.each<[string, number, number | undefined, string]>([
		['after it', -MINUTE, undefined, 'it'],
		['four minutes before, by clocks that may differ', 4 * MINUTE, undefined, 'it'],
		['six minutes before', 6 * MINUTE, undefined, 'another letter of its recipient'],
		["a minute before, by the service's clock", MINUTE, NOW, 'undecided'],
		["five seconds before, by the service's clock", 5000, NOW, 'it'],
		["six minutes before, by a service's clock that is slow", 6 * MINUTE, NOW - 6 * MINUTE, 'it'],
		[
			"a minute before, by a service's clock that is fast",
			-4 * MINUTE,
			NOW + 5 * MINUTE,
			'undecided',
		],
	])('created %s', (_what, before, serverTime, what) => {
		expect(taken(sought, created(before), serverTime)).toBe(what);
	});

	it('does not matter where another execution sent it, or none is shown', () => {
		expect(taken(TEXT, created(60 * MINUTE), NOW)).toBe('it');
		expect(taken(sought, listed(SENT), NOW)).toBe('it');
	});
});

describe('a letter from a PDF', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['its reference only', { reference: 'INV-1' }, 'it'],
		['its pages', { reference: 'INV-1', pages: 2 }, 'it'],
		['other pages', { reference: 'INV-1', pages: 3 }, 'another letter of its recipient'],
		['its switches', { reference: 'INV-1', fullcolor: true }, 'it'],
		['other switches', { reference: 'INV-1', fullcolor: false }, 'another letter of its recipient'],
		['a recipient, which the node does not know', { reference: 'INV-1', recipient: 'Jane' }, 'it'],
		[
			'a message, which it has not',
			{ reference: 'INV-1', message: 'Dear' },
			'another letter of its recipient',
		],
	])('of which the list shows %s', (_what, shown, what) => {
		expect(taken(PDF, listed(shown))).toBe(what);
	});
});

it('all letters of a reference are looked at', () => {
	const letters = ['Jane', 'John', 'Jim'].map((name, index) =>
		listed({ reference: 'INV-1', recipient: name }, { id: String(index) }),
	);
	const sent = { ...SENT, addresses: [{ recipient: 'John' }] };
	const found = recognise({ ...TEXT, sent }, listWith(letters), NOW);
	expect(found.matching.map(({ id }) => id)).toEqual(['1']);
	expect(found.listed.map(({ id }) => id)).toEqual(['1']);
});

it('the recipient is the first address, or stands beside', () => {
	expect(recipientIn({ addresses: [{ recipient: 'A' }, { recipient: 'B' }] })).toBe('A');
	expect(recipientIn({ recipient: 'A' })).toBe('A');
	expect(recipientIn({ addresses: [] })).toBeUndefined();
	expect(recipientIn({ addresses: 'A' })).toBeUndefined();
	expect(showsWhatItIs({ message: 'Dear' })).toBe(true);
	expect(showsWhatItIs({ subject: 'Dear', message: '' })).toBe(false);
});

describe('isLetterShown', () => {
	it.each<[answer: unknown, isShown: boolean]>([
		[{ id: '42' }, true],
		[{ letter: { letterId: 7 } }, true],
		[[{ guid: 'x' }], true],
		[{ addresses: SENT.addresses }, true],
		[{ letter: { message: SENT.message } }, true],
		[{ reference: 'INV-1' }, true],
		[{ destination: 'nl', status: 'draft' }, true],
		[{ destination: 'NL', reference: 'INV-1', message: SENT.message }, true],
		[{}, false],
		[[], false],
		[undefined, false],
		['Stored', false],
		[{ status: 'ok' }, false],
		[{ success: true }, false],
		[{ addresses: [], reference: '' }, false],
		// What a service says when it failed.
		[{ message: '' }, false],
		[{ message: 'Invalid address' }, false],
		[{ id: null, message: 'Could not be created' }, false],
		[{ id: '00000000-0000-0000-0000-000000000000' }, false],
		[{ data: null, message: 'No paper' }, false],
		[{ reference: 'ERR-7', message: 'Something went wrong' }, false],
		[{ reference: 'INV-1', message: 'Rejected' }, false],
		[{ destination: ['The field is required'] }, false],
		[{ recipient: 'is invalid' }, false],
	])('%j: %s', (answer, isShown) => {
		expect(isLetterShown(SENT, answer)).toBe(isShown);
	});

	it('knows no recipient and no message of a PDF', () => {
		expect(isLetterShown(PDF.sent, { reference: 'INV-1', destination: 'NL' })).toBe(true);
		expect(isLetterShown(PDF.sent, { recipient: 'is invalid' })).toBe(false);
		expect(isLetterShown(PDF.sent, { reference: 'INV-1', message: 'Rejected' })).toBe(false);
	});
});
