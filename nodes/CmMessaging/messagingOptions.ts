import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Protocol } from '../cm/messaging/answers/batchAnswer';
import { ENDPOINTS } from '../cm/messaging/protocols/endpoints';
import { MOST_MESSAGES } from '../cm/messaging/protocols/request';
import type { RunSettings } from '../../shared/n8n/runOperation';
import {
	concurrencyField,
	rateField,
	retryFields,
	sendingRules,
	timeoutField,
	type RequestOptions,
} from '../../shared/n8n/sendingOptions';
import type { MessagingSettings } from './messagingApi';
import { alphabetical } from '../../shared/n8n/alphabetical';

/** Requests of a thousand messages each: a second one under way keeps the connection busy. */
const DEFAULT_CONCURRENCY = 2;

/** Seconds, beyond the time-out, after which another run's message without an outcome is unknown. */
const SETTLE_WAIT = 5;

const timeout = timeoutField(
	'Messages whose answer does not come end as unknown and are not repeated.',
);

/** Options of everything that sends messages. */
export const sendingOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		concurrencyField(DEFAULT_CONCURRENCY, 20),
		{
			displayName: 'Duplicate Protection',
			name: 'duplicateProtection',
			type: 'options',
			default: 'off',
			description:
				'Whether a message is sent once only, however often this workflow is executed with its reference and recipient',
			options: [
				{
					name: 'By Reference',
					value: 'reference',
					description: 'By reference and recipient; messages without a reference are not protected',
				},
				{ name: 'Off', value: 'off', description: 'Only within the same execution' },
			],
		},
		{
			displayName: 'Endpoint',
			name: 'endpoint',
			type: 'options',
			default: '',
			description: 'Which gateway of CM.com to use',
			options: alphabetical([
				{ name: 'As in the Credential', value: '' },
				...ENDPOINTS.map(({ label, value }) => ({ name: label, value })),
			]),
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
			displayName: 'Product Token in Body',
			name: 'tokenInBody',
			type: 'boolean',
			default: true,
			description:
				'Whether the product token stands in the body of JSON requests too. Without this option it does where CM.com does not document the header.',
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
					name: 'As Items',
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
		rateField,
		timeout,
		...retryFields,
	],
};

/** Options of everything else that asks CM.com. */
export const askingOptions: INodeProperties = {
	...sendingOptions,
	options: [timeout, ...retryFields],
};

/** Options as the parameters give them. */
export interface MessagingOptions extends RequestOptions, IDataObject {
	duplicateProtection?: 'reference' | 'off';
	endpoint?: string;
	batchSize?: number;
	protocol?: Protocol;
	tokenInBody?: boolean;
	rejected?: string;
}

export type MessagingRunSettings = MessagingSettings & Omit<RunSettings, 'name'>;

/** What the options mean for a run of the node. */
export function messagingSettings(options: MessagingOptions): MessagingRunSettings {
	const protocol = options.protocol ?? 'json';
	const rules = sendingRules(options);
	return {
		...rules,
		protocol,
		endpoint: options.endpoint ?? '',
		tokenInBody: options.tokenInBody === true,
		sendsOnce: options.duplicateProtection === 'reference',
		protection: {
			settleWait: rules.timeout + SETTLE_WAIT * 1000,
			timeout: rules.timeout,
			maxTries: rules.maxTries,
			maxTime: rules.maxTime,
		},
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
