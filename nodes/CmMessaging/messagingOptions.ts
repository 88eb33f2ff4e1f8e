import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Protocol } from '../cm/messaging/answers';
import { ENDPOINTS } from '../cm/messaging/endpoints';
import { MOST_MESSAGES } from '../cm/messaging/protocols/request';
import type { RunSettings } from '../n8n/runOperation';
import type { MessagingSettings } from './messagingApi';

/** Seconds. */
const DEFAULT_TIMEOUT = 60;
/** Requests of a thousand messages each: a second one under way keeps the connection busy. */
const DEFAULT_CONCURRENCY = 2;

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'Seconds to wait for an answer. Messages whose answer does not come end as unknown and are not repeated.',
};

/** Options of everything that sends messages. */
export const sendingOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
			default: 2,
			description: 'How many requests may be under way at once',
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'options',
			default: '',
			description: 'Which gateway of CM.com to use',
			options: [
				{ name: 'As in the Credential', value: '' },
				...ENDPOINTS.map(({ label, value }) => ({ name: label, value })),
			].sort((a, b) => a.name.localeCompare(b.name)),
		},
		{
			displayName: 'Items per Request',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
			default: 1000,
			description: 'How many messages travel together; CM.com takes up to 1,000',
		},
		{
			displayName: 'Protocol',
			name: 'protocol',
			type: 'options',
			default: 'json',
			description: 'What a protocol cannot carry is refused, not left out',
			options: [
				{ name: 'HTTP GET', value: 'get', description: 'Short SMS texts only, one request each' },
				{ name: 'JSON', value: 'json', description: 'All features' },
				{ name: 'XML', value: 'xml', description: 'SMS and Push only' },
			],
		},
		{
			displayName: 'Rejected Messages',
			name: 'rejected',
			type: 'options',
			default: 'items',
			description: 'What becomes of messages that CM.com rejects while it accepts others',
			options: [
				{
					name: 'Are Items',
					value: 'items',
					description: 'They leave beside the accepted ones, with the status Rejected',
				},
				{
					name: 'Fail',
					value: 'errors',
					description: 'They fail like any other item, as On Error in the settings says',
				},
			],
		},
		timeout,
	],
};

/** Options of everything else that asks CM.com. */
export const askingOptions: INodeProperties = { ...sendingOptions, options: [timeout] };

/** Options as the parameters give them. */
export interface MessagingOptions extends IDataObject {
	concurrency?: number;
	endpoint?: string;
	batchSize?: number;
	protocol?: Protocol;
	rejected?: string;
	timeout?: number;
}

/** What the options mean for a run of the node. */
export function messagingSettings(
	options: MessagingOptions,
): MessagingSettings & Omit<RunSettings, 'name'> {
	const protocol = options.protocol ?? 'json';
	return {
		protocol,
		endpoint: options.endpoint ?? '',
		timeout: Number(options.timeout ?? DEFAULT_TIMEOUT) * 1000,
		concurrency: within(options.concurrency, DEFAULT_CONCURRENCY, 20),
		// A GET request holds one message.
		batchSize: protocol === 'get' ? 1 : within(options.batchSize, MOST_MESSAGES, MOST_MESSAGES),
		refusalsAsItems: options.rejected !== 'errors',
	};
}

function within(value: number | undefined, unset: number, most: number): number {
	const number = Math.floor(Number(value ?? unset));
	return Number.isFinite(number) ? Math.min(Math.max(number, 1), most) : unset;
}
