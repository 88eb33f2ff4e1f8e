import type {
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Attempt } from '../delivery/attempt';
import { requestFailure } from './requestFailure';
import { inTime } from './waiting';
import { withoutSecrets } from './withoutSecrets';
import { FormUpload, type OpenUpload } from './formUpload';

/** Every place in n8n from which a node may ask a service something. */
export type RequestContext =
	| IExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

export interface ServiceRequest {
	method: IHttpRequestMethods;
	url: string;
	/** An object is sent as JSON, a form with a file as multipart/form-data, text as it is. */
	body?: object | string;
	/** Of a body that is text. */
	contentType?: string;
	/** Names and values of the query, unencoded. */
	query?: Record<string, string>;
	/** Milliseconds to wait for the whole answer. */
	timeout: number;
}

/** Milliseconds after our own time limit at which n8n's ends the connection, where it can. */
const LETTING_GO = 1_000;

/**
 * Sends one request through n8n's helper, so that credentials, proxies and n8n's network policy
 * apply, and gives back what came of it. Never throws, never repeats, never follows a redirect.
 * @param secrets texts that must not come back: an answer that quotes one has it blotted out
 */
export async function attemptRequest(
	context: RequestContext,
	credentialType: string,
	{ method, url, body, contentType, query, timeout }: ServiceRequest,
	secrets: string[],
): Promise<Attempt> {
	const options: IHttpRequestOptions = {
		method,
		url,
		timeout: timeout + LETTING_GO,
		headers: { Accept: 'application/json' },
		// Read as text and parsed by us: the client's own parsing hides a cut-off body.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Also keeps the client from holding a second copy of an uploaded file for a replay.
		disableFollowRedirect: true,
	};
	let upload: OpenUpload | undefined;
	if (body instanceof FormUpload) {
		try {
			upload = await body.open();
		} catch {
			return { kind: 'unanswered', unsent: 'file', message: 'n8n no longer has the file' };
		}
		options.headers = {
			...options.headers,
			'Content-Type': body.contentType,
			'Content-Length': body.length,
		};
		options.body = upload.body as IHttpRequestOptions['body'];
	} else if (body !== undefined) options.body = body;
	if (contentType !== undefined)
		options.headers = { ...options.headers, 'Content-Type': contentType };
	if (query !== undefined) options.qs = query;

	const late: Attempt = {
		kind: 'unanswered',
		code: 'ETIMEDOUT',
		message: `no whole answer came within ${timeout / 1000} seconds`,
	};
	const answered = send(context, credentialType, options, secrets).finally(() => upload?.close());
	return await inTime(answered, timeout, late);
}

async function send(
	context: RequestContext,
	credentialType: string,
	options: IHttpRequestOptions,
	secrets: string[],
): Promise<Attempt> {
	try {
		const response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialType,
			options,
		)) as { statusCode: number; headers?: Record<string, unknown>; body?: unknown };
		return {
			kind: 'answered',
			status: response.statusCode,
			headers: textHeaders(response.headers ?? {}),
			text: withoutSecrets(bodyText(response.body), secrets),
		};
	} catch (error) {
		const failure = requestFailure(error);
		return { ...failure, message: withoutSecrets(failure.message, secrets) };
	}
}

function textHeaders(headers: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
}

function bodyText(body: unknown): string {
	if (body === undefined || body === null) return '';
	return typeof body === 'string' ? body : JSON.stringify(body);
}
