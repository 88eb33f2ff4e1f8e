import type { IExecuteFunctions } from 'n8n-workflow';

import { DuplicateGuard } from '../delivery/duplicateGuard';
import type { Job } from '../delivery/delivery';
import type { Protection } from '../delivery/protection';
import { executionClock, realClock } from './executionClock';
import { duplicateKey } from './keyHash';
import type { ProtectedOperation, ServiceApi } from './operation';
import { workflowTokens } from './workflowTokens';

export interface ProtectionSettings {
	/** Milliseconds after which an intent without an outcome is taken for one that came to nothing. */
	settleWait: number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** How many jobs are claimed at a time. */
	chunkSize: number;
}

/** A job of an operation, with what it was made from. */
export interface InputJob<Input> extends Job {
	input: Input;
}

/** Milliseconds for which a claim holds at least. */
const SHORTEST_LEASE = 1000;

/** The guard of one operation's keys, in this workflow. */
export function guardOf(
	context: IExecuteFunctions,
	subject: string,
	identity: string,
	lease: number,
): DuplicateGuard {
	return new DuplicateGuard(
		workflowTokens(context),
		realClock,
		duplicateKey(JSON.stringify([subject, identity])),
		lease,
	);
}

/** Protects the jobs of one run. */
export function protectionOf<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: ProtectedOperation<Input, Api>,
	api: Api,
	{ settleWait, timeout, chunkSize }: ProtectionSettings,
): Protection<InputJob<Input>> {
	// Whoever waits must wait longer than a claim holds and the last request under it may take.
	const wait = Math.max(settleWait, timeout + SHORTEST_LEASE);
	return {
		guard: guardOf(context, operation.subject, api.identity, wait - timeout),
		clock: executionClock(context),
		chunkSize,
		settleWait: wait,
		shownKey: ({ input }) => operation.key(input) ?? '',
		whyNotFindable: ({ input }) => operation.whyNotFindable(input),
		find: async () => {
			const found = await operation.find(api);
			return found.readable ? { readable: true, of: ({ input }) => found.of(input) } : found;
		},
		ids: rememberedIds(context),
		warn: (message) => context.logger.warn(`${context.getNode().name}: ${message}`),
	};
}

/** How many IDs are remembered per node; n8n's static data is meant for little. */
const MOST_IDS = 1000;

/**
 * The IDs of what cannot be found at the service by its reference: the store of keys can hold none.
 * In the node's static data, which n8n saves when an execution of an active workflow ends.
 */
function rememberedIds(context: IExecuteFunctions): Protection<Job>['ids'] {
	const memory = context.getWorkflowStaticData('node') as { ids?: Record<string, string> };
	return {
		get: (key) => memory.ids?.[key],
		set: (key, id) => {
			const others = Object.entries(memory.ids ?? {}).filter(([other]) => other !== key);
			memory.ids = Object.fromEntries([...others, [key, id]].slice(-MOST_IDS));
		},
	};
}
