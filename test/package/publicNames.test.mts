/**
 * What workflows store of this package. Changing any of it breaks workflows that people have: it
 * takes a new version of the node, not a new value here. Adding is fine, in these tables too.
 */
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from '../../harness/engine/loadedPackage.mts';
import {
	namesOf,
	operationsOf,
	parametersOf,
	valuesOf,
} from '../../harness/package/publicNames.mts';
import { unpackPackage, type UnpackedPackage } from '../../harness/package/tarball.mts';

let unpacked: UnpackedPackage;
let loaded: LoadedPackage;

beforeAll(async () => {
	unpacked = unpackPackage();
	loaded = await loadPackage(unpacked.directory);
});

afterAll(() => {
	unpacked.remove();
});

const description = (name: string): INodeTypeDescription => loaded.node(name).description;

const ASKING = ['options', 'options.maxRetryTime', 'options.maxTries', 'options.timeout'];
const SENDING = [...ASKING, 'options.concurrency', 'options.requestsPerSecond'];
const CREATING = [
	...SENDING,
	'options.duplicateKey',
	'options.duplicateProtection',
	'options.maximumPages',
	'options.passOverEmptyRows',
	'options.referenceByNode',
	'options.sendAgain',
	'options.sendUnchecked',
	'options.settleWait',
];
const LISTING = ['returnAll', 'limit', ...ASKING];

const addressFields = (who: string) =>
	['Name', 'Company', 'Street', 'PostalCode', 'City', 'Region', 'Country'].map(
		(part) => `${who}${part}`,
	);
const CONTENT = [
	'contentFrom',
	'destination',
	'pdf',
	'recipientInput',
	'recipientColumns',
	'recipientNotice',
	'recipient',
	...addressFields('recipient').filter((name) => name !== 'recipientCountry'),
	'senderInput',
	'senderColumns',
	'sender',
	...addressFields('sender'),
	'message',
	'reference',
];
const LETTER_OPTIONS = [
	'dateplace',
	'doublesided',
	'express',
	'fullcolor',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
	'subject',
];
const COUNTRY_OPTIONS = ['countryLanguage', 'homeCountry'];
const CONFIG = [
	'config',
	'config.contenttype',
	'config.data',
	'config.headers',
	'config.headers.header.name',
	'config.headers.header.value',
	'config.method',
	'config.query',
	'config.verifySSL',
];
const within = (collection: string, names: string[]) => [
	collection,
	...names.map((name) => `${collection}.${name}`),
];

/** Resource, operation, and the names of its parameters. */
const OPERATIONS: Array<[resource: string, operation: string, parameters: string[]]> = [
	[
		'letter',
		'create',
		[
			...CONTENT,
			'simplify',
			...within('additionalFields', [...LETTER_OPTIONS, ...COUNTRY_OPTIONS]),
			...CREATING,
		],
	],
	[
		'letter',
		'createAndSend',
		[
			...CONTENT,
			'simplify',
			...within('additionalFields', [...LETTER_OPTIONS, ...COUNTRY_OPTIONS, 'scheduledate']),
			...CREATING,
		],
	],
	[
		'letter',
		'send',
		[
			'letterId',
			'simplify',
			...within('additionalFields', ['scheduledate']),
			...SENDING,
			'options.settleWait',
		],
	],
	['letter', 'get', ['letterId', 'simplify', ...ASKING]],
	[
		'letter',
		'getAll',
		['simplify', ...within('filters', ['destination', 'reference', 'status']), ...LISTING],
	],
	['letter', 'getPrice', ['letterId', ...ASKING]],
	[
		'letter',
		'update',
		[
			'letterId',
			'simplify',
			...within('updateFields', [
				...LETTER_OPTIONS,
				...COUNTRY_OPTIONS,
				'destination',
				'message',
				'recipient',
				'reference',
				'sender',
			]),
			...ASKING,
		],
	],
	['letter', 'delete', ['letterId', ...ASKING]],
	[
		'letter',
		'forget',
		[
			'forgetBy',
			'key',
			...CONTENT,
			...within('additionalFields', LETTER_OPTIONS),
			'options',
			'options.duplicateKey',
			'options.duplicateProtection',
			'options.referenceByNode',
			'options.sendAgain',
		],
	],
	['price', 'get', ['isoCode', ...ASKING]],
	['price', 'getAll', LISTING],
	['callback', 'create', ['endpoint', ...CONFIG, ...ASKING]],
	['callback', 'get', ['callbackId', ...ASKING]],
	['callback', 'getAll', LISTING],
	['callback', 'update', ['callbackId', 'endpoint', ...CONFIG, ...ASKING]],
	['callback', 'delete', ['callbackId', ...ASKING]],
];

/** A list of entries, and the names within each. */
const listOf = (name: string, entry: string, names: string[]) => [
	name,
	...names.map((inner) => `${name}.${entry}.${inner}`),
];

const MEDIA = ['mediaFrom', 'mediaUri', 'mediaField', 'mediaName', 'mimeType'];
const SUGGESTIONS = listOf('suggestions', 'suggestion', [
	'action',
	'label',
	'url',
	'phoneNumber',
	'startTime',
	'endTime',
	'title',
	'description',
	'latitude',
	'longitude',
	'pinLabel',
	'searchQuery',
	'postbackdata',
]);
const CARD = ['header', 'text', ...MEDIA, ...SUGGESTIONS];
const CONTACT = [
	'formatted_name',
	'first_name',
	'middle_name',
	'last_name',
	'name_prefix',
	'name_suffix',
	'company',
	'department',
	'title',
	'birthday',
	...listOf('phones', 'entry', ['phone', 'type']),
	...listOf('emails', 'entry', ['email', 'type']),
	...listOf('urls', 'entry', ['url', 'type']),
	...listOf('addresses', 'entry', [
		'street',
		'zip',
		'city',
		'state',
		'country',
		'country_code',
		'type',
	]),
];
const DATE = ['dayOfMonth', 'dayOfWeek', 'hour', 'minute', 'month', 'year'];
const MESSAGE_OPTIONS = within('options', [
	'batchSize',
	'concurrency',
	'duplicateProtection',
	'endpoint',
	'maxRetryTime',
	'maxTries',
	'protocol',
	'rejected',
	'requestsPerSecond',
	'timeout',
	'tokenInBody',
]);
const MESSAGE = [
	'from',
	'to',
	'defaultCountry',
	'allowedChannels',
	'content',
	'reference',
	...within('additionalFields', [
		'appKey',
		'bodyType',
		'composeLetters',
		'customGrouping',
		'customGrouping2',
		'customGrouping3',
		'dcs',
		'maximumNumberOfMessageParts',
		'minimumNumberOfMessageParts',
		'refuseUnicode',
		'validity',
	]),
	...MESSAGE_OPTIONS,
];

/** The same of CM Messaging. */
const MESSAGING_OPERATIONS: typeof OPERATIONS = [
	['message', 'countParts', ['content']],
	['message', 'forget', ['reference', 'to']],
	['message', 'sendRaw', ['msg', ...MESSAGE_OPTIONS]],
	[
		'message',
		'sendRichContent',
		[
			...MESSAGE,
			...SUGGESTIONS,
			...listOf('conversation', 'item', [
				'kind',
				'itemText',
				...MEDIA,
				'latitude',
				'longitude',
				'label',
				'searchQuery',
				...listOf('contacts', 'entry', CONTACT),
				...CARD,
				'cardWidth',
				...listOf('cards', 'entry', CARD),
				'json',
				'contextMessageId',
			]),
		],
	],
	['message', 'sendText', MESSAGE],
	[
		'message',
		'sendWhatsAppInteractive',
		[
			...MESSAGE,
			...MEDIA,
			'interactiveType',
			'bodyText',
			'footerText',
			'headerType',
			'headerText',
			'button',
			...listOf('sections', 'entry', [
				'title',
				...listOf('rows', 'entry', ['id', 'title', 'description']),
			]),
			...listOf('buttons', 'entry', ['id', 'title']),
			'catalogId',
			'productRetailerId',
			...listOf('productSections', 'entry', ['title', 'productRetailerIds']),
		],
	],
	[
		'message',
		'sendWhatsAppTemplate',
		[
			...MESSAGE,
			'elementName',
			'languageCode',
			...listOf('headerValues', 'entry', ['type', 'text', ...MEDIA]),
			...listOf('bodyValues', 'entry', [
				'type',
				'text',
				'fallbackValue',
				'currencyCode',
				'amount1000',
				...DATE,
				'timestamp',
			]),
			...listOf('buttonValues', 'entry', [
				'subType',
				'index',
				'payload',
				'text',
				'couponCode',
				'flowToken',
				'thumbnailProduct',
			]),
			...within('additionalFields', [
				'flattens',
				'languagePolicy',
				'namespace',
				...listOf('localizableParams', 'entry', ['default', 'currencyCode', 'amount1000', ...DATE]),
			]),
		],
	],
	[
		'conversion',
		'report',
		['reference', 'msisdn', 'defaultCountry', 'convertedTimestamp', ...ASKING],
	],
];

const TRIGGER_PARAMETERS = [
	'notice',
	'triggerOn',
	'statuses',
	'options',
	'options.dropRepeats',
	'options.fetchLetter',
];

const MESSAGING_TRIGGER_PARAMETERS = [
	'notice',
	'token',
	'triggerOn',
	'options',
	'options.channels',
	'options.dropRepeats',
	'options.previousToken',
	'options.statuses',
];

it('node types and the credential type', () => {
	expect(Object.keys(loaded.loader.nodeTypes).sort()).toEqual([
		'cmLetters',
		'cmLettersTrigger',
		'cmMessaging',
		'cmMessagingTrigger',
	]);
	expect(Object.keys(loaded.loader.credentialTypes)).toEqual(['cmApi']);
	for (const name of ['cmLetters', 'cmLettersTrigger', 'cmMessaging']) {
		expect(description(name).credentials?.map((credential) => credential.name)).toEqual(['cmApi']);
	}
});

it('fields of the credential', () => {
	expect(loaded.credentialType('cmApi').properties.map(({ name }) => name)).toEqual([
		'productToken',
		'accountId',
		'lettersBaseUrl',
		'messagingGateway',
	]);
});

it.each([
	['cmLetters', OPERATIONS],
	['cmMessaging', MESSAGING_OPERATIONS],
])('resources and operations of %s', (node, operations) => {
	const names = ({ resource, operation }: { resource: string; operation: string }) =>
		`${resource}.${operation}`;
	expect(operationsOf(description(node)).map(names).sort()).toEqual(
		operations.map(([resource, operation]) => names({ resource, operation })).sort(),
	);
});

it.each([
	...OPERATIONS.map((each) => ['cmLetters', ...each] as const),
	...MESSAGING_OPERATIONS.map((each) => ['cmMessaging', ...each] as const),
])('parameters of %s %s %s', (node, resource, operation, parameters) => {
	const found = namesOf(parametersOf(description(node), { resource, operation }));
	// One name may be shown in several places: media belong to several kinds of items.
	expect([...new Set(found)].sort()).toEqual([...new Set(parameters)].sort());
});

it.each([
	['cmLettersTrigger', TRIGGER_PARAMETERS],
	['cmMessagingTrigger', MESSAGING_TRIGGER_PARAMETERS],
])('parameters of %s', (node, parameters) => {
	expect(namesOf(description(node).properties)).toEqual([...parameters].sort());
});

it.each<[string, string[], string]>([
	['cmLettersTrigger', ['POST'], 'letter-status'],
	[
		'cmMessagingTrigger',
		['POST', 'GET', 'HEAD'],
		'={{ ($parameter["token"] || ($parameter["options"] || {})["previousToken"]) ? "messages/:" + ($parameter["token"] || "token") : "messages" }}',
	],
])('the path of the webhook of %s', (node, methods, expected) => {
	const { webhooks } = description(node);
	expect(webhooks?.map(({ httpMethod }) => httpMethod)).toEqual(methods);
	expect(new Set(webhooks?.map(({ path }) => path))).toEqual(new Set([expected]));
	expect(webhooks?.[0]?.name).toBe('default');
});

it.each([
	['letter', 'create', 'destination', ['list', 'country']],
	['letter', 'createAndSend', 'destination', ['list', 'country']],
	['price', 'get', 'isoCode', ['list', 'country']],
	['letter', 'send', 'letterId', ['list', 'id']],
	['letter', 'get', 'letterId', ['list', 'id']],
	['letter', 'getPrice', 'letterId', ['list', 'id']],
	['letter', 'update', 'letterId', ['list', 'id']],
	['letter', 'delete', 'letterId', ['list', 'id']],
	['callback', 'get', 'callbackId', ['list', 'id']],
	['callback', 'update', 'callbackId', ['list', 'id']],
	['callback', 'delete', 'callbackId', ['list', 'id']],
])('ways of %s %s to pick its %s', (resource, operation, parameter, modes) => {
	const found = parametersOf(description('cmLetters'), { resource, operation });
	expect(named(found, parameter).modes?.map(({ name }) => name)).toEqual(modes);
});

describe('choices, and what holds when nothing is stored', () => {
	const defaultOf = ({ default: value }: INodeProperties): unknown => value;

	it.each<[parameter: string, values: string[], value: string]>([
		['contentFrom', ['text', 'pdf'], 'text'],
		['recipientInput', ['columns', 'text'], 'columns'],
		['senderInput', ['none', 'text', 'fields'], 'none'],
	])('%s', (parameter, values, value) => {
		for (const operation of ['create', 'createAndSend']) {
			const found = parametersOf(description('cmLetters'), { resource: 'letter', operation });
			expect(valuesOf(named(found, parameter))).toEqual(values);
			expect(defaultOf(named(found, parameter))).toBe(value);
		}
	});

	it.each<[resource: string, operation: string]>([
		['letter', 'create'],
		['price', 'getAll'],
		['callback', 'getAll'],
	])('the operation of %s', (resource, value) => {
		const property = description('cmLetters').properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		);
		expect(property?.default).toBe(value);
	});

	it('the resource', () => {
		expect(defaultOf(named(description('cmLetters').properties, 'resource'))).toBe('letter');
	});

	it.each<[operation: string, parameter: string, value: unknown]>([
		['get', 'simplify', true],
		['getAll', 'simplify', true],
		['getAll', 'returnAll', false],
		['getAll', 'limit', 50],
		['create', 'pdf', 'data'],
		['createAndSend', 'pdf', 'data'],
	])('letter %s: %s', (operation, parameter, value) => {
		const found = parametersOf(description('cmLetters'), { resource: 'letter', operation });
		expect(defaultOf(named(found, parameter))).toBe(value);
	});

	it.each<[operation: string, path: string[], values: unknown[], value: unknown]>([
		['sendText', ['options', 'protocol'], ['get', 'json', 'xml'], 'json'],
		['sendText', ['options', 'rejected'], ['items', 'errors'], 'items'],
		['sendText', ['options', 'batchSize'], [], 1000],
		['sendText', ['options', 'concurrency'], [], 2],
		['sendText', ['options', 'timeout'], [], 60],
		[
			'sendText',
			['options', 'endpoint'],
			['', 'china', 'global', 'globalAlternative', 'hongKong', 'london', 'shanghai', 'southAfrica'],
			'',
		],
		['sendText', ['additionalFields', 'bodyType'], ['', 'BINARY', 'TEXT', 'auto'], 'auto'],
		['sendText', ['additionalFields', 'dcs'], [0, 8], 8],
		[
			'sendText',
			['allowedChannels'],
			[
				'Apple Messages for Business',
				'Facebook Messenger',
				'Google Business Messages',
				'Instagram',
				'Line',
				'MobilePush',
				'Push',
				'RCS',
				'SMS',
				'Telegram Messenger',
				'Twitter',
				'Viber',
				'Voice',
				'WhatsApp',
			],
			['SMS'],
		],
		[
			'sendWhatsAppTemplate',
			['additionalFields', 'languagePolicy'],
			['deterministic', 'fallback'],
			'deterministic',
		],
		['sendWhatsAppTemplate', ['languageCode'], [], 'en'],
		[
			'sendWhatsAppTemplate',
			['headerValues', 'type'],
			['document', 'image', 'text', 'video'],
			'text',
		],
		['sendWhatsAppTemplate', ['bodyValues', 'type'], ['currency', 'date_time', 'text'], 'text'],
		[
			'sendWhatsAppTemplate',
			['buttonValues', 'subType'],
			['catalog', 'copy_code', 'flow', 'quick_reply', 'url'],
			'quick_reply',
		],
		[
			'sendWhatsAppInteractive',
			['interactiveType'],
			['button', 'list', 'product', 'product_list'],
			'button',
		],
		['sendWhatsAppInteractive', ['headerType'], ['', 'document', 'image', 'text', 'video'], ''],
		[
			'sendRichContent',
			['conversation', 'kind'],
			['card', 'carousel', 'contacts', 'json', 'location', 'media', 'text'],
			'text',
		],
		['sendRichContent', ['conversation', 'mediaFrom'], ['field', 'url'], 'url'],
		['sendRichContent', ['conversation', 'mediaField'], [], 'data'],
		['sendRichContent', ['conversation', 'cardWidth'], ['Medium', 'Small'], 'Medium'],
		['sendRichContent', ['conversation', 'contacts', 'phones', 'type'], ['HOME', 'WORK'], 'WORK'],
		[
			'sendRichContent',
			['suggestions', 'action'],
			['CreateCalendarEvent', 'Dial', 'OpenUrl', 'Reply', 'ShareLocation', 'ViewLocation'],
			'Reply',
		],
	])('message %s: %j', (operation, path, values, value) => {
		const found = parametersOf(description('cmMessaging'), { resource: 'message', operation });
		const parameter = nested(found, path);
		expect(valuesOf(parameter).sort()).toEqual([...values].sort());
		expect(defaultOf(parameter)).toEqual(value);
	});

	it.each(['sendWhatsAppTemplate', 'sendWhatsAppInteractive'])('the channel of %s', (operation) => {
		const found = parametersOf(description('cmMessaging'), { resource: 'message', operation });
		expect(defaultOf(named(found, 'allowedChannels'))).toEqual(['WhatsApp']);
	});

	it('the operations and the resource of CM Messaging', () => {
		const { properties } = description('cmMessaging');
		expect(defaultOf(named(properties, 'resource'))).toBe('message');
		expect(properties.filter(({ name }) => name === 'operation').map(defaultOf)).toEqual([
			'sendText',
			'report',
		]);
	});

	it('the trigger of CM Messaging', () => {
		const { properties } = description('cmMessagingTrigger');
		const triggerOn = named(properties, 'triggerOn');
		expect(valuesOf(triggerOn)).toEqual(['event', 'inbound', 'outbound', 'statusReport']);
		expect(defaultOf(triggerOn)).toEqual(['statusReport', 'inbound', 'event', 'outbound']);
		expect(valuesOf(nested(properties, ['options', 'statuses'])).sort()).toEqual([0, 1, 2, 3, 4]);
		expect(defaultOf(nested(properties, ['options', 'dropRepeats']))).toBe(true);
		expect(named(properties, 'token')).toMatchObject({
			default: { mode: 'list', value: '' },
			noDataExpression: true,
		});
	});

	it('the trigger of CM Letters', () => {
		const triggerOn = named(description('cmLettersTrigger').properties, 'triggerOn');
		expect(valuesOf(triggerOn)).toEqual(['anyStatus', 'statuses']);
		expect(defaultOf(triggerOn)).toBe('anyStatus');
	});
});

function named(properties: INodeProperties[], wanted: string): INodeProperties {
	const property = properties.find(({ name }) => name === wanted);
	if (property === undefined) throw new Error(`No parameter ${wanted}`);
	return property;
}

/** A parameter by its name, behind those of the lists and collections that it stands in. */
function nested(properties: INodeProperties[], [name = '', ...rest]: string[]): INodeProperties {
	const property = named(properties, name);
	if (rest.length === 0) return property;
	const inner = (property.options ?? []).flatMap((entry) => {
		if ('values' in entry) return entry.values;
		return 'type' in entry ? [entry] : [];
	});
	return nested(inner, rest);
}
