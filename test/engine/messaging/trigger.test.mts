import type { INodeParameters } from 'n8n-workflow';

import type { StoredMessage } from '../../../simulator/contract.mts';
import { soundMessage, useAccount } from '../harness/account.mts';
import { TriggerHost, type TriggerHostOptions } from '../harness/triggerHost.mts';

const account = useAccount();
const hosts: TriggerHost[] = [];
const TOKEN = 'a1B2c3D4e5F6g7H8_-x';
const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

async function host(
	parameters: INodeParameters = {},
	more: Partial<TriggerHostOptions> = {},
): Promise<TriggerHost> {
	const started = await TriggerHost.start(account.loaded, {
		type: 'cmMessagingTrigger',
		credential: {},
		parameters: { token: TOKEN, ...parameters },
		...more,
	});
	hosts.push(started);
	return started;
}
afterEach(async () => {
	await Promise.all(hosts.splice(0).map(async (each) => await each.close()));
});

/** A trigger that CM.com sends everything to. */
async function listening(
	parameters: INodeParameters = {},
	formats: { statusFormat?: 'json' | 'xml'; inboundFormat?: 'current' | 'flat' } = {},
): Promise<TriggerHost> {
	const trigger = await host(parameters);
	await trigger.activate();
	const url = trigger.webhookUrl();
	await account.simulator.setMessagingWebhooks({
		statusUrl: url,
		inboundUrl: url,
		eventUrl: url,
		...formats,
	});
	return trigger;
}

let count = 0;
/** Sends a message with a reference of its own, and gives it as CM.com keeps it. */
async function message(more: INodeParameters = {}): Promise<StoredMessage> {
	const { error } = await account.messaging(soundMessage({ reference: `T${count++}`, ...more }));
	if (error) throw error;
	const stored = account.simulator.messages().at(-1);
	if (!stored) throw new Error('Nothing was sent');
	return stored;
}

const post = async (url: string, body: string | Buffer, contentType = 'application/json') =>
	(
		await fetch(url, {
			method: 'POST',
			body: typeof body === 'string' ? body : new Uint8Array(body),
			headers: { 'content-type': contentType },
		})
	).status;
const started = (trigger: TriggerHost) => trigger.runs.flat().map(({ json }) => json);
const answers = () =>
	account.simulator.webhookDeliveries().map(({ responseStatus }) => responseStatus);

const NOTHING = {
	reference: null,
	to: null,
	from: null,
	fromName: null,
	channel: null,
	messageContext: null,
	statusCode: null,
	status: null,
	errorCode: null,
	errorText: null,
	standardError: null,
	operator: null,
	text: null,
	media: null,
	eventType: null,
	custom: null,
	groupings: null,
	time: null,
};

describe('the URL', () => {
	it('has the token in it, in the editor and in production', async () => {
		const trigger = await host();
		expect(trigger.webhookUrl()).toMatch(
			new RegExp(`^${trigger.url}/webhook/[0-9a-f-]{36}/messages/${TOKEN}$`),
		);
		expect(trigger.webhookUrl('manual')).toContain(`/webhook-test/`);
		expect(trigger.webhookUrl('manual')).toMatch(new RegExp(`/messages/${TOKEN}$`));
	});

	it.each(['', 'short', 'fifteen_letters', 'has spaces in it', 'sixteen/letters?', 'a'.repeat(15)])(
		'with the token %j is not activated',
		async (token) => {
			const trigger = await host({ token });
			await expect(trigger.activate()).rejects.toMatchObject({
				message: 'Token: it is too short, or has odd characters',
				description: expect.stringContaining('16') as string,
			});
		},
	);

	it('with a token of sixteen characters is activated, asking CM.com nothing', async () => {
		const trigger = await host({ token: 'a'.repeat(16) });
		await trigger.activate();
		await trigger.deactivate();
		expect(account.simulator.requests()).toEqual([]);
	});

	it.each([
		['another token', (url: string) => url.replace(TOKEN, 'b'.repeat(TOKEN.length))],
		['a longer token', (url: string) => `${url}0`],
		['a shorter token', (url: string) => url.slice(0, -1)],
		['no token', (url: string) => url.replace(TOKEN, '')],
		['the token in another case', (url: string) => url.replace(TOKEN, TOKEN.toUpperCase())],
		[
			'the token elsewhere',
			(url: string) => `${url.replace(TOKEN, 'x')}?token=${TOKEN}&y=/${TOKEN}`,
		],
	])('with %s is refused and starts nothing', async (_name, changed) => {
		const trigger = await listening();
		const sent = await message();
		await account.simulator.setMessagingWebhooks({ statusUrl: changed(trigger.webhookUrl()) });
		await account.simulator.deliverMessage(sent.id);
		expect(answers()).toEqual([403]);
		expect(trigger.runs).toEqual([]);
	});

	it('lets in nobody when the token is too short', async () => {
		const trigger = await host({ token: '' });
		expect(await post(trigger.webhookUrl(), '{}')).toBe(403);
		expect(await post(`${trigger.url}/webhook/`, '{}')).toBe(403);
	});
});

describe('status reports', () => {
	it('in JSON arrive normalised, the raw report beside', async () => {
		const trigger = await listening();
		const sent = await message();
		await account.simulator.deliverMessage(sent.id);
		const [delivery] = account.simulator.webhookDeliveries();
		const raw = JSON.parse(delivery?.body ?? '') as { messages: { msg: unknown } };
		expect(trigger.runs).toEqual([
			[
				{
					json: {
						...NOTHING,
						kind: 'statusReport',
						reference: sent.reference,
						to: '0031612345678',
						statusCode: 2,
						status: 'delivered',
						errorText: 'Delivered',
						operator: '99901',
						time: expect.stringMatching(ISO_TIME) as string,
						raw: raw.messages.msg,
					},
				},
			],
		]);
		expect(answers()).toEqual([200]);
	});

	it('in XML arrive in the same form', async () => {
		const trigger = await listening({}, { statusFormat: 'xml' });
		const sent = await message();
		await account.simulator.deliverMessage(sent.id);
		expect(started(trigger)).toEqual([
			{
				...NOTHING,
				kind: 'statusReport',
				reference: sent.reference,
				to: '0031612345678',
				statusCode: 2,
				status: 'delivered',
				errorText: 'Delivered',
				time: expect.stringMatching(ISO_TIME) as string,
				raw: expect.objectContaining({ TO: '0031612345678', REFERENCE: sent.reference }) as object,
			},
		]);
	});

	it('tell the same moment, whatever the form', async () => {
		const trigger = await listening();
		const sent = await message();
		const { history } = await account.simulator.deliverMessage(sent.id);
		const [event] = started(trigger);
		expect(Date.parse(String(event?.time))).toBe(
			Math.floor(Date.parse(history.at(-1)?.at ?? '') / 1000) * 1000,
		);
	});

	it.each(['json', 'xml'] as const)('of a failure say why, in words (%s)', async (statusFormat) => {
		const trigger = await listening({}, { statusFormat });
		const sent = await message({ to: '+31612349901' });
		await account.simulator.deliverMessage(sent.id);
		expect(started(trigger)).toEqual([
			expect.objectContaining({
				statusCode: 3,
				status: 'failed',
				errorCode: '23',
				errorText: expect.stringContaining('incorrect recipient number') as string,
				standardError: {
					code: 23,
					meaning: expect.stringContaining('invalid') as string,
					temporary: null,
				},
			}),
		]);
	});

	it('of every status bring its name', async () => {
		const trigger = await listening();
		const sent = await message({ allowedChannels: ['WhatsApp'] });
		for (const status of ['accepted', 'rejected', 'delivered', 'failed', 'read'] as const)
			await account.simulator.deliverMessage(sent.id, status);
		expect(started(trigger).map(({ statusCode, status }) => [statusCode, status])).toEqual([
			[0, 'accepted'],
			[1, 'rejected'],
			[2, 'delivered'],
			[3, 'failed'],
			[4, 'read'],
		]);
	});

	it('start a run only for the statuses that were asked for', async () => {
		const trigger = await listening({ options: { statuses: [2, 4] } });
		const sent = await message();
		for (const status of ['accepted', 'delivered', 'failed', 'read'] as const)
			await account.simulator.deliverMessage(sent.id, status);
		expect(started(trigger).map(({ status }) => status)).toEqual(['delivered', 'read']);
		expect(answers()).toEqual([200, 200, 200, 200]);
	});
});

describe('incoming messages and events', () => {
	it('arrive normalised, the raw message beside', async () => {
		const trigger = await listening();
		const sent = await message({
			allowedChannels: ['WhatsApp'],
			additionalFields: { customGrouping: 'Campaign', customGrouping3: 'Source' },
		});
		await account.simulator.replyTo(sent.id, ' Yes,\nplease 😀 ');
		const [delivery] = account.simulator.webhookDeliveries();
		expect(started(trigger)).toEqual([
			{
				...NOTHING,
				kind: 'inbound',
				reference: sent.reference,
				to: 'Amstel',
				from: '+31612345678',
				channel: 'WhatsApp',
				messageContext: sent.id,
				text: ' Yes,\nplease 😀 ',
				custom: {},
				groupings: ['Campaign', null, 'Source'],
				time: expect.stringMatching(ISO_TIME) as string,
				raw: JSON.parse(delivery?.body ?? '') as unknown,
			},
		]);
		expect(answers()).toEqual([200]);
	});

	it('arrive in the same form from the older JSON', async () => {
		const trigger = await listening({}, { inboundFormat: 'flat' });
		const sent = await message();
		await account.simulator.replyTo(sent.id, 'Yes');
		expect(started(trigger)).toEqual([
			{
				...NOTHING,
				kind: 'inbound',
				reference: sent.reference,
				to: 'Amstel',
				from: '+31612345678',
				text: 'Yes',
				raw: expect.objectContaining({ body: 'Yes' }) as object,
			},
		]);
	});

	it('of a click bring what was clicked', async () => {
		const trigger = await listening();
		const sent = await message({ allowedChannels: ['RCS'] });
		const custom = { label: 'Book', postbackdata: 'book' };
		await account.simulator.sendEvent(sent.id, { type: 'SuggestionClick', custom });
		expect(started(trigger)).toEqual([
			expect.objectContaining({
				kind: 'event',
				eventType: 'SuggestionClick',
				custom,
				reference: sent.reference,
				from: '+31612345678',
				channel: 'RCS',
				time: expect.stringMatching(ISO_TIME) as string,
			}),
		]);
	});

	it.each<[triggerOn: string[], kinds: string[]]>([
		[['statusReport'], ['statusReport']],
		[['inbound'], ['inbound']],
		[['event'], ['event']],
		[
			['event', 'statusReport'],
			['statusReport', 'event'],
		],
	])('start a run when asked for: %j', async (triggerOn, kinds) => {
		const trigger = await listening({ triggerOn });
		const sent = await message({ allowedChannels: ['WhatsApp'] });
		await account.simulator.deliverMessage(sent.id);
		await account.simulator.replyTo(sent.id, 'Yes');
		await account.simulator.sendEvent(sent.id, { type: 'SuggestionClick' });
		expect(started(trigger).map(({ kind }) => kind)).toEqual(kinds);
		expect(answers()).toEqual([200, 200, 200]);
	});

	it('start a run for the channels that were asked for; what names none passes', async () => {
		const trigger = await listening({ options: { channels: ['WhatsApp'] } });
		for (const channel of ['WhatsApp', 'RCS']) {
			const sent = await message({ allowedChannels: [channel] });
			await account.simulator.deliverMessage(sent.id);
			await account.simulator.replyTo(sent.id, 'Yes');
		}
		expect(started(trigger).map(({ kind, channel }) => [kind, channel])).toEqual([
			['statusReport', null],
			['inbound', 'WhatsApp'],
			['statusReport', null],
		]);
	});

	it('several in one request are one run with several items', async () => {
		const trigger = await listening();
		const msg = (reference: string) => ({ to: '0031612345678', reference, status: { code: '2' } });
		const body = JSON.stringify({ messages: { msg: [msg('a'), msg('b')] } });
		expect(await post(trigger.webhookUrl(), body)).toBe(200);
		expect(trigger.runs.map((run) => run.map(({ json }) => json.reference))).toEqual([['a', 'b']]);
	});
});

describe('repeats', () => {
	const twice = async (trigger: TriggerHost, sent: StoredMessage) => {
		await account.simulator.deliverMessage(sent.id, 'delivered');
		const [delivery] = account.simulator.webhookDeliveries();
		return await post(trigger.webhookUrl(), delivery?.body ?? '');
	};

	it('start a run each, unless they are dropped', async () => {
		const trigger = await listening();
		expect(await twice(trigger, await message())).toBe(200);
		expect(trigger.runs).toHaveLength(2);
	});

	it('come when n8n could not record the run of the first: CM.com was told so', async () => {
		const trigger = await listening();
		trigger.canRecord = false;
		const body = JSON.stringify({
			messages: { msg: { to: '0031612345678', reference: 'T', status: { code: '2' } } },
		});
		expect(await post(trigger.webhookUrl(), body)).toBe(500);
		expect(trigger.runs).toEqual([]);
		trigger.canRecord = true;
		expect(await post(trigger.webhookUrl(), body)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('are dropped when asked to, also after a restart; another status is none', async () => {
		const dropping = { options: { dropRepeats: true } };
		const trigger = await listening(dropping);
		const sent = await message({ allowedChannels: ['WhatsApp'] });
		expect(await twice(trigger, sent)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
		await account.simulator.deliverMessage(sent.id, 'read');
		expect(trigger.runs).toHaveLength(2);

		const restarted = await host(dropping);
		restarted.staticData = trigger.staticData;
		const [delivery] = account.simulator.webhookDeliveries();
		expect(await post(restarted.webhookUrl(), delivery?.body ?? '')).toBe(200);
		expect(restarted.runs).toEqual([]);
	});

	it('are dropped when they come at the same moment', async () => {
		const trigger = await listening({ options: { dropRepeats: true } });
		const sent = await message();
		await account.simulator.setMessagingWebhooks({ statusUrl: null });
		const body = JSON.stringify({
			messages: { msg: { to: sent.to, reference: sent.reference, status: { code: '2' } } },
		});
		const url = trigger.webhookUrl();
		expect(await Promise.all([1, 2, 3].map(async () => await post(url, body)))).toEqual([
			200, 200, 200,
		]);
		expect(trigger.runs).toHaveLength(1);
	});

	it('without a reference are those of the same moment only', async () => {
		const trigger = await listening({ options: { dropRepeats: true } });
		const report = (received: string) =>
			JSON.stringify({ messages: { msg: { received, to: '0031600000001', status: { code: 2 } } } });
		for (const received of ['2026-01-01T10:00:00', '2026-01-01T10:00:00', '2026-01-02T10:00:00'])
			await post(trigger.webhookUrl(), report(received));
		expect(started(trigger).map(({ time }) => time)).toEqual([
			'2026-01-01T10:00:00+01:00',
			'2026-01-02T10:00:00+01:00',
		]);
	});

	it('of incoming messages are none: a person may write the same twice', async () => {
		const trigger = await listening({ options: { dropRepeats: true } });
		const sent = await message();
		await account.simulator.replyTo(sent.id, 'Yes');
		await account.simulator.replyTo(sent.id, 'Yes');
		expect(trigger.runs).toHaveLength(2);
	});
});

describe('what cannot be read', () => {
	it('CM.com’s test call, made when the URL is saved, is answered with 200', async () => {
		account.simulator.setAssumptions({ webhookTestCall: 'empty' });
		const trigger = await listening();
		expect(account.simulator.webhookDeliveries().map(({ kind }) => kind)).toEqual(['test']);
		expect(answers()).toEqual([200]);
		expect(trigger.runs).toEqual([]);
	});

	const entities = `<!DOCTYPE MESSAGES [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
	const report = (to: string, before = '') =>
		`<?xml version="1.0"?>${before}<MESSAGES><MSG><TO>${to}</TO><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>`;

	it.each([
		['garbage', 'garbage', 'text/plain'],
		['garbage as JSON', '{"messages": ', 'application/json'],
		['garbage as XML', '<MESSAGES><MSG>', 'application/xml'],
		['nothing', '', 'application/json'],
		['null', 'null', 'application/json'],
		['a number', '1', 'application/json'],
		['an empty object', '{}', 'application/json'],
		['an empty list', '[]', 'application/json'],
		['a report without a status', '{"messages": {"msg": {"to": "1"}}}', 'application/json'],
		['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0xd8]), 'application/octet-stream'],
		['another document', '<html><body>Hello</body></html>', 'text/html'],
		['XML with entities of its own', report('&b;', entities), 'application/xml'],
		[
			'XML with an entity from outside',
			report('&x;', '<!DOCTYPE MESSAGES [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
			'application/xml',
		],
		['XML with a document type', report('1', '<!DOCTYPE MESSAGES>'), 'application/xml'],
		['deep XML', `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`, 'application/xml'],
	])('%s is answered with 200 and starts nothing', async (_name, body, contentType) => {
		const trigger = await listening();
		expect(await post(trigger.webhookUrl(), body, contentType)).toBe(200);
		expect(trigger.runs).toEqual([]);
	});

	it('the same XML without its document type does start a run', async () => {
		const trigger = await listening();
		expect(await post(trigger.webhookUrl(), report('A &amp; &#66;'), 'application/xml')).toBe(200);
		expect(started(trigger).map(({ to }) => to)).toEqual(['A & B']);
	});

	it('a body over 1 MB is refused, one of 1 MB is read', async () => {
		const trigger = await listening();
		const body = JSON.stringify({ message: { text: '' }, from: { number: '1' } });
		const padded = (size: number) => body.replace('""', `"${'x'.repeat(size - body.length)}"`);
		expect(await post(trigger.webhookUrl(), padded(1024 * 1024 + 1))).toBe(413);
		expect(trigger.runs).toEqual([]);
		expect(await post(trigger.webhookUrl(), padded(1024 * 1024))).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});
});
