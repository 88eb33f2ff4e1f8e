import {
	checkLetterAddresses,
	type GivenAddresses,
} from '../../../../shared/letters/letterAddresses.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const RECIPIENT = {
	cells: { name: 'A. Jansen', street: 'Dam 1', postalCode: '1012 JS', city: 'Amsterdam' },
};
const SENDER = { company: 'Verein', street: 'Musterweg 1', postalCode: '10115', city: 'Berlin' };

const printed = (given: Partial<GivenAddresses>) =>
	valueOf(checkLetterAddresses({ recipient: RECIPIENT, destination: 'NL', ...given }));
const ADDRESS = ['A. Jansen', 'Dam 1', '1012 JS Amsterdam'];

describe('the country below the recipient', () => {
	it.each<[what: string, given: Partial<GivenAddresses>, line: string | undefined]>([
		['nothing known', {}, 'Netherlands'],
		['posted at home', { home: 'NL' }, undefined],
		['posted abroad', { home: 'DE' }, 'Netherlands'],
		[
			'a sender at home',
			{ sender: { cells: { ...SENDER, country: 'nl', postalCode: '' } } },
			undefined,
		],
		[
			'a sender abroad',
			{ sender: { cells: { ...SENDER, country: 'Deutschland' } } },
			'Netherlands',
		],
		[
			'a sender abroad, whatever home is',
			{ home: 'NL', sender: { cells: { ...SENDER, country: 'DE' } } },
			'Netherlands',
		],
		['a sender of no known country', { home: 'NL', sender: { text: 'Rowing Club' } }, undefined],
		[
			'a sender as text with its country',
			{ home: 'NL', sender: { text: 'Verein\n10115 Berlin\nGermany' } },
			'Netherlands',
		],
		[
			'a sender in one line with its country',
			{ sender: { text: 'Club, Amsteldijk 5, Amsterdam, Netherlands' } },
			undefined,
		],
		['that the service prints itself', { home: 'DE', printsCountry: false }, undefined],
		['in French', { language: 'french' }, 'Pays-Bas'],
		['in its own language', { language: 'own' }, 'Nederland'],
	])('%s', (_what, given, line) => {
		const expected = line === undefined ? ADDRESS : [...ADDRESS, line];
		expect(printed(given).recipient).toEqual(expected);
		expect(printed({ ...given, recipient: { text: ADDRESS.join('\n') } }).recipient).toEqual(
			expected,
		);
	});
});

describe('the sender', () => {
	it('has its own order, and its country where the letter leaves it', () => {
		expect(printed({ sender: { cells: { ...SENDER, country: 'DE' } } }).sender).toEqual([
			'Verein',
			'Musterweg 1',
			'10115 Berlin',
			'Germany',
		]);
		expect(printed({ home: 'DE', sender: { cells: SENDER } }).sender).toEqual([
			'Verein',
			'Musterweg 1',
			'10115 Berlin',
		]);
	});

	it('as one text is printed as it is typed', () => {
		expect(printed({ sender: { text: 'Club, Amsteldijk 5' } }).sender).toEqual([
			'Club, Amsteldijk 5',
		]);
	});

	it('is none when it is not given', () => {
		expect(printed({})).not.toHaveProperty('sender');
	});
});

it('keeps what was given, clean, without the country that was added', () => {
	expect(
		printed({ recipient: { text: ' A \n\u200BDam\t1 ' }, sender: { text: 'Club' } }).given,
	).toEqual({
		recipient: { text: 'A\nDam 1' },
		sender: { text: 'Club' },
	});
	expect(printed({}).given).toEqual({
		recipient: { parts: { ...RECIPIENT.cells, company: '', region: '' } },
	});
});

it('names all that is wrong at once, and says what was corrected', () => {
	const all = refusalsIn(
		checkLetterAddresses({
			destination: 'NL',
			recipient: { cells: { name: 'A', street: '#REF!' } },
			sender: { cells: { ...SENDER, country: 'Narnia' } },
		}),
	);
	expect(all.map(({ parameter }) => parameter)).toEqual(
		expect.arrayContaining(['Sender Country', 'Recipient Street']),
	);
	expect(
		printed({
			destination: 'DE',
			recipient: { cells: { name: 'A', street: 'Musterweg 1', postalCode: 1067, city: 'Dresden' } },
		}).notes,
	).toHaveLength(1);
});

it.each([
	['', 'no address is given'],
	['A. Jansen, Dam 1, Amsterdam', 'is only one line'],
	['A. Jansen\nDam 1\nBelgium', 'is another country than'],
	['A. Jansen\nundefined\nAmsterdam', '"undefined" stands where a value should be'],
])('a recipient as text that is refused: %j', (text, reason) => {
	const refusal = refusalIn(checkLetterAddresses({ destination: 'NL', recipient: { text } }));
	expect(refusal.parameter).toBe('Recipient');
	expect(refusal.reason).toContain(reason);
});
