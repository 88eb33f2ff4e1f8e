import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** A callback is a few hundred bytes; a text in it may be long, but not this long. */
export const LARGEST_BODY = 1024 * 1024;

/** Answers the caller at once, before anything else is asked of anyone; starts no run by itself. */
export function answer(
	context: IWebhookFunctions,
	status: number,
	message: string,
): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message }).end();
	return { noWebhookResponse: true };
}
