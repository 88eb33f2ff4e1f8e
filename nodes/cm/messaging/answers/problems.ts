import type { Answered, Attempt, Unanswered } from '../../../../shared/delivery/attempt';
import type { Problem } from '../../../../shared/delivery/outcome';
import { shortened } from '../../../../shared/checks/quotation';
import { unansweredWords } from '../../../../shared/answers/unanswered';
import { unreached as unreachedOf } from '../../../../shared/answers/unsent';
import { retryAfterOf, waitSentence } from '../../../../shared/answers/waiting';
import { gatewayError } from './errorCodes';

/** Longest text of the service that is quoted: an HTML page must not flood the error. */
const LONGEST_QUOTE = 500;

/** The service refused the whole request. @param code its errorCode, where it gave one */
export function requestRefused(
	code: number | undefined,
	text: string,
	{ httpCode }: { httpCode: number },
): Problem {
	const { meaning, remedy } = gatewayError(code, text);
	return {
		message: `CM.com refused the request: ${meaning}`,
		description: `Nothing was sent. ${said(text, code)}${remedy}`,
		httpCode,
		...(code === undefined ? {} : { details: { errorCode: code } }),
	};
}

/** The service refused one message. @param code its messageErrorCode, where it gave one */
export function messageRefused(
	to: string,
	code: number | undefined,
	text: string,
	{ httpCode }: { httpCode: number },
): Problem {
	const { meaning, remedy } = gatewayError(code, text);
	return {
		message: `CM.com rejected the message to ${to}: ${meaning}`,
		description: `It was not sent. ${said(text, code)}${remedy}`,
		httpCode,
		...(code === undefined ? {} : { details: { errorCode: code } }),
	};
}

/** Something on the way, or the gateway without its documented answer, refused the request. */
export function httpRefused(answered: Answered): Problem {
	const { status } = answered;
	const tell = (message: string, remedy: string, more: Partial<Problem> = {}): Problem => ({
		message,
		description: `Nothing was sent. ${said(quotable(answered.text))}${remedy}`,
		httpCode: status,
		...more,
	});
	switch (status) {
		case 401:
			return tell(
				'CM.com did not accept the product token',
				'Check the Product Token in the credential, with its hyphens.',
			);
		case 403:
			return tell(
				'CM.com did not allow the request',
				'Check the Product Token in the credential, and whether its IP restrictions allow this n8n.',
			);
		case 404:
		case 405:
			return tell(
				'There is no CM.com gateway at this address',
				'Check the endpoint in the credential.',
			);
		case 413:
			return tell('CM.com finds the request too large', 'Send fewer messages at once.');
		case 429:
			return tell(
				'CM.com asks for fewer requests',
				`${waitSentence(answered)}Send fewer messages at once.`,
				retryAfterOf(answered),
			);
		default:
			return status >= 500
				? tell(
						'CM.com could not answer',
						`${waitSentence(answered)}Try again later.`,
						retryAfterOf(answered),
					)
				: tell('CM.com refused the request', 'Fix what it names and try again.');
	}
}

/** The request never left. */
export function unreached(attempt: Unanswered): Problem {
	return unreachedOf(attempt, {
		service: 'CM.com',
		address: 'the endpoint in the credential',
		changes: true,
	});
}

/** The service may or may not have sent the message. */
export function unknownFate(to: string, attempt: Attempt): Problem {
	return unknown(
		`CM.com sent the message to ${to}`,
		'Look it up in the messaging log of CM.com before sending it again.',
		attempt,
	);
}

/** The service may or may not have taken the conversion. */
export function unknownConversion(attempt: Attempt): Problem {
	return unknown(
		'CM.com took the conversion',
		'Look at the conversions in Analytics of CM.com before reporting it again.',
		attempt,
	);
}

function unknown(what: string, remedy: string, attempt: Attempt): Problem {
	const { cause, more } = causeOf(attempt);
	return {
		message: `It is unknown whether ${what}`,
		description: `${cause} ${remedy}`,
		...more,
	};
}

function causeOf(attempt: Attempt): { cause: string; more: Partial<Problem> } {
	if (attempt.kind === 'answered') {
		const { status, text } = attempt;
		return {
			cause: `CM.com's answer does not say what became of it. ${said(quotable(text))}`.trim(),
			more: { httpCode: status, details: { answer: shortened(text, LONGEST_QUOTE) } },
		};
	}
	const { words, details } = unansweredWords(attempt);
	return { cause: `${words}.`, more: { code: attempt.code, details } };
}

/** The service's own words, where it had some. */
function said(text: string, code?: number): string {
	const quote = shortened(text, LONGEST_QUOTE);
	const number = code === undefined ? '' : ` (error ${code})`;
	if (quote === '') return code === undefined ? '' : `CM.com answered with error ${code}. `;
	return `CM.com says: "${quote}"${number}. `;
}

/** A page for browsers is not the service's own words. */
function quotable(text: string): string {
	return text.trimStart().startsWith('<') ? '' : text;
}
