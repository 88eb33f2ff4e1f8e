import type { INodeParameters } from 'n8n-workflow';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

import { caseText } from '../../unit/support/cases.mts';
import { locator, soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { outcomeOrMessage } from '../../../harness/engine/errorItem.mts';
import { arrived, bodyOf, gatewayRequests, jsonRequests, recipients } from './support/wire.mts';

const account = useAccount();

const rows = (...to: unknown[]) => to.map((each, row) => ({ json: { to: each as string, row } }));
const toEachRow = (more: INodeParameters = {}) => soundMessage({ to: '={{ $json.to }}', ...more });
const continues = { settings: { onError: 'continueRegularOutput' } } as const;

describe('what arrives', () => {
	it('is the message, its encoding found by CM.com, and nothing that was not set', async () => {
		const { error } = await account.messaging(soundMessage());
		expect(error).toBeUndefined();
		expect(arrived(account.simulator)).toEqual([
			{
				allowedChannels: ['SMS'],
				from: 'Amstel',
				to: [{ number: '0031612345678' }],
				body: { type: 'auto', content: 'Your letter is on its way.' },
			},
		]);
	});

	it('is a POST of JSON in UTF-8', async () => {
		await account.messaging(soundMessage({ content: 'Ünïcödé 漢字 😀' }));
		const [request] = jsonRequests(account.simulator);
		expect(request).toMatchObject({
			method: 'POST',
			contentType: expect.stringMatching(/^application\/json/) as string,
		});
		expect(account.simulator.messages().map(({ body }) => body)).toEqual(['Ünïcödé 漢字 😀']);
	});

	it('has every field that was set', async () => {
		await account.messaging(
			soundMessage({
				allowedChannels: ['Push', 'SMS'],
				reference: 'INV20260042',
				additionalFields: {
					appKey: '01234567-89ab-cdef-0123-456789abcdef',
					customGrouping: 'Campaign ABC',
					customGrouping2: 'Department XYZ',
					customGrouping3: 'Source 123',
					dcs: 8,
					bodyType: 'TEXT',
					minimumNumberOfMessageParts: 1,
					maximumNumberOfMessageParts: 8,
					validity: '2h',
				},
			}),
		);
		expect(arrived(account.simulator)).toEqual([
			{
				allowedChannels: ['Push', 'SMS'],
				from: 'Amstel',
				to: [{ number: '0031612345678' }],
				body: { type: 'TEXT', content: 'Your letter is on its way.' },
				reference: 'INV20260042',
				customGrouping: 'Campaign ABC',
				customGrouping2: 'Department XYZ',
				customGrouping3: 'Source 123',
				minimumNumberOfMessageParts: 1,
				maximumNumberOfMessageParts: 8,
				dcs: 8,
				validity: '2h',
				appKey: '01234567-89ab-cdef-0123-456789abcdef',
			},
		]);
	});

	const inAnHour = new Date(Math.floor(Date.now() / 1000) * 1000 + 3_600_000).toISOString();
	const documented = `${inAnHour.slice(0, 10)} ${inAnHour.slice(11, 19)} GMT`;

	it.each([
		[inAnHour, documented],
		[`={{ DateTime.fromISO('${inAnHour}', { zone: 'utc' }) }}`, documented],
		['30M', '30m'],
	])('validity %s is written as documented', async (validity, written) => {
		await account.messaging(soundMessage({ additionalFields: { validity } }));
		expect(arrived(account.simulator)[0]?.validity).toBe(written);
	});

	it('has the channels in the order in which they were chosen, and none when none was', async () => {
		await account.messaging(soundMessage({ allowedChannels: ['Viber', 'WhatsApp', 'SMS'] }));
		await account.messaging(soundMessage({ allowedChannels: [] }));
		await account.messaging(soundMessage({ allowedChannels: '={{ "rcs, sms" }}' }));
		expect(arrived(account.simulator).map(({ allowedChannels }) => allowedChannels)).toEqual([
			['Viber', 'WhatsApp', 'SMS'],
			undefined,
			['RCS', 'SMS'],
		]);
	});
});

describe('recipients', () => {
	it.each([
		['+31 6 12345678'],
		['0031612345678'],
		['whatsapp:+31612345678'],
		['+31 (0)6-1234 5678'],
	])('%j becomes 00 and digits', async (to) => {
		await account.messaging(toEachRow(), rows(to));
		expect(recipients(account.simulator)).toEqual([['0031612345678']]);
	});

	it.each<[name: string, parameters: INodeParameters]>([
		['by code or name', { defaultCountry: locator('={{ $json.country }}', 'country') }],
		['as plain text', { defaultCountry: '={{ $json.country }}' }],
	])('national numbers belong to the default country, given %s', async (_name, parameters) => {
		const { error, items } = await account.messaging(toEachRow(parameters), [
			{ json: { to: '06 12345678', country: 'NL' } },
			{ json: { to: '07911 123456', country: 'UK' } },
			{ json: { to: 612345679, country: 'Netherlands' } },
			{ json: { to: '+1 202 555 0123', country: '' } },
		]);
		expect(error).toBeUndefined();
		expect(recipients(account.simulator)).toEqual([
			['0031612345678', '00447911123456', '0031612345679', '0012025550123'],
		]);
		expect(items.map(({ json: { to, toAsTyped } }) => [to, toAsTyped])).toEqual([
			['0031612345678', '06 12345678'],
			['00447911123456', '07911 123456'],
			['0031612345679', '612345679'],
			['0012025550123', '+1 202 555 0123'],
		]);
	});

	it('digits that do not say their country reach nobody', async () => {
		const { error } = await account.messaging(toEachRow(), rows('15666828240', 31612345678));
		expect(account.simulator.requests()).toEqual([]);
		expect(error?.description).toContain('Default Country');
	});

	it.each<[name: string, to: string]>([
		['a text with commas', '+31612345678, +447911123456'],
		['a list', "={{ ['+31612345678', '+447911123456'] }}"],
		['objects as in a request', "={{ [{ number: '+31612345678' }, { number: '+447911123456' }] }}"],
	])('%s: one message, an output item for each', async (_name, to) => {
		const { items } = await account.messaging(soundMessage({ to, reference: 'R1' }));
		expect(arrived(account.simulator)).toEqual([
			expect.objectContaining({
				to: [{ number: '0031612345678' }, { number: '00447911123456' }],
			}),
		]);
		expect(items).toEqual(
			['0031612345678', '00447911123456'].map((number) => ({
				json: {
					status: 'Accepted',
					reason: null,
					to: number,
					toAsTyped: number.replace('00', '+'),
					reference: 'R1',
					parts: 1,
					messageDetails: null,
					messageErrorCode: 0,
					outcome: 'accepted',
				},
				pairedItem: { item: 0 },
			})),
		);
	});

	it('several of several items are paired with their own', async () => {
		const { items } = await account.messaging(
			toEachRow({ content: '={{ "x".repeat(161) }}' }),
			rows('+31612345601, +31612345602', '+31612345603', ['+31612345604', '+31612345605']),
		);
		expect(items.map(({ json, pairedItem }) => [json.to, json.parts, pairedItem])).toEqual([
			['0031612345601', 2, { item: 0 }],
			['0031612345602', 2, { item: 0 }],
			['0031612345603', 2, { item: 1 }],
			['0031612345604', 2, { item: 2 }],
			['0031612345605', 2, { item: 2 }],
		]);
	});

	it('given twice in one item gets one message; in two items, two', async () => {
		await account.messaging(toEachRow(), rows('+31612345678, 0031612345678', '06-12345678'), {
			...continues,
		});
		expect(account.simulator.messages()).toHaveLength(1);
		account.simulator.reset();
		await account.messaging(toEachRow(), rows('+31612345678', '+31612345678'));
		expect(account.simulator.messages()).toHaveLength(2);
	});

	it('that are IDs of other channels pass unchanged', async () => {
		const { error } = await account.messaging(
			toEachRow({ allowedChannels: ['Telegram Messenger', 'Line'] }),
			rows('U4af4980629', '0612'),
		);
		expect(error).toBeUndefined();
		expect(recipients(account.simulator)).toEqual([['U4af4980629', '0612']]);
	});

	it('that are no numbers are refused for channels with numbers', async () => {
		const { error } = await account.messaging(
			toEachRow({ allowedChannels: ['Line', 'SMS'] }),
			rows('U4af4980629'),
		);
		expect(error?.message).toBe('To: "U4af4980629" is not a phone number [item 0]');
	});
});

describe('bad input', () => {
	const sheet = rows('+31612345678', '12', '+447911123456', '06 12345678');

	it('stops the node before anything is sent, and is all named', async () => {
		const { error, items } = await account.messaging(toEachRow(), sheet);
		expect(account.simulator.requests()).toEqual([]);
		expect(items).toEqual([]);
		expect(error?.message).toBe('2 of 4 items cannot be sent');
		expect(error?.description).toMatch(/^Nothing was sent\./);
		expect(error?.description).toContain('[item 1] To: "12" is not a phone number');
		expect(error?.description).toContain('[item 3] To: "06 12345678" is not a phone number');
		expect(error?.description).toContain('Default Country');
	});

	it('costs only its own items when the node continues', async () => {
		const { items } = await account.messaging(toEachRow(), sheet, continues);
		expect(recipients(account.simulator)).toEqual([['0031612345678', '00447911123456']]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(items.map(outcomeOrMessage)).toEqual([
			'accepted',
			'To: "12" is not a phone number',
			'accepted',
			'To: "06 12345678" is not a phone number without its country',
		]);
	});

	it('leaves on the error output with its input intact', async () => {
		const { items, errorItems } = await account.messaging(toEachRow(), sheet, {
			settings: { onError: 'continueErrorOutput' },
		});
		expect(items.map(({ json }) => json.to)).toEqual(['0031612345678', '00447911123456']);
		expect(errorItems.map(({ json }) => json)).toEqual([
			expect.objectContaining({
				to: '12',
				row: 1,
				error: expect.objectContaining({ message: 'To: "12" is not a phone number' }) as object,
			}),
			expect.objectContaining({ to: '06 12345678', row: 3 }),
		]);
	});

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['no sender', { from: ' ' }, 'From: it is empty'],
		['a long sender', { from: 'Twelve chars' }, 'From: "Twelve chars" is too long for SMS'],
		['no recipient', { to: '={{ $json.missing }}' }, 'To: no recipient is given'],
		['a word for a number', { to: 'not a number' }, 'To: "not a number" is not a phone number'],
		['no text', { content: ' ' }, 'Message: it is empty'],
		['an object for text', { content: '={{ ({ a: 1 }) }}' }, 'Message: it is an object, not text'],
		[
			'no such country',
			{ defaultCountry: locator('XX', 'country') },
			'Default Country: "XX" is not a country with phone numbers',
		],
		[
			'validity in words',
			{ additionalFields: { validity: 'soon' } },
			'Validity: "soon" is neither',
		],
		[
			'validity too long',
			{ additionalFields: { validity: '73h' } },
			'Validity: "73h" is more than',
		],
		[
			'a validity that is over',
			{ additionalFields: { validity: '2020-01-01 10:00' } },
			'Validity: "2020-01-01 10:00" is in the past',
		],
		[
			'a sender of no SMS',
			{ from: 'Кафе', allowedChannels: ['WhatsApp', 'SMS'] },
			'From: "Кафе" holds',
		],
		[
			'more parts than allowed',
			{
				content: '={{ "x".repeat(161) }}',
				additionalFields: { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 1 },
			},
			'Message: it takes 2 SMS parts; at most 1 are allowed',
		],
		[
			'Unicode where GSM is chosen',
			{ content: 'Дорогая', additionalFields: { bodyType: 'TEXT', dcs: 0 } },
			'Message: the GSM alphabet cannot hold it',
		],
		[
			'Unicode by default',
			{ content: 'Дорогая', additionalFields: { bodyType: '' } },
			'Message: the GSM alphabet cannot hold it',
		],
		[
			'Unicode that is not wanted',
			{ content: 'Hello —', additionalFields: { refuseUnicode: true } },
			'Message: it needs Unicode because of "—"',
		],
		[
			'one half of the parts',
			{ additionalFields: { minimumNumberOfMessageParts: 2 } },
			'Maximum Parts: minimum and maximum are only used together',
		],
		[
			'parts the wrong way round',
			{ additionalFields: { minimumNumberOfMessageParts: 3, maximumNumberOfMessageParts: 2 } },
			'Minimum Parts: 3 is more than the maximum of 2',
		],
		[
			'too many parts',
			{ additionalFields: { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 256 } },
			'Maximum Parts: 256 is out of range',
		],
		[
			'a long grouping',
			{ additionalFields: { customGrouping2: 'x'.repeat(101) } },
			'Custom Grouping 2: it has 101 characters',
		],
		[
			'an unknown encoding',
			{ additionalFields: { dcs: '={{ 4 }}' } },
			'Data Coding Scheme: 4 is not documented',
		],
		['an app key', { additionalFields: { appKey: 'x' } }, 'App Key: "x" is not an app key'],
		['Push without a key', { allowedChannels: ['Push'] }, 'App Key: Push needs the key of the app'],
		[
			'a long WhatsApp text',
			{ allowedChannels: ['WhatsApp'], content: '={{ "x".repeat(4097) }}' },
			'Message: it has 4097 characters',
		],
	])('%s is refused', async (_name, parameters, reason) => {
		const { error } = await account.messaging(soundMessage(parameters));
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('names every reason of an item at once', async () => {
		const { error } = await account.messaging(
			soundMessage({ from: ' ', to: 'x', content: ' ', additionalFields: { validity: 'x' } }),
		);
		for (const reason of ['From: ', 'To: ', 'Message: ', 'Validity: '])
			expect(error?.message).toContain(reason);
	});

	it('a gateway that is no address is refused', async () => {
		const { error } = await account.messaging(soundMessage(), undefined, {
			credential: { ...account.credential, messagingGateway: 'gw.messaging.cm.com' },
		});
		expect(error?.message).toContain('Messaging Gateway: "gw.messaging.cm.com"');
	});
});

describe.each(['json', 'xml'])(
	'half an emoji in a row (lone-surrogate-rows.json), by %s',
	(protocol) => {
		const sheet = (
			JSON.parse(caseText('messages/lone-surrogate-rows.json')) as Array<{ t: string }>
		).map((row) => ({ json: row }));
		const parameters = soundMessage({ content: '={{ $json.t }}', options: { protocol } });

		it('is refused with row and place', async () => {
			const { error } = await account.messaging(parameters, sheet);
			expect(error?.message).toBe(
				'Message: it holds half an emoji (U+D83D) as character 9 [item 1]',
			);
			expect(error?.description).toContain('row 3');
			expect(account.simulator.requests()).toEqual([]);
		});

		it('does not keep the other rows', async () => {
			const { items } = await account.messaging(parameters, sheet, continues);
			expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', undefined, 'accepted']);
			expect(account.simulator.messages().map(({ body }) => body)).toEqual(['fine', 'fine too']);
		});

		it('nor does NUL', async () => {
			const { items } = await account.messaging(
				parameters,
				['a', 'b\0', 'c'].map((t) => ({ json: { t } })),
				continues,
			);
			expect(items.map(({ json }) => json.outcome)).toEqual(['accepted', undefined, 'accepted']);
		});
	},
);

describe('the XML protocol', () => {
	const xml = (more: INodeParameters = {}) =>
		soundMessage({ options: { protocol: 'xml' }, ...more });

	it('carries the message, escaped, and the token', async () => {
		const { items, error } = await account.messaging(
			xml({ content: `<"Tom" & 'Jerry'>`, reference: 'R1' }),
		);
		expect(error).toBeUndefined();
		const [request] = gatewayRequests(account.simulator);
		expect(request?.body).toContain('&lt;&quot;Tom&quot; &amp; &apos;Jerry&apos;&gt;');
		expect(request?.body).toContain(
			`<PRODUCTTOKEN>${account.simulator.productToken}</PRODUCTTOKEN>`,
		);
		expect(request).toMatchObject({
			method: 'POST',
			contentType: expect.stringMatching(/^application\/xml/) as string,
		});
		expect(account.simulator.messages()).toEqual([
			expect.objectContaining({ protocol: 'xml', body: `<"Tom" & 'Jerry'>`, reference: 'R1' }),
		]);
		expect(items.map(({ json }) => json)).toEqual([
			{
				status: 'Accepted',
				reason: null,
				to: '0031612345678',
				toAsTyped: '+31612345678',
				reference: 'R1',
				parts: null,
				messageDetails: null,
				messageErrorCode: null,
				outcome: 'accepted',
			},
		]);
	});

	it('sends the messages of many items in one request', async () => {
		const parameters = { ...toEachRow(), options: { protocol: 'xml' } };
		const { items } = await account.messaging(
			parameters,
			rows('+31612345678', '+447911123456, +447911123457'),
		);
		expect(gatewayRequests(account.simulator)).toHaveLength(1);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 1].map((item) => ({ item })));
	});

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['WhatsApp', { allowedChannels: ['WhatsApp'] }, 'Channels: XML cannot send by WhatsApp'],
		['SMS with a fallback', { allowedChannels: ['SMS', 'Viber'] }, 'XML cannot send by SMS, Viber'],
		[
			'a validity',
			{ additionalFields: { validity: '2h' } },
			'Validity: the XML protocol has no element for it',
		],
		['a control character', { content: 'a\u0001b' }, 'XML cannot carry (U+0001)'],
		[
			'rich content',
			{
				operation: 'sendRichContent',
				allowedChannels: [],
				conversation: { item: [{ kind: 'text', itemText: 'Hello' }] },
			},
			'Rich Content: the XML protocol has no element for it',
		],
	])('refuses %s', async (_name, parameters, reason) => {
		const { error } = await account.messaging(xml(parameters));
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});

	it.each<[name: string, productToken: string, said: string]>([
		['no token', 'x', 'the product token is incorrect'],
		[
			'the token of nobody',
			'11111111-1111-4111-8111-111111111111',
			'the product token was not recognised',
		],
	])('%s is told although the status is 200', async (_name, productToken, said) => {
		const { error } = await account.messaging(xml(), undefined, {
			credential: { ...account.credential, productToken },
		});
		expect(error?.message).toBe(`CM.com refused the request: ${said} [item 0]`);
		expect(error?.description).toContain('Nothing was sent.');
	});
});

describe('the HTTP GET protocol', () => {
	const get = (more: INodeParameters = {}) =>
		soundMessage({ options: { protocol: 'get' }, ...more });

	it('carries the basic parameters, one message in each request', async () => {
		const { items, error } = await account.messaging(
			get({ to: '+31612345678, +447911123456', content: 'a & b = €', reference: 'R1' }),
		);
		expect(error).toBeUndefined();
		expect(
			gatewayRequests(account.simulator)
				.map(({ method, query }) => ({ method, query }))
				.sort((one, other) => String(one.query.to).localeCompare(String(other.query.to))),
		).toEqual(
			['0031612345678', '00447911123456'].map((to) => ({
				method: 'GET',
				query: {
					producttoken: account.simulator.productToken,
					body: 'a & b = €',
					to,
					from: 'Amstel',
					reference: 'R1',
				},
			})),
		);
		expect(items.map(({ json }) => [json.to, json.outcome])).toEqual([
			['0031612345678', 'accepted'],
			['00447911123456', 'accepted'],
		]);
	});

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['Unicode', { content: 'Привет' }, 'Message: an HTTP GET request cannot send "П"'],
		['several parts', { content: '={{ "x".repeat(161) }}' }, 'it takes 161 characters of SMS'],
		['Viber', { allowedChannels: ['Viber'] }, 'Channels: HTTP GET cannot send by Viber'],
		['a grouping', { additionalFields: { customGrouping: 'x' } }, 'Custom Grouping: '],
		['a validity', { additionalFields: { validity: '2h' } }, 'Validity: '],
		['an encoding', { additionalFields: { dcs: 8 } }, 'Data Coding Scheme: '],
		['binary', { additionalFields: { bodyType: 'BINARY' } }, 'Encoding: '],
	])('refuses %s', async (_name, parameters, reason) => {
		const { error } = await account.messaging(get(parameters));
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('tells what the gateway says in words', async () => {
		const { items } = await account.messaging(
			get({ to: '={{ $json.to }}' }),
			rows('+31612349903', '+31612345678'),
			continues,
		);
		expect(items.map(outcomeOrMessage)).toEqual([
			'CM.com refused the request: the request was refused',
			'accepted',
		]);
		expect(items[0]?.json.error).toMatchObject({
			description: expect.stringContaining('"Message has been blacklisted"') as string,
		});
	});
});

describe('authentication', () => {
	it('stands in the body where the header is not documented', async () => {
		await account.messaging(soundMessage());
		const [request] = jsonRequests(account.simulator);
		if (!request) throw new Error('Nothing arrived');
		expect(bodyOf(request).messages.authentication).toEqual({
			productToken: account.simulator.productToken,
		});
	});

	describe('at the gateway that reads the header', () => {
		const seen: Array<{ url?: string; headers: IncomingHttpHeaders; body: unknown }> = [];
		let proxy: Server;
		let environment: jest.ReplaceProperty<NodeJS.ProcessEnv>;

		beforeAll(async () => {
			proxy = createServer((request, response) => {
				void json(request).then((body) => {
					seen.push({ url: request.url, headers: request.headers, body });
					response.setHeader('content-type', 'application/json');
					response.end(
						JSON.stringify({
							details: 'Created 1 message(s)',
							errorCode: 0,
							messages: [{ to: '0031612345678', status: 'Accepted', parts: 1 }],
						}),
					);
				});
			}).listen(0, '127.0.0.1');
			await new Promise((resolve) => proxy.once('listening', resolve));
			environment = jest.replaceProperty(process, 'env', {
				N8N_USER_FOLDER: process.env.N8N_USER_FOLDER,
				http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
			});
		});
		afterAll(async () => {
			environment.restore();
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
		});

		it('stands in the header only', async () => {
			const { items, error } = await account.messaging(soundMessage(), undefined, {
				credential: {
					...account.credential,
					messagingGateway: 'http://gw.messaging.cm.com/v1.0/message',
				},
			});
			expect(error).toBeUndefined();
			expect(items.map(({ json: { outcome } }) => outcome)).toEqual(['accepted']);
			expect(seen).toEqual([
				{
					url: 'http://gw.messaging.cm.com/v1.0/message',
					headers: expect.objectContaining({
						'x-cm-producttoken': account.simulator.productToken,
					}) as object,
					body: { messages: { msg: [expect.objectContaining({ from: 'Amstel' })] } },
				},
			]);
		});
	});
});
