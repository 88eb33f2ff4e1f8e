import type { INodeProperties } from 'n8n-workflow';

import { DEFAULT_TIMEOUT } from '../account/lettersApi';

/** How many letters may be under way at once, unless the node says otherwise. */
export const DEFAULT_CONCURRENCY = 5;

const concurrency: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50, numberPrecision: 0 },
	default: 5,
	description: 'How many requests may be under way at once',
};

const timeout: INodeProperties = {
	displayName: 'Timeout',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 60,
	description:
		'Seconds to wait for an answer. A letter whose answer does not come ends as unknown.',
};

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

/** For operations that send letters. */
export const sendingOptions = collection([concurrency, timeout]);

/** For all others. */
export const askingOptions = collection([timeout]);

/** What the options mean for a run of the node. */
export function requestSettings(options: { concurrency?: number; timeout?: number }): {
	concurrency: number;
	timeout: number;
} {
	const concurrency = Math.floor(Number(options.concurrency ?? DEFAULT_CONCURRENCY));
	return {
		concurrency: concurrency >= 1 ? concurrency : 1,
		timeout: options.timeout === undefined ? DEFAULT_TIMEOUT : Number(options.timeout) * 1000,
	};
}
