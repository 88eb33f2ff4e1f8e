import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import type { NormalisedEvent } from '../cm/messaging/webhook/normalisedEvent';
import { newEvents } from '../../shared/n8n/repeats';
import {
	answer,
	answerNothing,
	bodyText,
	LARGEST_BODY,
	shortened,
} from '../../shared/n8n/webhookAnswer';
import { withoutSecrets } from '../../shared/n8n/withoutSecrets';
import { hasToken, tokensOf } from './token';

interface TriggerOptions {
	channels?: string[];
	dropRepeats?: boolean;
	statuses?: number[];
}

/**
 * Answers one request that starts no run; of one that does, n8n answers with 200 once the run is
 * recorded. What cannot be read starts a run too: it may be an event in a form that CM.com has not
 * documented. CM.com makes a test call of unknown content when the URL is saved, and does not use a
 * URL that answers it with anything but 200.
 */
export async function receiveWebhook(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	if (!hasToken(context)) return answer(context, 403, 'This URL is not that of the trigger');

	const request = context.getRequestObject();
	if (request.method === 'HEAD') return answer(context, 200, 'Received');
	if (sizeOf(request) > LARGEST_BODY) return answer(context, 413, 'The request is too large');

	const events = await eventsIn(context);
	if (!events) return answerNothing(context);
	const wanted = await withoutRepeats(
		context,
		events.filter((event) => isWanted(context, event)),
	);
	if (wanted.length === 0) return answer(context, 200, 'Received');
	return { workflowData: [wanted.map((event) => ({ json: event as unknown as IDataObject }))] };
}

function sizeOf({ rawBody, headers }: { rawBody?: Buffer; headers: object }): number {
	return rawBody?.length ?? Number((headers as Record<string, unknown>)['content-length'] ?? 0);
}

/** Nothing when there was nothing in the request. */
async function eventsIn(context: IWebhookFunctions): Promise<NormalisedEvent[] | undefined> {
	const { method, originalUrl, headers } = context.getRequestObject();
	const { readWebhook, readWebhookQuery } = await import('../cm/messaging/webhook/readWebhook');
	const events =
		method === 'GET'
			? readWebhookQuery(originalUrl.split('?').slice(1).join('?'))
			: await readWebhook(bodyText(context), headers['content-type'] ?? '');
	return events?.map((event) =>
		event.kind === 'unreadable'
			? { ...event, raw: shortened(withoutSecrets(String(event.raw), tokensOf(context))) }
			: event,
	);
}

function isWanted(context: IWebhookFunctions, event: NormalisedEvent): boolean {
	if (event.kind === 'unreadable') return true;
	const kinds = context.getNodeParameter('triggerOn') as string[];
	const { channels = [], statuses = [] } = context.getNodeParameter(
		'options',
		{},
	) as TriggerOptions;
	if (!kinds.includes(event.kind)) return false;
	if (channels.length > 0 && event.channel !== null && !includes(channels, event.channel)) {
		return false;
	}
	if (event.kind !== 'statusReport') return true;
	return statuses.length === 0 || statuses.includes(event.statusCode ?? -1);
}

async function withoutRepeats(
	context: IWebhookFunctions,
	events: NormalisedEvent[],
): Promise<NormalisedEvent[]> {
	const { dropRepeats = true } = context.getNodeParameter('options', {}) as TriggerOptions;
	if (!dropRepeats) return events;
	const known = events.filter(canRepeat).map((event) => event.eventId);
	const fresh = await newEvents(context, known);
	return events.filter((event) => !canRepeat(event) || fresh.has(event.eventId));
}

/**
 * The older forms of an incoming message have no time: then a person who writes the same once more
 * cannot be told from a repeat, and is not to be lost.
 */
function canRepeat({ kind, time }: NormalisedEvent): boolean {
	return time !== null || (kind !== 'inbound' && kind !== 'outbound');
}

function includes(channels: string[], channel: string): boolean {
	return channels.some((each) => each.toLowerCase() === channel.toLowerCase());
}
