import fc from 'fast-check';

import type { NormalisedEvent } from '../../../../../nodes/cm/messaging/webhook/normalisedEvent.ts';
import {
	readWebhook,
	readWebhookQuery,
} from '../../../../../nodes/cm/messaging/webhook/readWebhook.ts';
import { messageCase } from '../../../../cases/messageCase.mts';

async function one(body: unknown, contentType = 'application/json'): Promise<NormalisedEvent> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const [event, ...more] = (await readWebhook(text, contentType)) ?? [];
	if (event === undefined || more.length > 0) throw new Error(`Not one event: ${text}`);
	return event;
}

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

const report = (msg: object) => ({ messages: { msg } });
const delivered = {
	received: '2026-07-01T12:00:00',
	to: '0031612345678',
	reference: 'your_reference',
	status: { code: '2', errorCode: '', errorDescription: 'Delivered' },
	operator: '20408',
};

describe('status reports', () => {
	it('in JSON', async () => {
		expect(await one(report(delivered))).toEqual({
			...NOTHING,
			kind: 'statusReport',
			reference: 'your_reference',
			to: '0031612345678',
			statusCode: 2,
			status: 'delivered',
			errorText: 'Delivered',
			operator: '20408',
			time: '2026-07-01T12:00:00+02:00',
			raw: delivered,
		});
	});

	it('in XML', async () => {
		const xml = `<?xml version="1.0"?>
			<MESSAGES>
				<MSG RECEIVED="2026-01-01T12:00:00">
					<TO>0031612345678</TO>
					<REFERENCE>a &amp; b</REFERENCE>
					<STATUS>
						<CODE>3</CODE>
						<ERRORCODE>24</ERRORCODE>
						<ERRORDESCRIPTION>Unreachable</ERRORDESCRIPTION>
					</STATUS>
				</MSG>
			</MESSAGES>`;
		expect(await one(xml, 'text/xml')).toEqual({
			...NOTHING,
			kind: 'statusReport',
			reference: 'a & b',
			to: '0031612345678',
			statusCode: 3,
			status: 'failed',
			errorCode: '24',
			errorText: 'Unreachable',
			standardError: {
				code: 24,
				meaning: 'The recipient was unreachable, for example switched off',
				temporary: true,
			},
			time: '2026-01-01T12:00:00+01:00',
			raw: {
				'@RECEIVED': '2026-01-01T12:00:00',
				TO: '0031612345678',
				REFERENCE: 'a & b',
				STATUS: { CODE: '3', ERRORCODE: '24', ERRORDESCRIPTION: 'Unreachable' },
			},
		});
	});

	it.each([
		[0, 'accepted'],
		['1', 'rejected'],
		[2, 'delivered'],
		['3', 'failed'],
		[4, 'read'],
		[20, null],
	])('of status %j', async (code, status) => {
		const event = await one(report({ ...delivered, status: { code, errorCode: 23 } }));
		expect(event).toMatchObject({ statusCode: Number(code), status, errorCode: '23' });
		const failed = status === 'rejected' || status === 'failed';
		expect(event.standardError?.code ?? null).toBe(failed ? 23 : null);
	});

	it('with keys in any case, several at once, and what the older document names', async () => {
		const events = await readWebhook(
			JSON.stringify({
				Messages: {
					MSG: [
						{
							Created: '2026-07-01T12:00:00',
							To: 31612345678,
							Status: 1,
							StandardError: '47',
							StatusDescription: 'Blocked',
							Channel: 'sms',
							CustomGrouping: 'A',
							CustomGrouping3: 'C',
						},
						delivered,
					],
				},
			}),
		);
		expect(events).toHaveLength(2);
		expect(events?.[0]).toMatchObject({
			to: '31612345678',
			statusCode: 1,
			errorCode: '47',
			errorText: 'Blocked',
			standardError: { code: 47 },
			channel: 'sms',
			groupings: ['A', null, 'C'],
			time: '2026-07-01T12:00:00+02:00',
		});
	});

	it('in which the template was not filled in are unreadable', async () => {
		const status = { code: '[STATUS]', errorCode: '[STATUSDESCRIPTION]' };
		const msg = { to: '[GSM]', status };
		expect(await one(report(msg))).toMatchObject({ kind: 'unreadable', raw: JSON.stringify(msg) });
	});

	it.each([
		['2.0', 2, 'delivered'],
		[' 3 ', 3, 'failed'],
		[2.0, 2, 'delivered'],
		['Delivered', 2, 'delivered'],
		['7', 7, null],
		['-1', -1, null],
		['BUFFERED', null, 'BUFFERED'],
	])('of the status %j', async (code, statusCode, status) => {
		for (const told of [{ code }, code])
			expect(await one(report({ ...delivered, status: told }))).toMatchObject({
				kind: 'statusReport',
				statusCode,
				status,
			});
	});

	it('of the older document say each thing where it belongs (old-document-report.json)', async () => {
		expect(await one(messageCase('old-document-report.json'))).toMatchObject({
			statusCode: 1,
			status: 'rejected',
			statusDescription: 'rejected',
			errorCode: null,
			errorText: 'Recipient number barred',
			channel: 'sms',
			reference: 'R1',
			groupings: ['spring', null, null],
			time: '2026-07-01T12:00:00+02:00',
		});
	});

	it.each(['StandardError', 'STANDARDERROR', 'Standard Error', 'standard_error'])(
		'of the older document name the error %s',
		async (name) => {
			expect(await one(report({ status: 3, [name]: '23' }))).toMatchObject({
				errorCode: '23',
				standardError: { code: 23 },
			});
		},
	);

	it('stand under msg, wherever that is', async () => {
		for (const body of [{ msg: delivered }, { messages: [{ msg: delivered }] }, delivered]) {
			expect((await one(body)).reference).toBe('your_reference');
		}
	});

	it('in XML with a lone & (report-bare-ampersand.xml)', async () => {
		expect(await one(messageCase('report-bare-ampersand.xml'), 'text/xml')).toMatchObject({
			reference: 'R&D',
			status: 'delivered',
		});
	});

	it.each([
		['a & b && c &', 'a & b && c &'],
		['a &amp; b &#38; &lt;c&gt; & d', 'a & b & <c> & d'],
		['&unknown; & <![CDATA[& &amp;]]> &', '&unknown; & & &amp; &'],
		['<!-- & -->&', '&'],
	])('in XML with the reference %j', async (written, reference) => {
		const xml = `<MESSAGES><MSG><REFERENCE>${written}</REFERENCE><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>`;
		expect(await one(xml, 'text/xml')).toMatchObject({ kind: 'statusReport', reference });
	});
});

describe('incoming messages', () => {
	const whatsApp = {
		reference: 'wamid.1',
		messageContext: 'wamid.0',
		from: { number: '+31612345678', name: 'Ann' },
		to: { number: '0031765727000' },
		message: {
			text: ' Hello 😀\n',
			media: { mediaUri: '', contentType: '', title: '' },
			custom: { message_type: 'text' },
			error: '',
		},
		groupings: ['A', '', ''],
		time: '2026-07-01 14:00:00',
		timeUtc: '2026-07-01T12:00:00',
		channel: 'WhatsApp',
	};

	it('in the current JSON', async () => {
		expect(await one(whatsApp)).toEqual({
			...NOTHING,
			kind: 'inbound',
			reference: 'wamid.1',
			messageContext: 'wamid.0',
			from: '+31612345678',
			fromName: 'Ann',
			to: '0031765727000',
			channel: 'WhatsApp',
			text: ' Hello 😀\n',
			custom: { message_type: 'text' },
			groupings: ['A', null, null],
			time: '2026-07-01T12:00:00Z',
			raw: whatsApp,
		});
	});

	it('with media', async () => {
		const media = {
			mediaUri: 'https://cdn-1.messaging.cm.com/x',
			contentType: 'image/jpeg',
			title: '',
		};
		const event = await one({ ...whatsApp, timeUtc: '', message: { text: '', media } });
		expect(event).toMatchObject({
			text: null,
			media: { uri: 'https://cdn-1.messaging.cm.com/x', contentType: 'image/jpeg', title: null },
			mediaList: [
				{ uri: 'https://cdn-1.messaging.cm.com/x', contentType: 'image/jpeg', title: null },
			],
			time: '2026-07-01T14:00:00+02:00',
		});
	});

	it('with several media (inbound-two-media.json)', async () => {
		const medium = (name: string) => ({
			uri: `https://cdn-1.messaging.cm.com/${name}`,
			contentType: 'image/png',
			title: name,
		});
		expect(await one(messageCase('inbound-two-media.json'))).toMatchObject({
			kind: 'inbound',
			text: 'two pictures',
			media: medium('a'),
			mediaList: [medium('a'), medium('b')],
		});
	});

	it.each<[string, object, Partial<NormalisedEvent>]>([
		[
			'a location',
			{ location: { latitude: 51.6, longtitude: '-4.7', label: 'CM', searchQuery: 'Breda' } },
			{ location: { latitude: 51.6, longitude: -4.7, label: 'CM', address: 'Breda' } },
		],
		[
			'a pressed button',
			{ interactive: { type: 'button_reply', button_reply: { id: 'yes', title: 'Yes' } } },
			{ button: { id: 'yes', title: 'Yes' } },
		],
		[
			'a button of a template',
			{ button: { payload: 'yes', text: 'Yes' } },
			{ button: { id: 'yes', title: 'Yes' } },
		],
		[
			'a choice from a list',
			{ list_reply: { id: '1', title: 'One', description: 'The first' } },
			{ listChoice: { id: '1', title: 'One', description: 'The first' } },
		],
		[
			'an order',
			{
				order: {
					catalog_id: 'c',
					text: 'please',
					product_items: [
						{ product_retailer_id: 'p', quantity: 2, item_price: 9.5, currency: 'EUR' },
					],
				},
			},
			{
				order: {
					catalogId: 'c',
					text: 'please',
					items: [{ productId: 'p', quantity: 2, price: 9.5, currency: 'EUR' }],
				},
			},
		],
	])('with %s', async (_what, custom, expected) => {
		const event = await one({ ...whatsApp, message: { ...whatsApp.message, custom } });
		const { button, listChoice, location, order } = event;
		expect({ button, listChoice, location, order }).toEqual({
			button: null,
			listChoice: null,
			location: null,
			order: null,
			...expected,
		});
		expect(event.raw).toMatchObject({ message: { custom } });
	});

	it.each([
		['0031612345678', null, '+31612345678'],
		['0031600000001', 'SMS', '+31600000001'],
		['31612345678', null, '+31612345678'],
		['+31612345678', 'WhatsApp', '+31612345678'],
		['0612345678', null, '0612345678'],
		['3669', 'SMS', '3669'],
		['Bank', null, 'Bank'],
		['12345678901234567', 'Facebook Messenger', '12345678901234567'],
		['1234567890', 'Telegram Messenger', '1234567890'],
		['1234567890', 'A new channel', '1234567890'],
	])('from %s by %s has the sender %s', async (from, channel, expected) => {
		expect((await one({ from, channel, body: 'Hi' })).from).toBe(expected);
		expect((await one({ ...whatsApp, from: { number: from }, channel })).from).toBe(expected);
	});

	it('that one sent oneself are told apart, without the token (mt-echo.json)', async () => {
		const event = await one(messageCase('mt-echo.json'));
		expect(event).toMatchObject({
			kind: 'outbound',
			to: '0031600000001',
			from: 'Club Office',
			text: 'Your seat is booked',
			groupings: ['spring', null, null],
			raw: { body: 'Your seat is booked', webhooktoken: '***' },
		});
		expect(JSON.stringify(event)).not.toContain('not-a-real-token');
	});

	it('come as a query, too', () => {
		const query = 'reference=r&from=0031612345678&to=3669&body=Hi+%26+bye&groupings=A&groupings=';
		expect(readWebhookQuery(query)).toEqual([
			{
				...NOTHING,
				kind: 'inbound',
				reference: 'r',
				from: '+31612345678',
				to: '3669',
				text: 'Hi & bye',
				groupings: ['A', null],
				raw: {
					reference: 'r',
					from: '0031612345678',
					to: '3669',
					body: 'Hi & bye',
					groupings: ['A', ''],
				},
			},
		]);
		expect(readWebhookQuery('')).toBeUndefined();
		expect(readWebhookQuery('a=b%zz')).toMatchObject([{ kind: 'unreadable', raw: 'a=b%zz' }]);
	});

	it('in the older flat JSON', async () => {
		const flat = { reference: 'r', from: '0031612345678', to: '3669', body: 'Hi', groupings: [] };
		expect(await one(flat)).toEqual({
			...NOTHING,
			kind: 'inbound',
			reference: 'r',
			from: '+31612345678',
			to: '3669',
			text: 'Hi',
			raw: flat,
		});
	});

	it('in the older XML', async () => {
		const xml =
			'<MESSAGES><MSG><ID>1</ID><RECEIVER>3669</RECEIVER><MESSAGE> a &lt;b&gt; </MESSAGE><UDH/>' +
			'<SENDER OPERATOR="20408">0031612345678</SENDER><REFERENCE></REFERENCE>' +
			'<SENT>2026-01-01T12:00:00</SENT><CUSTOMGROUPING>A</CUSTOMGROUPING></MSG></MESSAGES>';
		expect(await one(xml, 'application/xml')).toEqual({
			...NOTHING,
			kind: 'inbound',
			to: '3669',
			from: '+31612345678',
			operator: '20408',
			text: ' a <b> ',
			groupings: ['A', null, null],
			time: '2026-01-01T12:00:00+01:00',
			raw: {
				ID: '1',
				RECEIVER: '3669',
				MESSAGE: ' a <b> ',
				UDH: '',
				SENDER: { '@OPERATOR': '20408', '#text': '0031612345678' },
				REFERENCE: '',
				SENT: '2026-01-01T12:00:00',
				CUSTOMGROUPING: 'A',
			},
		});
	});
});

it('events', async () => {
	const click = {
		reference: 'r',
		messageContext: '',
		from: { number: '+31612345678' },
		to: { number: 'agent' },
		event: { type: 'SuggestionClick', custom: { postbackdata: 'yes', label: 'Yes' } },
		groupings: ['', '', ''],
		timeUtc: '2026-01-01T12:00:00',
		channel: 'RCS',
	};
	expect(await one(click)).toEqual({
		...NOTHING,
		kind: 'event',
		reference: 'r',
		from: '+31612345678',
		to: 'agent',
		channel: 'RCS',
		eventType: 'SuggestionClick',
		button: { id: 'yes', title: 'Yes' },
		custom: { postbackdata: 'yes', label: 'Yes' },
		time: '2026-01-01T12:00:00Z',
		raw: click,
	});
});

it('goes by the body where the content type says something else', async () => {
	expect((await one(report(delivered), 'text/xml')).kind).toBe('statusReport');
	expect((await one(`\uFEFF ${JSON.stringify(report(delivered))}`, '')).kind).toBe('statusReport');
	const xml = '<MESSAGES><MSG><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>';
	expect((await one(xml, 'application/json')).status).toBe('delivered');
});

it.each(['', ' \n', '{}', '[]', ' { } ', '\uFEFF[ ]'])('makes nothing of %j', async (body) => {
	for (const contentType of ['application/json', 'text/xml', undefined]) {
		expect(await readWebhook(body, contentType)).toBeUndefined();
	}
});

it.each([
	'test',
	'null',
	'5',
	'{"hello":"world"}',
	'{"messages":[]}',
	'{"event":"x"}',
	'{"cut":',
	'<MESSAGES>',
	'<MESSAGES/>',
	'<OTHER><MSG><STATUS><CODE>2</CODE></STATUS></MSG></OTHER>',
	'<!DOCTYPE x><MESSAGES><MSG><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>',
	'a=b&c=d',
	`{"message":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
	messageCase('report-doctype.xml'),
])('makes an unreadable event of %.60j', async (body) => {
	for (const contentType of ['application/json', 'text/xml', undefined]) {
		expect(await readWebhook(body, contentType)).toEqual([
			{ ...NOTHING, kind: 'unreadable', raw: body },
		]);
	}
});

it('loses nothing of what stands beside what can be read', async () => {
	const msg = [delivered, { to: '1' }, 'x'];
	expect(await readWebhook(JSON.stringify({ messages: { msg } }))).toMatchObject([
		{ kind: 'statusReport' },
		{ kind: 'unreadable', raw: '{"to":"1"}' },
		{ kind: 'unreadable', raw: 'x' },
	]);
	const xml = '<MESSAGES><MSG><STATUS><CODE>2</CODE></STATUS></MSG><MSG><A>x</A></MSG></MESSAGES>';
	expect(await readWebhook(xml)).toMatchObject([
		{ kind: 'statusReport' },
		{ kind: 'unreadable', raw: '{"A":"x"}' },
	]);
});

it.each([
	'{"cut": 1, "webhookToken": "s3cret", ',
	'webhooktoken=s3cret&a=b',
	'<A><PRODUCTTOKEN>s3cret</PRODUCTTOKEN></B>',
	'{"producttoken":"s3cret"}',
])('takes tokens out of %j', async (body) => {
	const [event] = (await readWebhook(body)) ?? [];
	expect(event?.raw).toContain('***');
	expect(event?.raw).not.toContain('s3cret');
});

describe('the ID of an event', () => {
	const idsOf = async (body: unknown) => {
		const events = await readWebhook(typeof body === 'string' ? body : JSON.stringify(body));
		return (events ?? []).map((event) => event.eventId);
	};
	const lines = messageCase('reused-reference.jsonl').trim().split('\n');

	it('differs for what is another report, however alike (reused-reference.jsonl)', async () => {
		const apart = (await Promise.all(lines.map(idsOf))).flat();
		expect(new Set(apart).size).toBe(4);
		const msg = lines.map((line) => (JSON.parse(line) as ReturnType<typeof report>).messages.msg);
		expect(await idsOf({ messages: { msg } })).toEqual(apart);
	});

	it('is the same for every delivery of a report, in whatever order its members stand', async () => {
		const turned = report(Object.fromEntries(Object.entries(delivered).reverse()));
		expect(await idsOf(turned)).toEqual(await idsOf(report(delivered)));
		expect(await idsOf(JSON.stringify(report(delivered), null, 2))).toEqual(
			await idsOf(report(delivered)),
		);
	});

	it.each([
		{ received: '2026-07-01T12:00:01' },
		{ channel: 'SMS' },
		{ operator: '1' },
		{ status: { code: '2', errorCode: '5', errorDescription: 'Delivered' } },
		{ customGrouping: 'x' },
	])('differs with %j', async (change) => {
		expect(await idsOf(report({ ...delivered, ...change }))).not.toEqual(
			await idsOf(report(delivered)),
		);
	});

	it('does not depend on when a report was sent, where it has a time of its own', async () => {
		const old = JSON.parse(messageCase('old-document-report.json')) as ReturnType<typeof report>;
		const again = report({ ...old.messages.msg, send: '2026-07-01T12:05:03' });
		expect(await idsOf(again)).toEqual(await idsOf(old));
		const untimed = (send: string) => report({ to: '1', status: 2, send });
		expect(await idsOf(untimed('a'))).not.toEqual(await idsOf(untimed('b')));
	});

	it('differs for equal reports in one body, the same way in every delivery', async () => {
		const body = { messages: { msg: [delivered, delivered] } };
		const [first, second] = await idsOf(body);
		expect(first).not.toBe(second);
		expect([first]).toEqual(await idsOf(report(delivered)));
		expect([first, second]).toEqual(await idsOf(body));
	});

	it('counts all of repeated elements in XML', async () => {
		const xml = (tag: string) =>
			`<MESSAGES><MSG><X>1</X><X>${tag}</X><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>`;
		expect(await idsOf(xml('2'))).not.toEqual(await idsOf(xml('3')));
	});
});

it('never throws', async () => {
	const names = fc.constantFrom(
		'messages',
		'msg',
		'status',
		'code',
		'message',
		'media',
		'event',
		'from',
		'groupings',
		'timeUtc',
		'body',
	);
	const { value } = fc.letrec((tie) => ({
		value: fc.oneof(
			fc.string(),
			fc.integer(),
			fc.constant(null),
			fc.array(tie('value')),
			fc.dictionary(names, tie('value')),
		),
	}));
	await fc.assert(
		fc.asyncProperty(fc.dictionary(names, value), async (body) => {
			await readWebhook(JSON.stringify(body));
		}),
	);
});
