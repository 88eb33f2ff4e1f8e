import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';

const account = useAccount();

/** The recipients of the letters that arrived, by destination. */
const arrived = () =>
	account.simulator
		.letters()
		.map(({ letter }) => ({
			destination: letter.destination,
			recipient: letter.addresses?.[0]?.recipient,
		}))
		.sort((a, b) => String(a.recipient).localeCompare(String(b.recipient)));

/** Parameters as they are when the node was dropped behind a sheet, and the message typed. */
const dropped = { recipientInput: 'columns', destination: locator('', 'list') };
const columns = (more: object = {}) => {
	const { recipient: _none, ...rest } = soundLetter();
	return {
		...rest,
		...dropped,
		recipientColumns: { mappingMode: 'autoMapInputData', value: null },
		...more,
	};
};

describe('a sheet', () => {
	it.each<[language: string, row: Record<string, string | number>, recipient: string]>([
		[
			'English',
			{
				name: 'Ann Example',
				street: '12 High Street',
				postal_code: 'SW1A 1AA',
				city: 'London',
				country: 'UK',
				member_since: 2020,
				reference: 'A1',
				phone: '',
			},
			'Ann Example\n12 High Street\nLondon\nSW1A 1AA\nUnited Kingdom',
		],
		[
			'Dutch',
			{
				Voornaam: 'Jan',
				Tussenvoegsel: 'de',
				Achternaam: 'Vries',
				Straat: 'Dam',
				Huisnummer: 1,
				Postcode: '1012 JS',
				Plaats: 'Amsterdam',
				Land: 'Nederland',
			},
			'Jan de Vries\nDam 1\n1012 JS Amsterdam\nNetherlands',
		],
		[
			'German',
			{
				Vorname: 'Anna',
				Name: 'Beispiel',
				Straße: 'Musterweg',
				'Hausnr.': 12,
				PLZ: 1067,
				Ort: 'Dresden',
				Land: 'Deutschland',
			},
			'Anna Beispiel\nMusterweg 12\n01067 Dresden\nGermany',
		],
		[
			'French',
			{
				Nom: 'Exemple',
				Prénom: 'Marie',
				Numéro: 12,
				Rue: "rue de l'Exemple",
				'Code postal': 75008,
				Ville: 'Paris',
				Pays: 'France',
			},
			"Marie Exemple\n12 rue de l'Exemple\n75008 Paris\nFrance",
		],
	])('in %s becomes letters without an expression', async (_language, row, recipient) => {
		const { items, error } = await account.letters(columns(), [{ json: row }]);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(arrived()).toMatchObject([{ recipient }]);
	});

	it('says in the note what was corrected', async () => {
		const row = {
			Name: 'Pat',
			Address: '12 Main St',
			City: 'Cambridge',
			State: 'MA',
			ZIP: 2139,
			Country: 'USA',
		};
		const { items } = await account.letters(columns(), [{ json: row }]);
		expect(items[0]?.json.note).toContain('2139 is printed as 02139');
		expect(arrived()[0]?.recipient).toBe(
			'Pat\n12 Main St\nCambridge, MA 02139\nUnited States of America',
		);
	});

	it('takes the country of the parameter where there is no column', async () => {
		await account.letters(columns({ destination: locator('BE', 'list') }), [
			{ json: { Naam: 'Jan', Adres: 'Nieuwstraat 5', Postcode: 1000, Stad: 'Brussel' } },
		]);
		expect(arrived()).toEqual([
			{ destination: 'BE', recipient: 'Jan\nNieuwstraat 5\n1000 Brussel\nBelgium' },
		]);
	});

	it.each<[what: string, row: Record<string, string>, parameters: object, message: string]>([
		[
			'two for one',
			{ name: 'A', street: 'B', city: 'C', town: 'D', country: 'NL' },
			{},
			'several columns look like the city: "city", "town"',
		],
		[
			'left over',
			{ name: 'A', street: 'B', city: 'C', 'delivery street': 'D', country: 'NL' },
			{},
			'"delivery street" looks like part of an address, and was not taken',
		],
		['missing', { name: 'A', street: 'B', country: 'NL' }, {}, 'no column was found for the city'],
		[
			'no country',
			{ name: 'A', street: 'B', city: 'C' },
			{},
			'no column was found for the country',
		],
		[
			'two countries',
			{ name: 'A', street: 'B', city: 'C', country: 'Belgium' },
			{ destination: locator('NL', 'list') },
			'the recipient\'s country is "Belgium"',
		],
		['no columns', {}, {}, 'there are none'],
		['an empty row', { name: '', street: '', city: ' ', country: '' }, {}, 'Recipient: empty row'],
		[
			'a formula',
			{ name: 'A', street: '#REF!', city: 'C', country: 'NL' },
			{},
			'"#REF!" stands where a value should be',
		],
	])('is refused: %s', async (_what, row, parameters, message) => {
		const { error } = await account.letters(columns(parameters), [{ json: row }]);
		expect(error?.message).toContain(message);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('says above the output what was taken for what, once', async () => {
		const row = { Naam: 'Jan', Straat: 'Dam 1', Plaats: 'Amsterdam', Land: 'NL', Lid: 'ja' };
		const { data } = await account.letters(columns(), [{ json: row }, { json: row }]);
		const hints = data.resultData.runData['CM Letters']?.at(-1)?.hints ?? [];
		expect(hints.map(({ message }) => message)).toContain(
			'Recipient: "Naam" is the name, "Straat" is the street, "Plaats" is the city, "Land" is the country.',
		);
		expect(hints.filter(({ message }) => message.startsWith('Recipient:'))).toHaveLength(1);
	});

	it('is refused at an empty row, or passes over it where the option says so', async () => {
		const row = { name: 'Ann', street: 'Dam 1', city: 'Delft', country: 'NL' };
		const items = [{ json: row }, { json: { name: ' ', street: '', city: null } }];
		const refused = await account.letters(columns(), items);
		expect(refused.error?.description).toContain('Recipient: empty row');
		account.simulator.reset();
		const { items: sent } = await account.letters(
			columns({ options: { passOverEmptyRows: true, duplicateProtection: 'off' } }),
			items,
		);
		expect(arrived()).toHaveLength(1);
		expect(sent.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['skipped', { item: 1 }],
		]);
		expect(sent[1]?.json.note).toBe('Nothing stands in this row, so nothing was sent for it.');
	});

	it('can be mapped by hand', async () => {
		const value = { name: '={{ $json.who }}', street: '={{ $json.where }}', city: 'Delft' };
		await account.letters(
			columns({
				destination: locator('NL', 'list'),
				recipientColumns: { mappingMode: 'defineBelow', value },
				additionalFields: { homeCountry: 'Nederland' },
			}),
			[{ json: { who: 'Jan', where: 'Markt 1' } }],
		);
		expect(arrived()[0]?.recipient).toBe('Jan\nMarkt 1\nDelft');
	});
});

describe('a sender in separate fields', () => {
	it('is laid out in the order of its own country, from columns too', async () => {
		await account.letters(
			soundLetter({
				senderInput: 'fields',
				senderColumns: {
					mappingMode: 'defineBelow',
					value: {
						name: '={{ $json.club }}',
						street: '12 High Street',
						city: 'London',
						postalCode: 'SW1A 1AA',
						country: 'UK',
					},
				},
			}),
			[{ json: { club: 'The Club' } }],
		);
		expect(account.simulator.letters()[0]?.letter.addresses?.[0]?.sender).toBe(
			'The Club\n12 High Street\nLondon\nSW1A 1AA\nUnited Kingdom',
		);
	});

	it('is refused where nothing is mapped', async () => {
		const { error } = await account.letters(
			soundLetter({
				senderInput: 'fields',
				senderColumns: { mappingMode: 'defineBelow', value: null },
			}),
		);
		expect(error?.message).toContain('no part of the sender');
	});
});

it('as the tool of an AI agent, takes what the model put into single fields', async () => {
	const { error } = await account.letters(
		{
			...columns({ destination: locator('NL', 'list') }),
			recipientName: 'Ann',
			recipientStreet: 'Dam 1',
			recipientPostalCode: '1012 JS',
			recipientCity: 'Amsterdam',
			senderInput: 'fields',
			senderName: 'The Club',
			senderCity: 'Delft',
			senderCountry: 'NL',
		},
		[{ json: { name: 'Somebody Else' } }],
		{ settings: { type: 'n8n-nodes-cmcom.cmLettersTool' } },
	);
	expect(error).toBeUndefined();
	expect(account.simulator.letters()[0]?.letter.addresses).toEqual([
		{ recipient: 'Ann\nDam 1\n1012 JS Amsterdam', sender: 'The Club\nDelft' },
	]);
});

describe('one text', () => {
	it.each<[parameters: object, recipient: string]>([
		[{}, 'A\nDam 1\n1012 JS Amsterdam\nNetherlands'],
		[{ additionalFields: { homeCountry: 'nl' } }, 'A\nDam 1\n1012 JS Amsterdam'],
		[{ additionalFields: { countryLanguage: 'own' } }, 'A\nDam 1\n1012 JS Amsterdam\nNederland'],
		[
			{
				senderInput: 'fields',
				senderColumns: {
					mappingMode: 'defineBelow',
					value: { name: 'Verein', country: 'DE' },
				},
				additionalFields: { homeCountry: 'NL' },
			},
			'A\nDam 1\n1012 JS Amsterdam\nNetherlands',
		],
	])('has its country last where the letter leaves its own: %j', async (parameters, recipient) => {
		await account.letters(
			soundLetter({ recipient: 'A\r\nDam\u00A01<br>1012 JS Amsterdam\u200B', ...parameters }),
		);
		expect(arrived()[0]?.recipient).toBe(recipient);
	});

	it('that names another country is refused', async () => {
		const { error } = await account.letters(soundLetter({ recipient: 'A\nDam 1\nBelgium' }));
		expect(error?.message).toContain('its last line "Belgium" is another country than NL');
	});
});

it('refuses the number by which Excel keeps a date', async () => {
	const { error } = await account.letters(
		soundLetter({ additionalFields: { dateplace: '={{ $json.day }}' } }),
		[{ json: { day: 44197 } }],
	);
	expect(error?.message).toContain('looks like the number by which Excel keeps a date');
});
