import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { asObject } from '../cm/letters/answer';
import { judge } from '../cm/letters/judgement';
import { readLetterEvent, type LetterEvent } from '../cm/letters/letterEvent';
import { letterPath } from '../cm/letters/paths';
import type { Registration } from '../cm/letters/subscription';
import { connectLetters } from '../account/lettersApi';
import { explainRefusals } from '../n8n/nodeErrors';
import { isRepeat } from '../n8n/repeats';
import { answer, answerFirst, LARGEST_BODY } from '../n8n/webhookAnswer';
import { isFromOurCallback } from './verification';

/** The event waits for the letter: it is asked for once, and not for long. */
const FETCHING = { timeout: 10_000, maxTries: 1 };

interface TriggerOptions {
	dropRepeats?: boolean;
	fetchLetter?: boolean;
}

/** Answers one callback and says what the workflow is to start with, if it is to start. */
export async function receiveCallback(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = context.getRequestObject();
	const query = context.getQueryData() as Record<string, unknown>;
	const { key } = context.getWorkflowStaticData('node') as Registration;
	if (!isFromOurCallback(request.headers, query, key)) {
		return answer(context, 403, 'This request does not come from the registered callback');
	}

	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > LARGEST_BODY) return answer(context, 413, 'The request is too large');

	const event = readLetterEvent(body.toString('utf8'), query);
	if (!event) return answer(context, 400, 'The request does not say which letter and which status');

	if (!isWanted(context, event)) return answer(context, 200, 'Received');
	const { dropRepeats, fetchLetter } = context.getNodeParameter('options', {}) as TriggerOptions;
	// Fetching may take seconds, which CM.com is not to wait for.
	const answered = answerFirst(context, fetchLetter || dropRepeats);
	const letter = fetchLetter ? await fetchedLetter(context, event) : {};
	if (dropRepeats && isRepeat(context, `${event.letterId} ${event.status}`)) return answered;
	return { ...answered, workflowData: [[{ json: { ...event, ...letter } }]] };
}

function isWanted(context: IWebhookFunctions, { status }: LetterEvent): boolean {
	if (context.getNodeParameter('triggerOn') !== 'statuses') return true;
	const wanted = [context.getNodeParameter('statuses', [])].flat().map(String);
	return wanted.some((each) => each.trim().toLowerCase() === status.toLowerCase());
}

/** The whole letter, or why it is not there: the event itself is not to be lost for it. */
async function fetchedLetter(
	context: IWebhookFunctions,
	{ letterId }: LetterEvent,
): Promise<IDataObject> {
	const api = await connectLetters(context, FETCHING);
	if (!api.ok) return { letter: null, letterProblem: explainRefusals(api.refusals) };

	const outcome = judge(await api.value.ask('GET', letterPath(api.value.accountId, letterId)), {
		thing: `the letter "${letterId}"`,
		changes: false,
	});
	return outcome.kind === 'refused' || outcome.kind === 'unknown'
		? { letter: null, letterProblem: `${outcome.problem.message}. ${outcome.problem.description}` }
		: { letter: asObject(outcome.answer) as IDataObject };
}
