import {
	readBody,
	triesSentence,
	type Answered,
	type Attempt,
} from '../../../../shared/delivery/attempt';
import { classify } from '../../classification';
import type { Outcome } from '../../../../shared/delivery/outcome';
import { judgeJson } from './jsonAnswer';
import type { MessageAnswer, SentMessage } from './messageAnswer';
import { httpRefused, requestRefused, unknownFate, unreached } from './problems';

/** How a request was sent; each protocol is answered in its own way. */
export type Protocol = 'json' | 'xml' | 'get';

/**
 * What became of every message of one request, in the order in which they were sent. Accepted
 * means taken by the gateway; delivery shows in status reports only.
 * Business Messaging API, Responses & Errors, and the same sections of XML and HTTP GET.
 */
export function readBatchAnswer(
	attempt: Attempt,
	sent: SentMessage[],
	protocol: Protocol,
): Outcome[] {
	if (attempt.kind === 'answered') {
		const judged = protocol === 'json' ? judgeJson(attempt, sent) : judgeText(attempt, sent);
		if (judged !== undefined) return judged;
	}
	switch (classify(attempt)) {
		case 'refused':
		case 'turnedAway':
		case 'neverHappened': {
			const problem = attempt.kind === 'answered' ? httpRefused(attempt) : unreached(attempt);
			const description = `${triesSentence(attempt)}${problem.description}`;
			return sent.map(() => ({
				kind: 'refused',
				problem: { ...problem, description },
				...(attempt.kind === 'unanswered' ? { neverLeft: true } : {}),
			}));
		}
		default:
			return sent.map(({ to }) => ({ kind: 'unknown', problem: unknownFate(to, attempt) }));
	}
}

/** `Error: ERROR No account found for the given authentication`. */
const ERROR_TEXT = /^error:\s*(?:error\b)?\s*(.*)$/is;

/**
 * XML and GET are answered with HTTP 200 in any case: nothing at all means the request was
 * accepted, an error text that "NO MESSAGES are created and the entire request is rejected".
 */
function judgeText(answered: Answered, sent: SentMessage[]): Outcome[] | undefined {
	const { status } = answered;
	if (status < 200 || status > 299) return undefined;

	const text = answered.text.trim();
	if (text === '') {
		return sent.map(({ to, reference }) => ({
			kind: 'accepted',
			answer: acceptedUnseen(to, reference),
		}));
	}
	const body = readBody(answered);
	const said = body.readable && typeof body.value === 'string' ? body.value : '';
	const [, error] = ERROR_TEXT.exec(said) ?? [];
	if (error === undefined) return undefined;
	const problem = requestRefused(undefined, error, { httpCode: status });
	return sent.map(() => ({ kind: 'refused', problem }));
}

function acceptedUnseen(to: string, reference: string | undefined): MessageAnswer {
	return {
		to,
		status: 'Accepted',
		reference: reference ?? null,
		parts: null,
		messageDetails: null,
		messageErrorCode: null,
	};
}
