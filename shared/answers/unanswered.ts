import type { Unanswered } from '../delivery/attempt';
import { shortened } from '../checks/quotation';

/** Longest message of the system that is shown; where its code is not known, it is all there is. */
const LONGEST_MESSAGE = 200;

/** Why no answer came, in words for a person, by the code of the system or the HTTP client. */
const WORDS: Array<[codes: RegExp, words: string]> = [
	[/^ECONNREFUSED$/, 'Nothing answers at its address'],
	[/^(ENOTFOUND|EAI_AGAIN)$/, 'Its address could not be found'],
	[/^(ETIMEDOUT|ECONNABORTED|ESOCKETTIMEDOUT)$/, 'No answer came in time'],
	[/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, 'The connection broke off'],
	[/CERT|SIGNATURE|TLS|SSL/, 'Its certificate is not trusted'],
	[/^ECANCELLED$|^ERR_CANCELED$/, 'The execution was cancelled'],
];

/**
 * What is said of a request without an answer: words for a person, and those of the system, which
 * belong where programmers look.
 */
export function unansweredWords({ code = '', message }: Omit<Unanswered, 'kind'>): {
	words: string;
	details: { system: string };
} {
	return {
		words:
			WORDS.find(([codes]) => codes.test(code))?.[1] ??
			`No answer came: ${shortened(message, LONGEST_MESSAGE).replace(/\.$/, '')}`,
		details: { system: [code, message].filter((text) => text !== '').join(': ') },
	};
}
