/**
 * Every request that the two documents show, made by the node's parameters: what arrives is the
 * document's body with its keys as they are spelled, and its elements in their order, authentication
 * aside; with its headers, at its address.
 */
import { XMLParser } from 'fast-xml-parser';
import type { IDataObject, IHttpRequestOptions, INodeParameters } from 'n8n-workflow';

import { JSON_EXAMPLES } from '../../unit/cm/messaging/documentJson.mts';
import { XML_EXAMPLES } from '../../unit/cm/messaging/documentXml.mts';
import { useAccount } from '../../../harness/engine/useAccount.mts';
import { bodyOf, gatewayRequests, jsonRequests } from './support/wire.mts';

const account = useAccount();

interface Form {
	parameters: INodeParameters;
	/** Rows that the parameters' expressions read, where the example has several messages. */
	rows?: IDataObject[];
}

const PICTURE = 'https://www.cm.com/cdn/web/nl-nl/blog/conversational-commerce.jpg';
const GREEK = 'Κείμενο διαθέσιμο σε όλες τις γλώσσες';
const LONG =
	'Using these settings we can send SMS messages that contain more than 160 characters as if it is one message. Please do note that this limits the length of one message to 153 characters.';
const APP_KEY = '00000000-0000-0000-0000-000000000000';
const TOKEN = '00000000-0000-0000-0000-000000000000';

const text = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'message',
	operation: 'sendText',
	allowedChannels: ['SMS'],
	from: 'SenderName',
	to: '+44 7911 123456',
	content: 'Test message',
	...more,
});
const toWhatsApp: INodeParameters = {
	allowedChannels: ['WhatsApp'],
	from: 'TestSender',
	to: '00316012345678',
	content: 'Fallback Text',
};
const rich = (items: INodeParameters[], more: INodeParameters = {}): INodeParameters =>
	text({
		operation: 'sendRichContent',
		...toWhatsApp,
		conversation: { item: items },
		...more,
	});
const bubble = (itemText: string): INodeParameters => ({ kind: 'text', itemText });
const picture = (mediaName: string): INodeParameters => ({
	kind: 'media',
	mediaFrom: 'url',
	mediaName,
	mediaUri: PICTURE,
	mimeType: 'image/jpg',
});
const BOLD = 'A text message with *bold* formatting in a speech bubble.';
const EIGHT_PARTS = { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 8 };
const GROUPINGS = {
	customGrouping: 'Campaign ABC',
	customGrouping2: 'Department XYZ',
	customGrouping3: 'Source 123',
};

/** Sections that show a part of richContent only. */
type Fragment =
	| 'Suggestions, OpenUrl'
	| 'Suggestions, Create Calendar Event'
	| 'Suggestions, Dial'
	| 'Suggestions, ViewLocation'
	| 'WhatsApp, Media messages'
	| 'WhatsApp, Location messages'
	| 'WhatsApp, Contacts';

const JSON_FORMS: Record<Exclude<keyof typeof JSON_EXAMPLES, Fragment>, Form> = {
	'Integration, Authentication': {
		parameters: text({
			allowedChannels: [],
			from: 'Sender',
			content: 'My first CM.com message',
			reference: 'my_reference_123',
		}),
	},
	'Sending messages': {
		parameters: text({ ...toWhatsApp, allowedChannels: ['Viber'], content: 'Message Text' }),
	},
	'Batch messages': {
		parameters: text({
			allowedChannels: '={{ [$json.channel] }}',
			from: '={{ $json.from }}',
			to: '={{ $json.to }}',
			content: '={{ $json.text }}',
			defaultCountry: 'GB',
		}),
		rows: [
			{
				channel: 'Viber',
				from: 'SenderName',
				to: '+447911123456, +447911123457',
				text: 'Test message',
			},
			{
				channel: 'SMS',
				from: 'OtherSender',
				to: ['07911 123458', 447911123459],
				text: 'Other Test message',
			},
		],
	},
	'Custom groupings': {
		parameters: text({ reference: 'your_reference', additionalFields: GROUPINGS }),
	},
	'Validity period': {
		parameters: text({ additionalFields: { validity: '2017-04-20 11:50 GMT' } }),
	},
	Conversations: {
		parameters: rich([bubble('A rich content text message'), picture('conversational-commerce')], {
			from: 'CM.com',
			to: '06 12345678',
			content: 'fallback content',
			defaultCountry: 'NL',
		}),
	},
	'SMS, Auto detect encoding': {
		parameters: text({ content: GREEK, additionalFields: EIGHT_PARTS }),
	},
	'SMS, Custom DCS': {
		parameters: text({ content: GREEK, additionalFields: { dcs: 8, bodyType: '' } }),
	},
	'SMS, Multipart': {
		parameters: text({ content: LONG, additionalFields: { ...EIGHT_PARTS, bodyType: '' } }),
	},
	'WhatsApp, Message example': {
		parameters: text({ ...toWhatsApp, content: 'Message Text' }),
	},
	'WhatsApp, Rich Content': {
		parameters: rich([bubble(BOLD), bubble('Another speech bubble'), picture('and an image')]),
	},
	'WhatsApp, Text messages': {
		parameters: rich([bubble(BOLD), bubble('Another speech bubble')]),
	},
	'WhatsApp, Template': {
		parameters: {
			...text(),
			operation: 'sendWhatsAppTemplate',
			allowedChannels: ['WhatsApp'],
			from: 'CM.com',
			to: '+31 6 12345678',
			content: 'This is a WhatsApp message',
			elementName: 'TEMPLATE_NAME',
			languageCode: 'en_US',
			additionalFields: {
				namespace: 'your namespace id here',
				languagePolicy: 'fallback',
				localizableParams: {
					entry: [
						{ default: 'Name' },
						{ default: 'Event' },
						{
							default: 'Saturday 6, July',
							dayOfWeek: 'Saturday',
							dayOfMonth: '6',
							year: '2019',
							month: '7',
							hour: '13',
							minute: '0',
						},
						{ default: '€10.50', currencyCode: 'EUR', amount1000: '10500' },
					],
				},
			},
		},
	},
	'Viber, Message example': {
		parameters: rich(
			[
				{
					...picture('viber-example.png'),
					mediaUri: 'https://www.cm.com/cdn/web/viber-message-festival.png',
					mimeType: 'image/png',
				},
				bubble('Viber message text'),
			],
			{
				allowedChannels: ['Viber'],
				content: 'SMS fallback text',
				suggestions: {
					suggestion: [
						// The document writes the action in several ways; this is how it does here.
						{ action: '={{ "Openurl" }}', label: 'Visit cm.com', url: 'https://www.cm.com' },
					],
				},
			},
		),
	},
	'Push, allowed channels': {
		parameters: text({
			allowedChannels: ['Push'],
			content: 'This message defines allowed channels',
			additionalFields: { appKey: APP_KEY },
		}),
	},
	'Push, fallback to SMS': {
		parameters: text({
			allowedChannels: ['Push', 'SMS'],
			content: 'This message will be delivered as a push message.',
			additionalFields: { appKey: APP_KEY },
		}),
	},
};

const suggested = (...suggestions: INodeParameters[]): INodeParameters =>
	rich([bubble('any')], {
		allowedChannels: ['RCS'],
		suggestions: { suggestion: suggestions },
	});

const FRAGMENT_FORMS: Record<Fragment, INodeParameters> = {
	'Suggestions, OpenUrl': suggested(
		{ action: 'OpenUrl', url: 'market://details?id=cm.com', label: 'Install app' },
		{
			action: 'OpenUrl',
			url: 'https://docs.cmtelecom.com/en/api/business-messaging-api/1.0/index/',
			label: 'SMS documentation',
		},
	),
	'Suggestions, Create Calendar Event': suggested({
		action: 'CreateCalendarEvent',
		label: 'Add to calendar',
		startTime: '2018-02-05T00:00:00',
		endTime: '2018-02-08T00:00:00',
		description: 'Calendar demo',
		title: 'Demo',
	}),
	'Suggestions, Dial': suggested({
		action: 'Dial',
		label: 'Call us',
		phoneNumber: '+310612345',
	}),
	'Suggestions, ViewLocation': suggested({
		action: '={{ "viewLocation" }}',
		label: 'Open in maps',
		latitude: '51.603802',
		longitude: '4.770821',
		pinLabel: 'CM HQ',
	}),
	'WhatsApp, Media messages': rich([picture('conversational-commerce')]),
	'WhatsApp, Location messages': rich([
		{
			kind: 'location',
			latitude: '51.603802',
			longitude: '4.770821',
			label: 'CM HQ',
			searchQuery: 'Konijnenberg 30',
		},
	]),
	'WhatsApp, Contacts': rich([
		{
			kind: 'contacts',
			contacts: {
				entry: [
					{
						formatted_name: 'CM Developer',
						last_name: 'Your last name',
						addresses: {
							entry: [
								{
									city: 'Breda',
									country: 'Netherlands',
									country_code: 'NL',
									street: 'Konijnenberg 30',
									type: 'WORK',
									zip: '4825 BD',
								},
							],
						},
					},
				],
			},
		},
	]),
};

const inXml = (
	more: INodeParameters = {},
	additionalFields: INodeParameters = {},
): INodeParameters =>
	text({
		options: { protocol: 'xml' },
		additionalFields: { bodyType: '', ...additionalFields },
		...more,
	});

const XML_FORMS: Record<keyof typeof XML_EXAMPLES, Form> = {
	'XML Protocol': { parameters: inXml() },
	'Batches - xml': {
		parameters: inXml({
			from: '={{ $json.from }}',
			to: '={{ $json.to }}',
			content: '={{ $json.text }}',
		}),
		rows: [
			{ from: 'SenderName', to: ['+447911123456', '+447911123457'], text: 'Test message' },
			{ from: 'OtherSender', to: ['+447911123458', '+447911123459'], text: 'Other Test message' },
		],
	},
	'References - xml': { parameters: inXml({ reference: 'your_reference' }) },
	'Unicode - xml': { parameters: inXml({ content: GREEK }, { dcs: 8 }) },
	'Auto-detection Unicode': {
		parameters: inXml({ content: GREEK }, { ...EIGHT_PARTS, bodyType: 'auto' }),
	},
	'Multipart - xml': { parameters: inXml({ content: LONG }, EIGHT_PARTS) },
	'Custom Grouping - xml': {
		parameters: inXml({ content: 'This message uses custom groupings' }, GROUPINGS),
	},
	'Push - xml': {
		parameters: inXml(
			{ allowedChannels: ['Push'], content: 'This message defines allowed channels' },
			{ appKey: APP_KEY },
		),
	},
	'Hybrid - xml': {
		parameters: inXml(
			{
				allowedChannels: ['Push', 'SMS'],
				content: 'This message will be delivered as a push message.',
			},
			{ appKey: APP_KEY },
		),
	},
};

/** When the example with a date was written. */
const DOCUMENTED = Date.UTC(2017, 3, 20);

async function send({ parameters, rows = [{}] }: Form): Promise<void> {
	const shift = DOCUMENTED - Date.now();
	const now = Date.now.bind(Date);
	const clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + shift);
	try {
		await run(parameters, rows);
	} finally {
		clock.mockRestore();
	}
}

async function run(parameters: INodeParameters, rows: IDataObject[]): Promise<void> {
	const { items, error } = await account.messaging(
		parameters,
		rows.map((row) => ({ json: row })),
	);
	if (error) throw error;
	expect(new Set(items.map(({ json }) => json.outcome))).toEqual(new Set(['accepted']));
}

function onlyJsonBody() {
	const [request, ...others] = jsonRequests(account.simulator);
	if (!request || others.length > 0) throw new Error('Not one request');
	const { messages } = bodyOf(request);
	return { messages: { msg: messages.msg } };
}

it.each(Object.entries(JSON_FORMS))('JSON, %s', async (section, form) => {
	await send(form);
	expect(onlyJsonBody()).toEqual(JSON_EXAMPLES[section as keyof typeof JSON_FORMS]);
});

it.each(Object.entries(FRAGMENT_FORMS))('JSON, %s', async (section, parameters) => {
	await send({ parameters });
	const content = onlyJsonBody().messages.msg[0]?.richContent as {
		conversation: unknown[];
		suggestions?: unknown[];
	};
	const expected = JSON_EXAMPLES[section as Fragment];
	const arrived =
		'conversation' in expected
			? { conversation: content.conversation }
			: 'suggestions' in expected
				? { suggestions: content.suggestions }
				: content.suggestions?.[0];
	expect(arrived).toEqual(expected);
});

it('JSON, Suggestions, Reply, which has a name in the document and no example', async () => {
	await send({
		parameters: suggested({ action: 'Reply', label: 'Yes', postbackdata: 'yes' }),
	});
	expect(onlyJsonBody().messages.msg[0]?.richContent).toMatchObject({
		suggestions: [{ action: 'Reply', label: 'Yes', postbackdata: 'yes' }],
	});
});

it.each(Object.entries(XML_FORMS))('XML, %s', async (section, form) => {
	await send(form);
	const [request, ...others] = gatewayRequests(account.simulator);
	expect(others).toEqual([]);
	expect(elementsIn(String(request?.body))).toEqual(
		elementsIn(XML_EXAMPLES[section as keyof typeof XML_EXAMPLES]),
	);
});

describe('the addresses and headers', () => {
	/** The request as it would leave for CM.com; it does not. */
	async function leaving(
		parameters: INodeParameters,
		messagingGateway = '',
	): Promise<IHttpRequestOptions> {
		const requests: IHttpRequestOptions[] = [];
		await account.messaging(parameters, undefined, {
			credential: { ...account.credential, messagingGateway },
			beforeRequest: (request) => {
				requests.push(request);
				throw new Error('It does not leave');
			},
		});
		const [request] = requests;
		if (!request) throw new Error('No request');
		return request;
	}
	const endpoint = (value: string, more: INodeParameters = {}) =>
		text({ options: { endpoint: value, ...more } });
	const JSON_TYPE = { 'Content-Type': 'application/json; charset=utf-8' };

	it.each<[name: string, parameters: INodeParameters, url: string, inBody: boolean]>([
		['unset', text(), 'https://gw.messaging.cm.com/v1.0/message', false],
		['global', endpoint('globalAlternative'), 'https://gw.cmtelecom.com/v1.0/message', true],
		['South Africa', endpoint('southAfrica'), 'https://gw.cmtelecom.co.za/v1.0/message', true],
		['Shanghai', endpoint('shanghai'), 'https://gw.cmtelecom.cn/v1.0/message', true],
		['London', endpoint('london'), 'https://gw-uk.cmtelecom.com/v1.0/message', true],
		['Viber', text({ allowedChannels: ['Viber'] }), 'https://gw.cmtelecom.com/v1.0/message', true],
		[
			'the token in the body',
			text({ options: { tokenInBody: true } }),
			'https://gw.messaging.cm.com/v1.0/message',
			true,
		],
	])('JSON, %s', async (_name, parameters, url, inBody) => {
		const request = await leaving(parameters);
		expect(request).toMatchObject({ method: 'POST', url, headers: JSON_TYPE });
		const { authentication } = (JSON.parse(String(request.body)) as IDataObject)
			.messages as IDataObject;
		expect(authentication).toEqual(
			inBody ? { productToken: account.simulator.productToken } : undefined,
		);
	});

	it.each<[string, INodeParameters, string]>([
		['unset', inXml(), 'https://gw.cmtelecom.com/gateway.ashx'],
		[
			'South Africa',
			inXml({ options: { protocol: 'xml', endpoint: 'southAfrica' } }),
			'https://gw.cmtelecom.co.za/gateway.ashx',
		],
		['GET', text({ options: { protocol: 'get' } }), 'https://gw.cmtelecom.com/gateway.ashx'],
	])('XML and GET, %s', async (_name, parameters, url) => {
		expect((await leaving(parameters)).url).toBe(url);
	});

	it('the header that carries the token is sent', async () => {
		await send({ parameters: text() });
		const [request] = jsonRequests(account.simulator);
		expect(request?.headers).toHaveProperty('x-cm-producttoken');
		expect(request?.headers['content-type']).toBe('application/json; charset=utf-8');
	});

	it.each<[string, INodeParameters, string]>([
		['XML', inXml({ options: { protocol: 'xml', endpoint: 'london' } }), ''],
		['GET', text({ options: { protocol: 'get', endpoint: 'shanghai' } }), ''],
		['XML by the credential', inXml(), 'https://gw-uk.cmtelecom.com/v1.0/message'],
		['Viber', endpoint('london', {}), 'viber'],
	])('another region is never taken: %s', async (_name, parameters, gateway) => {
		const { error } = await account.messaging(
			gateway === 'viber' ? { ...parameters, allowedChannels: ['Viber'] } : parameters,
			undefined,
			{
				credential: {
					...account.credential,
					messagingGateway: gateway === 'viber' ? '' : gateway,
				},
			},
		);
		expect(error?.message).toMatch(/^Endpoint: /);
		expect(account.simulator.requests()).toEqual([]);
	});
});

it('HTTP GET', async () => {
	await send({
		parameters: text({
			content: 'Example message text',
			reference: 'your_reference',
			options: { protocol: 'get' },
		}),
	});
	const example = new URL(
		`https://gw.cmtelecom.com/gateway.ashx?producttoken=${TOKEN}&body=Example+message+text&to=00447911123456&from=SenderName&reference=your_reference`,
	);
	expect(gatewayRequests(account.simulator)).toEqual([
		expect.objectContaining({
			method: 'GET',
			path: example.pathname,
			query: {
				...Object.fromEntries(example.searchParams),
				producttoken: account.simulator.productToken,
			},
		}),
	]);
});

/** The elements of a document with their attributes and texts, in their order, without the token. */
function elementsIn(xml: string): unknown {
	const parser = new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		preserveOrder: true,
		ignoreDeclaration: true,
	});
	const text = xml.replace(/<PRODUCTTOKEN>[^<]*/, '<PRODUCTTOKEN>');
	return parser.parse(text);
}
