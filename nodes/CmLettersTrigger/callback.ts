import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asObject } from '../cm/letters/answer';
import { checkIdentifier } from '../../shared/checks/identifier';
import { judge } from '../cm/letters/judgement';
import {
	letterEventId,
	readLetterEvent,
	unreadableText,
	type LetterEvent,
} from '../cm/letters/letterEvent';
import { letterPath } from '../cm/letters/paths';
import { SECRET_HEADER, SECRET_QUERY, type Registration } from '../cm/letters/subscription';
import { connectLetters } from '../connection/lettersApi';
import { explainRefusals } from '../../shared/n8n/nodeErrors';
import { newEvents } from '../../shared/n8n/repeats';
import {
	answer,
	answerNothing,
	bodyText,
	LARGEST_BODY,
	shortened,
} from '../../shared/n8n/webhookAnswer';
import { withoutSecrets } from '../../shared/n8n/withoutSecrets';
import { isFromOurCallback } from './verification';

/** CM.com waits for its answer until the letter is there: it is asked for once, and not for long. */
const FETCHING = { timeout: 5_000, maxTries: 1 };

interface TriggerOptions {
	dropRepeats?: boolean;
	fetchLetter?: boolean;
}

/** What the workflow starts with. */
type TriggerEvent = { eventId: string } & (
	| ({ kind: 'status' } & LetterEvent)
	| ({ kind: 'unreadable'; raw: string } & Record<keyof LetterEvent, null>)
);

const NOTHING: Record<keyof LetterEvent, null> = {
	letterId: null,
	status: null,
	reference: null,
	trackingcode: null,
	receivedAt: null,
};

/**
 * Answers one callback that starts no run; of one that does, n8n answers with 200 once the run is
 * recorded. What cannot be read starts a run too: whoever knows the secret is CM.com.
 */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const query = context.getQueryData() as Record<string, unknown>;
	const registration = context.getWorkflowStaticData('node') as Registration;
	if (!isFromOurCallback(request.headers, query, registration)) {
		return answer(context, 403, 'This request does not come from the registered callback');
	}
	if ((request.rawBody?.length ?? 0) > LARGEST_BODY) {
		return answer(context, 413, 'The request is too large');
	}

	const event = eventIn(context);
	if (!event) return answerNothing(context);
	if (!isWanted(context, event)) return answer(context, 200, 'Received');

	const { dropRepeats = true, fetchLetter } = context.getNodeParameter(
		'options',
		{},
	) as TriggerOptions;
	const isNew = !dropRepeats || (await newEvents(context, [event.eventId])).has(event.eventId);
	if (!isNew) return answer(context, 200, 'Received');
	const letter = fetchLetter && event.kind === 'status' ? await fetchedLetter(context, event) : {};
	return { workflowData: [[{ json: { ...event, ...letter } }]] };
}

/** The event in a request; one of the kind unreadable where it does not tell letter and status. */
function eventIn(context: IWebhookFunctions): TriggerEvent | undefined {
	const content = bodyText(context);
	const { [SECRET_QUERY]: inQuery, ...query } = context.getQueryData() as Record<string, unknown>;
	const eventId = letterEventId(content, query);
	const read = readLetterEvent(content, query);
	if (read) return { kind: 'status', eventId, ...read };

	const text = unreadableText(content, query);
	if (text === undefined) return undefined;
	const { secret } = context.getWorkflowStaticData('node') as Registration;
	const inHeader = context.getRequestObject().headers[SECRET_HEADER.toLowerCase()];
	const secrets = [inQuery, inHeader, secret].filter((each) => typeof each === 'string');
	return { kind: 'unreadable', eventId, ...NOTHING, raw: shortened(withoutSecrets(text, secrets)) };
}

function isWanted(context: IWebhookFunctions, { status }: TriggerEvent): boolean {
	if (status === null) return true;
	if (context.getNodeParameter('triggerOn') !== 'statuses') return true;
	const wanted = [context.getNodeParameter('statuses', [])].flat().map(String);
	return wanted.some((each) => each.trim().toLowerCase() === status.toLowerCase());
}

/** The whole letter, or why it is not there: the event itself is not to be lost for it. */
async function fetchedLetter(
	context: IWebhookFunctions,
	{ letterId }: LetterEvent,
): Promise<IDataObject> {
	const id = checkIdentifier(letterId, 'Letter');
	if (!id.ok) return { letter: null, letterProblem: explainRefusals(id.refusals) };
	const api = await connectLetters(context, FETCHING);
	if (!api.ok) return { letter: null, letterProblem: explainRefusals(api.refusals) };

	const outcome = judge(await api.value.ask('GET', letterPath(api.value.accountId, id.value)), {
		thing: `the letter "${letterId}"`,
		changes: false,
	});
	return outcome.kind === 'refused' || outcome.kind === 'unknown'
		? { letter: null, letterProblem: `${outcome.problem.message}. ${outcome.problem.description}` }
		: { letter: asObject(outcome.answer) as IDataObject };
}
