import type { IExecuteFunctions } from 'n8n-workflow';

import type { Job } from '../delivery/delivery';
import type { Problem } from '../delivery/outcome';
import type { Protection, ProtectionTexts } from '../delivery/protection';
import { executionClock } from './executionClock';
import { guardOf } from './keyMemory';
import type { ProtectedOperation, ServiceApi } from './operation';

export interface ProtectionSettings {
	/** Milliseconds after which an intent without an outcome is taken for one that came to nothing. */
	settleWait: number;
	/** Milliseconds to wait for an answer. */
	timeout: number;
	/** How many jobs are claimed at a time, before it is known how fast they go. */
	smallestChunk: number;
	/** How often a request is tried. */
	maxTries: number;
	/** Milliseconds after which it is not tried again. */
	maxTime: number;
}

/** A job of an operation, with what it was made from. */
export interface InputJob<Input> extends Job {
	input: Input;
}

/** Milliseconds for which a claim holds at least. */
const SHORTEST_LEASE = 1000;

/** How often what is in doubt is looked for while it is waited for. */
const LOOKS_PER_WAIT = 8;

/** Protects the jobs of one run. */
export function protectionOf<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: ProtectedOperation<Input, Api>,
	api: Api,
	{ settleWait, timeout, smallestChunk, maxTries, maxTime }: ProtectionSettings,
): Protection<InputJob<Input>> {
	// Whoever waits must wait longer than a claim holds and the last request under it may take.
	const wait = Math.max(settleWait, timeout + SHORTEST_LEASE);
	const lookEvery = wait / LOOKS_PER_WAIT;
	const { advance } = operation;
	return {
		guard: guardOf(context, api.identity, wait - timeout),
		clock: executionClock(context),
		smallestChunk,
		settleWait: wait,
		lookEvery,
		lookForTurnedAwayEvery: Math.min(operation.lookForTurnedAwayEvery ?? 0, lookEvery),
		mostTries: maxTries,
		longestTime: maxTime,
		whyNotFindable: ({ input }) => operation.whyNotFindable(input),
		find: async (jobs, begunAt) => {
			const sought = jobs.map((job) => ({ input: job.input, begunAt: begunAt(job) }));
			const found = await operation.find(sought, api);
			return found.readable ? { ...found, of: ({ input }) => found.of(input) } : found;
		},
		...(advance && {
			advance: {
				claimKey: (id) => advance.claimKey(id, api),
				perform: async ({ input }, id, until) => await advance.perform(input, id, api, until),
				gone: advance.gone,
			},
		}),
		ids: rememberedIds(context),
		warn: (message) => context.logger.warn(`${context.getNode().name}: ${message}`),
		texts: { ...TEXTS, doneBefore: operation.doneBefore, conflict: () => operation.conflict },
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
			const others = Object.entries<string>(memory.ids ?? {}).filter(([other]) => other !== key);
			memory.ids = Object.fromEntries<string>([...others, [key, id] as const].slice(-MOST_IDS));
		},
	};
}

/** What MySQL and MariaDB say where a list is longer than a column of theirs. */
const TOO_LONG_FOR_COLUMN = /too long for column|data too long|ER_DATA_TOO_LONG/i;

/** Why nothing is sent, where the store of keys cannot be used. */
export function notRecorded(reason: string): Problem {
	const message = 'Duplicate Protection could not record what is about to be sent';
	if (TOO_LONG_FOR_COLUMN.test(reason)) {
		return {
			message,
			description:
				"Nothing was sent for this item. This n8n keeps its data in MySQL or MariaDB, which hold only 64 KB for this list: too little to protect letters. Set Duplicate Protection to Off in the node, or move n8n to PostgreSQL or SQLite. n8n's database says: " +
				reason,
		};
	}
	return {
		message,
		description: `Nothing was sent for this item. n8n's store of processed items says: ${reason.replace(/\.$/, '')}. Save the workflow and try again, or set Duplicate Protection to Off in the node.`,
	};
}

const TEXTS: Omit<ProtectionTexts, 'doneBefore' | 'conflict'> = {
	notRecorded,
	howToGoOn: (key) =>
		`Its key is "${key}". Once you know that it was not sent, run the operation Allow Sending Again with this key; then it can be sent.`,
	tooSlow: {
		message: 'It was not sent: its turn did not come in time',
		description:
			'Nothing was sent for this item. Raise Requests per Second or Settle Wait in the options, or send fewer items at once.',
	},
	found: 'Its answer did not come; it was found by its reference.',
	foundOfEarlierRun:
		'An earlier run sent it without getting an answer; it was found by its reference.',
	otherContentInDoubt:
		'An earlier run may have sent it with other content, and got no answer. Whether it did was not looked up.',
	severalFound: 'What was found may be it, or something else.',
	triedAgain: 'It was tried twice without an answer, and was not found.',
	stopped: 'The node stopped before that was settled.',
	cancelled: 'The execution was cancelled before that was settled.',
	nothingSent: 'Nothing was sent now.',
};
