import { isHandshakeFailure, isUnsent } from '../../shared/answers/unsent';
import { readBody, type Attempt } from '../../shared/delivery/attempt';
import type { Certainty } from '../../shared/delivery/certainty';
import type { Reading } from '../../shared/delivery/repetition';
import { retryAfterSeconds } from '../../shared/delivery/retryAfter';

/**
 * The one place that decides whether a failed request may have done something.
 * 408 and the 3xx are ambiguous: a proxy's time-out or redirect says nothing of the service.
 */
export function classify(attempt: Attempt): Certainty {
	if (attempt.kind === 'unanswered') {
		return isUnsent(attempt) ? 'neverHappened' : 'ambiguous';
	}
	const { status, headers } = attempt;
	if (status >= 200 && status < 300) return readBody(attempt).readable ? 'done' : 'ambiguous';
	if (status === 429) return 'turnedAway';
	if (status === 503 && headers['retry-after'] !== undefined) return 'turnedAway';
	if (status >= 400 && status < 500 && status !== 408) return 'refused';
	return 'ambiguous';
}

/** How CM.com's answers are read. */
export const cmReading: Reading<Attempt> = {
	classify,
	retryAfterSeconds: (attempt) =>
		attempt.kind === 'answered' ? retryAfterSeconds(attempt) : undefined,
	// The next try will meet it again: a certificate, a redirect, a missing credential.
	isLasting: (attempt) =>
		attempt.kind === 'answered'
			? attempt.status >= 300 && attempt.status < 400
			: attempt.unsent !== undefined || isHandshakeFailure(attempt),
};
