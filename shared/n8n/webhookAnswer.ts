import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** A callback is a few hundred bytes; a text in it may be long, but not this long. */
export const LARGEST_BODY = 1024 * 1024;

/** Characters of a body that could not be read which an event passes on. */
const LONGEST_RAW = 10_000;

/** Answers a request that starts no run. One that does is answered by n8n, once it is recorded. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message }).end();
	return { noWebhookResponse: true };
}

/** Answers a request in which there was nothing, and says so in n8n's log. */
export function answerNothing(context: IWebhookFunctions): IWebhookResponseData {
	const { name } = context.getNode();
	context.logger.info(`${name}: a request without content was answered and started nothing`);
	return answer(context, 200, 'Received');
}

/**
 * A request's body as text, in the character set that it declares, UTF-8 unless it does. Of
 * multipart/form-data n8n keeps no bytes, only the fields it read: these as JSON.
 */
export function bodyText(context: IWebhookFunctions): string {
	const { rawBody, headers, body } = context.getRequestObject() as {
		rawBody?: Buffer;
		headers: Record<string, unknown>;
		body?: { data?: object; files?: object };
	};
	if (rawBody !== undefined) return decoded(rawBody, String(headers['content-type'] ?? ''));
	const files = Object.keys(body?.files ?? {}).map((name) => [name, 'a file'] as const);
	const fields = { ...body?.data, ...Object.fromEntries(files) };
	return Object.keys(fields).length === 0 ? '' : JSON.stringify(fields);
}

/** The start of a text, for an event of something that could not be read. */
export function shortened(text: string): string {
	return text.length <= LONGEST_RAW
		? text
		: text.slice(0, LONGEST_RAW).replace(/[\uD800-\uDBFF]$/, '');
}

function decoded(bytes: Buffer, contentType: string): string {
	const [, charset = 'utf-8'] = /charset\s*=\s*"?([\w-]+)/i.exec(contentType) ?? [];
	try {
		return new TextDecoder(charset).decode(bytes);
	} catch {
		return bytes.toString('utf8');
	}
}
