import fc from 'fast-check';

import {
	changedLetter,
	checkLetterOptions,
	checkMessage,
	checkPrintable,
	checkReleaseDate,
	LETTER_PROPERTIES,
	PDF_FIELD,
	pdfFormFields,
	released,
	textLetter,
	type Letter,
	type TextLetterInput,
} from '../../../../nodes/cm/letters/letter.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

/** CM Letters API, Create Letters, from text: the document's own body. */
const DOCUMENTED_BODY = {
	express: true,
	destination: 'NL',
	addresses: [
		{
			recipient: 'Recipient Name\nStreet and mailbox number\nzipcode , City , Country',
			sender: 'a single line sender-identifier',
		},
	],
	subject: 'Letter preamble',
	message:
		'Content of the message,\n\nthis may contain utf-8 characters like ß and €, currently there is no emoji-support.\n\n\n\nKind Regards',
};

/** CM Letters API, Letter object properties, without the one that mails the letter. */
const DOCUMENTED_PROPERTIES = [
	'addresses',
	'message',
	'destination',
	'subject',
	'dateplace',
	'fullcolor',
	'doublesided',
	'express',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
];

const INPUT: TextLetterInput = {
	destination: 'NL',
	recipient: 'A. Jansen\nDam 1\n1012 JS Amsterdam',
	message: 'Dear reader',
	options: {},
};

describe('textLetter', () => {
	it("makes the document's own example", () => {
		const [address] = DOCUMENTED_BODY.addresses;
		if (address === undefined) throw new Error('The example has an address');
		const letter = textLetter({
			destination: 'NL',
			...address,
			message: DOCUMENTED_BODY.message,
			options: { express: true, subject: 'Letter preamble' },
		});
		expect(letter).toEqual(DOCUMENTED_BODY);
	});

	it('has no sender when there is none', () => {
		expect(textLetter(INPUT)).toEqual({
			destination: 'NL',
			addresses: [{ recipient: INPUT.recipient }],
			message: 'Dear reader',
		});
	});

	it.each(['a\nb', 'a\r\nb', 'a\rb'])('has \\n for new lines in the message (%j)', (message) => {
		expect(textLetter({ ...INPUT, message }).message).toBe('a\nb');
	});

	it('never carries what mails it, whatever the options were', () => {
		const values = fc.oneof(fc.boolean(), fc.constantFrom('yes', 'no', '2026-11-21', ''));
		const names = fc.constantFrom('scheduledate', ...DOCUMENTED_PROPERTIES, 'reference', 'id');
		fc.assert(
			fc.property(fc.dictionary(names, values), (raw) => {
				const options = checkLetterOptions({ scheduledate: '2026-11-21', ...raw });
				if (!options.ok) return;
				const letter = textLetter({ ...INPUT, options: options.value });
				expect(letter).not.toHaveProperty('scheduledate');
				expect(letter).toMatchObject(textLetter(INPUT));
			}),
		);
	});
});

describe('released', () => {
	it('adds the date that mails a letter, and changes nothing else', () => {
		const letter = textLetter(INPUT);
		expect(released(letter, '2026-11-21')).toEqual({ ...letter, scheduledate: '2026-11-21' });
		expect(letter).not.toHaveProperty('scheduledate');
	});

	it('releases a form as well', () => {
		expect(released(pdfFormFields('NL', {}), '2020-02-22')).toEqual({
			destination: 'NL',
			scheduledate: '2020-02-22',
		});
	});
});

describe('pdfFormFields', () => {
	it('has booleans as words, and the destination', () => {
		expect(
			pdfFormFields('DE', {
				fullcolor: true,
				doublesided: false,
				registeredReceipt: true,
				subject: 'Über',
				reference: '42',
			}),
		).toEqual({
			destination: 'DE',
			fullcolor: 'true',
			doublesided: 'false',
			registeredReceipt: 'true',
			subject: 'Über',
			reference: '42',
		});
	});

	it('has nothing but the destination when there are no options', () => {
		expect(pdfFormFields('NL', {})).toEqual({ destination: 'NL' });
	});

	it("puts the file where the document's example does", () => {
		expect(PDF_FIELD).toBe('pdf');
	});
});

describe('changedLetter', () => {
	const stored = {
		...DOCUMENTED_BODY,
		dateplace: 'Breda, 1 May',
		fullcolor: false,
		doublesided: true,
		registered: false,
		registeredMailbox: false,
		registeredReceipt: false,
		reference: 'order 7',
	};

	it('keeps every documented property and the reference, with the changes over them', () => {
		expect(changedLetter(stored, { subject: 'New', fullcolor: true })).toEqual({
			...stored,
			subject: 'New',
			fullcolor: true,
		});
		expect([...LETTER_PROPERTIES].sort()).toEqual([...DOCUMENTED_PROPERTIES, 'reference'].sort());
	});

	it('leaves behind what the service added, what is null and what would mail it', () => {
		const answer = {
			...stored,
			id: '42',
			status: 'draft',
			trackingcode: null,
			createdOn: '2026-11-21',
			dateplace: null,
			scheduledate: '2026-11-21',
		};
		const { dateplace, ...kept } = stored;
		expect(dateplace).toBeDefined();
		expect(changedLetter(answer, {})).toEqual(kept);
	});

	it('keeps false and empty text, which are values', () => {
		expect(changedLetter({ express: false, subject: '' }, {})).toEqual({
			express: false,
			subject: '',
		});
	});

	it('is the changes alone when nothing is known', () => {
		expect(changedLetter({}, { message: 'new' })).toEqual({ message: 'new' });
	});

	it('changes neither of what it was given', () => {
		const current = Object.freeze({ subject: 'old', scheduledate: '2026-11-21' });
		const changes: Letter = Object.freeze({ subject: 'new' });
		expect(changedLetter(current, changes)).toEqual({ subject: 'new' });
	});

	it('never mails, whatever the service answered', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.anything()), (answer) => {
				const letter = changedLetter({ ...answer, scheduledate: '2026-11-21' }, {});
				expect(Object.keys(letter).every((name) => DOCUMENTED_PROPERTIES.includes(name))).toBe(
					!('reference' in letter),
				);
				expect(letter).not.toHaveProperty('scheduledate');
			}),
		);
	});
});

describe('checkPrintable', () => {
	it('takes texts that can be printed, and those that are missing', () => {
		expect(checkPrintable({}).ok).toBe(true);
		expect(checkPrintable({ Message: 'ß and €', Subject: '', Sender: undefined }).ok).toBe(true);
	});

	it('names each parameter with the characters and their places', () => {
		const refusals = refusalsIn(
			checkPrintable({ Subject: 'Fine', Message: 'Hi\nyou 😀', Recipient: '\u0007' }),
		);
		expect(refusals.map(({ parameter, reason }) => [parameter, reason])).toEqual([
			['Message', 'it holds what cannot be printed: "😀" (U+1F600) at line 2, character 5'],
			['Recipient', 'it holds what cannot be printed: (U+0007) at line 1, character 1'],
		]);
		expect(refusals[0]?.remedy).toContain('no emoji');
	});
});

describe('checkMessage', () => {
	it.each([
		['a text', 'Dear reader', 'Dear reader'],
		['blanks around it, which are layout', '\n  Dear reader\n\n', '\n  Dear reader\n\n'],
		['a number', 5, '5'],
		['zero', 0, '0'],
	])('takes %s', (_what, value, message) => {
		expect(valueOf(checkMessage(value))).toBe(message);
	});

	it.each(['', ' ', '\r\n\t', null, undefined])('refuses %j', (value) => {
		expect(refusalIn(checkMessage(value))).toEqual({
			parameter: 'Message',
			reason: 'the letter has no text',
			remedy: 'Write the text of the letter',
		});
	});

	it.each([[{ text: 'Dear reader' }], [['Dear', 'reader']]])('refuses %j, no text', (value) => {
		const { parameter, reason } = refusalIn(checkMessage(value));
		expect(parameter).toBe('Message');
		expect(reason).toContain('not text');
	});
});

describe('checkLetterOptions', () => {
	const FLAGS = {
		fullcolor: 'Full Color',
		doublesided: 'Double-Sided',
		express: 'Express',
		registered: 'Registered',
		registeredMailbox: 'Registered Mailbox',
		registeredReceipt: 'Registered Receipt',
	};

	it('is empty when nothing is given', () => {
		expect(valueOf(checkLetterOptions({}))).toEqual({});
		expect(
			valueOf(checkLetterOptions({ subject: ' ', reference: null, dateplace: undefined })),
		).toEqual({});
		expect(valueOf(checkLetterOptions({ fullcolor: '', express: null }))).toEqual({});
	});

	it('makes text of numbers, and drops blanks around it', () => {
		expect(
			valueOf(checkLetterOptions({ reference: 42, subject: ' Hello ', dateplace: 0 })),
		).toEqual({ reference: '42', subject: 'Hello', dateplace: '0' });
	});

	it.each<[given: unknown, flag: boolean]>([
		[true, true],
		['true', true],
		['TRUE', true],
		[' Yes ', true],
		['1', true],
		[1, true],
		[false, false],
		['false', false],
		['False', false],
		['no', false],
		['0', false],
		[0, false],
	])('reads %j as %s, for every switch', (given, flag) => {
		for (const name of Object.keys(FLAGS)) {
			expect(valueOf(checkLetterOptions({ [name]: given }))).toEqual({ [name]: flag });
		}
	});

	it.each(['ja', 'x', 'truee', 2, -1, '10'])('refuses %j, and names the switch', (given) => {
		for (const [name, parameter] of Object.entries(FLAGS)) {
			expect(refusalIn(checkLetterOptions({ [name]: given }))).toEqual({
				parameter,
				reason: `"${given}" is neither true nor false`,
				remedy: 'Use true or false',
			});
		}
	});

	it.each([[{}], [[]], [['x']]])('refuses a switch that is %j', (given) => {
		expect(refusalIn(checkLetterOptions({ express: given })).parameter).toBe('Express');
	});

	it('names every switch at fault at once', () => {
		const refusals = refusalsIn(
			checkLetterOptions({ express: 'maybe', fullcolor: 'yes', registered: 'maybe' }),
		);
		expect(refusals.map(({ parameter }) => parameter)).toEqual(['Express', 'Registered']);
	});

	it('leaves other names out', () => {
		expect(
			valueOf(
				checkLetterOptions({
					scheduledate: '2026-11-21',
					message: 'x',
					destination: 'NL',
					addresses: [],
					Fullcolor: true,
					envelope: 'C5',
					subject: 'kept',
				}),
			),
		).toEqual({ subject: 'kept' });
	});

	it.each([
		['subject', 'Subject'],
		['dateplace', 'Date and Place'],
		['reference', 'Reference'],
	])('refuses a %s that is an object or a list', (name, parameter) => {
		for (const given of [{ text: 'x' }, ['x']]) {
			expect(refusalIn(checkLetterOptions({ [name]: given })).parameter).toBe(parameter);
		}
	});
});

describe('checkReleaseDate', () => {
	const TODAY = new Date('2026-11-21T23:30:00Z');
	const dateOf = (value: unknown) => valueOf(checkReleaseDate(value, TODAY));

	it.each(['', '  ', null, undefined])('is today when it is %j', (value) => {
		expect(dateOf(value)).toBe('2026-11-21');
	});

	it.each([
		'2020-02-22',
		'2024-02-29',
		'2031-12-31',
		'2026-11-21T10:00',
		'2026-11-21T10:00:00',
		'2026-11-21T10:00:00Z',
		'2026-11-21T10:00:00.000+01:00',
	])('takes %s as it is', (value) => {
		expect(dateOf(value)).toBe(value);
		expect(dateOf(` ${value} `)).toBe(value);
	});

	it('takes a date object', () => {
		expect(dateOf(new Date('2026-12-24T10:00:00Z'))).toBe('2026-12-24T10:00:00.000Z');
	});

	it('takes what writes itself as ISO 8601, as n8n does with its own dates', () => {
		expect(dateOf({ toString: () => '2026-11-21T10:00:00.000+01:00' })).toBe(
			'2026-11-21T10:00:00.000+01:00',
		);
	});

	it.each([
		'tomorrow',
		'21-11-2026',
		'21/11/2026',
		'11/21/2026',
		'2026-11-21 10:00',
		'20261121',
		'2026-13-01',
		'2026-00-10',
		'2026-11-00',
		'2026-11-32',
		'2026-11-21T25:00:00',
		'2026-11-21Tnoon',
		'2026-11-21T',
		5,
		true,
		{},
	])('refuses %j', (value) => {
		const { parameter, reason, remedy } = refusalIn(checkReleaseDate(value, TODAY));
		expect(parameter).toBe('Schedule Date');
		expect(reason).toContain('is not an ISO 8601 date');
		expect(remedy).toContain('2026-11-21');
	});

	it.each(['2026-02-30', '2026-02-29', '2026-11-31', '2026-04-31T10:00:00Z'])(
		'refuses %s, a day that no month has',
		(value) => {
			expect(refusalIn(checkReleaseDate(value, TODAY)).parameter).toBe('Schedule Date');
		},
	);

	it('refuses a date object that is no date', () => {
		expect(refusalIn(checkReleaseDate(new Date(NaN), TODAY)).parameter).toBe('Schedule Date');
	});
});
