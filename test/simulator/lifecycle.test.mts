import { MAGIC_NAMES } from '../../simulator/cm/server.mts';
import { LETTER, pdfOf, Receiver, startOwn, withSimulator } from './harness.mts';

const client = withSimulator();

const SENDING = { scheduledate: '2020-02-22' };

function recipient(name: string): Record<string, unknown> {
	return { addresses: [{ recipient: `J. de Vries\n${name}\n1015 CN Amsterdam` }], ...SENDING };
}

/** Moves a letter on until it stays where it is. */
async function statusesOf(id: string): Promise<string[]> {
	const { simulator } = client();
	let before = '';
	let letter = await simulator.advance(id);
	while (letter.status !== before) {
		before = letter.status;
		letter = await simulator.advance(id);
	}
	return letter.history.map(({ status }) => status);
}

test('a letter goes from draft to delivered', async () => {
	const id = await client().createLetter();
	expect(await statusesOf(id)).toEqual(['draft', 'queued', 'printed', 'sent', 'delivered']);
	const letter = client().simulator.letters()[0];
	expect(letter?.sentAt).toBe(letter?.history[3]?.at);
	expect((await client().send('GET', `letters/${id}`)).json).toMatchObject({
		status: 'delivered',
		senton: letter?.sentAt,
	});
});

test.each([
	['SIM-RETURNED', ['queued', 'printed', 'sent', 'returned']],
	['sim-lost', ['queued', 'printed', 'sent']],
	['SIM-NEVERPRINTED', ['queued', 'failed']],
	['Anybody', ['queued', 'printed', 'sent', 'delivered']],
])('a letter to %s', async (name, expected) => {
	const id = await client().createLetter(recipient(name));
	expect(await statusesOf(id)).toEqual(expected);
});

test('a letter to SIM-REFUSED is not accepted', async () => {
	const reply = await client().sendJson('POST', 'letters', {
		...LETTER,
		...recipient('SIM-REFUSED'),
	});
	expect(reply.status).toBe(400);
	expect(reply.json.message).toContain('recipient');
	expect(client().simulator.letters()).toEqual([]);
	expect(client().simulator.violations()).toEqual([]);
});

test('the reference of a letter from a PDF chooses as well', async () => {
	const fields = { pdf: await pdfOf(1), destination: 'NL', ...SENDING };
	const refused = await client().sendForm({ ...fields, reference: '7 SIM-REFUSED' });
	expect(refused.status).toBe(400);
	const returned = await client().sendForm({ ...fields, reference: '7 SIM-RETURNED' });
	expect(await statusesOf(returned.id)).toContain('returned');
});

test('there are no other magic names', () => {
	expect(Object.keys(MAGIC_NAMES)).toEqual([
		'SIM-REFUSED',
		'SIM-RETURNED',
		'SIM-LOST',
		'SIM-NEVERPRINTED',
	]);
});

test('a letter can be put in any status, also over HTTP', async () => {
	const id = await client().createLetter();
	expect(await client().simulator.advance(id, 'In Transit')).toMatchObject({
		status: 'In Transit',
	});
	const reply = await client().admin('POST', `letters/${id}/advance`, { status: 'sent' });
	expect(reply.json).toMatchObject({ id, status: 'sent' });
	expect((await client().admin('POST', `letters/${id}/advance`)).json.status).toBe('delivered');
	expect((await client().admin('POST', `letters/${id}/advance`)).json.status).toBe('delivered');
	expect((await client().admin('POST', `letters/${id}/advance`, { status: 1 })).status).toBe(400);
	expect((await client().admin('POST', 'letters/none/advance')).status).toBe(404);
	await expect(client().simulator.advance('none')).rejects.toThrow('none');
});

test.each(['registered', 'registeredMailbox', 'registeredReceipt'])(
	'a letter with %s has a tracking code once it is released',
	async (option) => {
		const id = await client().createLetter({ destination: 'DE', [option]: true });
		const codeOf = async () => (await client().send('GET', `letters/${id}`)).json.trackingcode;
		expect(await codeOf()).toBeNull();
		await client().simulator.advance(id);
		const code = await codeOf();
		expect(code).toMatch(/^SIM\d{10}DE$/);
		await client().simulator.advance(id, 'sent');
		expect(await codeOf()).toBe(code);
	},
);

test('the clock moves released letters, but not drafts', async () => {
	const receiver = await Receiver.start();
	const own = await startOwn({ stepEveryMs: 1 });
	await own.createCallback(receiver.url, { data: '[STATUS]' });
	const draft = await own.createLetter();
	await own.createLetter(SENDING);
	await receiver.count(4);
	expect(receiver.received.map(({ body }) => body)).toEqual([
		'queued',
		'printed',
		'sent',
		'delivered',
	]);
	await own.admin('PUT', 'clock', { stepEveryMs: null });
	await own.sendJson('PUT', `letters/${draft}`, SENDING);
	await own.simulator.settled();
	expect(own.simulator.letters()[0]?.status).toBe('queued');
	// Setting the clock again moves on what stands still.
	await own.admin('PUT', 'clock', { stepEveryMs: 1 });
	await receiver.count(8);
	expect(own.simulator.letters()[0]?.status).toBe('delivered');
});
