import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Ajv from 'ajv';
import { loadOutputSchema, resolveOutputSchemaPath } from 'n8n-core';
import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';

import { loadPackage, type LoadedPackage } from '../../harness/engine/loadedPackage.mts';
import { operationsOf, type OperationName } from '../../harness/package/publicNames.mts';
import { unpackPackage, type UnpackedPackage } from '../../harness/package/tarball.mts';

let unpacked: UnpackedPackage;
let loaded: LoadedPackage;

const NODES = ['cmLetters', 'cmLettersTrigger', 'cmMessaging', 'cmMessagingTrigger'];
/** CM.com registers nothing for the messaging trigger, so that it needs no credential. */
const WITH_CREDENTIAL = ['cmLetters', 'cmLettersTrigger', 'cmMessaging'];

beforeAll(async () => {
	unpacked = unpackPackage();
	loaded = await loadPackage(unpacked.directory);
});

afterAll(() => {
	unpacked.remove();
});

const description = (name: string): INodeTypeDescription => loaded.node(name).description;

/** What n8n's own loader makes of an icon: an address per theme. */
function iconFiles({ iconUrl }: INodeTypeDescription | ICredentialType): string[] {
	if (typeof iconUrl !== 'object') throw new Error('No icon per theme');
	return [iconUrl.light, iconUrl.dark].map((url) => url.replace(/^icons\/n8n-nodes-cmcom\//, ''));
}

describe('n8n’s loader', () => {
	it('knows the nodes and the credential', () => {
		expect(Object.keys(loaded.loader.known.nodes).sort()).toEqual(NODES);
		expect(Object.keys(loaded.loader.known.credentials)).toEqual(['cmApi']);
		expect(loaded.loader.packageName).toBe('n8n-nodes-cmcom');
	});

	it('knows which nodes use the credential', () => {
		const { supportedNodes = [] } = loaded.loader.known.credentials.cmApi ?? {};
		expect([...supportedNodes].sort()).toEqual(WITH_CREDENTIAL);
	});

	it('lets the credential be tested by a function that is there', () => {
		for (const name of WITH_CREDENTIAL) {
			const node = loaded.node(name);
			const [credential] = node.description.credentials ?? [];
			expect(credential?.testedBy).toBe('testCmApi');
			expect(node.methods?.credentialTest?.testCmApi).toBeInstanceOf(Function);
		}
	});

	it('finds every list that a parameter names', () => {
		const { description: node, methods } = loaded.node('cmLetters');
		const named = node.properties
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		expect([...new Set(named)].sort()).toEqual(Object.keys(methods?.listSearch ?? {}).sort());
	});

	it.each(NODES)('finds the icons of %s', (name) => {
		const [light, dark] = iconFiles(description(name));
		expect(light).not.toBe(dark);
		for (const file of [light, dark]) expect(unpacked.files).toContain(file);
	});

	it('finds the icons of the credential', () => {
		const [light, dark] = iconFiles(loaded.credentialType('cmApi'));
		expect(light).not.toBe(dark);
		for (const file of [light, dark]) expect(unpacked.files).toContain(file);
	});

	it.each([
		['cmLetters', ['cm.com', 'letter', 'post']],
		['cmLettersTrigger', ['cm.com', 'letter', 'post']],
		['cmMessaging', ['cm.com', 'sms', 'whatsapp']],
		['cmMessagingTrigger', ['cm.com', 'sms', 'whatsapp']],
	])('reads the codex of %s', (name, aliases) => {
		const { codex } = description(name);
		expect(codex?.categories).toContain('Communication');
		expect(codex?.alias).toEqual(expect.arrayContaining(aliases));
		for (const documentation of ['primaryDocumentation', 'credentialDocumentation'] as const) {
			const [{ url } = { url: '' }] = codex?.resources?.[documentation] ?? [];
			expect(url).toMatch(/^https:\/\/github\.com\/.+#[a-z-]+$/);
		}
	});

	it('offers the nodes as tools, and the triggers not', () => {
		for (const name of ['cmLetters', 'cmMessaging'])
			expect(description(name).usableAsTool).toBe(true);
		for (const name of ['cmLettersTrigger', 'cmMessagingTrigger'])
			expect(description(name)).not.toHaveProperty('usableAsTool');
	});

	it('takes the version of the nodes for 1', () => {
		for (const name of NODES) expect(description(name).version).toBe(1);
	});
});

describe('output schemas', () => {
	/** Names that our own code gives, and those that the API's document has. Nothing is guessed. */
	const LETTER = [
		'addresses',
		'message',
		'destination',
		'scheduledate',
		'subject',
		'dateplace',
		'fullcolor',
		'doublesided',
		'express',
		'registered',
		'registeredMailbox',
		'registeredReceipt',
	];
	const CREATED = ['letterId', 'outcome', 'status', 'reference', 'note', 'pages', 'key'];
	const CALLBACK = ['callbackId', 'type', 'endpoint', 'config'];
	const MESSAGE = [
		'status',
		'reason',
		'to',
		'toAsTyped',
		'reference',
		'parts',
		'messageDetails',
		'messageErrorCode',
		'outcome',
		'advice',
	];
	const NAMES: Record<string, string[]> = {
		letter: [...LETTER, ...CREATED, 'deleted', 'forgotten'],
		price: [],
		callback: [...CALLBACK, 'deleted'],
		message: [...MESSAGE, 'forgotten', 'encoding', 'units', 'forcesUnicode'],
		conversion: ['reported', 'phoneNumber', 'phoneNumberAsTyped'],
	};
	const ACTION_NODES = [
		['cmLetters', 'CmLetters'],
		['cmMessaging', 'CmMessaging'],
	] as const;

	const nodeDirectory = (name: string) =>
		dirname(join(unpacked.directory, loaded.loader.known.nodes[name]?.sourcePath ?? ''));
	const operations = (node: string) => operationsOf(description(node));
	const propertiesOf = (node: string, { resource, operation }: OperationName) => {
		const schema = loadOutputSchema({
			nodeDir: nodeDirectory(node),
			version: 1,
			resource,
			operation,
		});
		return Object.keys(schema?.properties ?? {});
	};

	it.each(ACTION_NODES)(
		'of %s stand where n8n’s editor asks for them, one for every operation',
		(node, directory) => {
			expect(operations(node)).not.toEqual([]);
			for (const { resource, operation } of operations(node)) {
				const path = resolveOutputSchemaPath({
					nodeDir: nodeDirectory(node),
					version: 1,
					resource,
					operation,
				});
				expect(path).toBe(
					join(
						unpacked.directory,
						`dist/nodes/${directory}/__schema__/v1.0.0/${resource}/${operation}.json`,
					),
				);
				expect([path, existsSync(path ?? '')]).toEqual([path, true]);
			}
		},
	);

	it.each(ACTION_NODES)('of %s are there for no operation that is not', (node, directory) => {
		const paths = operations(node).map(
			({ resource, operation }) =>
				`dist/nodes/${directory}/__schema__/v1.0.0/${resource}/${operation}.json`,
		);
		expect(unpacked.files.filter((path) => path.includes(`${directory}/__schema__`))).toEqual(
			paths.sort(),
		);
	});

	it('are JSON schemas of an object, with the version that n8n’s own have', () => {
		const ajv = new Ajv({ strict: true, keywords: ['version'] });
		const paths = unpacked.files.filter((path) => path.includes('__schema__'));
		for (const path of paths) {
			const schema = JSON.parse(readFileSync(join(unpacked.directory, path), 'utf8')) as Record<
				string,
				unknown
			>;
			expect([path, ajv.validateSchema(schema)]).toEqual([path, true]);
			expect(Object.keys(schema)).toEqual(['type', 'properties', 'version']);
			expect(schema).toMatchObject({ type: 'object', version: 1 });
			expect(() => ajv.compile(schema)).not.toThrow();
		}
	});

	it.each(ACTION_NODES)('of %s name nothing that nobody documented', (node) => {
		for (const operation of operations(node)) {
			const known = NAMES[operation.resource] ?? [];
			const unknown = propertiesOf(node, operation).filter((name) => !known.includes(name));
			expect([operation, unknown]).toEqual([operation, []]);
		}
	});

	it.each([
		['cmLetters', 'letter', 'create', [...CREATED, 'destination', 'subject']],
		[
			'cmLetters',
			'letter',
			'createAndSend',
			[...CREATED, 'destination', 'subject', 'scheduledate'],
		],
		['cmLetters', 'letter', 'delete', ['deleted', 'note']],
		['cmLetters', 'letter', 'forget', ['key', 'forgotten', 'note']],
		['cmLetters', 'letter', 'getPrice', ['letterId']],
		['cmLetters', 'callback', 'get', CALLBACK],
		['cmLetters', 'callback', 'delete', ['deleted']],
		['cmMessaging', 'message', 'sendText', MESSAGE],
		['cmMessaging', 'message', 'sendRichContent', MESSAGE],
		['cmMessaging', 'message', 'sendWhatsAppTemplate', MESSAGE],
		['cmMessaging', 'message', 'sendWhatsAppInteractive', MESSAGE],
		['cmMessaging', 'message', 'sendRaw', MESSAGE],
		['cmMessaging', 'message', 'countParts', ['encoding', 'units', 'parts', 'forcesUnicode']],
		['cmMessaging', 'message', 'forget', ['reference', 'to', 'forgotten']],
		['cmMessaging', 'conversion', 'report', ['reported', 'phoneNumber', 'phoneNumberAsTyped']],
	])('of %s %s %s has what the operation gives', (node, resource, operation, names) => {
		expect(propertiesOf(node, { resource, operation }).sort()).toEqual([...names].sort());
	});

	it.each([
		[
			'cmLettersTrigger',
			[
				'eventId',
				'kind',
				'letter',
				'letterId',
				'letterProblem',
				'raw',
				'receivedAt',
				'reference',
				'status',
				'trackingcode',
			],
		],
		[
			'cmMessagingTrigger',
			[
				'button',
				'channel',
				'custom',
				'errorCode',
				'errorText',
				'eventId',
				'eventType',
				'from',
				'fromName',
				'groupings',
				'kind',
				'listChoice',
				'location',
				'media',
				'mediaList',
				'messageContext',
				'operator',
				'order',
				'raw',
				'reference',
				'standardError',
				'status',
				'statusCode',
				'statusDescription',
				'text',
				'time',
				'to',
			],
		],
	])('of %s is found by n8n, which asks for it without an operation', (name, names) => {
		const schema = loadOutputSchema({
			nodeDir: nodeDirectory(name),
			version: 1,
			versionFallback: true,
		});
		expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(names);
	});
});
