import { locator, useAccount } from '../../../harness/engine/useAccount.mts';

const account = useAccount();

const body = (method: string) =>
	account.simulator
		.requests()
		.filter((request) => request.method === method)
		.map((request) => request.body)
		.at(-1);

describe('Price', () => {
	it('Get Many gives one item per price model', async () => {
		const all = await account.letters({ resource: 'price', operation: 'getAll', returnAll: true });
		expect(all.items.length).toBeGreaterThan(1);
		const some = await account.letters({ resource: 'price', operation: 'getAll', limit: 1 });
		expect(some.items.map(({ json }) => json)).toEqual([all.items[0]?.json]);
	});

	it('Get takes a code or a name', async () => {
		for (const country of ['NL', 'netherlands']) {
			const { items } = await account.letters({
				resource: 'price',
				operation: 'get',
				isoCode: locator(country, 'country'),
			});
			expect(items).toHaveLength(1);
			expect(account.simulator.requests().at(-1)?.path).toMatch(/\/prices\/NL$/);
		}
	});

	it('Get refuses what is no country before any request', async () => {
		const { error } = await account.letters({
			resource: 'price',
			operation: 'get',
			isoCode: locator('Utopia', 'country'),
		});
		expect(error?.message).toBe('Country: "Utopia" is not a country [item 0]');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('Callback', () => {
	const everyKey = {
		method: 'put',
		data: '{date=[RECEIVED_AT],status=[STATUS]}',
		query: 'letter=[LETTER]',
		headers: { header: [{ name: 'X-Ref', value: '[REFERENCE]' }] },
		contenttype: 'form',
		verifySSL: true,
	};
	const create = (more = {}) => ({
		resource: 'callback',
		operation: 'create',
		endpoint: 'https://your.callback.url/endpoint/[LETTER]',
		...more,
	});
	const created = async (more = {}) =>
		String((await account.letters(create(more))).items[0]?.json.callbackId);

	it('Create sends every documented key of the config', async () => {
		const { items } = await account.letters(create({ config: everyKey }));
		expect(body('POST')).toEqual({
			type: 'http',
			endpoint: 'https://your.callback.url/endpoint/[LETTER]',
			config: { ...everyKey, headers: [{ 'X-Ref': '[REFERENCE]' }] },
		});
		expect(items[0]?.json.callbackId).toEqual(items[0]?.json.id);
	});

	it('Create sends no config when none is set', async () => {
		await account.letters(create());
		expect(body('POST')).toEqual({
			type: 'http',
			endpoint: 'https://your.callback.url/endpoint/[LETTER]',
		});
	});

	it.each([
		['', 'it is empty'],
		['example.com/x', '"example.com/x" is not a web address'],
		['ftp://example.com', 'is not a web address'],
	])('Create refuses the endpoint "%s"', async (endpoint, reason) => {
		const { error } = await account.letters(create({ endpoint: `={{ "${endpoint}" }}` }));
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('Get and Get Many give it back', async () => {
		const id = await created({ config: everyKey });
		const one = await account.letters({
			resource: 'callback',
			operation: 'get',
			callbackId: locator(id),
		});
		const many = await account.letters({ resource: 'callback', operation: 'getAll' });
		expect(one.items[0]?.json).toMatchObject({ callbackId: id, type: 'http' });
		expect(many.items.map(({ json }) => json)).toEqual([one.items[0]?.json]);
	});

	it.each(['merge', 'replace'] as const)(
		'Update keeps what is not changed, when the service takes PUT to %s',
		async (putSemantics) => {
			account.simulator.setAssumptions({ putSemantics });
			const id = await created({ config: everyKey });
			await account.letters({
				resource: 'callback',
				operation: 'update',
				callbackId: locator(id),
				config: { method: 'post' },
			});
			expect(body('PUT')).toEqual({
				type: 'http',
				endpoint: 'https://your.callback.url/endpoint/[LETTER]',
				config: { ...everyKey, method: 'post', headers: [{ 'X-Ref': '[REFERENCE]' }] },
			});
		},
	);

	it('Update refuses to change nothing', async () => {
		const { error } = await account.letters({
			resource: 'callback',
			operation: 'update',
			callbackId: locator('x'),
		});
		expect(error?.message).toContain('Config: there is nothing to change');
	});

	it('Delete removes it; one that is not there is named', async () => {
		const id = await created();
		const remove = { resource: 'callback', operation: 'delete', callbackId: locator(id) };
		expect((await account.letters(remove)).items.map(({ json }) => json)).toEqual([
			{ deleted: true },
		]);
		expect((await account.letters(remove)).error?.message).toBe(
			`CM.com does not know the callback "${id}" [item 0]`,
		);
	});
});
