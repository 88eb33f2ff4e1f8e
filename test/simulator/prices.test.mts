import { pdfOf, withSimulator } from './harness.mts';

const client = withSimulator();

async function priceOf(properties: Record<string, unknown>): Promise<Record<string, unknown>> {
	const id = await client().createLetter(properties);
	const reply = await client().send('GET', `letters/${id}/price`);
	expect(reply.status).toBe(200);
	return reply.json;
}

test('the models, and that of one country in either case', async () => {
	const all = (await client().send('GET', 'prices')).json as unknown as Record<string, unknown>[];
	expect(all.length).toBeGreaterThan(200);
	const german = all.find(({ country }) => country === 'DE');
	expect(german).toMatchObject({ name: 'Germany', currency: 'EUR', note: /invented/i });
	expect((await client().send('GET', 'prices/DE')).json).toEqual(german);
	expect((await client().send('GET', 'prices/de')).json).toEqual(german);
});

test('an unknown country is 404, a code that is none a violation', async () => {
	expect((await client().send('GET', 'prices/ZZ')).status).toBe(404);
	expect(client().simulator.violations()).toEqual([]);
	expect((await client().send('GET', 'prices/NLD')).status).toBe(400);
	expect(client().simulator.violations()).toHaveLength(1);
});

test('a letter of one page', async () => {
	expect(await priceOf({})).toEqual({
		price: 1.19,
		currency: 'EUR',
		country: 'NL',
		pages: 1,
		sheets: 1,
		parts: [
			{ name: 'postage', price: 1.15 },
			{ name: 'printing', price: 0.04 },
		],
		note: expect.stringMatching(/invented/i) as unknown,
	});
});

test.each([
	['46 lines', { message: 'x\n'.repeat(45) }, { pages: 2, sheets: 2, price: 1.32 }],
	['3,001 characters', { message: 'x'.repeat(3001) }, { pages: 2, sheets: 2, price: 1.32 }],
	[
		'both sides',
		{ message: 'x'.repeat(6001), doublesided: true },
		{ pages: 3, sheets: 2, price: 1.36 },
	],
	['colour', { fullcolor: true }, { price: 1.31 }],
	['far away', { destination: 'AU' }, { price: 1.99 }],
	['express abroad', { destination: 'AU', express: true }, { price: 3.79 }],
	['express at home', { express: true }, { price: 1.19 }],
	['registered', { destination: 'DE', registered: true }, { price: 4.04 }],
	['registered mailbox', { registeredMailbox: true }, { price: 3.39 }],
	['registered receipt', { destination: 'DE', registeredReceipt: true }, { price: 6.24 }],
])('%s', async (_what, properties, expected) => {
	const price = await priceOf(properties);
	expect(price).toMatchObject(expected);
	expect(client().simulator.letters()[0]?.price).toBe(price.price);
});

test('a PDF costs by its real pages', async () => {
	const created = await client().sendForm({
		pdf: await pdfOf(5),
		destination: 'BE',
		doublesided: 'true',
	});
	const reply = await client().send('GET', `letters/${created.id}/price`);
	expect(reply.json).toMatchObject({ pages: 5, sheets: 3, price: 1.73 });
});

test('a change of the letter changes its price', async () => {
	const id = await client().createLetter();
	await client().sendJson('PUT', `letters/${id}`, { destination: 'AU', fullcolor: true });
	expect((await client().send('GET', `letters/${id}/price`)).json.price).toBe(2.11);
});
