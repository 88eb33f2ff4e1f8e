import { parseFaultRules } from '../../simulator/framework/faults.mts';
import type { FaultRule } from '../../simulator/cm/server.mts';
import { LETTER, startOwn, until, withSimulator } from './harness.mts';

const client = withSimulator();

const created = () => client().simulator.letters().length;
const create = () => client().sendJson('POST', 'letters', LETTER);
const setFaults = (...rules: FaultRule[]) => client().simulator.setFaults(rules);
const logged = () => client().simulator.requests().at(-1);

/** The code of the error a connection broke with. */
async function brokenBy(sent: Promise<unknown>): Promise<unknown> {
	const error: unknown = await sent.then(
		() => new Error('was answered'),
		(reason: unknown) => reason,
	);
	const { cause, message } = error as Error & { cause?: { code?: string } };
	return cause?.code ?? message;
}

test('status: nothing is processed, and Retry-After is sent as given', async () => {
	setFaults({ kind: 'status', status: 429, retryAfter: 7, body: { message: 'Slow down' } });
	const reply = await create();
	expect(reply.status).toBe(429);
	expect(reply.headers.get('retry-after')).toBe('7');
	expect(reply.json).toEqual({ message: 'Slow down' });
	expect(created()).toBe(0);
	expect(logged()).toMatchObject({ status: 429, fault: 'status', body: LETTER });

	setFaults({ kind: 'status', retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT', body: 'text' });
	const dated = await create();
	expect(dated.status).toBe(503);
	expect(dated.headers.get('retry-after')).toBe('Wed, 21 Oct 2026 07:28:00 GMT');
	expect(dated.text).toBe('text');

	setFaults({ kind: 'status', status: 500 });
	expect((await create()).headers.has('retry-after')).toBe(false);
});

test('status after: processed all the same', async () => {
	setFaults({ kind: 'status', status: 500, after: true });
	expect((await create()).status).toBe(500);
	expect(created()).toBe(1);
});

test.each([
	[429, 1],
	[503, 1],
	[409, undefined],
	[404, undefined],
])('status after, %i: the letter is there although the answer says no', async (status, seconds) => {
	const told = seconds === undefined ? {} : { retryAfter: seconds };
	setFaults({ kind: 'status', status, after: true, ...told });
	const reply = await create();
	expect(reply.status).toBe(status);
	expect(reply.headers.get('retry-after')).toBe(seconds === undefined ? null : String(seconds));
	expect(created()).toBe(1);
});

test.each([
	[200, { success: false, message: 'No credit' }],
	[201, { status: 'error' }],
	[200, { errorCode: 12, message: 'No credit' }],
	[207, { results: [{ status: 400, message: 'No' }] }],
	[200, {}],
	[200, 'OK'],
])('status %i that says %j, without a letter and with one', async (status, body) => {
	for (const after of [false, true]) {
		setFaults({ kind: 'status', status, body, after });
		const reply = await create();
		expect(reply.status).toBe(status);
		expect(typeof body === 'string' ? reply.text : reply.json).toEqual(body);
		expect(created()).toBe(after ? 1 : 0);
	}
});

test('latency: a letter is made although nobody waits for the answer any longer', async () => {
	setFaults({ kind: 'latency', latencyMs: 50 });
	const gaveUp = new AbortController();
	const sent = client().send('POST', 'letters', {
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify(LETTER),
		signal: gaveUp.signal,
	});
	await client().simulator.until(() => logged()?.body != null);
	gaveUp.abort();
	await expect(sent).rejects.toThrow('aborted');
	await client().simulator.until(() => created() === 1);
});

test('html: an error page, before or after', async () => {
	setFaults({ kind: 'html', times: 1 }, { kind: 'html', status: 200, after: true });
	const before = await create();
	expect(before.status).toBe(502);
	expect(before.headers.get('content-type')).toContain('text/html');
	expect(before.text).toContain('<html>');
	expect(created()).toBe(0);
	expect((await create()).status).toBe(200);
	expect(created()).toBe(1);
});

test('resetBefore: nothing is processed', async () => {
	setFaults({ kind: 'resetBefore' });
	expect(await brokenBy(create())).toBe('ECONNRESET');
	expect(created()).toBe(0);
	expect(logged()).toMatchObject({ status: null, fault: 'resetBefore', body: LETTER });
});

test('resetAfter: processed, but not answered', async () => {
	setFaults({ kind: 'resetAfter' });
	expect(await brokenBy(create())).toBe('ECONNRESET');
	expect(created()).toBe(1);
	expect(logged()).toMatchObject({ status: null, fault: 'resetAfter' });
});

test('truncated: the full length is promised, half of it comes', async () => {
	setFaults({ kind: 'truncated' });
	const response = await fetch(client().url('letters'), {
		method: 'POST',
		headers: {
			'X-CM-PRODUCTTOKEN': client().simulator.productToken,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify(LETTER),
	});
	expect(response.status).toBe(201);
	expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100);
	expect(await brokenBy(response.text())).toBe('UND_ERR_SOCKET');
	expect(created()).toBe(1);
});

test('truncated, not after: half an error comes, and nothing is processed', async () => {
	setFaults({ kind: 'truncated', after: false });
	expect(await brokenBy(create())).toBe('UND_ERR_SOCKET');
	expect(logged()).toMatchObject({ status: 502, fault: 'truncated' });
	expect(created()).toBe(0);
});

test('slowBody: processed, the headers at once, and a body that goes on', async () => {
	setFaults({ kind: 'slowBody' });
	const response = await fetch(client().url('letters'), {
		method: 'POST',
		headers: {
			'X-CM-PRODUCTTOKEN': client().simulator.productToken,
			'Content-Type': 'application/json',
		},
		body: JSON.stringify(LETTER),
	});
	expect(response.status).toBe(201);
	expect(created()).toBe(1);
	const reader = (response.body as ReadableStream<Uint8Array>).getReader();
	const [first, second] = [await reader.read(), await reader.read()];
	expect(
		Buffer.concat(
			[first.value ?? [], second.value ?? []].map((part) => Buffer.from(part)),
		).toString(),
	).toBe('{"');
	await reader.cancel();
});

test('empty: processed, and answered with a status code alone', async () => {
	setFaults({ kind: 'empty' });
	const reply = await create();
	expect(reply.status).toBe(201);
	expect(reply.text).toBe('');
	expect(created()).toBe(1);
});

test.each([
	['hang', 0],
	['hangAfter', 1],
] as const)('%s: never answered, until the simulator closes', async (kind, letters) => {
	const own = await startOwn({ faults: [{ kind, times: 1 }] });
	const outcome = brokenBy(own.sendJson('POST', 'letters', LETTER));
	await until(() => own.simulator.requests()[0]?.body != null);
	const next = await own.send('GET', 'letters');
	expect(next.json).toHaveLength(letters);
	expect(own.simulator.requests()[0]).toMatchObject({ status: null, fault: kind });
	await own.simulator.close();
	expect(await outcome).toBe('UND_ERR_SOCKET');
});

test('latency adds up, and combines with what follows it', async () => {
	setFaults(
		{ kind: 'latency', latencyMs: 20 },
		{ kind: 'latency', latencyMs: 20, method: 'POST' },
		{ kind: 'status', status: 500, method: 'POST', latencyMs: 20 },
	);
	const start = performance.now();
	expect((await create()).status).toBe(500);
	// A timer may fire a millisecond early.
	expect(performance.now() - start).toBeGreaterThan(57);
	expect(logged()?.fault).toBe('latency+latency+status');
	expect((await client().send('GET', 'letters')).status).toBe(200);
	expect(logged()?.fault).toBe('latency');
});

test('closing does not wait for latency, nor process what waited', async () => {
	const own = await startOwn({ faults: [{ kind: 'latency', latencyMs: 60_000 }] });
	const outcome = brokenBy(own.sendJson('POST', 'letters', LETTER));
	await until(() => own.simulator.requests()[0]?.body != null);
	await own.simulator.close();
	expect(await outcome).toBe('UND_ERR_SOCKET');
	expect(own.simulator.letters()).toEqual([]);
});

async function statuses(count: number): Promise<number[]> {
	const found: number[] = [];
	for (let request = 0; request < count; request++) {
		found.push((await client().send('GET', 'letters')).status);
	}
	return found;
}

test('one in N, at most so often, then no more', async () => {
	setFaults({ kind: 'status', status: 500, every: 3, times: 2 });
	expect(await statuses(10)).toEqual([200, 200, 500, 200, 200, 500, 200, 200, 200, 200]);
});

test('by chance, but the same chance each time', async () => {
	const rule: FaultRule = { kind: 'status', status: 500, probability: 0.5 };
	setFaults(rule);
	const first = await statuses(20);
	setFaults(rule);
	expect(await statuses(20)).toEqual(first);
	expect(new Set(first)).toEqual(new Set([200, 500]));
	client().simulator.setFaults([rule], 7);
	const other = await statuses(20);
	expect(other).not.toEqual(first);
	await client().admin('PUT', 'faults?seed=7', [rule]);
	expect(await statuses(20)).toEqual(other);
	setFaults({ ...rule, probability: 0 });
	expect(new Set(await statuses(5))).toEqual(new Set([200]));
	setFaults({ ...rule, probability: 1 });
	expect(new Set(await statuses(5))).toEqual(new Set([500]));
});

test('only where method and path match, and the first rule that fires wins', async () => {
	setFaults(
		{ kind: 'status', name: 'no letters', status: 500, method: 'post', path: '/letters$' },
		{ kind: 'status', status: 502, path: '/(prices|letters)$' },
	);
	expect((await create()).status).toBe(500);
	expect(logged()?.fault).toBe('no letters');
	expect((await client().send('GET', 'letters')).status).toBe(502);
	expect(logged()?.fault).toBe('status');
	expect((await client().send('GET', 'prices')).status).toBe(502);
	expect((await client().send('GET', 'callbacks')).status).toBe(200);
	expect((await client().admin('GET', 'letters')).status).toBe(200);
});

test('a fault hides neither a violation nor what is refused', async () => {
	setFaults({ kind: 'status', status: 503 });
	const reply = await client().sendJson('POST', 'letters', { colour: true });
	expect(reply.status).toBe(503);
	expect(client().simulator.violations()).toHaveLength(1);
	setFaults({ kind: 'resetAfter' });
	expect(await brokenBy(client().send('GET', 'letters/none'))).toBe('ECONNRESET');
});

test.each([
	['no list', {}, 'list'],
	['no object', [1], 'rule 1 is no object'],
	['no kind', [{ kind: 'html' }, {}], 'rule 2 has no kind'],
	['an unknown kind', [{ kind: 'explode' }], 'kind is one of status'],
	['an unknown member', [{ kind: 'html', code: 1 }], 'unknown member "code"'],
	['a broken expression', [{ kind: 'html', path: '(' }], 'path is a regular expression'],
	['no status code', [{ kind: 'html', status: 42 }], 'status is'],
	['every 0th', [{ kind: 'html', every: 0 }], 'every is'],
	['more than certain', [{ kind: 'html', probability: 2 }], 'probability is'],
])('rules with %s are refused', (_what, rules, complaint) => {
	expect(() => parseFaultRules(rules)).toThrow(complaint);
});
