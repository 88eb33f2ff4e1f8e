import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { NormalisedEvent } from '../cm/messaging/webhook/normalisedEvent';
import { isRepeat } from '../n8n/repeats';
import { answer, answerFirst, LARGEST_BODY } from '../n8n/webhookAnswer';
import { hasToken } from './token';

interface TriggerOptions {
	channels?: string[];
	dropRepeats?: boolean;
	statuses?: number[];
}

/**
 * Answers one request and says what the workflow is to start with, if it is to start. What cannot
 * be read is answered with 200 too: CM.com makes a test call of unknown content when the URL is
 * saved, and does not use a URL that answers it with anything else.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (!hasToken(context)) return answer(context, 403, 'This URL is not that of the trigger');

	const request = context.getRequestObject();
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > LARGEST_BODY) return answer(context, 413, 'The request is too large');

	const { readWebhook } = await import('../cm/messaging/webhook/readWebhook');
	const events = await readWebhook(body.toString('utf8'), request.headers['content-type'] ?? '');
	const wanted = (events ?? []).filter((event) => isWanted(context, event));
	if (wanted.length === 0) return answer(context, 200, 'Received');
	const { dropRepeats } = context.getNodeParameter('options', {}) as TriggerOptions;
	return {
		...answerFirst(context, dropRepeats),
		workflowData: [wanted.map((event) => ({ json: event as unknown as IDataObject }))],
	};
}

function isWanted(context: IWebhookFunctions, event: NormalisedEvent): boolean {
	const kinds = context.getNodeParameter('triggerOn') as string[];
	const {
		channels = [],
		dropRepeats,
		statuses = [],
	} = context.getNodeParameter('options', {}) as TriggerOptions;
	if (!kinds.includes(event.kind)) return false;
	if (channels.length > 0 && event.channel !== null && !includes(channels, event.channel)) {
		return false;
	}
	if (event.kind !== 'statusReport') return true;
	if (statuses.length > 0 && !statuses.includes(event.statusCode ?? -1)) return false;
	return !(dropRepeats && isRepeat(context, identityOf(event)));
}

/** Without a reference, only the time tells apart what is reported of messages to one recipient. */
function identityOf({ reference, to, statusCode, time }: NormalisedEvent): string {
	return JSON.stringify([reference ?? { time }, to, statusCode]);
}

function includes(channels: string[], channel: string): boolean {
	return channels.some((each) => each.toLowerCase() === channel.toLowerCase());
}
