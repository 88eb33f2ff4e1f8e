import fc from 'fast-check';

import { describeUnprintable, findUnprintable } from '../../../../nodes/cm/letters/printable.ts';

describe('what is printed', () => {
	it.each([
		['nothing', ''],
		['plain text', 'Dear Ms de Vries,\n\nKind regards'],
		["the document's own examples", 'ß and €'],
		['copyright, registered and trade mark signs', '© ® ™'],
		['a telephone sign', '☎ 020 123'],
		['a telephone sign made text by its selector', '☎\uFE0E'],
		['a heart of text', '\u2764'],
		['arrows and dingbats', '→ ↔ ✓ ✔ ✉ ☐'],
		['digits, hashes and asterisks', '0123456789 # *'],
		['typographic quotes, dashes and dots', '“a” ‘b’ – — …'],
		['tabs and all line breaks', 'a\tb\r\nc\rd\ne'],
		['accents, composed and combining', 'é e\u0301 n\u0303 a\u0308'],
		['Chinese, Japanese and Korean', '你好 こんにちは 안녕하세요'],
		['Arabic and Hebrew', 'مرحبا שלום'],
		['Devanagari with joiners', 'नमस्ते क्\u200Dष'],
		['Cyrillic and Greek', 'Привет Γειά'],
		['a no-break space and a soft hyphen', 'a\u00A0b\u00ADc'],
		['characters beyond the first plane', '𠮷野家'],
	])('%s', (_what, text) => {
		expect(findUnprintable(text)).toEqual([]);
	});
});

describe('what is not', () => {
	it.each([
		['a face', '😀', 'U+1F600'],
		['a face made text by a selector, which no font has', '😀\uFE0E', 'U+1F600'],
		['a flag', '🇳🇱', 'U+1F1F3'],
		[
			'a flag of a region',
			'\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}',
			'U+1F3F4',
		],
		['a family', '👨‍👩‍👧‍👦', 'U+1F468'],
		['a skin tone', '👍🏽', 'U+1F44D'],
		['a keycap', '1\uFE0F\u20E3', 'U+0031'],
		['a keycap without selector', '#\u20E3', 'U+0023'],
		['a heart made emoji by its selector', '\u2764\uFE0F', 'U+2764'],
		['a copyright sign made emoji', '©\uFE0F', 'U+00A9'],
		['a watch, an emoji by default', '\u231A', 'U+231A'],
		['a check mark that is an emoji by default', '\u2705', 'U+2705'],
		['a control character', '\u0007', 'U+0007'],
		['a null character', '\u0000', 'U+0000'],
		['a vertical tab', '\u000B', 'U+000B'],
		['a delete character', '\u007F', 'U+007F'],
		['a control character of the second row', '\u0085', 'U+0085'],
		['the first half of a surrogate pair', '\uD83D', 'U+D83D'],
		['the second half of a surrogate pair', '\uDE00', 'U+DE00'],
		['a private-use character', '\uE000', 'U+E000'],
		['a private-use character of the last plane', '\u{10FFFD}', 'U+10FFFD'],
		['a code point that is no character', '\uFFFE', 'U+FFFE'],
	])('%s', (_what, character, codePoint) => {
		expect(findUnprintable(`ab${character}c`)).toEqual([
			{ character, codePoint, line: 1, column: 3 },
		]);
	});
});

describe('position', () => {
	it('counts lines whatever breaks them, and characters as a reader sees them', () => {
		const found = findUnprintable('one\r\ntwo 😀\rthré\u0301e😀\n\n👨‍👩‍👧 e\u0301😀');
		expect(found.map(({ line, column }) => [line, column])).toEqual([
			[2, 5],
			[3, 6],
			[5, 1],
			[5, 4],
		]);
	});

	it('names every one on a line', () => {
		expect(findUnprintable('😀a😀').map(({ column }) => column)).toEqual([1, 3]);
	});

	it('has the code of what cannot be printed, not of what it clings to', () => {
		expect(findUnprintable('\u0600\uE000').map(({ codePoint }) => codePoint)).toEqual(['U+E000']);
	});
});

describe('long lines', () => {
	it('are searched without a copy of the line for each character', () => {
		const line = `${'a'.repeat(50_000)}😀${'é'.repeat(50_000)}`;
		const found = findUnprintable(line);
		expect(found).toEqual([{ character: '😀', codePoint: 'U+1F600', line: 1, column: 50_001 }]);
	});

	it('have the same characters as when they are segmented whole', () => {
		const pieces = fc.constantFrom(
			'a',
			'😀',
			'🇳🇱',
			'🇳',
			'👨‍',
			'👧',
			'e\u0301',
			'\uD83D',
			'\u0007',
		);
		fc.assert(
			fc.property(fc.array(pieces, { minLength: 200, maxLength: 400 }), (parts) => {
				const line = parts.join('');
				const whole = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => segment);
				for (const { character, column } of findUnprintable(line)) {
					expect(character).toBe(whole[column - 1]);
				}
			}),
			{ numRuns: 50 },
		);
		const family = '👨‍'.repeat(400) + '👧';
		expect(findUnprintable(`a${family}🇳🇱`).map(({ character }) => character)).toEqual([
			family,
			'🇳🇱',
		]);
	});
});

describe('description', () => {
	it('shows the character, its code and its place', () => {
		expect(describeUnprintable(findUnprintable('a\nDear 😀'))).toBe(
			'"😀" (U+1F600) at line 2, character 6',
		);
	});

	it('shows only the code of what nothing shows', () => {
		expect(describeUnprintable(findUnprintable('a\u0007'))).toBe('(U+0007) at line 1, character 2');
	});

	it('names the first five and counts the rest', () => {
		expect(describeUnprintable(findUnprintable('😀'.repeat(5)))).not.toContain('more');
		const many = describeUnprintable(findUnprintable('😀'.repeat(12)));
		expect(many).toMatch(/character 5 and 7 more$/);
		expect(many.match(/U\+1F600/g)).toHaveLength(5);
	});

	it('names as many as asked for', () => {
		expect(describeUnprintable(findUnprintable('😀😀😀'), 1)).toBe(
			'"😀" (U+1F600) at line 1, character 1 and 2 more',
		);
	});

	it('of nothing is nothing', () => {
		expect(describeUnprintable([])).toBe('');
	});
});

describe('any text', () => {
	const letters = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9 .,!?'"()-]*$/);

	it('of letters passes, and one emoji in it is found where it stands', () => {
		fc.assert(
			fc.property(fc.array(letters), letters, letters, (lines, before, after) => {
				expect(findUnprintable([...lines, before + after].join('\n'))).toEqual([]);
				expect(findUnprintable([...lines, `${before}😀${after}`].join('\n'))).toEqual([
					{
						character: '😀',
						codePoint: 'U+1F600',
						line: lines.length + 1,
						column: before.length + 1,
					},
				]);
			}),
		);
	});

	it('is judged alike as a whole and line by line', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), (lines) => {
				const whole = findUnprintable(lines.join('\n')).length;
				const each = lines.map((line) => findUnprintable(line).length);
				expect(whole).toBe(each.reduce((sum, count) => sum + count, 0));
			}),
		);
	});
});
