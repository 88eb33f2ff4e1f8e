import type { Assumptions } from '../assumptions.mts';
import type { OutgoingRequest } from '../../framework/outbox.mts';
import { headerPairs, type StoredCallback } from './callback.mts';
import type { StoredLetter } from './letter.mts';

/** A change of a letter's status, as it was when it happened. */
export interface StatusChange {
	letterId: string;
	reference: string | null;
	status: string;
	trackingcode: string | null;
	/** ISO 8601, in UTC. */
	at: string;
}

/** What there is to tell of the status a letter has now. */
export function changeOf(letter: StoredLetter, at: string): StatusChange {
	const { id, reference, status, trackingcode } = letter;
	return { letterId: id, reference, status, trackingcode, at };
}

/** The replace-keys (S-LET "Replace key") and their values; absent ones are empty (facts 1.7). */
function replaceValues(change: StatusChange, assumptions: Assumptions): Map<string, string> {
	const values = new Map([
		['[LETTER]', change.letterId],
		['[RECEIVED_AT]', change.at],
		['[REFERENCE]', change.reference ?? ''],
		['[STATUS]', change.status],
		['[TRACKINGCODE]', change.trackingcode ?? ''],
	]);
	if (assumptions.stateIsAliasOfStatus) values.set('[STATE]', change.status);
	return values;
}

const REPLACE_KEY = /\[[A-Z_]+\]/g;

/** encodeURIComponent, which on its own throws on halves of characters. */
function percentEncoded(value: string): string {
	return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

/** Leaves what a header can hold as it is, and percent-encodes the rest. */
function headerSafe(value: string): string {
	return value.replace(/[^\t\x20-\x7e]+/g, percentEncoded);
}

function jsonEscaped(value: string): string {
	return JSON.stringify(value).slice(1, -1);
}

function verbatim(value: string): string {
	return value;
}

const IN_BODY = { verbatim, jsonEscaped, percentEncoded };
const IN_URL = { verbatim, percentEncoded };
const IN_HEADERS = { asNeeded: headerSafe, percentEncoded };

function contentTypeOf(contenttype: string | undefined): string {
	if (contenttype === undefined || contenttype === 'json') return 'application/json';
	return contenttype === 'form' ? 'application/x-www-form-urlencoded' : contenttype;
}

/**
 * Puts a change into a callback's endpoint, query, headers and data (S-LET "Callbacks"). A request
 * by GET or HEAD has no body.
 */
export function callbackRequest(
	{ callback }: StoredCallback,
	change: StatusChange,
	assumptions: Assumptions,
): OutgoingRequest {
	const config = callback.config ?? {};
	const values = replaceValues(change, assumptions);
	const replaced = (text: string, encode: (value: string) => string): string =>
		// One pass, so that a reference such as "[STATUS]" is not replaced in its turn.
		text.replace(REPLACE_KEY, (key) => {
			const value = values.get(key);
			return value === undefined ? key : encode(value);
		});

	const encodeInUrl = IN_URL[assumptions.replaceInUrl];
	const query = replaced((config.query ?? '').replace(/^\?/, ''), encodeInUrl);
	const endpoint = replaced(callback.endpoint, encodeInUrl);
	const method = (config.method ?? 'post').toUpperCase();
	const hasBody = method !== 'GET' && method !== 'HEAD';

	const headers: Record<string, string> = {};
	if (hasBody) headers['content-type'] = contentTypeOf(config.contenttype);
	if (assumptions.callbackHeadersHonoured) {
		for (const [name, value] of headerPairs(config.headers)) {
			headers[name.toLowerCase()] = replaced(value, IN_HEADERS[assumptions.replaceInHeaders]);
		}
	}
	return {
		url: withQuery(endpoint, query),
		method,
		headers,
		body: hasBody ? replaced(config.data ?? '', IN_BODY[assumptions.replaceInBody]) : '',
		verifySSL: config.verifySSL ?? false,
	};
}

function withQuery(endpoint: string, query: string): string {
	if (query === '') return endpoint;
	const [address = '', fragment] = endpoint.split('#', 2);
	const joined = `${address}${address.includes('?') ? '&' : '?'}${query}`;
	return fragment === undefined ? joined : `${joined}#${fragment}`;
}
