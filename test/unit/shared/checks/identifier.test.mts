import { checkIdentifier } from '../../../../shared/checks/identifier.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

it.each([
	['a GUID', '3f2b8c1e-7d4a-4b6f-9a51-2f0c8e5d7b10', '3f2b8c1e-7d4a-4b6f-9a51-2f0c8e5d7b10'],
	['a number', 42, '42'],
	['zero', 0, '0'],
	['blanks around it', '  42 \n', '42'],
	['dots in it', 'a..b', 'a..b'],
	['three dots', '...', '...'],
	['slashes, which are encoded later', '../x', '../x'],
	['other scripts', 'brief-ü', 'brief-ü'],
])('takes %s', (_what, value, id) => {
	expect(valueOf(checkIdentifier(value, 'Letter'))).toBe(id);
});

it.each(['', ' ', undefined, null, true, {}, [], ['42']])(
	'says of %j that it is empty',
	(value) => {
		expect(refusalIn(checkIdentifier(value, 'Callback'))).toEqual({
			parameter: 'Callback',
			reason: 'it is empty',
			remedy: 'Choose one from the list, or give its ID',
		});
	},
);

it.each(['.', '..', ' .. '])('refuses "%s", which leads to another path', (value) => {
	expect(refusalIn(checkIdentifier(value, 'Letter'))).toEqual({
		parameter: 'Letter',
		reason: `"${value.trim()}" is not an ID`,
		remedy: 'Give the ID as the service shows it',
	});
});

it('refuses half a surrogate pair, which no URL can hold', () => {
	expect(refusalIn(checkIdentifier('letter-\uD83D', 'Letter')).parameter).toBe('Letter');
});
