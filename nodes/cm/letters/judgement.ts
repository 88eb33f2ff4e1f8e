import {
	readBody,
	triesSentence,
	type Answered,
	type Attempt,
} from '../../../shared/delivery/attempt';
import { classify } from '../classification';
import type { Outcome, Problem, Sending } from '../../../shared/delivery/outcome';
import { retryAfterSeconds } from '../../../shared/delivery/retryAfter';
import type { Late, Tried } from '../../../shared/delivery/repetition';
import { unansweredWords } from '../../../shared/answers/unanswered';
import { serviceText } from '../../../shared/answers/serviceText';
import { unreached } from '../../../shared/answers/unsent';
import { retryAfterOf, waitSentence } from '../../../shared/answers/waiting';
import { failureIn, idIn } from './answer';

/** What a request was about, so that an answer can be told in its words. */
export interface Subject {
	/** The thing asked for or changed, as a person would name it, e.g. `the letter "42"`. */
	thing: string;
	/** Whether it is to be created: then there is no ID that could be wrong. */
	isNew?: boolean;
	/** Whether the request changes something: only then may its fate be unknown. */
	changes: boolean;
	/** Whether it is to be removed: then it is no failure that it is gone. */
	removes?: boolean;
	/** Whether an answer shows that the service has it. Absent: any answer that is no failure does. */
	isShownIn?(answer: unknown): boolean;
	/** How to find out what became of it, when nobody knows. Only for requests that change. */
	whereToLook?: string;
}

/** Who was asked. */
const LETTERS = { service: 'CM.com', address: 'the Letters Base URL in the credential' };

/** What one attempt at a request of the Letters API came to. */
export function judge(attempt: Tried<Attempt>, subject: Subject): Outcome {
	const certainty = classify(attempt);
	if (certainty === 'done' && attempt.kind === 'answered') return judgeDone(attempt, subject);
	if (subject.removes && attempt.followsDoubt && attempt.kind === 'answered') {
		// An earlier try removed it, and was not answered for.
		if (attempt.status === 404) return { kind: 'accepted', answer: undefined };
	}
	if (certainty === 'ambiguous' && subject.changes) {
		return { kind: 'unknown', problem: unknownFate(subject, whatHappened(attempt)) };
	}
	const problem =
		attempt.kind === 'answered'
			? refusal(attempt, subject)
			: unreached(attempt, { ...LETTERS, changes: subject.changes });
	return {
		kind: 'refused',
		problem: { ...problem, description: `${triesSentence(attempt)}${problem.description}` },
		...(attempt.kind === 'unanswered' ? { neverLeft: true } : {}),
	};
}

/**
 * What a request came to that sends a letter. Whether a service that answers 404 or 409 to a new
 * letter, or that it has too much to do, really has nothing of it is better looked up.
 */
export function judgeSending(attempt: Tried<Attempt> | Late, subject: Subject): Sending {
	if (attempt.kind === 'late') return attempt;
	const outcome = judge(attempt, subject);
	if (outcome.kind !== 'refused' || attempt.kind === 'unanswered') return outcome;
	if (classify(attempt) === 'turnedAway') {
		const seconds = retryAfterSeconds(attempt);
		return {
			kind: 'turnedAway',
			outcome,
			...(seconds === undefined ? {} : { waitMs: seconds * 1000 }),
		};
	}
	const isOpen = subject.isNew && (attempt.status === 404 || attempt.status === 409);
	return isOpen ? { kind: 'unknown', problem: outcome.problem, ifAbsent: outcome } : outcome;
}

/** A 2xx: a success where its body shows it, a refusal where that says so, else not to be told. */
function judgeDone(attempt: Answered, subject: Subject): Outcome {
	const body = readBody(attempt);
	const answer = body.readable ? body.value : undefined;
	const id = idIn(answer) ?? idInLocation(attempt);
	const asked = subject.isNew ? 'new' : subject.changes ? 'change' : 'read';
	const failure = failureIn(answer, attempt.status, asked);
	if (failure !== undefined && id === undefined) {
		const problem = {
			message: `CM.com refused ${subject.thing}`,
			description: `${quote(attempt)} Fix what it names and try again.`,
			httpCode: attempt.status,
		};
		return { kind: 'refused', problem };
	}
	const isShown = subject.isShownIn === undefined || id !== undefined || subject.isShownIn(answer);
	// What was read shows itself, whatever else is said of it.
	const isGood = failure === undefined || !subject.changes;
	if (isGood && isShown) return { kind: 'accepted', id, answer };
	return { kind: 'unknown', problem: unknownFate(subject, whatHappened(attempt)) };
}

/** RFC 9110, 10.2.2: the address of what was created ends in its ID. */
function idInLocation({ status, headers }: Answered): string | undefined {
	const address = status === 201 ? headers.location?.split(/[?#]/)[0] : undefined;
	const [collection = '', id] = address?.split('/').filter(Boolean).slice(-2) ?? [];
	// Any other address is somewhere else, e.g. a page to log in at.
	return /^(letters|callbacks)$/i.test(collection) ? id : undefined;
}

/** What to say of something that was tried and never answered for, now or in an earlier try. */
export function unknownFate({ thing, whereToLook }: Subject, cause: Partial<Problem>): Problem {
	return {
		...cause,
		message: `It is unknown whether CM.com carried out the request for ${thing}`,
		description: [
			cause.description ?? '',
			whereToLook ?? 'Look at it in the CM.com Letters app before trying again.',
			'Retrying this execution does not send it again.',
		]
			.join(' ')
			.trim(),
	};
}

/** What was read in order to change it cannot be recognised: putting it back could empty it. */
export function unrecognised(thing: string): Outcome {
	return {
		kind: 'refused',
		problem: {
			message: `CM.com's answer about ${thing} cannot be recognised`,
			description:
				'Nothing was changed or sent. Look at it with Get and Simplify off, and report the answer to the makers of this node.',
		},
	};
}

const TOKEN_REFUSED: [message: string, remedy: string] = [
	'CM.com did not accept the product token',
	'Check the Product Token in the credential: it stands in the CM.com gateway app, under the token of your account.',
];

/** Words for a refusal, by HTTP status. The statuses are an assumption: none is documented. */
function refusal(answered: Answered, { thing, isNew = false }: Subject): Problem {
	const { status } = answered;
	const tell = (message: string, remedy: string, more: Partial<Problem> = {}): Problem => ({
		message,
		description: `${quote(answered)} ${remedy}`.trim(),
		httpCode: status,
		...more,
	});

	switch (status) {
		case 401:
			return tell(...TOKEN_REFUSED);
		case 403: {
			// After CM.com's Email Gateway, 403 is an invalid token; an account may be refused so too.
			const text = serviceText(answered, TEXT_MEMBERS);
			const isToken = /\btoken\b/i.test(text) && !/\baccount\b/i.test(text);
			return isToken
				? tell(...TOKEN_REFUSED)
				: tell(
						'CM.com did not accept the product token, or it may not use this account',
						'Check that the Product Token and the Account ID in the credential belong to the same CM.com account, and that Letters is enabled for it.',
					);
		}
		case 404:
			return isNew
				? tell(
						'CM.com does not know this account',
						'Check the Account ID and Letters Base URL in the credential.',
					)
				: tell(
						`CM.com does not know ${thing}`,
						'Check the ID, and the Account ID and Letters Base URL in the credential.',
					);
		case 409:
			if (isNew) return tell(`CM.com refused ${thing}`, 'Fix what it names and try again.');
			return tell(
				`CM.com can no longer change ${thing}`,
				'A letter that was released for printing is on its way and cannot be changed, sent again or removed.',
			);
		case 413:
			return tell(`CM.com finds ${thing} too large`, 'Make the PDF smaller.');
		case 429:
			return tell(
				'CM.com asks for fewer requests',
				`Nothing was done for this item. ${waitSentence(answered)}Lower Concurrency in the options, or send fewer items at once.`,
				retryAfterOf(answered),
			);
		default:
			if (status < 400) {
				return tell(
					'CM.com gave no answer that can be read',
					'Something between this n8n and CM.com may have answered in its place. Check the Letters Base URL in the credential.',
				);
			}
			return status >= 500 || status === 408
				? tell(
						'CM.com could not answer',
						`${waitSentence(answered)}Try again later.`,
						retryAfterOf(answered),
					)
				: tell(`CM.com refused ${thing}`, 'Fix what it names and try again.');
	}
}

/** Facts about an ambiguous attempt. */
function whatHappened(attempt: Attempt): Partial<Problem> {
	if (attempt.kind === 'answered') {
		return { description: quote(attempt), httpCode: attempt.status };
	}
	const { words, details } = unansweredWords(attempt);
	return { description: `${words}.`, code: attempt.code, details };
}

/**
 * Where an error answer has its text. Assumption: error bodies are undocumented; these are the names
 * that sibling APIs of CM.com use.
 */
const TEXT_MEMBERS = ['message', 'details', 'detail', 'error', 'errors', 'title'];

function quote(answered: Answered): string {
	const text = serviceText(answered, TEXT_MEMBERS);
	return text === ''
		? `CM.com answered with HTTP ${answered.status} and no text.`
		: `CM.com answered with HTTP ${answered.status}: "${text}".`;
}
