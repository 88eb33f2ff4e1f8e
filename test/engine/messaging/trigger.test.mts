import type { INodeParameters } from 'n8n-workflow';

import type { MessagingWebhooks, StoredMessage } from '../../../simulator/cm/contract.mts';
import { messageCase } from '../../cases/messageCase.mts';
import { soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { TriggerHost, type TriggerHostOptions } from '../../../harness/engine/triggerHost.mts';

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
	formats: Pick<MessagingWebhooks, 'statusFormat' | 'inboundFormat'> = {},
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
function gate(): { opened: Promise<void>; open: () => void } {
	let open: () => void = () => undefined;
	const opened = new Promise<void>((resolve) => {
		open = resolve;
	});
	return { opened, open };
}
const started = (trigger: TriggerHost) => trigger.runs.flat().map(({ json }) => json);
const answers = () =>
	account.simulator.webhookDeliveries().map(({ responseStatus }) => responseStatus);

const NOTHING = {
	eventId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
	reference: null,
	to: null,
	from: null,
	fromName: null,
	channel: null,
	messageContext: null,
	statusCode: null,
	status: null,
	statusDescription: null,
	errorCode: null,
	errorText: null,
	standardError: null,
	operator: null,
	text: null,
	media: null,
	mediaList: null,
	button: null,
	listChoice: null,
	location: null,
	order: null,
	eventType: null,
	custom: null,
	groupings: null,
	time: null,
};

const REPORT = JSON.stringify({
	messages: { msg: { to: '0031612345678', reference: 'T', status: { code: '2' } } },
});

describe('the URL', () => {
	it('needs no token: n8n puts its own random ID into it', async () => {
		const trigger = await host({ token: '' });
		await trigger.activate();
		expect(trigger.webhookUrl()).toMatch(
			new RegExp(`^${trigger.url}/webhook/[0-9a-f-]{36}/messages$`),
		);
		expect(trigger.webhookUrl('manual')).toMatch(/\/webhook-test\/[0-9a-f-]{36}\/messages$/);
		expect(await post(trigger.webhookUrl(), REPORT)).toBe(200);
		expect(await post(`${trigger.webhookUrl()}/`, REPORT)).toBe(200);
		expect(await post(trigger.webhookUrl().replace(/.{9}$/, 'x/messages'), REPORT)).toBe(404);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each<[string, INodeParameters[string]]>([
		['typed', TOKEN],
		['chosen from the list', { __rl: true, mode: 'list', value: TOKEN }],
	])('has the token in it, %s, in the editor and in production', async (_how, token) => {
		const trigger = await host({ token });
		await trigger.activate();
		expect(trigger.webhookUrl()).toMatch(
			new RegExp(`^${trigger.url}/webhook/[0-9a-f-]{36}/messages/:${TOKEN}$`),
		);
		expect(trigger.webhookUrl('manual')).toMatch(
			new RegExp(`/webhook-test/[0-9a-f-]{36}/messages/:${TOKEN}$`),
		);
		expect(await post(trigger.webhookUrl(), REPORT)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each([
		['as n8n shows it', (url: string) => url],
		['without the colon', (url: string) => url.replace('/:', '/')],
		['with the colon encoded', (url: string) => url.replace('/:', '/%3A')],
		['with a slash at its end', (url: string) => `${url}/`],
		['with the token before', (url: string) => url.replace(TOKEN, 'previous_token_of_it')],
	])('is that of the trigger %s', async (_how, changed) => {
		const options = { previousToken: 'previous_token_of_it' };
		const trigger = await host({ options });
		await trigger.activate();
		expect(await post(changed(trigger.webhookUrl()), REPORT)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it.each<[string, INodeParameters, string]>([
		['short', { token: 'short' }, 'Token: it is too short, or has odd characters'],
		['of 15', { token: 'a'.repeat(15) }, 'Token: it is too short, or has odd characters'],
		['with spaces', { token: 'has spaces in it' }, 'Token: it is too short, or has odd characters'],
		['odd', { token: 'sixteen/letters?' }, 'Token: it is too short, or has odd characters'],
		[
			'short before',
			{ options: { previousToken: 'short' } },
			'Previous Token: it is too short, or has odd characters',
		],
		[
			'none after another',
			{ token: '', options: { previousToken: 'a'.repeat(16) } },
			'Previous Token: there is no Token after it',
		],
	])('with a token that is %s is not activated', async (_how, parameters, message) => {
		const trigger = await host(parameters);
		await expect(trigger.activate()).rejects.toMatchObject({
			message,
			description: expect.stringContaining('list') as string,
		});
		// Nor is it open.
		expect(await post(`${trigger.url}/webhook/x/messages/x`, REPORT)).toBe(404);
		expect(await post(trigger.webhookUrl().replace(/[^/]*$/, 'x'), REPORT)).not.toBe(200);
		expect(trigger.runs).toEqual([]);
	});

	it('with a token of sixteen characters is activated, asking CM.com nothing', async () => {
		const trigger = await host({ token: 'a'.repeat(16) });
		await trigger.activate();
		await trigger.deactivate();
		expect(account.simulator.requests()).toEqual([]);
	});

	it('offers tokens that nobody has seen before', async () => {
		const { methods } = account.loaded.node('cmMessagingTrigger');
		const offered = async () =>
			(await methods?.listSearch?.freshTokens?.call({} as never))?.results.map(
				({ value }) => value,
			);
		const tokens = [...((await offered()) ?? []), ...((await offered()) ?? [])];
		expect(tokens.length).toBeGreaterThan(1);
		expect(new Set(tokens).size).toBe(tokens.length);
		for (const token of tokens) {
			const trigger = await host({ token: token as string });
			await trigger.activate();
		}
	});

	it.each([
		['another token', 403, (url: string) => url.replace(TOKEN, 'b'.repeat(TOKEN.length))],
		['a longer token', 403, (url: string) => `${url}0`],
		['a shorter token', 403, (url: string) => url.slice(0, -1)],
		['two colons', 403, (url: string) => url.replace('/:', '/::')],
		['no token', 404, (url: string) => url.replace(`/:${TOKEN}`, '')],
		['nothing but a slash', 404, (url: string) => url.replace(`:${TOKEN}`, '')],
		['the token in another case', 403, (url: string) => url.replace(TOKEN, TOKEN.toUpperCase())],
		[
			'the token elsewhere',
			403,
			(url: string) => `${url.replace(TOKEN, 'x')}?token=${TOKEN}&y=/${TOKEN}`,
		],
	])('with %s is refused and starts nothing', async (_name, status, changed) => {
		const trigger = await listening();
		const sent = await message();
		await account.simulator.setMessagingWebhooks({ statusUrl: changed(trigger.webhookUrl()) });
		await account.simulator.deliverMessage(sent.id);
		expect(answers()).toEqual([status]);
		expect(trigger.runs).toEqual([]);
	});

	it('answers HEAD, and starts nothing', async () => {
		const trigger = await host();
		const url = trigger.webhookUrl();
		expect((await fetch(`${url}?body=x`, { method: 'HEAD' })).status).toBe(200);
		expect((await fetch(`${url}0`, { method: 'HEAD' })).status).toBe(403);
		expect(trigger.runs).toEqual([]);
	});

	it('takes incoming messages by GET', async () => {
		const trigger = await listening({}, { inboundFormat: 'get' });
		const sent = await message();
		await account.simulator.replyTo(sent.id, 'Yes & no');
		expect(started(trigger)).toEqual([
			expect.objectContaining({
				kind: 'inbound',
				reference: sent.reference,
				to: 'Amstel',
				from: '+31612345678',
				text: 'Yes & no',
			}),
		]);
		expect(answers()).toEqual([200]);
		expect((await fetch(`${trigger.webhookUrl()}0?body=x`)).status).toBe(403);
		expect((await fetch(trigger.webhookUrl())).status).toBe(200);
		expect(trigger.runs).toHaveLength(1);
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

	it('of the older document say why a message failed; repeats come with another Send', async () => {
		const trigger = await listening({}, { statusFormat: 'old' });
		const sent = await message({ to: '+31612349901' });
		await account.simulator.deliverMessage(sent.id);
		const [delivery] = account.simulator.webhookDeliveries();
		const repeat = (delivery?.body ?? '').replace(/"send":"[^"]*"/, '"send":"2031-01-01T00:00:00"');
		expect(await post(trigger.webhookUrl(), repeat)).toBe(200);
		expect(started(trigger)).toEqual([
			expect.objectContaining({
				status: 'failed',
				statusDescription: 'Failed',
				errorCode: null,
				errorText: expect.stringContaining('incorrect recipient number') as string,
				channel: 'sms',
			}),
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

	it('of what one sent oneself are told apart from what came in', async () => {
		const trigger = await host();
		await account.simulator.setMessagingWebhooks({ echoUrl: trigger.webhookUrl() });
		const sent = await message();
		await account.simulator.settled();
		expect(started(trigger)).toEqual([
			expect.objectContaining({ kind: 'outbound', to: sent.to, from: 'Amstel', text: sent.body }),
		]);
		expect(JSON.stringify(trigger.runs)).not.toContain('simulated-webhook-token');
		expect(answers()).toEqual([200]);
	});

	it('bring all media', async () => {
		const trigger = await listening();
		const sent = await message({ allowedChannels: ['WhatsApp'] });
		const media = ['a', 'b'].map((name) => ({ mediaUri: `https://example.com/${name}` }));
		await account.simulator.replyTo(sent.id, '', { media });
		expect(started(trigger)[0]?.mediaList).toMatchObject([
			{ uri: 'https://example.com/a' },
			{ uri: 'https://example.com/b' },
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
	const reports = messageCase('reused-reference.jsonl').trim().split('\n');

	it('start a run each where they are not dropped', async () => {
		const trigger = await listening({ options: { dropRepeats: false } });
		expect(await twice(trigger, await message())).toBe(200);
		expect(trigger.runs).toHaveLength(2);
		const [first, second] = started(trigger);
		expect(first?.eventId).toBe(second?.eventId);
	});

	it('are dropped unless that is turned off, and leave nothing in static data', async () => {
		const trigger = await listening();
		expect(await twice(trigger, await message())).toBe(200);
		expect(trigger.runs).toHaveLength(1);
		expect(JSON.stringify(trigger.staticData)).not.toContain('seen');
	});

	it('are not what only looks alike (reused-reference.jsonl)', async () => {
		const trigger = await listening();
		for (const report of [...reports, ...reports]) {
			expect(await post(trigger.webhookUrl(), report)).toBe(200);
		}
		expect(trigger.runs).toHaveLength(4);
		expect(started(trigger).map(({ channel, time }) => [channel, time])).toEqual([
			[null, '2026-07-01T12:00:00+02:00'],
			[null, '2026-07-02T09:00:00+02:00'],
			['WhatsApp', '2026-07-03T09:00:00+02:00'],
			['SMS', '2026-07-03T09:01:00+02:00'],
		]);
	});

	it('are not what stands in one body, but a body that comes again', async () => {
		const trigger = await listening();
		const msg = reports.map(
			(report) => (JSON.parse(report) as { messages: { msg: object } }).messages.msg,
		);
		const body = JSON.stringify({ messages: { msg } });
		expect(await post(trigger.webhookUrl(), body)).toBe(200);
		expect(await post(trigger.webhookUrl(), body)).toBe(200);
		expect(await post(trigger.webhookUrl(), reports[2] ?? '')).toBe(200);
		expect(trigger.runs.map((run) => run.length)).toEqual([4]);
	});

	it('come when n8n could not record the run of the first: CM.com was told so', async () => {
		const trigger = await listening();
		trigger.canRecord = false;
		expect(await post(trigger.webhookUrl(), REPORT)).toBe(500);
		expect(trigger.runs).toEqual([]);
		trigger.canRecord = true;
		expect(await post(trigger.webhookUrl(), REPORT)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
		expect(await post(trigger.webhookUrl(), REPORT)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('are dropped when they come at the same moment', async () => {
		const trigger = await listening();
		const url = trigger.webhookUrl();
		expect(await Promise.all([1, 2, 3].map(async () => await post(url, REPORT)))).toEqual([
			200, 200, 200,
		]);
		expect(trigger.runs).toHaveLength(1);
	});

	it('wait for what becomes of the first, and start a run if that fails', async () => {
		const trigger = await listening();
		const url = trigger.webhookUrl();
		trigger.canRecord = false;
		expect(await Promise.all([1, 2, 3].map(async () => await post(url, REPORT)))).toEqual([
			500, 500, 500,
		]);
		trigger.canRecord = true;
		expect(await post(url, REPORT)).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('are dropped when CM.com hung up on the first and n8n recorded its run all the same', async () => {
		const trigger = await listening();
		const url = trigger.webhookUrl();
		const [asked, hungUp, answer] = [gate(), gate(), gate()];
		trigger.recording = async (response) => {
			response.once('close', hungUp.open);
			asked.open();
			await answer.opened;
		};
		const impatient = new AbortController();
		const first = fetch(url, { method: 'POST', body: REPORT, signal: impatient.signal });
		await asked.opened;
		impatient.abort();
		await expect(first).rejects.toThrow();
		await hungUp.opened;
		trigger.recording = undefined;
		const repeat = post(url, REPORT);
		answer.open();
		expect(await repeat).toBe(200);
		expect(trigger.runs).toHaveLength(1);
	});

	it('of incoming messages are those with the same time', async () => {
		const trigger = await listening();
		const sent = await message();
		await account.simulator.replyTo(sent.id, 'Yes');
		const [delivery] = account.simulator.webhookDeliveries();
		expect(await post(trigger.webhookUrl(), delivery?.body ?? '')).toBe(200);
		expect(trigger.runs).toHaveLength(1);
		// A person may write the same twice.
		await account.simulator.replyTo(sent.id, 'Yes');
		expect(trigger.runs).toHaveLength(2);
	});

	it('of incoming messages without a time are none: a person may write the same twice', async () => {
		const trigger = await listening({}, { inboundFormat: 'flat' });
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

	it.each([
		['nothing', '', 'application/json'],
		['an empty object', '{}', 'application/json'],
		['an empty list', '[]', 'text/plain'],
	])('%s is answered with 200 and starts nothing', async (_name, body, contentType) => {
		const trigger = await listening();
		expect(await post(trigger.webhookUrl(), body, contentType)).toBe(200);
		expect(trigger.runs).toEqual([]);
	});

	const entities = `<!DOCTYPE MESSAGES [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>`;
	const report = (to: string, before = '') =>
		`<?xml version="1.0"?>${before}<MESSAGES><MSG><TO>${to}</TO><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>`;

	it.each([
		['garbage', 'garbage', 'text/plain'],
		['JSON that is cut off', '{"messages":', 'application/json'],
		['JSON without a member we know', '{"hello": "world"}', 'application/json'],
		['null', 'null', 'application/json'],
		['a form', 'from=1&to=2&body=Hi', 'application/x-www-form-urlencoded'],
		['XML that is cut off', '<MESSAGES><MSG>', 'application/xml'],
		['another document', '<html><body>Hello</body></html>', 'text/html'],
		['XML with entities of its own', report('&b;', entities), 'application/xml'],
		[
			'XML with an entity from outside',
			report('&x;', '<!DOCTYPE MESSAGES [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
			'application/xml',
		],
		['report-doctype.xml', messageCase('report-doctype.xml'), 'application/xml'],
		['deep XML', `${'<a>'.repeat(500)}${'</a>'.repeat(500)}`, 'application/xml'],
	])('%s starts a run as unreadable, whatever was asked for', async (_name, body, contentType) => {
		const trigger = await listening({
			triggerOn: ['event'],
			options: { channels: ['SMS'], statuses: [2] },
		});
		expect(await post(trigger.webhookUrl(), body, contentType)).toBe(200);
		expect(started(trigger)).toEqual([{ ...NOTHING, kind: 'unreadable', raw: body }]);
	});

	it('is passed on up to 10,000 characters, whole ones', async () => {
		const trigger = await listening();
		expect(await post(trigger.webhookUrl(), `x${'😀'.repeat(10_000)}`, 'text/plain')).toBe(200);
		expect(started(trigger).map(({ raw }) => raw)).toEqual([`x${'😀'.repeat(4_999)}`]);
	});

	it('is passed on without the tokens, however they are written', async () => {
		const previousToken = 'an_older_token-0';
		const trigger = await listening({ options: { previousToken } });
		const body = `${TOKEN} ${TOKEN.toUpperCase()} ${TOKEN.replace('_', '%5F')} ${previousToken}`;
		expect(await post(trigger.webhookUrl(), body, 'text/plain')).toBe(200);
		expect(started(trigger).map(({ raw }) => raw)).toEqual(['*** *** *** ***']);
	});

	it('the same XML without its document type does start a run', async () => {
		const trigger = await listening();
		expect(await post(trigger.webhookUrl(), report('A &amp; &#66;'), 'application/xml')).toBe(200);
		expect(started(trigger).map(({ to }) => to)).toEqual(['A & B']);
	});

	it('is read in the character set that it declares', async () => {
		const trigger = await listening();
		const body = Buffer.from(JSON.stringify({ from: '1', body: 'Café' }), 'latin1');
		expect(await post(trigger.webhookUrl(), body, 'application/json; charset=iso-8859-1')).toBe(
			200,
		);
		expect(started(trigger).map(({ text }) => text)).toEqual(['Café']);
	});

	it.each(['application/json', 'application/xml'])(
		'a body over 1 MB is refused, one of 1 MB is read (%s)',
		async (contentType) => {
			const trigger = await listening();
			const body =
				contentType === 'application/json'
					? JSON.stringify({ message: { text: '' }, from: { number: '1' } })
					: '<MESSAGES><MSG><RECEIVER>1</RECEIVER><MESSAGE>""</MESSAGE></MSG></MESSAGES>';
			const padded = (size: number) => body.replace('""', `"${'x'.repeat(size - body.length)}"`);
			expect(await post(trigger.webhookUrl(), padded(1024 * 1024 + 1), contentType)).toBe(413);
			expect(trigger.runs).toEqual([]);
			expect(await post(trigger.webhookUrl(), padded(1024 * 1024), contentType)).toBe(200);
			expect(started(trigger).map(({ kind }) => kind)).toEqual(['inbound']);
		},
	);
});
