import type { Attempt } from '../delivery/attempt';
import { pace } from '../delivery/pace';
import { repeat, type Late, type Reading } from '../delivery/repetition';
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
	/** Whether what the service turned away is left to whoever asks, rather than repeated. */
	leavesTurnedAway?: boolean;
}

type Request = Omit<ServiceRequest, 'timeout'>;

/** Asks a service; tries again as far as that is safe. Never throws. */
export interface Requester {
	ask(request: Request, asking: Asking): Promise<Attempt>;
	/** @param until no try begins after this moment (milliseconds since 1970) */
	askUntil(request: Request, asking: Asking, until: number): Promise<Attempt | Late>;
}

/**
 * @param secrets texts that must not come back from the service
 * @param reading what the service's answers mean
 */
export function requester(
	context: RequestContext,
	credentialType: string,
	secrets: string[],
	{ timeout, maxTries, maxTime, perSecond }: SendingRules,
	reading: Reading<Attempt>,
): Requester {
	const clock = executionClock(context);
	const turn = pace(perSecond, clock);
	const askUntil: Requester['askUntil'] = async (request, asking, until) =>
		await repeat<Attempt>(
			async () => {
				if (!(await turn())) return NEVER_LEFT;
				// The last look: all waits are over.
				if (clock.now() > until) return { kind: 'late' };
				return await attemptRequest(context, credentialType, { ...request, timeout }, secrets);
			},
			{ ...asking, maxTries, maxTime, until },
			reading,
			clock,
		);
	return {
		askUntil,
		ask: async (request, asking) => {
			const attempt = await askUntil(request, asking, Infinity);
			return attempt.kind === 'late' ? NEVER_LEFT : attempt;
		},
	};
}

const NEVER_LEFT: Attempt = {
	kind: 'unanswered',
	message: 'the execution was cancelled before it was sent',
	unsent: 'cancelled',
};
