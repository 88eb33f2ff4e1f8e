import { locator, soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { itemWithFile, pdf } from '../../../harness/engine/files.mts';

const account = useAccount();

/** What is in doubt is waited for a second longer than an answer may take: two. */
const QUICK = { timeout: 1, settleWait: 0.1 };

/** Stores letters, each with a text of its own unless given, and gives their IDs. */
async function stored(...letters: Array<Parameters<typeof soundLetter>[0]>): Promise<string[]> {
	const ids = [];
	for (const [position, letter] of letters.entries()) {
		const { items } = await account.letters(
			soundLetter({ message: `Dear reader ${position}`, ...letter }),
		);
		ids.push(String(items[0]?.json.letterId));
	}
	return ids;
}

const on = (operation: string, letterId: string, more = {}) => ({
	resource: 'letter',
	operation,
	letterId: locator(letterId),
	...more,
});

const puts = () =>
	account.simulator
		.requests()
		.filter(({ method }) => method === 'PUT')
		.map(({ body }) => body as Record<string, unknown>);

describe('Letter: Send', () => {
	it.each(['merge', 'replace'] as const)(
		'releases a stored letter whole, when the service takes PUT to %s',
		async (putSemantics) => {
			account.simulator.setAssumptions({ putSemantics });
			const [id = ''] = await stored({ reference: 'R-1', additionalFields: { subject: 'S' } });
			const { items, error } = await account.letters(on('send', id));
			expect(error).toBeUndefined();
			expect(account.simulator.letters()[0]).toMatchObject({
				status: 'queued',
				reference: 'R-1',
				letter: {
					subject: 'S',
					destination: 'NL',
					message: expect.stringContaining('Dear') as string,
				},
			});
			expect(items[0]?.json).toMatchObject({ letterId: id, outcome: 'accepted', status: 'queued' });
		},
	);

	it('releases a letter made from a PDF', async () => {
		const made = await account.letters(
			{
				resource: 'letter',
				operation: 'create',
				contentFrom: 'pdf',
				destination: locator('NL', 'list'),
				pdf: 'data',
			},
			[await itemWithFile(await pdf(2), 'memory')],
		);
		const { items } = await account.letters(on('send', String(made.items[0]?.json.letterId)));
		expect(items[0]?.json.outcome).toBe('accepted');
		expect(account.simulator.letters()[0]).toMatchObject({ status: 'queued', pages: 2 });
	});

	it('leaves a letter alone that was sent before, and says so', async () => {
		const [id = ''] = await stored({ operation: 'createAndSend' });
		const { items } = await account.letters(on('send', id));
		expect(items[0]?.json).toMatchObject({ letterId: id, outcome: 'skipped' });
		expect(puts()).toEqual([]);
	});

	it('releases a letter once that stands in two rows, also when the service would do it twice', async () => {
		account.simulator.setAssumptions({ releasedIsFinal: false });
		account.simulator.setFaults([{ kind: 'latency', latencyMs: 20 }]);
		const [id = ''] = await stored({});
		const { items } = await account.letters(on('send', id), [{ json: {} }, { json: {} }]);
		expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', 'skipped']);
		expect(puts()).toHaveLength(1);
	});

	it('still says skipped after a retry', async () => {
		const [sentBefore = '', draft = ''] = await stored({ operation: 'createAndSend' }, {});
		account.simulator.setFaults([{ kind: 'status', method: 'PUT', status: 400, times: 1 }]);
		const { items } = await account.letters(
			{ ...on('send', ''), letterId: locator('={{ $json.id }}'), options: { concurrency: 1 } },
			[{ json: { id: sentBefore } }, { json: { id: draft } }],
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(items.map(({ json }) => json.outcome)).toEqual(['skipped', 'accepted']);
	});

	it.each([
		['empty', { kind: 'empty', method: 'GET' }],
		[
			'of another shape',
			{ kind: 'status', method: 'GET', status: 200, body: { result: { a: 1 } } },
		],
		[
			'a message and no letter',
			{ kind: 'status', method: 'GET', status: 200, body: { message: 'No such letter' } },
		],
	] as const)('puts nothing back when the answer about the letter is %s', async (_name, fault) => {
		const [id = ''] = await stored({});
		account.simulator.setFaults([fault]);
		for (const parameters of [
			on('send', id),
			on('update', id, { updateFields: { subject: 'x' } }),
		]) {
			const { error } = await account.letters(parameters);
			expect(error?.message).toContain('cannot be recognised');
		}
		expect(puts()).toEqual([]);
	});

	it('names a letter that does not exist', async () => {
		const { error } = await account.letters(on('send', 'nope'));
		expect(error?.message).toBe('CM.com does not know the letter "nope" [item 0]');
	});

	it('looks whether a release that was not answered for came about', async () => {
		const [id = ''] = await stored({});
		account.simulator.setFaults([{ kind: 'resetAfter', method: 'PUT', times: 1 }]);
		const { items } = await account.letters(on('send', id));
		expect(items[0]?.json).toMatchObject({
			letterId: id,
			outcome: 'accepted',
			note: 'CM.com did not confirm it; the letter shows that it was sent.',
		});
		expect(puts()).toHaveLength(1);
	});

	it('tries a release once more of which the letter shows nothing, and no more than that', async () => {
		const [id = ''] = await stored({});
		account.simulator.setFaults([{ kind: 'resetBefore', method: 'PUT' }]);
		const { error } = await account.letters(on('send', id, { options: QUICK }), [{ json: {} }], {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(error?.message).toContain(
			`It is unknown whether CM.com carried out the request for the letter "${id}"`,
		);
		expect(puts()).toHaveLength(2);
	});
});

describe('Letter: Update', () => {
	it('changes what is set, keeps the rest, and mails nothing', async () => {
		const [id = ''] = await stored({
			senderInput: 'text',
			sender: 'Old sender',
			additionalFields: { subject: 'Old' },
		});
		const { items } = await account.letters(
			on('update', id, {
				updateFields: {
					recipient: 'New\nAddress',
					subject: 'New',
					fullcolor: true,
					destination: 'belgium',
				},
			}),
		);
		expect(puts()).toEqual([
			{
				destination: 'BE',
				addresses: [{ recipient: 'New\nAddress\nBelgium', sender: 'Old sender' }],
				message: expect.stringContaining('Dear') as string,
				subject: 'New',
				fullcolor: true,
				reference: expect.any(String) as string,
			},
		]);
		expect(items[0]?.json).toMatchObject({ letterId: id, status: 'draft', outcome: 'accepted' });
	});

	it.each<[what: string, changes: object, recipient: string]>([
		['another address', { recipient: 'New\nAddress' }, 'New\nAddress\nNetherlands'],
		[
			'an address in the country of the option',
			{ recipient: 'New\nAddress', homeCountry: 'Nederland' },
			'New\nAddress',
		],
		[
			'a sender of the same country',
			{ recipient: 'New\nAddress', sender: 'Club\nDelft\nNetherlands' },
			'New\nAddress',
		],
		[
			'another language',
			{ recipient: 'New\nAddress', countryLanguage: 'french' },
			'New\nAddress\nPays-Bas',
		],
	])('prints the country by the rule of Create: %s', async (_what, updateFields, recipient) => {
		const [id = ''] = await stored({});
		await account.letters(on('update', id, { updateFields }));
		expect(account.simulator.letters()[0]?.letter.addresses?.[0]?.recipient).toBe(recipient);
	});

	it('refuses a destination that the printed country contradicts, and changes nothing', async () => {
		const [id = ''] = await stored({});
		const { error } = await account.letters(
			on('update', id, { updateFields: { destination: 'BE' } }),
		);
		expect(error?.message).toContain('its last line "Netherlands" is another country than BE');
		expect(error?.description).toContain('Nothing was changed.');
		expect(puts()).toEqual([]);
	});

	it('clears a text that is given as empty', async () => {
		const [id = ''] = await stored({ additionalFields: { subject: 'Old' } });
		await account.letters(on('update', id, { updateFields: { subject: '' } }));
		expect(account.simulator.letters()[0]?.letter.subject ?? '').toBe('');
	});

	it.each([
		['nothing to change', {}, 'Update Fields: there is nothing to change'],
		['emoji', { message: 'x 😀' }, 'Message: it holds what cannot be printed'],
		['an address of one line', { recipient: 'x' }, 'Recipient: "x" is only one line'],
		['no country', { destination: 'Mordor' }, 'Destination: "Mordor" is not a country'],
	])('refuses %s before any request', async (_name, updateFields, message) => {
		const { error } = await account.letters(on('update', 'some-id', { updateFields }));
		expect(error?.message).toContain(message);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('tells that a letter on its way cannot be changed', async () => {
		const [id = ''] = await stored({ operation: 'createAndSend' });
		const { error } = await account.letters(
			on('update', id, { updateFields: { subject: 'Late' } }),
		);
		expect(error?.message).toBe(`CM.com can no longer change the letter "${id}" [item 0]`);
	});
});

describe('Letter: Get', () => {
	it('gives a letter without its content, or whole', async () => {
		const [id = ''] = await stored({ reference: 'R-2' });
		const simple = await account.letters(on('get', id));
		expect(simple.items[0]?.json).toMatchObject({
			letterId: id,
			status: 'draft',
			reference: 'R-2',
		});
		expect(simple.items[0]?.json).not.toHaveProperty('message');
		expect(Object.keys(simple.items[0]?.json ?? {}).length).toBeLessThanOrEqual(10);

		const whole = await account.letters(on('get', id, { simplify: false }));
		expect(whole.items[0]?.json).toMatchObject({
			id,
			letterId: id,
			addresses: expect.any(Array) as [],
		});
	});

	it.each(['', '..', ' . '])('refuses "%s" as an ID', async (id) => {
		const { error } = await account.letters(on('get', `={{ "${id}" }}`));
		expect(error?.message).toMatch(/^Letter: /);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('keeps an odd ID within its path', async () => {
		await account.letters(on('get', '../prices?x=1'));
		expect(account.simulator.requests()[0]?.path).toContain('/letters/..%2Fprices%3Fx%3D1');
	});
});

describe('Letter: Get Many', () => {
	const all = (more = {}) => ({ resource: 'letter', operation: 'getAll', ...more });

	it.each(['array', 'letters', 'data', 'items'] as const)(
		'reads a list given as %s',
		async (listShape) => {
			account.simulator.setAssumptions({ listShape });
			const ids = await stored({}, {});
			const { items } = await account.letters(all({ returnAll: true }));
			expect(items.map(({ json }) => json.letterId).sort()).toEqual([...ids].sort());
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
		},
	);

	it('gives no more than the limit', async () => {
		await stored({}, {}, {});
		expect((await account.letters(all({ limit: 2 }))).items).toHaveLength(2);
	});

	it.each([
		[{ status: 'QUEUED' }, ['b']],
		[{ reference: 'a' }, ['a']],
		[{ destination: 'germany' }, ['c']],
		[{ destination: 'NL', status: 'draft' }, ['a']],
		[{ reference: 'none' }, []],
	])('narrows down by %j', async (filters, references) => {
		await stored(
			{ reference: 'a' },
			{ reference: 'b', operation: 'createAndSend' },
			{ reference: 'c', destination: locator('DE', 'list') },
		);
		const { items } = await account.letters(all({ filters }));
		expect(items.map(({ json }) => json.reference)).toEqual(references);
	});
});

describe('Letter: Get Price', () => {
	it('gives the price with the letter ID', async () => {
		const [id = ''] = await stored({});
		const { items } = await account.letters(on('getPrice', id));
		expect(items[0]?.json).toMatchObject({ letterId: id, price: expect.any(Number) as number });
	});

	it('names a letter that does not exist', async () => {
		const { error } = await account.letters(on('getPrice', 'nope'));
		expect(error?.message).toContain('CM.com does not know a price of the letter "nope"');
	});
});

describe('Letter: Delete', () => {
	it.each([200, 204] as const)(
		'removes a stored letter, answered with %i',
		async (deleteAnswer) => {
			account.simulator.setAssumptions({ deleteAnswer });
			const [id = ''] = await stored({});
			const { items } = await account.letters(on('delete', id));
			expect(items.map(({ json }) => json)).toEqual([{ deleted: true }]);
			const { error } = await account.letters(on('get', id, { simplify: false }));
			expect(error?.httpCode ?? account.simulator.letters()[0]?.status).toMatch(/404|deleted/);
		},
	);

	it('tells that a letter on its way cannot be removed', async () => {
		const [id = ''] = await stored({ operation: 'createAndSend' });
		const { error } = await account.letters(on('delete', id));
		expect(error?.message).toBe(`CM.com can no longer change the letter "${id}" [item 0]`);
	});

	it('a retry of the node does not fail on what it removed itself', async () => {
		const ids = await stored({}, {});
		account.simulator.setFaults([
			{ kind: 'status', method: 'DELETE', status: 400, every: 2, times: 1 },
		]);
		const { items, error } = await account.letters(
			{
				resource: 'letter',
				operation: 'delete',
				letterId: locator('={{ $json.id }}'),
				options: { concurrency: 1 },
			},
			ids.map((id) => ({ json: { id } })),
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(2);
	});
});
