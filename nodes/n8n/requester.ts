import type { Attempt } from '../delivery/attempt';
import { pace } from '../delivery/pace';
import { repeat } from '../delivery/repetition';
import { attemptRequest, type RequestContext, type ServiceRequest } from './authenticatedRequest';
import { executionClock } from './executionClock';

/** How a run of a node sends its requests. */
export interface SendingRules {
	/** Milliseconds to wait for each answer, the whole of it. */
	timeout: number;
	/** How often a request is tried at most. */
	maxTries: number;
	/** Milliseconds after which a request is not tried again. */
	maxTime: number;
	/** Requests a second, all of the run together; 0 for no limit. */
	perSecond: number;
}

export interface Asking {
	/** Whether it may be repeated though it may have been carried out. */
	idempotent: boolean;
	/** No try begins after this moment (milliseconds since 1970). */
	until?: number;
}

/** Asks the service; tries again as far as that is safe. Never throws. */
export type Requester = (
	request: Omit<ServiceRequest, 'timeout'>,
	asking: Asking,
) => Promise<Attempt>;

/** @param secrets texts that must not come back from the service */
export function requester(
	context: RequestContext,
	credentialType: string,
	secrets: string[],
	{ timeout, maxTries, maxTime, perSecond }: SendingRules,
): Requester {
	const clock = executionClock(context);
	const turn = pace(perSecond, clock);
	return async (request, { idempotent, until }) =>
		await repeat(
			async () =>
				(await turn())
					? await attemptRequest(context, credentialType, { ...request, timeout }, secrets)
					: CANCELLED,
			{ idempotent, maxTries, maxTime, until },
			clock,
		);
}

/** A request that never left, since the execution was cancelled before its turn came. */
const CANCELLED: Attempt = {
	kind: 'unanswered',
	message: 'the execution was cancelled before it was sent',
	unsent: 'cancelled',
};
