import type { Assumptions } from '../assumptions.mts';

/** The readings of "array of key-value pairs with header-name and value" (S-LET, `headers`). */
export type CallbackHeaders = Record<string, string>[] | Record<string, string>;

/** How a callback's URL is called (S-LET "Callbacks object config property"). */
export interface CallbackConfig {
	method?: string;
	data?: string;
	query?: string;
	headers?: CallbackHeaders;
	/** json, form, or a content type as it is. */
	contenttype?: string;
	verifySSL?: boolean;
}

/** The documented properties of a callback. */
export interface CallbackProperties {
	type: string;
	endpoint: string;
	config?: CallbackConfig;
}

/** A callback as the simulator keeps it. */
export interface StoredCallback {
	id: string;
	/** As received. */
	callback: CallbackProperties;
	/** ISO 8601, in UTC. */
	createdAt: string;
}

/** One attempt at calling a callback's URL. */
export interface CallbackDelivery {
	callbackId: string;
	letterId: string;
	/** The letter's new status. */
	status: string;
	url: string;
	method: string;
	headers: Record<string, string>;
	body: string;
	/** null if there was no answer. */
	responseStatus: number | null;
	/** Why it counts as failed; null for an answer of 200 to 299. */
	failure: string | null;
	/** ISO 8601, in UTC. */
	at: string;
}

/** The callback's properties among those of a request that the OpenAPI description allows. */
export function callbackPropertiesOf(body: Record<string, unknown>): Partial<CallbackProperties> {
	const callback: Partial<CallbackProperties> = {};
	if (typeof body.type === 'string') callback.type = body.type;
	if (typeof body.endpoint === 'string') callback.endpoint = body.endpoint;
	if (typeof body.config === 'object' && body.config !== null) callback.config = body.config;
	return callback;
}

function isNameValue(pair: Record<string, string>): boolean {
	return Object.keys(pair).sort().join() === 'name,value';
}

function shapeOf(headers: CallbackHeaders): Assumptions['callbackHeadersShape'] | 'none' {
	if (!Array.isArray(headers)) return 'object';
	if (headers.length === 0) return 'none';
	return headers.every(isNameValue) ? 'nameValue' : 'pairs';
}

/** Whether headers have the shape an assumption asks for (facts 1.7). */
export function areHeadersAccepted(
	headers: CallbackHeaders | undefined,
	accepted: Assumptions['callbackHeadersShape'],
): boolean {
	if (headers === undefined || accepted === 'any') return true;
	const shape = shapeOf(headers);
	return shape === 'none' || shape === accepted;
}

/** The names and values of a callback's headers, whichever shape they came in. */
export function headerPairs(headers: CallbackHeaders | undefined): [name: string, value: string][] {
	if (headers === undefined) return [];
	if (!Array.isArray(headers)) return Object.entries(headers);
	return headers.flatMap((pair): [string, string][] =>
		isNameValue(pair) ? [[pair.name ?? '', pair.value ?? '']] : Object.entries(pair),
	);
}
