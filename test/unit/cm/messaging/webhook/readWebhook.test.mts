import fc from 'fast-check';

import type { NormalisedEvent } from '../../../../../nodes/cm/messaging/webhook/normalisedEvent.ts';
import { readWebhook } from '../../../../../nodes/cm/messaging/webhook/readWebhook.ts';

async function one(body: unknown, contentType = 'application/json'): Promise<NormalisedEvent> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const [event, ...more] = (await readWebhook(text, contentType)) ?? [];
	if (event === undefined || more.length > 0) throw new Error(`Not one event: ${text}`);
	return event;
}

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

	it('without a code are none, such as the unfilled template', async () => {
		const status = { code: '[STATUS]', errorCode: '[STATUSDESCRIPTION]' };
		expect(await readWebhook(JSON.stringify(report({ to: '[GSM]', status })))).toBeUndefined();
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
			time: '2026-07-01T14:00:00+02:00',
		});
	});

	it('in the older flat JSON', async () => {
		const flat = { reference: 'r', from: '0031612345678', to: '3669', body: 'Hi', groupings: [] };
		expect(await one(flat)).toEqual({
			...NOTHING,
			kind: 'inbound',
			reference: 'r',
			from: '0031612345678',
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
			from: '0031612345678',
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

it.each([
	'',
	'test',
	'{}',
	'[]',
	'null',
	'5',
	'{"messages":[]}',
	'{"messages":{"msg":"x"}}',
	'{"event":"x"}',
	'{"cut":',
	'<MESSAGES>',
	'<MESSAGES/>',
	'<MESSAGES><MSG>x</MSG></MESSAGES>',
	'<OTHER><MSG><STATUS><CODE>2</CODE></STATUS></MSG></OTHER>',
	'<!DOCTYPE x><MESSAGES><MSG><STATUS><CODE>2</CODE></STATUS></MSG></MESSAGES>',
	'a=b&c=d',
])('makes nothing of %j', async (body) => {
	for (const contentType of ['application/json', 'text/xml', undefined]) {
		expect(await readWebhook(body, contentType)).toBeUndefined();
	}
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
