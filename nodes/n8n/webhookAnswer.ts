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

/**
 * Answers a request that is to start a run, before n8n has recorded it. Needed where the trigger
 * remembers the request in its static data: n8n 2.40 does not save what a trigger changed there when
 * n8n itself is to answer (workflow-runner.js, establishContextForPersistence: it makes a second
 * Workflow of the same data, which then counts as unchanged). Elsewhere n8n answers once the run is
 * recorded, so that the caller is not told 200 for what n8n could not take.
 */
export function answerFirst(context: IWebhookFunctions, isNeeded = false): IWebhookResponseData {
	return isNeeded ? answer(context, 200, 'Received') : {};
}
