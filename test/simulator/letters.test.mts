import { LETTER, withSimulator } from './harness.mts';

const client = withSimulator();

const ALL_PROPERTIES = {
	...LETTER,
	addresses: [{ recipient: 'R. Müller\nHauptstraße 5\n10115 Berlin', sender: 'CM, Breda' }],
	destination: 'DE',
	subject: 'Überweisung',
	dateplace: 'Breda, 1 May 2025',
	fullcolor: true,
	doublesided: true,
	express: true,
	registered: true,
	registeredMailbox: false,
	registeredReceipt: false,
	reference: 'order 7/é',
};

describe('create from text', () => {
	test('echoes what was sent, with an ID and a status', async () => {
		const reply = await client().sendJson('POST', 'letters', ALL_PROPERTIES);
		expect(reply.status).toBe(201);
		expect(reply.json).toMatchObject({
			...ALL_PROPERTIES,
			id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
			status: 'draft',
			senton: null,
			trackingcode: null,
		});
		expect(client().simulator.violations()).toEqual([]);
	});

	test('with any scheduledate the letter goes out', async () => {
		for (const scheduledate of ['2020-02-22', '2031-02-22T10:00:00', '2020-02-22T10:00:00Z']) {
			const reply = await client().sendJson('POST', 'letters', { ...LETTER, scheduledate });
			expect(reply.json).toMatchObject({ status: 'queued', scheduledate });
		}
	});

	test.each([
		['no destination', { destination: undefined }, 'destination'],
		['no message', { message: undefined }, 'message'],
		['no addresses', { addresses: undefined }, 'addresses'],
		['no recipient', { addresses: [{ sender: 'x' }] }, 'recipient'],
		['two addresses', { addresses: [{ recipient: 'a' }, { recipient: 'b' }] }, 'addresses'],
		['a country of three letters', { destination: 'NLD' }, 'destination'],
		['a text for a boolean', { fullcolor: 'true' }, 'fullcolor'],
		['a property nobody documented', { envelope: 'C5' }, 'envelope'],
		['no date', { scheduledate: 'tomorrow' }, 'scheduledate'],
		['an impossible date', { scheduledate: '2025-02-30' }, 'scheduledate'],
		['a reference that is a number', { reference: 7 }, 'reference'],
	])('%s is refused, and a violation', async (_what, change, named) => {
		const reply = await client().sendJson('POST', 'letters', { ...LETTER, ...change });
		expect(reply.status).toBe(400);
		expect(reply.json.message).toContain(named);
		expect(client().simulator.violations()).toMatchObject([
			{ method: 'POST', status: 400, violation: expect.stringContaining(named) as unknown },
		]);
		expect(client().simulator.letters()).toEqual([]);
	});

	test('an unknown country is refused, but is no violation', async () => {
		const reply = await client().sendJson('POST', 'letters', { ...LETTER, destination: 'ZZ' });
		expect(reply.status).toBe(400);
		expect(reply.json.message).toContain('ZZ');
		expect(client().simulator.violations()).toEqual([]);
	});

	test.each([
		['message', { message: 'Well done 👍' }, '👍 (U+1F44D)'],
		['subject', { subject: '☎️ call us' }, '(U+260E)'],
		['dateplace', { dateplace: 'Breda 🇳🇱' }, '(U+1F1F3)'],
		['recipient', { addresses: [{ recipient: 'J 🕷\nStreet' }] }, '🕷 (U+1F577)'],
		['sender', { addresses: [{ recipient: 'J', sender: '1️⃣ Ltd' }] }, '(U+0031)'],
	])('emoji in %s are refused by name', async (property, change, emoji) => {
		const reply = await client().sendJson('POST', 'letters', { ...LETTER, ...change });
		expect(reply.status).toBe(400);
		expect(reply.json.message).toContain(property);
		expect(reply.json.message).toContain(emoji);
	});

	test('signs that are no emoji are accepted', async () => {
		await client().createLetter({ message: 'ß € © ® ™ ☎ ❤ → ½ 漢字 ١٢٣ #1*' });
	});

	test('broken JSON and other content types are refused, and violations', async () => {
		const send = (type: string, body: string) =>
			client().send('POST', 'letters', { headers: { 'Content-Type': type }, body });
		expect((await send('application/json', '{"destination":')).status).toBe(400);
		expect((await send('application/json', '"text"')).status).toBe(400);
		expect((await send('application/x-www-form-urlencoded', 'destination=NL')).status).toBe(415);
		expect((await send('text/plain', 'x')).status).toBe(415);
		expect((await client().send('POST', 'letters')).status).toBe(415);
		expect(client().simulator.violations()).toHaveLength(5);
	});
});

describe('read, change and remove', () => {
	test('the list has all letters, in order', async () => {
		expect((await client().send('GET', 'letters')).json).toEqual([]);
		const ids = [await client().createLetter(), await client().createLetter()];
		const reply = await client().send('GET', 'letters');
		expect(reply.status).toBe(200);
		expect((reply.json as unknown as { id: string }[]).map(({ id }) => id)).toEqual(ids);
	});

	test('one letter', async () => {
		const id = await client().createLetter({ reference: 'r-1' });
		const reply = await client().send('GET', `letters/${id}`);
		expect(reply.status).toBe(200);
		expect(reply.json).toMatchObject({ ...LETTER, id, reference: 'r-1', status: 'draft' });
	});

	test('PUT merges, and releases with a scheduledate', async () => {
		const id = await client().createLetter({ subject: 'Old', reference: 'r-1' });
		const changed = await client().sendJson('PUT', `letters/${id}`, { subject: 'New' });
		expect(changed.status).toBe(200);
		expect(changed.json).toMatchObject({
			...LETTER,
			subject: 'New',
			reference: 'r-1',
			status: 'draft',
		});
		const sent = await client().sendJson('PUT', `letters/${id}`, { scheduledate: '2020-02-22' });
		expect(sent.json).toMatchObject({ subject: 'New', status: 'queued' });
	});

	test('PUT with what is not allowed', async () => {
		const id = await client().createLetter();
		for (const body of [{}, { colour: true }, { message: '' }]) {
			expect((await client().sendJson('PUT', `letters/${id}`, body)).status).toBe(400);
		}
		const emoji = await client().sendJson('PUT', `letters/${id}`, { message: '😀' });
		expect(emoji.status).toBe(400);
		expect(client().simulator.violations()).toHaveLength(3);
	});

	test('DELETE removes a draft', async () => {
		const id = await client().createLetter();
		const reply = await client().send('DELETE', `letters/${id}`);
		expect(reply.status).toBe(204);
		expect(reply.text).toBe('');
		expect((await client().send('GET', `letters/${id}`)).status).toBe(404);
		expect(client().simulator.letters()).toEqual([]);
	});

	test('a released letter can be neither changed nor removed', async () => {
		const id = await client().createLetter({ scheduledate: '2020-02-22' });
		const put = await client().sendJson('PUT', `letters/${id}`, { subject: 'New' });
		const removed = await client().send('DELETE', `letters/${id}`);
		expect([put.status, removed.status]).toEqual([409, 409]);
		expect(put.json.message).toContain('queued');
		expect(client().simulator.violations()).toEqual([]);
	});

	test.each([
		['GET', 'letters/no-such-letter', undefined],
		['GET', 'letters/no-such-letter/price', undefined],
		['PUT', 'letters/no-such-letter', { subject: 'x' }],
		['DELETE', 'letters/no-such-letter', undefined],
	])('%s %s is 404, and no violation', async (method, path, body) => {
		const reply =
			body === undefined
				? await client().send(method, path)
				: await client().sendJson(method, path, body);
		expect(reply.status).toBe(404);
		expect(reply.json.message).toContain('no-such-letter');
		expect(client().simulator.violations()).toEqual([]);
	});
});

describe('who may ask, and for what', () => {
	test('no token, a wrong token, a foreign account', async () => {
		const url = client().url('letters');
		const missing = await fetch(url);
		expect(missing.status).toBe(401);
		expect(await missing.json()).toEqual({
			message: expect.stringContaining('X-CM-PRODUCTTOKEN') as unknown,
		});
		const wrong = await client().send('GET', 'letters', {
			headers: { 'X-CM-PRODUCTTOKEN': '99999999-0000-4000-8000-000000000001' },
		});
		expect(wrong.status).toBe(403);
		const foreign = await fetch(url.replace(client().simulator.accountId, 'another-account'), {
			headers: { 'X-CM-PRODUCTTOKEN': client().simulator.productToken },
		});
		expect(foreign.status).toBe(403);
		expect(client().simulator.violations()).toEqual([]);
		expect(
			client()
				.simulator.requests()
				.map(({ status }) => status),
		).toEqual([401, 403, 403]);
	});

	test('what the API does not have is a violation', async () => {
		const replies = [
			await client().send('GET', 'invoices'),
			await client().send('GET', 'letters/'),
			await client().sendJson('PATCH', 'letters', {}),
			await client().send('GET', 'letters?skip=1'),
		];
		expect(replies.map(({ status }) => status)).toEqual([404, 404, 405, 400]);
		expect(client().simulator.violations()).toHaveLength(4);
	});

	test('the log has what arrived, without the token', async () => {
		await client().createLetter({ reference: 'r-1' });
		await client().send('GET', 'letters?a=1&a=2&b=3');
		const [created, listed] = client().simulator.requests();
		expect(created).toMatchObject({
			method: 'POST',
			path: `/letters/accounts/${client().simulator.accountId}/letters`,
			contentType: 'application/json',
			body: { ...LETTER, reference: 'r-1' },
			status: 201,
		});
		expect(created?.headers['x-cm-producttoken']).toBe('****0001');
		expect(listed).toMatchObject({ query: { a: ['1', '2'], b: '3' }, body: null });
		expect(JSON.stringify(client().simulator.requests())).not.toContain(
			client().simulator.productToken,
		);
	});
});
