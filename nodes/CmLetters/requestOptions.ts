import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RunSettings } from '../n8n/runOperation';
import {
	atLeast,
	concurrencyField,
	rateField,
	retryFields,
	sendingRules,
	timeoutField,
	type RequestOptions,
} from '../n8n/sendingOptions';
import type { SendingRules } from '../n8n/requester';
import { alphabetical } from '../n8n/alphabetical';

/** How many letters may be under way at once, unless the node says otherwise. */
export const DEFAULT_CONCURRENCY = 5;

/** Seconds after which an intent to send a letter is taken for one that came to nothing. */
const DEFAULT_SETTLE_WAIT = 180;

/** By what a letter is known that is to be sent once. */
export type DuplicateProtection = 'reference' | 'key' | 'content' | 'off';

const duplicateFields: INodeProperties[] = [
	{
		displayName: 'Duplicate Key',
		name: 'duplicateKey',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.customer }}-{{ $json.month }}',
		description:
			'What tells this letter from all others. It counts only when Duplicate Protection is By Key.',
	},
	{
		displayName: 'Duplicate Protection',
		name: 'duplicateProtection',
		type: 'options',
		default: 'reference',
		description:
			'By what a letter is known, so that no execution of this workflow creates it a second time',
		options: [
			{
				name: 'By Content',
				value: 'content',
				description: 'By everything that is printed',
			},
			{
				name: 'By Key',
				value: 'key',
				description: 'By the Duplicate Key, which is another option',
			},
			{
				name: 'By Reference',
				value: 'reference',
				description: 'By the reference; letters without one are not protected',
			},
			{ name: 'Off', value: 'off', description: 'Only within the same execution' },
		],
	},
	{
		displayName: 'Settle Wait',
		name: 'settleWait',
		type: 'number',
		typeOptions: { minValue: 0.1 },
		default: 180,
		description:
			'Seconds after which a letter whose answer never came is sent again, when CM.com knows none with its reference. At least a second more than Timeout.',
	},
];

/** How PDFs are looked at before they are sent. */
const fileFields: INodeProperties[] = [
	{
		displayName: 'Maximum Pages',
		name: 'maximumPages',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		description: 'A PDF with more pages is refused; 0 for no limit',
		displayOptions: { show: { '/contentFrom': ['pdf'] } },
	},
	{
		displayName: 'Send Unchecked',
		name: 'sendUnchecked',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the file without looking into it. A file that is damaged, locked or no PDF is then sent as well: it may be printed blank or in part, or be refused, and may cost the same. Its pages are not counted.',
		displayOptions: { show: { '/contentFrom': ['pdf'] } },
	},
];

const collection = (options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: alphabetical(options),
});

const timeout = timeoutField('A letter whose answer does not come ends as unknown.');

/** For operations that change letters which exist. */
export const sendingOptions = collection([
	concurrencyField(DEFAULT_CONCURRENCY, 50),
	timeout,
	rateField,
	...retryFields,
]);

/** For operations that create letters. */
export const creatingOptions = collection([
	concurrencyField(DEFAULT_CONCURRENCY, 50),
	timeout,
	rateField,
	...retryFields,
	...duplicateFields,
	...fileFields,
]);

/** For all others. */
export const askingOptions = collection([timeout, ...retryFields]);

/** Options as the parameters give them. */
export interface LetterRequestOptions extends RequestOptions, IDataObject {
	duplicateProtection?: DuplicateProtection;
	duplicateKey?: string | number | null;
	maximumPages?: number | string | null;
	sendUnchecked?: boolean;
}

/** What the options mean for a run of the node. */
export function requestSettings(
	options: LetterRequestOptions,
): SendingRules & Omit<RunSettings, 'name'> {
	const rules = sendingRules(options);
	return {
		...rules,
		concurrency: Math.floor(atLeast(options.concurrency, DEFAULT_CONCURRENCY, 1)),
		protection: {
			settleWait: atLeast(options.settleWait, DEFAULT_SETTLE_WAIT, 0.1) * 1000,
			timeout: rules.timeout,
		},
	};
}
