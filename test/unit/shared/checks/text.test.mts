import { checkText } from '../../../../shared/checks/text.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

it.each([
	['Dear reader', 'Dear reader'],
	['  kept as it is\r\n', '  kept as it is\r\n'],
	['', ''],
	[undefined, ''],
	[null, ''],
	[1015, '1015'],
	[0, '0'],
	[true, 'true'],
])('%j is the text %j', (value, text) => {
	expect(valueOf(checkText(value, 'Subject'))).toBe(text);
});

it.each<[value: unknown, reason: string]>([
	[{}, 'it is an object, not text'],
	[{ text: 'x' }, 'it is an object, not text'],
	[[], 'it is a list, not text'],
	[['x'], 'it is a list, not text'],
])('%j is refused', (value, reason) => {
	expect(refusalIn(checkText(value, 'Subject'))).toEqual({
		parameter: 'Subject',
		reason,
		remedy: 'Let the expression give one of its values',
	});
});
