import {
	keysOfLetter,
	letterContentKey,
	letterKey,
	releaseKey,
} from '../../../nodes/CmLetters/letter/letterKeys.ts';
import type { LetterContent } from '../../../nodes/CmLetters/letter/letterContent.ts';
import { isKey } from '../../../shared/n8n/keyHash.ts';

const RECIPIENT = 'Jane Doe\nHoofdstraat 1\n1234 AB Breda';

const textLetter = (recipient = RECIPIENT, message = 'Dear Jane'): LetterContent => ({
	kind: 'text',
	letter: { addresses: [{ recipient }], message, destination: 'NL' },
	given: { destination: 'NL', recipient: { text: recipient }, message, options: {} },
	notes: [],
});
const pdfLetter = (file: string): LetterContent => ({
	kind: 'pdf',
	fields: {},
	given: { destination: 'NL', options: {}, file },
	file: { identity: file } as Extract<LetterContent, { kind: 'pdf' }>['file'],
});

const ref = (content: LetterContent, reference = 'INV-1', account = 'one') =>
	letterKey(account, content, { by: 'reference', reference });

describe('the key of a letter', () => {
	it('is 12 characters that a person can copy', () => {
		for (const key of [
			ref(textLetter()),
			letterKey('one', textLetter(), { by: 'day', day: '2026-11-26' }),
			letterKey('one', textLetter(), { by: 'key', key: 'mine' }),
			letterContentKey(textLetter()),
			releaseKey('one', '42'),
		]) {
			expect(key).toMatch(/^[\w-]{12}$/);
			expect(isKey(key)).toBe(true);
		}
	});

	it('is the reference and the recipient, whatever the text', () => {
		expect(ref(textLetter(RECIPIENT, 'Good day'))).toBe(ref(textLetter()));
		expect(ref(textLetter(RECIPIENT.toUpperCase()), ' INV-1 ')).toBe(ref(textLetter()));
		expect(ref(textLetter('John Doe\nHoofdstraat 1\n1234 AB Breda'))).not.toBe(ref(textLetter()));
		expect(ref(textLetter(), 'INV-2')).not.toBe(ref(textLetter()));
		expect(ref(textLetter(), 'inv-1')).not.toBe(ref(textLetter()));
	});

	it('is the reference alone for a PDF, whatever the file', () => {
		expect(ref(pdfLetter('a'))).toBe(ref(pdfLetter('b')));
		expect(ref(pdfLetter('a'))).not.toBe(ref(textLetter()));
	});

	it('is the content and the day without a reference', () => {
		const byDay = (content: LetterContent, day = '2026-11-26') =>
			letterKey('one', content, { by: 'day', day });
		expect(byDay(textLetter())).toBe(byDay(textLetter()));
		expect(byDay(textLetter(), '2026-11-27')).not.toBe(byDay(textLetter()));
		expect(byDay(textLetter(RECIPIENT, 'Good day'))).not.toBe(byDay(textLetter()));
		expect(byDay(pdfLetter('a'))).not.toBe(byDay(pdfLetter('b')));
	});

	it("is the user's own key, whatever the letter", () => {
		const byKey = (content: LetterContent, key = 'mine') =>
			letterKey('one', content, { by: 'key', key });
		expect(byKey(textLetter())).toBe(byKey(pdfLetter('a')));
		expect(byKey(textLetter(), 'other')).not.toBe(byKey(textLetter()));
	});

	it('belongs to one account, and to one way of telling letters apart', () => {
		expect(ref(textLetter(), 'INV-1', 'two')).not.toBe(ref(textLetter()));
		expect(releaseKey('two', '42')).not.toBe(releaseKey('one', '42'));
		const keys = [
			ref(pdfLetter('x'), 'x'),
			letterKey('one', pdfLetter('x'), { by: 'key', key: 'x' }),
			letterKey('one', pdfLetter('x'), { by: 'day', day: 'x' }),
			releaseKey('one', 'x'),
		];
		expect(new Set(keys).size).toBe(keys.length);
	});
});

describe('the keys that a letter at the service may have', () => {
	it('hold the one it was sent under, from text or from a PDF', () => {
		const keys = keysOfLetter('one', 'INV-1', RECIPIENT);
		expect(keys).toContain(ref(textLetter()));
		expect(keys).toContain(ref(pdfLetter('a')));
	});

	it('hold the one of an address under which the country is printed', () => {
		expect(keysOfLetter('one', 'INV-1', `${RECIPIENT}\nNETHERLANDS`)).toContain(ref(textLetter()));
	});

	it('hold a reference that is a key itself', () => {
		const key = letterKey('one', textLetter(), { by: 'day', day: '2026-11-26' });
		expect(keysOfLetter('one', key, RECIPIENT)).toContain(key);
		expect(keysOfLetter('one', 'INV-1', RECIPIENT)).not.toContain('INV-1');
	});

	it('are those without a recipient where none is shown, and none without a reference', () => {
		expect(keysOfLetter('one', 'INV-1', undefined)).toEqual([ref(pdfLetter('a'))]);
		expect(keysOfLetter('one', undefined, RECIPIENT)).toEqual([]);
		expect(keysOfLetter('one', ' ', RECIPIENT)).toEqual([]);
	});
});
