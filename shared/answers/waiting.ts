import type { Answered } from '../delivery/attempt';
import type { Problem } from '../delivery/outcome';
import { retryAfterSeconds } from '../delivery/retryAfter';

/** How long the service asks to be left alone, where it says so. */
export function retryAfterOf(answered: Answered): Pick<Problem, 'retryAfterSeconds'> {
	const seconds = retryAfterSeconds(answered);
	return seconds === undefined ? {} : { retryAfterSeconds: seconds };
}

/** The same as a sentence with a space behind it; nothing where it does not say. */
export function waitSentence(answered: Answered): string {
	const seconds = retryAfterSeconds(answered);
	return seconds === undefined ? '' : `Wait ${seconds} seconds. `;
}
