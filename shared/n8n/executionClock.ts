import type { Clock } from '../delivery/clock';
import type { RequestContext } from './authenticatedRequest';
import { waitUnless } from './waiting';

/** The real time; in an execution, a wait ends when the execution is cancelled. */
export function executionClock(context: RequestContext): Clock {
	return clock(() =>
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	);
}

/** The real time, for what has to be brought to its end even when the execution is cancelled. */
export const realClock = clock(() => undefined);

function clock(signal: () => AbortSignal | undefined): Clock {
	const isCancelled = () => signal()?.aborted ?? false;
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		pause: async (ms) => {
			await waitUnless(isCancelled, ms);
			return !isCancelled();
		},
	};
}
