import fc from 'fast-check';

import { countParts } from '../../../../nodes/cm/messaging/sms/parts.ts';

const GREEK = 'Κείμενο διαθέσιμο σε όλες τις γλώσσες';
const ENGLISH =
	'Using these settings we can send SMS messages that contain more than 160 characters as if it is one message. Please do note that this limits the length of one message to 153 characters.';

it.each([
	['', 'GSM', 0, 1],
	['a'.repeat(160), 'GSM', 160, 1],
	['a'.repeat(161), 'GSM', 161, 2],
	['a'.repeat(306), 'GSM', 306, 2],
	['a'.repeat(307), 'GSM', 307, 3],
	['a'.repeat(1224), 'GSM', 1224, 8],
	['a'.repeat(1225), 'GSM', 1225, 9],
	['€'.repeat(80), 'GSM', 160, 1],
	['€'.repeat(81), 'GSM', 162, 2],
	['€'.repeat(152), 'GSM', 304, 2],
	['€'.repeat(153), 'GSM', 306, 3], // 76 per part: an escaped pair is not split
	['Я'.repeat(70), 'Unicode', 70, 1],
	['Я'.repeat(71), 'Unicode', 71, 2],
	['Я'.repeat(134), 'Unicode', 134, 2],
	['Я'.repeat(135), 'Unicode', 135, 3],
	['Я'.repeat(536), 'Unicode', 536, 8],
	['😀'.repeat(35), 'Unicode', 70, 1],
	['😀'.repeat(36), 'Unicode', 72, 2],
	['😀'.repeat(66), 'Unicode', 132, 2],
	['😀'.repeat(67), 'Unicode', 134, 3], // 33 per part: a surrogate pair is not split
	[GREEK, 'Unicode', 37, 1],
	[ENGLISH, 'GSM', 185, 2],
	[`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM', 306, 3],
	[`${'a'.repeat(151)}€${'a'.repeat(153)}`, 'GSM', 306, 2],
])('%j: %s, %i units, %i parts', (text, encoding, units, parts) => {
	expect(countParts(text)).toMatchObject({ encoding, units, parts });
});

it('knows the whole GSM alphabet', () => {
	const one = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà09AZaz';
	expect(countParts(one)).toEqual({
		encoding: 'GSM',
		units: one.length,
		parts: 1,
		forcesUnicode: [],
	});
	expect(countParts('^{}\\[~]|€\f')).toMatchObject({ encoding: 'GSM', units: 20 });
});

it.each([...'`çáíóúâêα“”’–—…\u00A0\t日'])('%j forces Unicode', (character) => {
	expect(countParts(`a${character}`)).toMatchObject({ encoding: 'Unicode', units: 2 });
});

it('names what forces Unicode, and where', () => {
	expect(countParts('a€\n😀 “').forcesUnicode).toEqual([
		{ character: '😀', codePoint: 'U+1F600', position: 4 },
		{ character: '“', codePoint: 'U+201C', position: 6 },
	]);
});

const GSM_TEXT = fc.string({
	unit: fc.constantFrom(...'@£Δ \nabcXYZ0189äöñ€[]{}|~^\\'),
	maxLength: 1000,
});
const ANY_TEXT = fc.string({ unit: fc.constantFrom(...'aé€[Я日😀👩🏽'), maxLength: 400 });

it('a GSM text is never Unicode, and as wide as its septets', () => {
	fc.assert(
		fc.property(GSM_TEXT, (text) => {
			const escaped = [...text].filter((character) => '€[]{}|~^\\'.includes(character));
			const count = countParts(text);
			expect(count.encoding).toBe('GSM');
			expect(count.units).toBe(text.length + escaped.length);
		}),
	);
});

it('more text is never fewer parts', () => {
	fc.assert(
		fc.property(ANY_TEXT, ANY_TEXT, (one, other) => {
			const both = countParts(one + other);
			expect(both.parts).toBeGreaterThanOrEqual(countParts(one).parts);
			expect(both.parts).toBeGreaterThanOrEqual(countParts(other).parts);
		}),
	);
});

it('the parts hold the text without breaking a pair, and one part fewer would not', () => {
	fc.assert(
		fc.property(ANY_TEXT, (text) => {
			const { encoding, units, parts } = countParts(text);
			const capacity = encoding === 'GSM' ? 153 : 67;
			if (parts === 1) expect(units).toBeLessThanOrEqual(encoding === 'GSM' ? 160 : 70);
			else {
				// Each part but the last holds at least its capacity less the one unit a pair may cost.
				expect(units).toBeLessThanOrEqual(parts * capacity);
				expect(units).toBeGreaterThan((parts - 1) * (capacity - 1));
			}
		}),
	);
});
