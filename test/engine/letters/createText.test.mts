import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';

const account = useAccount();

/** The bodies of the letters that arrived, in order of arrival. */
const arrived = () =>
	account.simulator
		.requests()
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as Record<string, unknown>);

/** A recipient whose parts are mapped by hand. */
const mapped = (value: Record<string, string | number>) => ({
	recipientInput: 'columns',
	recipientColumns: { mappingMode: 'defineBelow', value },
});

describe('Letter: Create, from text', () => {
	it('sends every documented property as the document names it', async () => {
		const { items, error } = await account.letters(
			soundLetter({
				senderInput: 'text',
				sender: 'a single line sender-identifier',
				reference: 'INV-1',
				additionalFields: {
					subject: 'Letter preamble',
					dateplace: 'Amsterdam, 21 November 2026',
					fullcolor: true,
					doublesided: true,
					express: true,
					registered: false,
					registeredMailbox: true,
					registeredReceipt: false,
				},
			}),
		);
		expect(error).toBeUndefined();
		expect(arrived()).toEqual([
			{
				destination: 'NL',
				addresses: [
					{
						recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam\nNetherlands',
						sender: 'a single line sender-identifier',
					},
				],
				message: 'Dear Ms de Vries,\n\nyour membership runs until 2027.',
				reference: 'INV-1',
				subject: 'Letter preamble',
				dateplace: 'Amsterdam, 21 November 2026',
				fullcolor: true,
				doublesided: true,
				express: true,
				registered: false,
				registeredMailbox: true,
				registeredReceipt: false,
			},
		]);
		const [letter] = account.simulator.letters();
		expect(items).toHaveLength(1);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
		expect(items[0]?.json).toMatchObject({
			letterId: letter?.id,
			status: 'draft',
			outcome: 'accepted',
			reference: 'INV-1',
		});
	});

	it('gives first what a person looks for, and what is printed only without Simplify', async () => {
		const { items } = await account.letters(soundLetter({ reference: 'INV-1' }));
		expect(Object.keys(items[0]?.json ?? {})).toEqual([
			...['letterId', 'outcome', 'status', 'reference', 'destination', 'trackingcode'],
		]);
		const whole = await account.letters(soundLetter({ reference: 'INV-2', simplify: false }));
		const json = whole.items[0]?.json ?? {};
		expect(Object.keys(json).slice(0, 4)).toEqual(['letterId', 'outcome', 'status', 'reference']);
		expect(json).toMatchObject({
			addresses: [{ recipient: expect.any(String) as string }],
			message: expect.any(String) as string,
		});
		expect(json).not.toHaveProperty('id');
	});

	it('sends the token in the documented header, and no scheduledate', async () => {
		await account.letters(soundLetter());
		const [request] = account.simulator.requests();
		expect(request?.headers['x-cm-producttoken']).toMatch(/0001$/);
		expect(request?.body).not.toHaveProperty('scheduledate');
		expect(account.simulator.letters()[0]).toMatchObject({ status: 'draft', sentAt: null });
	});

	it('never sends a scheduledate, not even one that hides in the parameters', async () => {
		await account.letters(soundLetter({ additionalFields: { scheduledate: '2026-12-01' } }));
		expect(arrived()[0]).not.toHaveProperty('scheduledate');
	});

	it('makes one letter per item, each with what its own item says', async () => {
		const names = ['Anna', 'Bert', 'Çelik'];
		const { items } = await account.letters(
			soundLetter({
				recipient: '={{ $json.name }}\nStreet 1\n1000 AA Town',
				reference: '={{ $json.ref }}',
				destination: locator('={{ $json.country }}', 'country'),
			}),
			names.map((name, index) => ({
				json: { name, ref: index + 1, country: ['nl', 'Germany', 'FR'][index] },
			})),
		);
		expect(items.map(({ json }) => json.reference)).toEqual(['1', '2', '3']);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(
			account.simulator
				.letters()
				.map(({ letter }) => letter.destination)
				.sort(),
		).toEqual(['DE', 'FR', 'NL']);
	});

	it('lays separate fields out as the destination country writes addresses', async () => {
		const fields = {
			...mapped({
				name: 'Mary Smith',
				company: 'Harbour Ltd',
				street: '5 High Street',
				postalCode: 'CT16 1AA',
				city: 'Dover',
				country: 'gb',
			}),
			senderInput: 'fields',
			senderColumns: {
				mappingMode: 'defineBelow',
				value: { company: 'Rowing Club', city: 'Delft' },
			},
		};
		await account.letters(soundLetter({ ...fields, destination: locator('GB', 'list') }));
		await account.letters(
			soundLetter({
				...fields,
				...mapped({
					name: 'Mary Smith',
					street: '5 High Street',
					postalCode: 1067,
					city: 'Dresden',
					country: 'Deutschland',
				}),
				destination: locator('DE', 'list'),
			}),
		);
		expect(arrived().map(({ addresses }) => addresses)).toEqual([
			[
				{
					recipient: 'Mary Smith\nHarbour Ltd\n5 High Street\nDover\nCT16 1AA\nUnited Kingdom',
					sender: 'Rowing Club\nDelft',
				},
			],
			[
				{
					recipient: 'Mary Smith\n5 High Street\n01067 Dresden\nGermany',
					sender: 'Rowing Club\nDelft',
				},
			],
		]);
	});

	it.each([
		['an empty body', { createBody: 'empty' as const, createStatus: 201 as const }],
		['200', { createStatus: 200 as const }],
	])('takes %s for a success', async (_name, assumptions) => {
		account.simulator.setAssumptions(assumptions);
		const { items, error } = await account.letters(soundLetter());
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ outcome: 'accepted' });
	});

	it.each(['id', 'letterId', 'guid', 'letterGuid'] as const)(
		'finds the letter ID when the service calls it %s',
		async (idName) => {
			account.simulator.setAssumptions({ idName });
			const { items } = await account.letters(soundLetter());
			expect(items[0]?.json.letterId).toBe(account.simulator.letters()[0]?.id);
		},
	);
});

describe('Letter: Create and Send, from text', () => {
	const today = () => new Date().toISOString().slice(0, 10);

	it("mails at once, with today's date", async () => {
		const before = today();
		const { items } = await account.letters(soundLetter({ operation: 'createAndSend' }));
		expect([before, today()]).toContain(arrived()[0]?.scheduledate);
		expect(items[0]?.json).toMatchObject({ status: 'queued', outcome: 'accepted' });
		expect(account.simulator.letters()[0]?.status).toBe('queued');
	});

	it.each(['2027-01-31', '2027-01-31T09:00:00.000+01:00'])(
		'passes on the date %s',
		async (date) => {
			await account.letters(
				soundLetter({ operation: 'createAndSend', additionalFields: { scheduledate: date } }),
			);
			expect(arrived()[0]?.scheduledate).toBe(date);
		},
	);

	it('refuses a date that is none', async () => {
		const { error } = await account.letters(
			soundLetter({ operation: 'createAndSend', additionalFields: { scheduledate: 'tomorrow' } }),
		);
		expect(error?.message).toBe('Schedule Date: "tomorrow" is not an ISO 8601 date [item 0]');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('what is refused before anything is sent', () => {
	const fields = (more: object) => mapped({ name: 'A', street: 'B 1', city: 'C', ...more });

	it.each([
		[
			'no country',
			{ destination: locator('={{ $json.none }}', 'country') },
			'Country: no country is given',
		],
		[
			'an unknown country',
			{ destination: locator('Narnia', 'country') },
			'Country: "Narnia" is not a country',
		],
		[
			'an ambiguous country',
			{ destination: locator('Congo', 'country') },
			'Country: "Congo" can mean more than one country',
		],
		['no recipient', { recipient: '={{ $json.none }}' }, 'Recipient: no address is given'],
		['one line', { recipient: 'Ms J. de Vries' }, 'Recipient: "Ms J. de Vries" is only one line'],
		['no text', { message: ' \n ' }, 'Message: the letter has no text'],
		['no name', fields({ name: '' }), 'Recipient Name: neither a name nor a company'],
		['no street', fields({ street: ' ' }), 'Recipient Street: it is empty'],
		['no city', fields({ city: '' }), 'Recipient City: it is empty'],
		['an empty sender', { senderInput: 'text', sender: '' }, 'Sender: no sender is given'],
		['an empty sender in fields', { senderInput: 'fields' }, 'Sender Name: no part of the sender'],
		[
			'emoji in the text',
			{ message: 'Hello\nall 🎉' },
			'Message: it holds what cannot be printed: "🎉" (U+1F389) at line 2, character 5',
		],
		[
			'emoji in the address',
			{ recipient: 'Ann 😀\nB 1\nC' },
			'Recipient: it holds what cannot be printed: "😀" (U+1F600) at line 1, character 5',
		],
		[
			'emoji in the subject',
			{ additionalFields: { subject: '🎄' } },
			'Subject: it holds what cannot be printed: "🎄" (U+1F384) at line 1, character 1',
		],
		[
			'a control character',
			{ message: 'a\u0007b' },
			'Message: it holds what cannot be printed: (U+0007) at line 1, character 2',
		],
		[
			'a switch that is neither on nor off',
			{ additionalFields: { express: 'maybe' } },
			'Express: "maybe" is neither true nor false',
		],
	])('%s', async (_name, parameters, message) => {
		const { error, items } = await account.letters(soundLetter(parameters));
		expect(error?.message).toContain(message);
		expect(error?.message).toContain('[item 0]');
		expect(error?.description).toContain('Nothing was sent.');
		expect(error?.context.itemIndex).toBe(0);
		expect(items).toEqual([]);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('names everything that is wrong with one item at once', async () => {
		const { error } = await account.letters(
			soundLetter({
				destination: locator('X', 'country'),
				recipient: 'Only one line',
				message: '🎉',
			}),
		);
		for (const part of ['Country', 'only one line', 'Message']) {
			expect(error?.message).toContain(part);
		}
	});

	it('refuses an account ID that is no GUID, before any request', async () => {
		const { error } = await account.letters(soundLetter(), [{ json: {} }], {
			credential: { ...account.credential, accountId: 'my-account' },
		});
		expect(error?.message).toContain('Account ID: "my-account" is not a GUID');
		expect(account.simulator.requests()).toEqual([]);
	});
});
