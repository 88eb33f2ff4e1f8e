import fc from 'fast-check';

import { checkCell } from '../../../../shared/checks/cells.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

const linesOf = (value: unknown) => valueOf(checkCell(value, 'Street'));

describe('a cell', () => {
	it.each<[what: string, text: string]>([
		['zero width space', 'Dam\u200B 1'],
		['zero width joiner', 'Dam\u200D 1'],
		['zero width non-joiner', 'D\u200Cam 1'],
		['word joiner', 'D\u2060am 1'],
		['soft hyphen', 'D\u00ADam 1'],
		['left-to-right mark', '\u200EDam 1'],
		['embedding', '\u202ADam 1\u202C'],
		['isolate', '\u2066Dam 1\u2069'],
		['Arabic letter mark', 'Dam 1\u061C'],
		['byte order mark', '\uFEFFDam 1'],
		['no-break space', 'Dam\u00A01'],
		['narrow no-break space', 'Dam\u202F1'],
		['thin space', 'Dam\u20091'],
		['ideographic space', 'Dam\u30001'],
		['tab', 'Dam\t1'],
		['double blanks', '  Dam   1  '],
	])('without what cannot be seen: %s', (_what, text) => {
		expect(linesOf(text)).toEqual(['Dam 1']);
	});

	it.each<[what: string, text: string]>([
		['Unix', 'Dam 1\nbus 3'],
		['Windows', 'Dam 1\r\nbus 3'],
		['old Mac', 'Dam 1\rbus 3'],
		['line separator', 'Dam 1\u2028bus 3'],
		['paragraph separator', 'Dam 1\u2029bus 3'],
		['next line', 'Dam 1\u0085bus 3'],
		['vertical tab', 'Dam 1\vbus 3'],
		['form feed', 'Dam 1\fbus 3'],
		['typed', 'Dam 1\\nbus 3'],
		['typed, of Windows', 'Dam 1\\r\\nbus 3'],
		['HTML', 'Dam 1<br>bus 3'],
		['XHTML', 'Dam 1<BR />bus 3'],
		["Excel's", 'Dam 1_x000D_\nbus 3'],
		['blank lines', '\n Dam 1 \n\u200B\n\n bus 3\t\n'],
	])('has lines, however they are broken: %s', (_what, text) => {
		expect(linesOf(text)).toEqual(['Dam 1', 'bus 3']);
	});

	it.each([
		'undefined',
		'null',
		'NULL',
		'NaN',
		'#REF!',
		'#N/A',
		'N/A',
		'n/a',
		'#VALUE!',
		'#NAME?',
		'#DIV/0!',
		'#NULL!',
		'#NUM!',
		'#SPILL!',
		'#BEZUG!',
		'#WERT!',
		'#NV',
		'#N/B',
		'#VERW!',
		'#REF !',
		'#¡REF!',
		'#¿NOMBRE?',
		'#RIF!',
		'[object Object]',
		'Invalid Date',
		' undefined ',
		'undefined undefined',
		'null, null',
		'Dam 1\nundefined\nAmsterdam',
	])('that is "%s" is refused, naming it', (text) => {
		const { parameter, reason } = refusalIn(checkCell(text, 'Street'));
		expect(parameter).toBe('Street');
		expect(reason).toContain('stands where a value should be');
	});

	it.each([
		'Null',
		'Ms Null',
		'Undefined Studios',
		'#3',
		'#12 High St.',
		'#5B',
		'N/A Street',
		'NA',
		'Nan',
	])('may be "%s"', (text) => {
		expect(linesOf(text)).toEqual([text]);
	});

	it('with a lost letter is refused', () => {
		expect(refusalIn(checkCell('M\uFFFDller', 'Recipient Name'))).toMatchObject({
			parameter: 'Recipient Name',
			reason: 'a letter was lost in it when it was read (U+FFFD)',
		});
	});

	it('keeps joiners where they shape letters, and accents however they are written', () => {
		expect(linesOf('می\u200Cخواهم')).toEqual(['می\u200Cخواهم']);
		expect(linesOf('श्र\u0940\u200Dन')).toEqual(['श्र\u0940\u200Dन']);
		expect(linesOf('Zu\u0308rich')).toEqual(['Zu\u0308rich']);
	});

	it.each([[undefined], [null], [''], ['\u00A0'], ['\u200B\n']])('may be empty: %j', (value) => {
		expect(linesOf(value)).toEqual([]);
	});

	it('may be a number, and is no object or list', () => {
		expect(linesOf(2139)).toEqual(['2139']);
		expect(refusalIn(checkCell({ a: 1 }, 'City')).reason).toContain('not text');
		expect(refusalIn(checkCell(['a'], 'City')).reason).toContain('not text');
	});

	it('loses nothing that can be seen', () => {
		const visible = (text: string) =>
			text.replace(/[\s\u00AD\u200B-\u200F\u2060-\u206F\uFEFF]/gu, '');
		const word = fc.string({ unit: 'grapheme-ascii', minLength: 1 });
		fc.assert(
			fc.property(
				fc.array(word, { minLength: 1 }),
				fc.constantFrom(' ', '\t', '\n', '\u00A0'),
				(words, gap) => {
					const text = words.join(gap);
					fc.pre(!/\\n|<br|_x000/i.test(text));
					const checked = checkCell(text, 'Street');
					if (checked.ok) expect(visible(checked.value.join(''))).toBe(visible(text));
				},
			),
		);
	});
});
