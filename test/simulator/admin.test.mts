import { LETTER, pdfOf, startOwn, until, withSimulator } from './harness.mts';

const client = withSimulator();

test('health says where the API is', async () => {
	const { simulator } = client();
	expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
	expect(simulator.lettersUrl).toBe(`${simulator.url}/letters`);
	expect((await client().admin('GET', 'health')).json).toEqual({
		status: 'ok',
		lettersUrl: simulator.lettersUrl,
		messagingUrl: `${simulator.url}/v1.0/message`,
		xmlGatewayUrl: `${simulator.url}/gateway.ashx`,
		conversionUrl: `${simulator.url}/v1.0/conversion`,
		accountId: simulator.accountId,
	});
});

test('state counts letters and costs; drafts cost nothing yet', async () => {
	await client().createLetter();
	await client().createLetter({ scheduledate: '2020-02-22' });
	await client().createLetter({ scheduledate: '2020-02-22', fullcolor: true });
	await client().createCallback('http://127.0.0.1:9/');
	expect((await client().admin('GET', 'state')).json).toMatchObject({
		letters: [{ status: 'draft' }, { status: 'queued' }, { status: 'queued' }],
		callbacks: [{ callback: { endpoint: 'http://127.0.0.1:9/' } }],
		counts: { draft: 1, queued: 2 },
		totalPrice: 2.5,
		currency: 'EUR',
		deliveries: [],
		assumptions: { createStatus: 201 },
		stepEveryMs: null,
	});
});

test('letters, requests, violations and deliveries', async () => {
	const { simulator } = client();
	await client().createCallback('http://127.0.0.1:9/');
	await client().createLetter({ scheduledate: '2020-02-22' });
	await client().sendJson('POST', 'letters', {});
	expect((await client().admin('POST', 'settle')).status).toBe(204);
	expect((await client().admin('GET', 'letters')).json).toEqual(simulator.letters());
	expect((await client().admin('GET', 'requests')).json).toEqual(simulator.requests());
	expect((await client().admin('GET', 'violations')).json).toEqual(simulator.violations());
	expect((await client().admin('GET', 'deliveries')).json).toEqual(simulator.deliveries());
	expect(simulator.violations()).toHaveLength(1);
	expect(simulator.deliveries()).toHaveLength(1);
});

test('faults, assumptions and clock can be set, and are checked', async () => {
	const bad = [
		await client().admin('PUT', 'faults', [{ kind: 'explode' }]),
		await client().admin('PUT', 'faults?seed=-1', []),
		await client().admin('PUT', 'assumptions', { createStatus: 204 }),
		await client().admin('PUT', 'clock', { stepEveryMs: 0 }),
		await client().admin('PUT', 'clock', {}),
	];
	expect(bad.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400]);
	expect(bad[0]?.json.message).toContain('kind is one of');

	await client().admin('PUT', 'faults', [{ kind: 'status', status: 418 }]);
	expect((await client().send('GET', 'letters')).status).toBe(418);
	await client().admin('PUT', 'faults', []);
	const set = await client().admin('PUT', 'assumptions', { createStatus: 200 });
	expect(set.json).toMatchObject({ createStatus: 200, putAnswer: 200 });
	expect((await client().sendJson('POST', 'letters', LETTER)).status).toBe(200);
	expect((await client().admin('PUT', 'clock', { stepEveryMs: 60_000 })).status).toBe(204);
	expect((await client().admin('GET', 'state')).json.stepEveryMs).toBe(60_000);
});

test('reset forgets everything', async () => {
	await client().createLetter();
	await client().createCallback('http://127.0.0.1:9/');
	await client().admin('PUT', 'faults', [{ kind: 'status' }]);
	await client().admin('PUT', 'clock', { stepEveryMs: 60_000 });
	expect((await client().admin('POST', 'reset')).status).toBe(204);
	const { simulator } = client();
	expect([simulator.letters(), simulator.requests(), simulator.deliveries()]).toEqual([[], [], []]);
	expect((await client().send('GET', 'callbacks')).json).toEqual([]);
	expect((await client().admin('GET', 'state')).json.stepEveryMs).toBeNull();
});

test('what there is not, and who is not welcome', async () => {
	expect((await client().admin('GET', 'nothing')).status).toBe(404);
	expect((await client().admin('GET', 'letters/none/pdf')).status).toBe(404);
	const id = await client().createLetter();
	expect((await client().admin('GET', `letters/${id}/pdf`)).status).toBe(404);
	const url = `${client().simulator.url}/_simulator/reset`;
	const foreign = await fetch(url, {
		method: 'POST',
		headers: { 'Sec-Fetch-Site': 'cross-site' },
	});
	expect(foreign.status).toBe(403);
	expect(client().simulator.letters()).toHaveLength(1);
});

test('events tell of what is there and of what changes', async () => {
	const own = await startOwn();
	const first = await own.createLetter();
	const response = await fetch(`${own.simulator.url}/_simulator/events`);
	expect(response.headers.get('content-type')).toBe('text/event-stream');
	const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
	let text = '';
	/** The next event, once it has come in full. */
	const next = async (): Promise<{ event: string; data: unknown }> => {
		for (;;) {
			const found = /event: (.*)\ndata: (.*)\n\n/.exec(text);
			if (found !== null) {
				text = text.slice(found.index + found[0].length);
				return { event: found[1] ?? '', data: JSON.parse(found[2] ?? '') };
			}
			text += (await reader?.read())?.value ?? '';
		}
	};
	expect(await next()).toMatchObject({ event: 'letters', data: [{ id: first, next: 'queued' }] });
	expect(await next()).toEqual({ event: 'messages', data: { messages: [], counts: {} } });
	const second = await own.createLetter({ message: 'two\nlines' });
	expect(await next()).toMatchObject({ event: 'letter', data: { id: second, status: 'draft' } });
	await own.simulator.advance(second, 'delivered');
	expect(await next()).toMatchObject({ event: 'letter', data: { id: second, next: null } });
	await own.send('DELETE', `letters/${first}`);
	expect(await next()).toEqual({ event: 'removed', data: { id: first } });
	await own.createCallback('http://127.0.0.1:9/');
	await own.createLetter({ scheduledate: '2020-02-22' });
	expect(await next()).toMatchObject({ event: 'letter' });
	expect(await next()).toMatchObject({ event: 'delivery', data: { status: 'queued' } });
	own.simulator.reset();
	expect(await next()).toEqual({ event: 'reset', data: {} });
});

test('the page and its parts are served, and nothing else of the disk', async () => {
	const { url } = client().simulator;
	const page = await fetch(url);
	const html = await page.text();
	expect(page.status).toBe(200);
	expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
	const parts = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, part]) => part);
	expect(parts).toEqual(expect.arrayContaining(['page.css', 'card.css', 'bubble.css', 'page.js']));
	const scripts = ['card.js', 'bubble.js', 'element.js', 'messageList.js', 'richContent.js'];
	for (const part of [...parts, ...scripts]) {
		expect([part, (await fetch(`${url}/${part}`)).status]).toEqual([part, 200]);
	}
	expect((await fetch(`${url}/..%2fserver.mts`)).status).toBeGreaterThanOrEqual(400);
});

test('close ends open streams and kept connections, and can be repeated', async () => {
	const own = await startOwn();
	const response = await fetch(`${own.simulator.url}/_simulator/events`);
	const ended = response.text().catch(() => 'ended');
	await own.simulator.close();
	await own.simulator.close();
	expect(await ended).toBe('ended');
});

test('two thousand letters, and as many PDFs', async () => {
	const form = { pdf: await pdfOf(1), destination: 'NL' };
	const createAll = async (worker: number) => {
		for (let letter = worker; letter < 1000; letter += 8) {
			await client().createLetter();
			await client().sendForm(form);
		}
	};
	await Promise.all([0, 1, 2, 3, 4, 5, 6, 7].map(createAll));
	await until(() => client().simulator.letters().length === 2000);
	expect((await client().send('GET', 'letters')).json).toHaveLength(2000);
});
