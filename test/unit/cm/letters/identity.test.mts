import fc from 'fast-check';

import {
	contentOf,
	plainReference,
	recipientWords,
	wordsOf,
	type GivenPdf,
	type GivenText,
} from '../../../../nodes/cm/letters/identity.ts';

const TEXT: GivenText = {
	destination: 'NL',
	recipient: { text: 'Jane Café\nHoofdstraat 1\n1234 AB Breda' },
	sender: { text: 'Bakery\nMarkt 2' },
	message: 'Dear Jane,\n\nHello.',
	options: { subject: 'Hello', fullcolor: true, reference: 'INV-1', dateplace: 'Breda, today' },
};
const PDF: GivenPdf = { destination: 'NL', options: {}, file: 'a hash' };

const NBSP = '\u00a0';
/** The same letters, composed otherwise. */
const NFD = (text: string) => text.normalize('NFD');

describe('the content of a letter', () => {
	it.each<[string, GivenText | GivenPdf]>([
		['its date and place', { ...TEXT, options: { ...TEXT.options, dateplace: 'Breda, tomorrow' } }],
		['its reference', { ...TEXT, options: { ...TEXT.options, reference: 'INV-2' } }],
		['the case of its country', { ...TEXT, destination: 'nl' }],
		[
			'how its letters are composed',
			{ ...TEXT, recipient: { text: NFD('Jane Café\nHoofdstraat 1\n1234 AB Breda') } },
		],
		['line ends', { ...TEXT, message: 'Dear Jane,\r\n\r\nHello.\r\n' }],
		['blanks at the ends of lines', { ...TEXT, message: `Dear Jane, ${NBSP}\n\n${NBSP}Hello. ` }],
		['a switch that is given as off', { ...TEXT, options: { ...TEXT.options, express: false } }],
	])('is the same whatever %s', (_what, other) => {
		expect(contentOf(other)).toEqual(contentOf(TEXT));
	});

	it.each<[string, GivenText | GivenPdf]>([
		['its country', { ...TEXT, destination: 'BE' }],
		['its recipient', { ...TEXT, recipient: { text: 'John Café\nHoofdstraat 1\n1234 AB Breda' } }],
		['its sender', { ...TEXT, sender: undefined }],
		['its message', { ...TEXT, message: 'Dear Jane,\n\nGood day.' }],
		['its subject', { ...TEXT, options: { ...TEXT.options, subject: 'Good day' } }],
		['color', { ...TEXT, options: { ...TEXT.options, fullcolor: false } }],
		['double-sided', { ...TEXT, options: { ...TEXT.options, doublesided: true } }],
		['express', { ...TEXT, options: { ...TEXT.options, express: true } }],
		['registered', { ...TEXT, options: { ...TEXT.options, registered: true } }],
		['registered mailbox', { ...TEXT, options: { ...TEXT.options, registeredMailbox: true } }],
		['registered receipt', { ...TEXT, options: { ...TEXT.options, registeredReceipt: true } }],
		['being a PDF', PDF],
	])('differs by %s', (_what, other) => {
		expect(contentOf(other)).not.toEqual(contentOf(TEXT));
	});

	it('of a PDF is its file and its flags', () => {
		expect(contentOf({ ...PDF, options: { reference: 'x' } })).toEqual(contentOf(PDF));
		expect(contentOf({ ...PDF, file: 'other' })).not.toEqual(contentOf(PDF));
		expect(contentOf({ ...PDF, options: { fullcolor: true } })).not.toEqual(contentOf(PDF));
	});

	it('holds an address in parts as it is given, not as it is laid out', () => {
		const parts = (given: Record<string, string>) =>
			contentOf({ ...TEXT, recipient: { parts: given } as GivenText['recipient'] });
		const address = { name: 'Jane', street: 'Hoofdstraat', city: 'Breda' };
		expect(parts({ city: 'Breda ', street: 'Hoofdstraat', name: 'Jane', company: ' ' })).toEqual(
			parts(address),
		);
		expect(parts({ ...address, city: 'Tilburg' })).not.toEqual(parts(address));
	});
});

describe('a reference', () => {
	it.each([
		['INV-1', 'INV-1'],
		[` INV-1${NBSP}`, 'INV-1'],
		[NFD('Café'), 'Café'],
		['2BF25F18-87CE-4B61-9AE2-10B834C00C44', '2bf25f18-87ce-4b61-9ae2-10b834c00c44'],
		// Not a GUID: its case counts.
		['2BF25F18-87CE-4B61-9AE2', '2BF25F18-87CE-4B61-9AE2'],
		['abc', 'abc'],
		['ABC', 'ABC'],
	])('%j is compared as %j', (reference, plain) => {
		expect(plainReference(reference)).toBe(plain);
	});
});

describe('the words of a recipient', () => {
	const words = (text: string) => recipientWords({ text });

	it('are the same in any layout, case, order and with any signs', () => {
		const usual = words('Jane Café\nHoofdstraat 1\n1234 AB Breda');
		expect(words('1234 AB  BREDA;\r\nhoofdstraat, 1 -\nJANE CAFÉ')).toBe(usual);
		expect(words(NFD('Jane Café\nHoofdstraat 1\n1234 AB Breda'))).toBe(usual);
		expect(words(`Jane${NBSP}Café\nHoofdstraat${NBSP}1\n1234${NBSP}AB Breda`)).toBe(usual);
	});

	it.each([
		['another name', 'John Café\nHoofdstraat 1\n1234 AB Breda'],
		['another number', 'Jane Café\nHoofdstraat 2\n1234 AB Breda'],
		['a word more', 'Jane M Café\nHoofdstraat 1\n1234 AB Breda'],
		['the same word twice', 'Jane Jane Café\nHoofdstraat 1\n1234 AB Breda'],
		['no accent', 'Jane Cafe\nHoofdstraat 1\n1234 AB Breda'],
	])('tell %s apart', (_what, other) => {
		expect(words(other)).not.toBe(words('Jane Café\nHoofdstraat 1\n1234 AB Breda'));
	});

	it('are those of the parts, but for the country', () => {
		const parts = { name: 'Jane', street: 'Hoofdstraat 1', city: 'Breda', country: 'NL' };
		expect(recipientWords({ parts })).toBe(
			words('Jane\nHoofdstraat 1\nBreda'),
		);
	});

	it('are words of every script', () => {
		expect(wordsOf('東京都 Ζωή Łódź')).toBe(['łódź', 'ζωή', '東京都'].join(' '));
		expect(wordsOf('...')).toBe('');
	});

	it('do not depend on the order of lines', () => {
		fc.assert(
			fc.property(fc.array(fc.string()), (lines) => {
				expect(wordsOf(lines.join('\n'))).toBe(wordsOf([...lines].reverse().join('\n')));
			}),
		);
	});
});
