import { soundLetter, useAccount } from '../../../harness/engine/useAccount.mts';
import { TriggerHost, type TriggerHostOptions } from '../../../harness/engine/triggerHost.mts';

const account = useAccount();
const hosts: TriggerHost[] = [];

async function host(more: Partial<TriggerHostOptions> = {}): Promise<TriggerHost> {
	const started = await TriggerHost.start(account.loaded, {
		credential: account.credential,
		...more,
	});
	hosts.push(started);
	return started;
}
afterEach(async () => {
	await Promise.all(hosts.splice(0).map(async (each) => await each.close()));
});

interface ListedCallback {
	id: string;
	endpoint: string;
	config: Record<string, unknown>;
}

async function atService(path: string, init: RequestInit = {}): Promise<Response> {
	const { lettersUrl, accountId, productToken } = account.simulator;
	return await fetch(`${lettersUrl}/accounts/${accountId}${path}`, {
		...init,
		headers: { 'X-CM-PRODUCTTOKEN': productToken, 'content-type': 'application/json' },
	});
}
const callbacks = async () => (await (await atService('/callbacks')).json()) as ListedCallback[];
const requestsBy = (method: string) =>
	account.simulator
		.requests()
		.filter((request) => request.method === method && request.path.includes('/callbacks'));

/** Sends a letter and gives its ID. */
async function letter(reference = ''): Promise<string> {
	const { items, error } = await account.letters(
		soundLetter({ operation: 'createAndSend', reference: `={{ ${JSON.stringify(reference)} }}` }),
	);
	if (error) throw error;
	await account.simulator.settled();
	return String(items[0]?.json.letterId);
}

describe('activation', () => {
	it('registers a callback that asks for everything, verifies SSL and carries a secret', async () => {
		const trigger = await host();
		await trigger.activate();
		const [callback, ...others] = await callbacks();
		expect(others).toEqual([]);
		expect(callback?.endpoint).toMatch(
			/\/webhook\/.+\/letter-status\?secret=[0-9a-f]{64}&letter=\[LETTER\]&status=\[STATUS\]$/,
		);
		const secret = new URL(callback?.endpoint ?? '').searchParams.get('secret');
		expect(callback?.config).toMatchObject({
			verifySSL: true,
			headers: [{ 'X-Letters-Callback-Secret': secret }],
		});
		for (const key of ['LETTER', 'STATUS', 'REFERENCE', 'TRACKINGCODE', 'RECEIVED_AT']) {
			expect(callback?.config.data).toContain(`[${key}]`);
		}
	});

	it('registers nothing twice when n8n starts again', async () => {
		const trigger = await host();
		await trigger.activate();
		const before = await callbacks();
		await trigger.activate();
		expect(await callbacks()).toEqual(before);
		expect(requestsBy('PUT')).toEqual([]);
	});

	it.each(['a renamed node', 'a restored database'])(
		'finds its callback again after %s',
		async (what) => {
			const trigger = await host();
			await trigger.activate();
			const [before] = await callbacks();
			if (what === 'a renamed node') trigger.nodeName = 'Letters';
			else trigger.staticData = {};

			await trigger.activate();
			const after = await callbacks();
			expect(after.map(({ id }) => id)).toEqual([before?.id]);
			expect(after[0]?.endpoint).not.toBe(before?.endpoint);

			const id = await letter();
			expect(trigger.runs.map(([item]) => item?.json.letterId)).toEqual([id]);
		},
	);

	it('puts a changed callback right', async () => {
		const trigger = await host();
		await trigger.activate();
		const [callback] = await callbacks();
		await atService(`/callbacks/${callback?.id ?? ''}`, {
			method: 'PUT',
			body: JSON.stringify({
				...callback,
				id: undefined,
				config: { data: 'x' },
				createdon: undefined,
				type: 'http',
			}),
		});
		await trigger.activate();
		const [corrected] = await callbacks();
		expect(corrected?.config.data).toContain('[LETTER]');
		await letter();
		expect(trigger.runs).toHaveLength(1);
	});

	it('follows a changed public address, leaving nothing behind', async () => {
		const trigger = await host({ publicUrl: 'http://127.0.0.1:9/old' });
		await trigger.activate();
		trigger.publicUrl = undefined;
		await trigger.activate();
		const after = await callbacks();
		expect(after).toHaveLength(1);
		expect(after[0]?.endpoint).toContain(trigger.url);
	});

	it('removes a second callback of its own', async () => {
		const trigger = await host();
		await trigger.activate();
		const [callback] = await callbacks();
		await atService('/callbacks', {
			method: 'POST',
			body: JSON.stringify({
				type: 'http',
				endpoint: callback?.endpoint.replace(/secret=\w+/, 'secret=1'),
			}),
		});
		await trigger.activate();
		expect(await callbacks()).toHaveLength(1);
	});

	it('never touches callbacks of others', async () => {
		const foreign = {
			type: 'http',
			endpoint: 'https://example.com/webhook/1/letter-status?secret=2',
		};
		await atService('/callbacks', { method: 'POST', body: JSON.stringify(foreign) });
		const [before] = await callbacks();
		const trigger = await host();
		await trigger.activate();
		await trigger.deactivate();
		expect(await callbacks()).toEqual([before]);
	});

	it.each(['nameValue', 'object'] as const)(
		'registers without the header where the service wants headers as %s',
		async (callbackHeadersShape) => {
			account.simulator.setAssumptions({ callbackHeadersShape });
			const trigger = await host();
			await trigger.activate();
			await trigger.activate();
			expect(await callbacks()).toHaveLength(1);
			await letter();
			expect(trigger.runs).toHaveLength(1);
		},
	);

	it('refuses to wait for no status at all', async () => {
		const trigger = await host({ parameters: { triggerOn: 'statuses', statuses: [] } });
		await expect(trigger.activate()).rejects.toMatchObject({ message: 'Statuses: there is none' });
		expect(await callbacks()).toEqual([]);
	});

	it('has a new secret also when it corrects its callback', async () => {
		const trigger = await host({ publicUrl: 'http://127.0.0.1:9/old' });
		await trigger.activate();
		const secretOf = async () => /secret=(\w+)/.exec((await callbacks())[0]?.endpoint ?? '')?.[1];
		const before = await secretOf();
		trigger.publicUrl = undefined;
		await trigger.activate();
		const after = await secretOf();
		expect(after).not.toBe(before);
		await trigger.activate();
		expect(await secretOf()).toBe(after);
	});

	it('keeps to the secret it had when the service did not take another', async () => {
		const trigger = await host();
		await trigger.activate();
		const [callback] = await callbacks();
		await atService(`/callbacks/${callback?.id ?? ''}`, {
			method: 'PUT',
			body: JSON.stringify({
				type: 'http',
				endpoint: callback?.endpoint,
				config: { ...callback?.config, method: 'put' },
			}),
		});
		account.simulator.setFaults([{ kind: 'status', method: 'PUT', status: 403 }]);
		const remembered = JSON.stringify(trigger.staticData);
		await expect(trigger.activate()).rejects.toThrow();
		expect(JSON.stringify(trigger.staticData)).toBe(remembered);
	});

	it('has a new secret with every registration, and takes requests of the last one as well', async () => {
		const trigger = await host();
		await trigger.activate();
		const [before] = await callbacks();
		await trigger.deactivate();
		await trigger.activate();
		const [after] = await callbacks();
		expect(after?.endpoint).not.toBe(before?.endpoint);
		// Such as one that was under way while n8n published the workflow anew.
		for (const endpoint of [before?.endpoint ?? '', after?.endpoint ?? '']) {
			const url = endpoint.replace('[LETTER]', '1').replace('[STATUS]', 'printed');
			const answer = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'text/plain' },
			});
			expect(answer.status).toBe(200);
		}
	});

	it('finds the callback that it registered when the answer got lost', async () => {
		account.simulator.setFaults([
			{ kind: 'resetAfter', method: 'POST', path: 'callbacks', times: 1 },
		]);
		const trigger = await host();
		await trigger.activate();
		expect(await callbacks()).toHaveLength(1);
		await letter();
		expect(trigger.runs).toHaveLength(1);
	});

	it('says clearly that the service refused it', async () => {
		account.simulator.setFaults([
			{
				kind: 'status',
				method: 'POST',
				path: 'callbacks',
				status: 400,
				body: { message: 'Too many' },
			},
		]);
		const trigger = await host();
		await expect(trigger.activate()).rejects.toMatchObject({
			message: 'CM.com refused the callback of this trigger',
			description: expect.stringContaining('"Too many"') as string,
		});
	});

	it.each([
		['http://localhost:5678', 'an address of this machine'],
		['http://127.0.0.1:5678', 'an address of this machine'],
		['https://[::1]:5678', 'an address of this machine'],
		['http://n8n.example.com', 'is not an https address'],
	])('refuses the public address %s before any request', async (publicUrl, reason) => {
		const trigger = await host({
			publicUrl,
			credential: { ...account.credential, lettersBaseUrl: 'https://letters.invalid/letters' },
		});
		const refusal = trigger.activate();
		await expect(refusal).rejects.toMatchObject({
			message: 'CM.com cannot reach this n8n',
			description: expect.stringContaining('WEBHOOK_URL') as string,
		});
		await expect(refusal).rejects.toMatchObject({
			description: expect.stringContaining(reason) as string,
		});
	});

	it('refuses an account ID that is no GUID', async () => {
		const trigger = await host({ credential: { ...account.credential, accountId: 'x' } });
		await expect(trigger.activate()).rejects.toMatchObject({
			description: expect.stringContaining('Account ID') as string,
		});
	});

	it('registers the test URL beside the production URL', async () => {
		const production = await host();
		await production.activate();
		const test = await host();
		await test.activate('manual');
		expect(
			(await callbacks()).map(({ endpoint }) => /webhook(-test)?/.exec(endpoint)?.[0]),
		).toEqual(['webhook', 'webhook-test']);
		await test.deactivate('manual');
		expect(await callbacks()).toHaveLength(1);
	});
});

describe('deactivation', () => {
	it('removes the callback, also when nothing is remembered of it', async () => {
		const trigger = await host();
		await trigger.activate();
		trigger.staticData = {};
		await trigger.deactivate();
		expect(await callbacks()).toEqual([]);
	});

	it('takes a callback that is gone already for no failure', async () => {
		const trigger = await host();
		await trigger.activate();
		const [callback] = await callbacks();
		await atService(`/callbacks/${callback?.id ?? ''}`, { method: 'DELETE' });
		await trigger.deactivate();
		expect(trigger.staticData['node:CM Letters Trigger']).not.toHaveProperty('callbackId');
	});

	it('says clearly that the service refused to remove it', async () => {
		const trigger = await host();
		await trigger.activate();
		account.simulator.setFaults([{ kind: 'status', method: 'DELETE', status: 403 }]);
		await expect(trigger.deactivate()).rejects.toMatchObject({
			message: 'CM.com did not accept the product token, or it may not use this account',
		});
	});
});

describe('callbacks', () => {
	it('start a run with what the service tells', async () => {
		const trigger = await host();
		await trigger.activate();
		const id = await letter('INV-1');
		expect(trigger.runs).toEqual([
			[
				{
					json: {
						kind: 'status',
						eventId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
						letterId: id,
						status: 'queued',
						reference: 'INV-1',
						trackingcode: null,
						receivedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
					},
				},
			],
		]);
		expect(account.simulator.deliveries().map(({ responseStatus }) => responseStatus)).toEqual([
			200,
		]);
	});

	const nasty = [
		'say "hello"',
		"it's",
		'back\\slash \\n',
		'line 1\nline 2\r\nline 3',
		'a&b=c&reference=d',
		'100% %41 %zz',
		'reference=x\nstatus=y',
		'{"json": [1]}',
		'Ünïcödé 漢字 عربى',
		'[x] <b>',
	];

	it.each(nasty)('bring the reference %j intact', async (reference) => {
		const trigger = await host();
		await trigger.activate();
		await letter(reference);
		expect(trigger.runs.map(([item]) => item?.json.reference)).toEqual([reference]);
	});

	it.each([
		{ replaceInBody: 'percentEncoded' },
		{ replaceInBody: 'jsonEscaped' },
		{ replaceInUrl: 'verbatim' },
		{ callbackHeadersHonoured: false },
		{ callbackHeadersShape: 'object' },
	] as const)(
		'start a run, letter and status right, when the service does %j',
		async (assumption) => {
			const trigger = await host();
			await trigger.activate();
			account.simulator.setAssumptions(assumption);
			const id = await letter('a "b"\n&%');
			expect(trigger.runs.map(([item]) => item?.json)).toEqual([
				expect.objectContaining({ letterId: id, status: 'queued' }),
			]);
		},
	);

	it('run only for the statuses that were asked for', async () => {
		const trigger = await host({
			parameters: { triggerOn: 'statuses', statuses: ['Delivered', ' printed '] },
		});
		await trigger.activate();
		const id = await letter();
		for (const status of ['printed', 'sent', 'delivered'])
			await account.simulator.advance(id, status);
		expect(trigger.runs.map(([item]) => item?.json.status)).toEqual(['printed', 'delivered']);
		expect(
			account.simulator.deliveries().every(({ responseStatus }) => responseStatus === 200),
		).toBe(true);
	});

	it('bring the whole letter when asked to', async () => {
		const trigger = await host({ parameters: { options: { fetchLetter: true } } });
		await trigger.activate();
		const id = await letter('R');
		await trigger.runCount(1);
		expect(trigger.runs[0]?.[0]?.json).toMatchObject({
			letterId: id,
			letter: { id, destination: 'NL' },
		});
	});

	it.each(['.', '..'])('of the letter %j ask CM.com for nothing else', async (letterId) => {
		const trigger = await host({ parameters: { options: { fetchLetter: true } } });
		await trigger.activate();
		const [callback] = await callbacks();
		const asked = account.simulator.requests().length;
		const url = (callback?.endpoint ?? '')
			.replace('[LETTER]', letterId)
			.replace('[STATUS]', 'sent');
		expect((await fetch(url, { method: 'POST' })).status).toBe(200);
		expect(account.simulator.requests()).toHaveLength(asked);
		expect(trigger.runs[0]?.[0]?.json).toMatchObject({
			letterId,
			letter: null,
			letterProblem: expect.stringContaining('is not an ID') as string,
		});
	});

	it('still run when the whole letter cannot be had', async () => {
		const trigger = await host({ parameters: { options: { fetchLetter: true } } });
		await trigger.activate();
		account.simulator.setFaults([{ kind: 'status', method: 'GET', status: 404 }]);
		const id = await letter();
		await trigger.runCount(1);
		expect(trigger.runs[0]?.[0]?.json).toMatchObject({
			letterId: id,
			letter: null,
			letterProblem: expect.stringContaining('does not know') as string,
		});
	});
});

describe('forged, repeated and malformed requests', () => {
	/** What the service sent last, to be sent again or changed. */
	async function genuine() {
		const [delivery] = account.simulator.deliveries();
		if (!delivery) throw new Error('Nothing was delivered');
		return delivery;
	}
	const post = async (url: string, body: string, headers: Record<string, string> = {}) =>
		(
			await fetch(url, {
				method: 'POST',
				body,
				headers: { 'content-type': 'text/plain', ...headers },
			})
		).status;
	const SECRET = 'x-letters-callback-secret';

	it('a request without the secret, or with a wrong one, starts nothing', async () => {
		const trigger = await host();
		await trigger.activate();
		await letter();
		const { url, body } = await genuine();
		const bare = new URL(url);
		bare.searchParams.delete('secret');
		const runs = trigger.runs.length;
		const secret = new URL(url).searchParams.get('secret') ?? '';
		expect(await post(bare.href, body ?? '')).toBe(403);
		expect(await post(bare.href, body ?? '', { [SECRET]: 'wrong' })).toBe(403);
		expect(await post(bare.href, body ?? '', { [SECRET]: `${secret}0` })).toBe(403);
		expect(await post(`${bare.href}&secret=1&secret=2`, body ?? '')).toBe(403);
		expect(trigger.runs).toHaveLength(runs);
		expect(await post(bare.href, body ?? '', { [SECRET]: secret })).toBe(200);
		expect(await post(url, body ?? '', { [SECRET]: 'garbled on the way' })).toBe(200);
	});

	it('a repeat starts a run where repeats are not dropped', async () => {
		const trigger = await host({ parameters: { options: { dropRepeats: false } } });
		await trigger.activate();
		await letter();
		const { url, body } = await genuine();
		await post(url, body ?? '');
		expect(trigger.runs).toHaveLength(2);
	});

	it('repeats are dropped, also at the same moment; the same status at another time is none', async () => {
		const trigger = await host();
		await trigger.activate();
		const id = await letter();
		const { url, body } = await genuine();
		expect(await Promise.all([1, 2, 3].map(async () => await post(url, body ?? '')))).toEqual([
			200, 200, 200,
		]);
		expect(trigger.runs).toHaveLength(1);
		await account.simulator.advance(id);
		expect(trigger.runs).toHaveLength(2);
		const later = (body ?? '').replace(/received_at=.*/, 'received_at=2031-01-01T00:00:00Z');
		expect(await post(url, later)).toBe(200);
		expect(trigger.runs).toHaveLength(3);
		const ids = trigger.runs.map(([item]) => item?.json.eventId);
		expect(new Set(ids).size).toBe(3);
	});

	it('an event whose letter is being fetched is answered once its run is recorded', async () => {
		const trigger = await host({ parameters: { options: { fetchLetter: true } } });
		await trigger.activate();
		trigger.canRecord = false;
		await letter();
		expect(account.simulator.deliveries().map(({ responseStatus }) => responseStatus)).toEqual([
			500,
		]);
	});

	it('an event that n8n cannot record is answered with an error, so that it comes again', async () => {
		const trigger = await host();
		await trigger.activate();
		trigger.canRecord = false;
		await letter();
		const { url, body } = await genuine();
		expect(await post(url, body ?? '')).toBe(500);
		expect(trigger.runs).toEqual([]);
		trigger.canRecord = true;
		expect(await post(url, body ?? '')).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each([
		['garbage', 'garbage'],
		['JSON', '{"letter": 1'],
		['a form', 'letter[]=1'],
	])('%s without a letter in the URL starts a run as unreadable', async (_name, body) => {
		const trigger = await host({ parameters: { triggerOn: 'statuses', statuses: ['sent'] } });
		await trigger.activate();
		await letter();
		const url = new URL((await genuine()).url);
		url.searchParams.delete('letter');
		const secret = url.searchParams.get('secret') ?? '';
		expect(await post(url.href, `${body} ${secret.toUpperCase()}`)).toBe(200);
		expect(trigger.runs.flat().map(({ json }) => json)).toEqual([
			{
				kind: 'unreadable',
				eventId: expect.any(String) as string,
				letterId: null,
				status: null,
				reference: null,
				trackingcode: null,
				receivedAt: null,
				raw: `{"status":"queued"}\n${body} ***`,
			},
		]);
	});

	it.each(['', '{}', ' [ ] '])(
		'%j with no more than the secret in the URL starts nothing',
		async (body) => {
			const trigger = await host();
			await trigger.activate();
			await letter();
			const url = new URL((await genuine()).url);
			for (const name of ['letter', 'status']) url.searchParams.delete(name);
			const runs = trigger.runs.length;
			expect(await post(url.href, body)).toBe(200);
			expect(trigger.runs).toHaveLength(runs);
		},
	);

	it('a body that was destroyed on its way still starts a run, from what the URL says', async () => {
		const trigger = await host();
		await trigger.activate();
		const id = await letter();
		const { url } = await genuine();
		expect(await post(url, 'destroyed')).toBe(200);
		expect(trigger.runs[1]?.[0]?.json).toEqual({
			kind: 'status',
			eventId: expect.any(String) as string,
			letterId: id,
			status: 'queued',
			reference: null,
			trackingcode: null,
			receivedAt: null,
		});
	});

	it('a body over 1 MB is refused', async () => {
		const trigger = await host();
		await trigger.activate();
		await letter();
		const { url } = await genuine();
		expect(await post(url, 'x'.repeat(1024 * 1024 + 1))).toBe(413);
		expect(trigger.runs).toHaveLength(1);
	});

	it('nobody gets in when no registration is known', async () => {
		const trigger = await host();
		await trigger.activate();
		await letter();
		const { url, body } = await genuine();
		trigger.staticData = {};
		expect(await post(url, body ?? '')).toBe(403);
		expect(await post(url.replace(/secret=\w+/, 'secret='), body ?? '')).toBe(403);
	});
});
