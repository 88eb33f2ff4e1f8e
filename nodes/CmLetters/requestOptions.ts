import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { RunSettings } from '../../shared/n8n/runOperation';
import {
	atLeast,
	concurrencyField,
	rateField,
	retryFields,
	sendingRules,
	timeoutField,
	type RequestOptions,
} from '../../shared/n8n/sendingOptions';
import type { SendingRules } from '../../shared/n8n/requester';
import { alphabetical } from '../../shared/n8n/alphabetical';

/** How many letters may be under way at once, unless the node says otherwise. */
export const DEFAULT_CONCURRENCY = 5;

/** Seconds after which an intent to send a letter is taken for one that came to nothing. */
const DEFAULT_SETTLE_WAIT = 180;

/** By what a letter is known that is to be sent once. */
export type DuplicateProtection = 'automatic' | 'key' | 'off';

/** By what a letter is known. */
export const duplicateFields: INodeProperties[] = alphabetical([
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
		default: 'automatic',
		description:
			'By what a letter is known, so that no execution of this workflow creates it a second time',
		options: [
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'By reference and recipient; without a reference by all that is printed, for one day',
			},
			{
				name: 'By Key',
				value: 'key',
				description: 'By the Duplicate Key, which is another option',
			},
			{ name: 'Off', value: 'off', description: 'Only within the same execution' },
		],
	},
	{
		displayName: 'Reference by Node',
		name: 'referenceByNode',
		type: 'boolean',
		default: true,
		description:
			'Whether a protected letter without a reference is given its key as reference, so that it can be found and its events told apart',
	},
	{
		displayName: 'Send Again',
		name: 'sendAgain',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the letter though this workflow sent it before. Use an expression to choose rows.',
	},
]);

const settleWaitField: INodeProperties = {
	displayName: 'Settle Wait',
	name: 'settleWait',
	type: 'number',
	typeOptions: { minValue: 0.1 },
	default: 180,
	description:
		'Seconds after which a letter whose answer never came is sent once more, when CM.com certainly has none like it. At least a second more than Timeout.',
};

const emptyRowsField: INodeProperties = {
	displayName: 'Pass Over Empty Rows',
	name: 'passOverEmptyRows',
	type: 'boolean',
	default: false,
	description:
		'Whether a row in which nothing stands is passed over rather than refused. It leaves as an item that says so.',
};

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
	settleWaitField,
]);

/** For operations that create letters. */
export const creatingOptions = collection([
	concurrencyField(DEFAULT_CONCURRENCY, 50),
	timeout,
	rateField,
	...retryFields,
	...duplicateFields,
	settleWaitField,
	emptyRowsField,
	...fileFields,
]);

/** For all others. */
export const askingOptions = collection([timeout, ...retryFields]);

/** Options as the parameters give them. */
export interface LetterRequestOptions extends RequestOptions, IDataObject {
	duplicateProtection?: DuplicateProtection;
	duplicateKey?: string | number | null;
	referenceByNode?: boolean;
	sendAgain?: boolean | string;
	maximumPages?: number | string | null;
	sendUnchecked?: boolean;
	passOverEmptyRows?: boolean;
}

export type LetterRunSettings = SendingRules & Omit<RunSettings, 'name'>;

/** What the options mean for a run of the node. */
export function requestSettings(options: LetterRequestOptions): LetterRunSettings {
	const rules = sendingRules(options);
	return {
		...rules,
		passesOverEmptyRows: options.passOverEmptyRows === true,
		concurrency: Math.floor(atLeast(options.concurrency, DEFAULT_CONCURRENCY, 1)),
		protection: {
			settleWait: atLeast(options.settleWait, DEFAULT_SETTLE_WAIT, 0.1) * 1000,
			timeout: rules.timeout,
			maxTries: rules.maxTries,
			maxTime: rules.maxTime,
		},
	};
}
