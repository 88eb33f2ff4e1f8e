import type { INodeProperties } from 'n8n-workflow';

import type { SendingRules } from './requester';

/** Of a request whose answer may be waited for. */
export const timeoutField = (andThen: string): INodeProperties => ({
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 0.1 },
	default: 60,
	description: 'Seconds to wait for the whole answer. ' + andThen,
});

export const concurrencyField = (usual: number, most: number): INodeProperties => ({
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: most, numberPrecision: 0 },
	default: usual,
	description: 'How many requests may be under way at once',
});

/** How often and how fast the service is asked. */
export const retryFields: INodeProperties[] = [
	{
		displayName: 'Max Retry Time',
		name: 'maxRetryTime',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 60,
		description: 'Seconds after which a request is not tried again',
	},
	{
		displayName: 'Max Tries',
		name: 'maxTries',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20, numberPrecision: 0 },
		default: 5,
		description:
			'How often a request is tried, with growing waits between. What sends something is only tried again when it is certain that nothing happened.',
	},
];

export const rateField: INodeProperties = {
	displayName: 'Requests per Second',
	name: 'requestsPerSecond',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'How many requests may begin in a second; 0 for no limit',
};

/** The options as the parameters give them. */
export interface RequestOptions {
	concurrency?: number;
	timeout?: number;
	maxTries?: number;
	maxRetryTime?: number;
	requestsPerSecond?: number;
	settleWait?: number;
}

/** What the options mean for the requests of a run. */
export function sendingRules(options: RequestOptions): SendingRules {
	return {
		timeout: atLeast(options.timeout, 60, 0.1) * 1000,
		maxTries: Math.floor(atLeast(options.maxTries, 5, 1)),
		maxTime: atLeast(options.maxRetryTime, 60, 0) * 1000,
		perSecond: atLeast(options.requestsPerSecond, 0, 0),
	};
}

/** A number from the options; the usual one when it is none or too small. */
export function atLeast(value: unknown, usual: number, least: number): number {
	const number = value === undefined || value === '' ? usual : Number(value);
	return Number.isFinite(number) ? Math.max(number, least) : usual;
}
