import { sleep } from 'n8n-workflow';

import type { Clock } from '../delivery/clock';
import type { RequestContext } from './authenticatedRequest';

/** The real time; in an execution, a wait ends when the execution is cancelled. */
export function executionClock(context: RequestContext): Clock {
	return clock(() =>
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
	);
}

/** The real time, for what has to be brought to its end even when the execution is cancelled. */
export const realClock = clock(() => undefined);

function clock(signal: () => AbortSignal | undefined): Clock {
	return {
		now: () => Date.now(),
		random: () => Math.random(),
		pause: async (ms) => {
			try {
				await sleep(ms, signal());
			} catch {
				// How n8n tells of a cancelled execution.
			}
			return !(signal()?.aborted ?? false);
		},
	};
}
