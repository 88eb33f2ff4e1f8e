import { setTimeout as pause } from 'node:timers/promises';

export interface PollOptions {
	/** What is waited for, for the message when it does not come. */
	what: string;
	timeoutMs: number;
	everyMs?: number;
}

/**
 * Asks until the answer is not `undefined`, and returns it. An attempt that throws counts as "not
 * yet"; its message is part of the failure when time is up.
 */
export async function poll<T>(
	attempt: () => Promise<T | undefined> | T | undefined,
	{ what, timeoutMs, everyMs = 100 }: PollOptions,
): Promise<T> {
	const deadline = Date.now() + timeoutMs;
	let lastError: unknown;
	for (;;) {
		try {
			const answer = await attempt();
			if (answer !== undefined) return answer;
			lastError = undefined;
		} catch (error) {
			if (error instanceof GiveUp) throw error;
			lastError = error;
		}
		if (Date.now() >= deadline) {
			const reason = lastError instanceof Error ? ` (${lastError.message})` : '';
			throw new Error(`${what}: not within ${timeoutMs / 1000} seconds${reason}`);
		}
		await pause(everyMs);
	}
}

/** Thrown by an attempt when waiting longer cannot help. */
export class GiveUp extends Error {}
