import {
	buildMessage,
	type MessageFields,
	type Msg,
} from '../../../../nodes/cm/messaging/message.ts';
import { getRequest } from '../../../../nodes/cm/messaging/protocols/httpGet.ts';
import { jsonRequest } from '../../../../nodes/cm/messaging/protocols/json.ts';
import { xmlRequest } from '../../../../nodes/cm/messaging/protocols/xml.ts';
import { checkRecipients } from '../../../../nodes/cm/messaging/recipients.ts';
import {
	buildRichContent,
	type RichContentFields,
} from '../../../../nodes/cm/messaging/richContent/richContent.ts';
import { readXml, type XmlElement } from '../../../../shared/checks/xml.ts';
import { valueOf } from '../../support/checked.mts';
import { JSON_EXAMPLES } from './documentJson.mts';
import { XML_EXAMPLES } from './documentXml.mts';

/** When the examples with a date were written. */
const DOCUMENTED = Date.UTC(2017, 3, 20);
const TOKEN = '00000000-0000-0000-0000-000000000000';

/** A message as the fields of the node give it. */
interface Form extends Omit<MessageFields, 'to' | 'richContent'> {
	to: unknown;
	rich?: RichContentFields;
}

const PICTURE = 'https://www.cm.com/cdn/web/nl-nl/blog/conversational-commerce.jpg';
const GREEK = 'Κείμενο διαθέσιμο σε όλες τις γλώσσες';
const LONG =
	'Using these settings we can send SMS messages that contain more than 160 characters as if it is one message. Please do note that this limits the length of one message to 153 characters.';

const sms: Form = {
	allowedChannels: ['SMS'],
	from: 'SenderName',
	to: '+44 7911 123456',
	bodyType: 'auto',
	content: 'Test message',
};
const whatsApp: Form = {
	...sms,
	allowedChannels: ['WhatsApp'],
	from: 'TestSender',
	to: '00316012345678',
	content: 'Fallback Text',
};
const bold = {
	kind: 'text',
	text: 'A text message with *bold* formatting in a speech bubble.',
} as const;

const JSON_FORMS: Record<Exclude<keyof typeof JSON_EXAMPLES, Fragment>, Form[]> = {
	'Integration, Authentication': [
		{
			...sms,
			allowedChannels: [],
			from: 'Sender',
			content: 'My first CM.com message',
			reference: 'my_reference_123',
		},
	],
	'Sending messages': [{ ...whatsApp, allowedChannels: ['Viber'], content: 'Message Text' }],
	'Batch messages': [
		{ ...sms, allowedChannels: ['Viber'], to: '+447911123456, +447911123457' },
		{
			...sms,
			from: 'OtherSender',
			to: ['07911 123458', 447911123459], // as it is dialled at home, and as a number
			content: 'Other Test message',
		},
	],
	'Custom groupings': [
		{
			...sms,
			reference: 'your_reference',
			customGrouping: 'Campaign ABC',
			customGrouping2: 'Department XYZ',
			customGrouping3: 'Source 123',
		},
	],
	'Validity period': [{ ...sms, validity: '2017-04-20T11:50Z' }],
	Conversations: [
		{
			...whatsApp,
			from: 'CM.com',
			to: '06 12345678',
			content: 'fallback content',
			rich: {
				items: [
					{ kind: 'text', text: 'A rich content text message' },
					{
						kind: 'media',
						mediaName: 'conversational-commerce',
						mediaUri: PICTURE,
						mimeType: 'image/jpg',
					},
				],
			},
		},
	],
	'SMS, Auto detect encoding': [
		{
			...sms,
			content: GREEK,
			minimumNumberOfMessageParts: '1',
			maximumNumberOfMessageParts: '8',
		},
	],
	'SMS, Custom DCS': [{ ...sms, bodyType: '', content: GREEK, dcs: '8' }],
	'SMS, Multipart': [
		{
			...sms,
			bodyType: undefined,
			content: LONG,
			minimumNumberOfMessageParts: 1,
			maximumNumberOfMessageParts: 8,
		},
	],
	'WhatsApp, Message example': [{ ...whatsApp, content: 'Message Text' }],
	'WhatsApp, Rich Content': [
		{
			...whatsApp,
			rich: {
				items: [
					bold,
					{ kind: 'text', text: 'Another speech bubble' },
					{
						kind: 'media',
						mediaName: 'and an image',
						mediaUri: PICTURE,
						mimeType: 'image/jpg',
					},
				],
			},
		},
	],
	'WhatsApp, Text messages': [
		{ ...whatsApp, rich: { items: [bold, { kind: 'text', text: 'Another speech bubble' }] } },
	],
	'WhatsApp, Template': [
		{
			...whatsApp,
			from: 'CM.com',
			to: '+31 6 12345678',
			content: 'This is a WhatsApp message',
			rich: {
				items: [
					{
						kind: 'template',
						namespace: 'your namespace id here',
						elementName: 'TEMPLATE_NAME',
						languagePolicy: 'fallback',
						languageCode: 'en_US',
						localizableParams: [
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
				],
			},
		},
	],
	'Viber, Message example': [
		{
			...whatsApp,
			allowedChannels: ['Viber'],
			content: 'SMS fallback text',
			rich: {
				items: [
					{
						kind: 'media',
						mediaName: 'viber-example.png',
						mediaUri: 'https://www.cm.com/cdn/web/viber-message-festival.png',
						mimeType: 'image/png',
					},
					{ kind: 'text', text: 'Viber message text' },
				],
				suggestions: [{ action: 'Openurl', label: 'Visit cm.com', url: 'https://www.cm.com' }],
			},
		},
	],
	'Push, allowed channels': [
		{
			...sms,
			allowedChannels: ['Push'],
			content: 'This message defines allowed channels',
			appKey: TOKEN,
		},
	],
	'Push, fallback to SMS': [
		{
			...sms,
			allowedChannels: ['Push', 'SMS'],
			content: 'This message will be delivered as a push message.',
			appKey: TOKEN,
		},
	],
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

const text = { kind: 'text', text: 'any' } as const;

const FRAGMENT_FORMS: Record<Fragment, RichContentFields> = {
	'Suggestions, OpenUrl': {
		items: [text],
		suggestions: [
			{ action: 'OpenUrl', url: 'market://details?id=cm.com', label: 'Install app' },
			{
				action: 'OpenUrl',
				url: 'https://docs.cmtelecom.com/en/api/business-messaging-api/1.0/index/',
				label: 'SMS documentation',
			},
		],
	},
	'Suggestions, Create Calendar Event': {
		items: [text],
		suggestions: [
			{
				action: 'CreateCalendarEvent',
				label: 'Add to calendar',
				startTime: '2018-02-05T00:00:00',
				endTime: '2018-02-08T00:00:00',
				description: 'Calendar demo',
				title: 'Demo',
			},
		],
	},
	'Suggestions, Dial': {
		items: [text],
		suggestions: [{ action: 'Dial', label: 'Call us', phoneNumber: '+310612345' }],
	},
	'Suggestions, ViewLocation': {
		items: [text],
		suggestions: [
			{
				action: 'viewLocation',
				label: 'Open in maps',
				latitude: '51.603802',
				longitude: 4.770821,
				pinLabel: 'CM HQ',
			},
		],
	},
	'WhatsApp, Media messages': {
		items: [
			{
				kind: 'media',
				mediaName: 'conversational-commerce',
				mediaUri: PICTURE,
				mimeType: 'image/jpg',
			},
		],
	},
	'WhatsApp, Location messages': {
		items: [
			{
				kind: 'location',
				latitude: '51.603802',
				longitude: '4.770821',
				label: 'CM HQ',
				searchQuery: 'Konijnenberg 30',
			},
		],
	},
	'WhatsApp, Contacts': {
		items: [
			{
				kind: 'contacts',
				contacts: [
					{
						formatted_name: 'CM Developer',
						last_name: 'Your last name',
						addresses: [
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
				],
			},
		],
	},
};

const XML_FORMS: Record<keyof typeof XML_EXAMPLES, Form[]> = {
	'XML Protocol': [{ ...sms, bodyType: '' }],
	'Batches - xml': [
		{ ...sms, bodyType: '', to: ['+447911123456', '+447911123457'] },
		{
			...sms,
			bodyType: '',
			from: 'OtherSender',
			to: ['+447911123458', '+447911123459'],
			content: 'Other Test message',
		},
	],
	'References - xml': [{ ...sms, bodyType: '', reference: 'your_reference' }],
	'Unicode - xml': [{ ...sms, bodyType: '', content: GREEK, dcs: 8 }],
	'Auto-detection Unicode': [
		{ ...sms, content: GREEK, minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 8 },
	],
	'Multipart - xml': [
		{
			...sms,
			bodyType: '',
			content: LONG,
			minimumNumberOfMessageParts: 1,
			maximumNumberOfMessageParts: 8,
		},
	],
	'Custom Grouping - xml': [
		{
			...sms,
			bodyType: '',
			content: 'This message uses custom groupings',
			customGrouping: 'Campaign ABC',
			customGrouping2: 'Department XYZ',
			customGrouping3: 'Source 123',
		},
	],
	'Push - xml': [
		{
			...sms,
			bodyType: '',
			allowedChannels: ['Push'],
			content: 'This message defines allowed channels',
			appKey: TOKEN,
		},
	],
	'Hybrid - xml': [
		{
			...sms,
			bodyType: '',
			allowedChannels: ['Push', 'SMS'],
			content: 'This message will be delivered as a push message.',
			appKey: TOKEN,
		},
	],
};

it.each(Object.entries(JSON_FORMS))('JSON, %s', async (section, forms) => {
	const { body, method, contentType } = valueOf(jsonRequest(await messagesFrom(forms)));
	expect(JSON.parse(body ?? '')).toEqual(JSON_EXAMPLES[section as keyof typeof JSON_EXAMPLES]);
	expect([method, contentType]).toEqual(['POST', 'application/json; charset=utf-8']);
});

it.each(Object.entries(FRAGMENT_FORMS))('JSON, %s', (section, fields) => {
	const content = valueOf(buildRichContent(fields, []));
	const expected = JSON_EXAMPLES[section as Fragment];
	const built =
		'conversation' in expected
			? { conversation: content.conversation }
			: 'suggestions' in expected
				? { suggestions: content.suggestions }
				: content.suggestions?.[0];
	expect(built).toEqual(expected);
});

it.each(Object.entries(XML_FORMS))('XML, %s', async (section, forms) => {
	const { body, method } = valueOf(await xmlRequest(await messagesFrom(forms), TOKEN));
	expect(contentOf(readXml(body ?? ''))).toEqual(
		contentOf(readXml(XML_EXAMPLES[section as keyof typeof XML_EXAMPLES])),
	);
	expect(method).toBe('POST');
});

it('HTTP GET', async () => {
	const [message] = await messagesFrom([
		{ ...sms, content: 'Example message text', reference: 'your_reference' },
	]);
	const { query, method, body } = valueOf(getRequest(message ? [message] : [], TOKEN));
	expect(new URLSearchParams(query).toString()).toBe(
		`producttoken=${TOKEN}&body=Example+message+text&to=00447911123456&from=SenderName&reference=your_reference`,
	);
	expect([method, body]).toEqual(['GET', undefined]);
});

async function messagesFrom(forms: Form[]): Promise<Msg[]> {
	return await Promise.all(
		forms.map(async ({ to, rich, ...fields }) => {
			const channels = fields.allowedChannels ?? [];
			const isBritish = JSON.stringify(to).includes('0791');
			return valueOf(
				buildMessage(
					{
						...fields,
						to: valueOf(
							await checkRecipients(to, { channels, defaultCountry: isBritish ? 'GB' : 'NL' }),
						).map(({ number }) => number),
						richContent: rich && valueOf(buildRichContent(rich, channels)),
					},
					DOCUMENTED,
				),
			);
		}),
	);
}

/** Elements with their attributes and texts, in their order. */
function contentOf(element: XmlElement | undefined): unknown {
	if (element === undefined) throw new Error('Not XML');
	const { name, attributes, children, text: inside } = element;
	return children.length === 0
		? { name, attributes, text: inside }
		: { name, attributes, children: children.map(contentOf) };
}
