import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { NormalisedEvent } from '../cm/messaging/webhook/normalisedEvent';
import { withoutRepeats } from '../n8n/repeats';
import { answer, LARGEST_BODY } from '../n8n/webhookAnswer';
import { hasToken } from './token';

interface TriggerOptions {
	channels?: string[];
	dropRepeats?: boolean;
	statuses?: number[];
}

/**
 * Answers one request and says what the workflow is to start with, if it is to start. What cannot
 * be read is answered with 200 too: CM.com makes a test call of unknown content when the URL is
 * saved, and does not use a URL that answers it with anything else. What starts a run is answered
 * by n8n once the run is recorded: where that fails, CM.com is told so and sends it again.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (!hasToken(context)) return answer(context, 403, 'This URL is not that of the trigger');

	const request = context.getRequestObject();
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > LARGEST_BODY) return answer(context, 413, 'The request is too large');

	const { readWebhook } = await import('../cm/messaging/webhook/readWebhook');
	const events = await readWebhook(body.toString('utf8'), request.headers['content-type'] ?? '');
	const wanted = selected(context, events ?? []);
	if (wanted.length === 0) return answer(context, 200, 'Received');
	return { workflowData: [wanted.map((event) => ({ json: event as unknown as IDataObject }))] };
}

/** The events that the trigger's parameters ask for. */
function selected(context: IWebhookFunctions, events: NormalisedEvent[]): NormalisedEvent[] {
	const kinds = context.getNodeParameter('triggerOn') as string[];
	const {
		channels = [],
		dropRepeats,
		statuses = [],
	} = context.getNodeParameter('options', {}) as TriggerOptions;
	const wanted = events.filter(
		({ kind, channel, statusCode }) =>
			kinds.includes(kind) &&
			(channels.length === 0 || channel === null || includes(channels, channel)) &&
			(kind !== 'statusReport' || statuses.length === 0 || statuses.includes(statusCode ?? -1)),
	);
	return dropRepeats ? withoutRepeats(context, wanted, identityOf) : wanted;
}

/**
 * What makes two status reports the same; a person may write the same twice. Without a reference,
 * only the time tells apart what is reported of messages to one recipient.
 */
function identityOf({
	kind,
	reference,
	to,
	statusCode,
	time,
}: NormalisedEvent): string | undefined {
	if (kind !== 'statusReport') return undefined;
	return JSON.stringify([reference ?? { time }, to, statusCode]);
}

function includes(channels: string[], channel: string): boolean {
	return channels.some((each) => each.toLowerCase() === channel.toLowerCase());
}
