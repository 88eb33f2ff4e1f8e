import { plainWord } from '../../../shared/checks/text';
import { callbackHeaders, httpCallback, type Callback } from './callback';
import { idIn } from './answer';

/**
 * The callback that a trigger registers for itself: what it looks like, and which of the callbacks
 * at the service is it.
 */

/** Carries the secret. Where the service sends no header as we wrote it, the URL does. */
export const SECRET_HEADER = 'X-Letters-Callback-Secret';
export const SECRET_QUERY = 'secret';

/**
 * The request content: one line per value, the reference last. The service puts values in without
 * escaping, as far as its example shows, so a reference with quotes or line breaks would destroy
 * JSON or a form; here everything after `reference=` is the reference.
 */
export const CONTENT_LINES = [
	'letter=[LETTER]',
	'status=[STATUS]',
	'trackingcode=[TRACKINGCODE]',
	'received_at=[RECEIVED_AT]',
	'reference=[REFERENCE]',
] as const;

/**
 * The callback a trigger wants to have registered.
 * @param url the trigger's own URL, without a query
 * @param withHeader whether the secret is in a header as well; how headers are written is assumed,
 * and a service that refuses them still takes the rest
 */
export function desiredCallback(url: string, secret: string, withHeader = true): Callback {
	return httpCallback(`${url}?${SECRET_QUERY}=${secret}&letter=[LETTER]&status=[STATUS]`, {
		method: 'post',
		contenttype: 'text/plain; charset=utf-8',
		data: CONTENT_LINES.join('\n'),
		...(withHeader ? { headers: callbackHeaders([{ name: SECRET_HEADER, value: secret }]) } : {}),
		verifySSL: true,
	});
}

/** What a trigger remembers of its registration. */
export interface Registration {
	callbackId?: string;
	/** The trigger's URL when it was registered. */
	url?: string;
	/** Of the latest registration. */
	secret?: string;
	/** What all secrets of this trigger are made with; kept for as long as the trigger lives. */
	key?: string;
}

export interface OwnCallback {
	id: string;
	/** Registered as it should be, as far as the service shows it. */
	asDesired: boolean;
}

/**
 * Those of the account's callbacks that this trigger created. Known by the URL, which is the
 * trigger's alone, so that they are found when nothing is remembered; or, when the public address
 * of this n8n has changed, by the remembered ID together with the URL of that time.
 */
export function ownCallbacks(
	listed: Array<Record<string, unknown>>,
	url: string,
	{ callbackId, url: urlThen, secret }: Registration,
): OwnCallback[] {
	return listed.flatMap((callback) => {
		const id = idIn(callback);
		if (id === undefined) return [];
		const calls = urlOf(callback);
		// A list may show no addresses: then only what is remembered tells.
		const remembered = id === callbackId && (calls === urlThen || calls === '');
		if (!remembered && (calls === '' || calls !== url)) return [];
		const asDesired =
			secret !== undefined &&
			[true, false].some((withHeader) =>
				isSame(callback, desiredCallback(url, secret, withHeader)),
			);
		return [{ id, asDesired }];
	});
}

/**
 * A callback without the secrets that a trigger puts into it, for showing it to people. Known by
 * where they stand, in whatever letter case or encoding the service gives them back.
 */
export function withoutSecret(callback: Record<string, unknown>): Record<string, unknown> {
	return withoutSecretIn(callback) as Record<string, unknown>;
}

const SECRET_IN_URL = new RegExp(
	`((?:^|[?&;]|%3F|%26)${SECRET_QUERY}(?:=|%3D))(?:[0-9a-f]|%[0-9a-f]{2}){64}`,
	'gi',
);

function withoutSecretIn(value: unknown): unknown {
	if (typeof value === 'string') return value.replace(SECRET_IN_URL, '$1***');
	if (Array.isArray(value)) return value.map(withoutSecretIn);
	if (typeof value !== 'object' || value === null) return value;
	// As {"X-…": "secret"}, or as {"name": "X-…", "value": "secret"}.
	const isHeader = Object.values(value).some(isSecretHeader);
	return Object.fromEntries(
		Object.entries(value).map(([name, member]) => [
			name,
			isSecretHeader(name) || (isHeader && !isSecretHeader(member))
				? '***'
				: withoutSecretIn(member),
		]),
	);
}

function isSecretHeader(name: unknown): boolean {
	return typeof name === 'string' && name.toLowerCase() === SECRET_HEADER.toLowerCase();
}

function urlOf(callback: Record<string, unknown>): string {
	return plainWord(callback.endpoint).split('?')[0] ?? '';
}

/** Compares what the service shows; a part that it does not show counts as different. */
function isSame(callback: Record<string, unknown>, desired: Callback): boolean {
	const config = (callback.config ?? {}) as Record<string, unknown>;
	const headersShown = config.headers !== undefined && JSON.stringify(config.headers) !== '[]';
	return (
		callback.endpoint === desired.endpoint &&
		headersShown === (desired.config?.headers !== undefined) &&
		Object.entries(desired.config ?? {}).every(
			([name, value]) => JSON.stringify(config[name]) === JSON.stringify(value),
		)
	);
}
