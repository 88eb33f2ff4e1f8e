import { checkRecipientText, checkSenderText } from '../../../../nodes/cm/letters/address.ts';
import { refusalIn, valueOf } from '../../support/checked.mts';

describe('a recipient as one text', () => {
	it.each([
		['Unix', 'A. Jansen\nDam 1\n1012 JS Amsterdam'],
		['Windows', 'A. Jansen\r\nDam 1\r\n1012 JS Amsterdam'],
		['old Mac', 'A. Jansen\rDam 1\r1012 JS Amsterdam'],
		['mixed', 'A. Jansen\r\nDam 1\n1012 JS Amsterdam'],
		['doubled', '\n\nA. Jansen\n\n \nDam 1\r\n\r\n1012 JS Amsterdam\n'],
		['typed', 'A. Jansen\\nDam 1\\n1012 JS Amsterdam'],
		['of HTML', 'A. Jansen<br>Dam 1<br/>1012 JS Amsterdam'],
		['blanks around', '  A. Jansen \n\tDam 1\t\n 1012 JS Amsterdam '],
	])('has \\n for new lines, whatever it had (%s)', (_what, text) => {
		expect(valueOf(checkRecipientText(text))).toBe('A. Jansen\nDam 1\n1012 JS Amsterdam');
	});

	it('may be of two lines, and of any script', () => {
		expect(valueOf(checkRecipientText('株式会社\n東京都'))).toBe('株式会社\n東京都');
	});

	it.each(['', '  ', '\r\n\r\n', null, undefined])('refuses %j', (value) => {
		expect(refusalIn(checkRecipientText(value))).toEqual({
			parameter: 'Recipient',
			reason: 'no address is given',
			remedy: 'Give the full postal address',
		});
	});

	it.each(['A. Jansen, Dam 1, Amsterdam', '\nA. Jansen\n', 5])(
		'refuses a single line (%j)',
		(value) => {
			const { parameter, reason } = refusalIn(checkRecipientText(value));
			expect(parameter).toBe('Recipient');
			expect(reason).toBe(`"${String(value).trim()}" is only one line`);
		},
	);

	it.each([[{}], [['A', 'B']]])('refuses %j, which is no text', (value) => {
		const { parameter, reason } = refusalIn(checkRecipientText(value));
		expect(parameter).toBe('Recipient');
		expect(reason).toContain('not text');
	});
});

describe('a sender as one text', () => {
	it('may be one line', () => {
		expect(valueOf(checkSenderText(' a single line sender-identifier '))).toBe(
			'a single line sender-identifier',
		);
	});

	it('may be more', () => {
		expect(valueOf(checkSenderText('Club\r\nDam 1'))).toBe('Club\nDam 1');
	});

	it.each(['', ' \n ', null, undefined])('refuses %j', (value) => {
		const { parameter, reason } = refusalIn(checkSenderText(value));
		expect([parameter, reason]).toEqual(['Sender', 'no sender is given']);
	});

	it.each([[{}], [['Club']]])('refuses %j, which is no text', (value) => {
		const { parameter, reason } = refusalIn(checkSenderText(value));
		expect(parameter).toBe('Sender');
		expect(reason).toContain('not text');
	});
});
