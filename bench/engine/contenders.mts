import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { bareScript } from './bareScript.mts';
import { executeNode } from './execute.mts';
import { itemsWithFile } from './files.mts';
import { TYPES, type LoadedHost } from './host.mts';
import type { ContenderName, Task } from './protocol.mts';
import { letterRows, messageRows } from './rows.mts';

/** What is run and timed, and the items that come out. */
export type Run = () => Promise<INodeExecutionData[]>;

/** Makes what a contender needs, so that only its own work is timed. */
type Contender = (host: LoadedHost, task: Task) => Promise<Run> | Run;

const ACCOUNT = '11111111-2222-4333-8444-555555555555';
const lettersUrl = ({ serverUrl }: Task) => `${serverUrl}/letters/accounts/${ACCOUNT}/letters`;
const messagesUrl = ({ serverUrl }: Task) => `${serverUrl}/v1.0/message`;

/** The same credential for all. */
const credential = (task: Task): ICredentialDataDecryptedObject => ({
	productToken: '00000000-aaaa-4bbb-8ccc-dddddddddddd',
	accountId: ACCOUNT,
	lettersBaseUrl: `${task.serverUrl}/letters`,
	messagingGateway: messagesUrl(task),
});

const SEND_TEXT: INodeParameters = {
	resource: 'message',
	operation: 'sendText',
	from: 'Amstel',
	to: '={{ $json.phone }}',
	allowedChannels: ['SMS'],
	content: '=Dear {{ $json.name }}, your letter is on its way.',
	reference: '={{ $json.reference }}',
	additionalFields: {},
	options: {},
};

/** The same message, by expressions that do more than put a field in. */
const SEND_COMPUTED_TEXT: INodeParameters = {
	...SEND_TEXT,
	to: '={{ $json.phone.trim() }}',
	content: '=Dear {{ $json.name.trim() }}, your letter is on its way.',
	reference: '={{ $json.reference.toUpperCase() }}',
};

const sendText = ({ computed = false }: Task) => (computed ? SEND_COMPUTED_TEXT : SEND_TEXT);

const letterParameters = ({ concurrency = 5 }: Task, more: INodeParameters): INodeParameters => ({
	resource: 'letter',
	operation: 'create',
	destination: { __rl: true, mode: 'country', value: '={{ $json.destination }}' },
	additionalFields: {},
	options: { concurrency },
	...more,
});

const pdfParameters = (task: Task, options: INodeParameters = {}): INodeParameters =>
	letterParameters(task, {
		contentFrom: 'pdf',
		pdf: 'data',
		reference: '',
		options: { concurrency: task.concurrency ?? 5, ...options },
	});

/** HTTP Request, asked to do what a person without this package would have it do. */
const httpRequest = (url: string, jsonBody: string): INodeParameters => ({
	method: 'POST',
	url,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'cmApi',
	sendBody: true,
	contentType: 'json',
	specifyBody: 'json',
	jsonBody,
	options: {},
});

const ONE_MESSAGE =
	"={{ { messages: { msg: [{ from: 'Amstel', to: [{ number: $json.phone }], body: { type: 'auto', content: 'Dear ' + $json.name + ', your letter is on its way.' }, allowedChannels: ['SMS'], reference: $json.reference }] } } }}";
const ONE_LETTER =
	'={{ { destination: $json.destination, addresses: [{ recipient: $json.recipient }], message: $json.message } }}';
/** HTTP Request's newest version in the installed n8n. */
const newest = (host: LoadedHost) => {
	const { version } = host.node(TYPES.httpRequest).description;
	return Math.max(...[version].flat());
};

const nodeOver =
	(
		rows: (task: Task) => INodeExecutionData[] | Promise<INodeExecutionData[]>,
		node: (task: Task, host: LoadedHost) => Parameters<typeof executeNode>[1],
	): Contender =>
	async (host, task) => {
		const items = await rows(task);
		return async () => await executeNode(host, node(task, host), items, credential(task));
	};

const people = ({ items }: Task) => messageRows(items);
const addressees = ({ items, references = false, known = false }: Task) =>
	letterRows(items, references, known);
const files = async ({ items, fileSize = 0 }: Task) => await itemsWithFile(items, fileSize);

const contenders: Record<ContenderName, Contender> = {
	cmMessaging: nodeOver(people, (task) => ({
		type: TYPES.cmMessaging,
		parameters: sendText(task),
	})),
	parameterReader: nodeOver(people, (task) => ({
		type: TYPES.parameterReader,
		parameters: sendText(task),
	})),
	bareScript: (_, task) => {
		const rows = messageRows(task.items);
		return async () => await bareScript(rows, messagesUrl(task));
	},
	httpRequestMessages: nodeOver(people, (task, host) => ({
		type: TYPES.httpRequest,
		typeVersion: newest(host),
		parameters: httpRequest(messagesUrl(task), ONE_MESSAGE),
	})),
	httpRequestMessagesInTurn: nodeOver(people, (task, host) => ({
		type: TYPES.httpRequest,
		typeVersion: newest(host),
		parameters: httpRequest(messagesUrl(task), ONE_MESSAGE),
		inTurn: true,
	})),
	httpRequestLettersInTurn: nodeOver(addressees, (task, host) => ({
		type: TYPES.httpRequest,
		typeVersion: newest(host),
		parameters: httpRequest(lettersUrl(task), ONE_LETTER),
		inTurn: true,
	})),
	cmLetters: nodeOver(addressees, (task) => ({
		type: TYPES.cmLetters,
		parameters: letterParameters(task, {
			contentFrom: 'text',
			recipientInput: 'text',
			recipient: '={{ $json.recipient }}',
			senderInput: 'none',
			message: '={{ $json.message }}',
			reference: task.references ? '={{ $json.reference }}' : '',
		}),
	})),
	cmLettersPdf: nodeOver(files, (task) => ({
		type: TYPES.cmLetters,
		parameters: pdfParameters(task),
	})),
	cmLettersPdfUnprotected: nodeOver(files, (task) => ({
		type: TYPES.cmLetters,
		parameters: pdfParameters(task, { duplicateProtection: 'off' }),
	})),
	minimalLetters: nodeOver(addressees, (task) => ({
		type: TYPES.minimalLetters,
		parameters: { url: lettersUrl(task), concurrency: task.concurrency ?? 1 },
	})),
	readingLetters: nodeOver(addressees, (task) => ({
		type: TYPES.readingLetters,
		parameters: {
			url: lettersUrl(task),
			concurrency: task.concurrency ?? 1,
			destination: '={{ $json.destination }}',
			recipient: '={{ $json.recipient }}',
			message: '={{ $json.message }}',
			reference: task.references ? '={{ $json.reference }}' : '',
		},
	})),
	minimalPdf: nodeOver(files, (task) => ({
		type: TYPES.minimalPdf,
		parameters: { url: lettersUrl(task), concurrency: task.concurrency ?? 1 },
	})),
};

/** Readies a contender for a task. */
export async function prepare(host: LoadedHost, task: Task): Promise<Run> {
	return await contenders[task.contender](host, task);
}
