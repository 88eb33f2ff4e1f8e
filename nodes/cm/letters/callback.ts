import { quoted } from '../../../shared/checks/quotation';
import { refused, usable, type Checked } from '../../../shared/checks/refusal';
import { plainWord } from '../../../shared/checks/text';

/** CM Letters API, Create Callbacks: the config property. All members are optional. */
export interface CallbackConfig {
	/** Request method, `post` unless given. */
	method?: string;
	/** Request content; replace keys are replaced. */
	data?: string;
	/** Query string used with the endpoint; replace keys are replaced. */
	query?: string;
	/** One object per header: `{"Header-Name": "value"}`; replace keys are replaced. */
	headers?: Array<Record<string, string>>;
	/** `json`, `form`, or a content type as it is to be sent; `json` unless given. */
	contenttype?: string;
	/** Whether the certificate of an https endpoint is checked; false unless given. */
	verifySSL?: boolean;
}

/** CM Letters API, Create Callbacks: type and endpoint are required. */
export interface Callback {
	type: 'http';
	endpoint: string;
	config?: CallbackConfig;
}

/** CM Letters API, Create Callbacks: words in endpoint, data, query and headers that are replaced. */
export const REPLACE_KEYS = {
	'[LETTER]': 'letter ID',
	'[RECEIVED_AT]': 'time of the status change',
	'[REFERENCE]': 'your reference',
	'[STATUS]': 'new status',
	'[TRACKINGCODE]': 'tracking code of a registered letter',
} as const;

/** An http or https address; replace keys may stand anywhere after the host. */
export function checkEndpoint(value: unknown): Checked<string> {
	const endpoint = typeof value === 'string' ? value.trim() : '';
	return /^https?:\/\/[^\s/?#]+([/?#].*)?$/i.test(endpoint)
		? usable(endpoint)
		: refused(
				'Endpoint',
				endpoint === '' ? 'it is empty' : `${quoted(endpoint)} is not a web address`,
				'Give a URL that starts with https://',
			);
}

/** The document: "Currently only HTTP callbacks are supported". */
export function httpCallback(endpoint: string, config: CallbackConfig): Callback {
	const given = Object.entries(config).filter(([, value]) => value !== undefined);
	return given.length === 0
		? { type: 'http', endpoint }
		: { type: 'http', endpoint, config: Object.fromEntries(given) };
}

/**
 * Headers as the config wants them. The document calls it an "Array of key-value pairs with
 * header-name and value" and shows none; one object per header, name as the key, is an assumption.
 */
export function callbackHeaders(
	pairs: Array<{ name: string; value: string }>,
): Array<Record<string, string>> {
	return pairs
		.filter(({ name }) => name.trim() !== '')
		.map(({ name, value }) => ({ [name.trim()]: value }));
}

/**
 * The callback object to send when a callback is to be changed: what the service holds with the
 * changes over it, since the document does not say whether PUT replaces or merges.
 */
export function changedCallback(
	current: Record<string, unknown>,
	changes: { endpoint?: string; config: CallbackConfig },
): Callback {
	const config =
		typeof current.config === 'object' && current.config !== null ? current.config : {};
	return httpCallback(changes.endpoint ?? plainWord(current.endpoint), {
		...withoutNulls(config),
		...changes.config,
	});
}

function withoutNulls(object: object): object {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}
