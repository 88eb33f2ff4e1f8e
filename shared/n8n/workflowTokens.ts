import { randomUUID } from 'crypto';
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Stored, Tokens, TokenStore } from '../delivery/tokenStore';
import { realClock } from './executionClock';
import { lockNode, PATIENCE, reasonOf } from './nodeLock';

/**
 * How many texts a workflow remembers; the oldest are forgotten. n8n reads and writes all of them
 * as one value, some 27 bytes each.
 */
export const MOST_TEXTS = 150_000;

export const IN_WORKFLOW: ICheckProcessedOptions = { mode: 'entries', maxEntries: MOST_TEXTS };

/**
 * The texts in n8n's own store of what was processed before, which all workers of an n8n share and
 * which survives restarts. They are kept per workflow, so that every node of it sees the same ones;
 * a Remove Duplicates node whose scope is the workflow keeps its own in the same place, which does
 * no harm as long as its history size is no smaller than what is to be remembered.
 *
 * n8n reads the whole list, and writes it whole a moment later: of two that do so at once, the first
 * one's change would be lost. A lock sees to it that two runs of a node do not. Another node has
 * another lock: a claim looks whether its write stayed.
 */
export function workflowTokens(context: IExecuteFunctions): TokenStore {
	const { helpers } = context;
	const record = async (texts: string[]) => {
		const { processed } = await helpers.checkProcessedAndRecord(texts, 'workflow', IN_WORKFLOW);
		return new Set(processed.map(String));
	};
	const workflow = String(context.getWorkflow().id);
	const underLock = async <T>(work: (tokens: Tokens) => Promise<T>): Promise<Stored<T>> => {
		const lock = await lockNode(helpers, realClock);
		if (!lock.ok) return lock;
		const { since, release } = lock.value;
		const kept = new Set<string>();
		const tokens: Tokens = {
			record: async (texts, isQuestion = false) => {
				if (!isQuestion) for (const text of texts) kept.add(text);
				return await record(texts);
			},
			claim: async (texts) => {
				for (const text of texts) kept.add(text);
				/** Stands in this write, and in nobody else's: it is gone when that was undone. */
				const mark = `write ${randomUUID()}`;
				const began = realClock.now();
				const before = await record([...texts, mark]);
				const took = realClock.now() - began;
				return {
					before,
					stands: async () => {
						// Who read before that write and writes now is at it for as long as a call takes.
						await realClock.pause(Math.min(2 * took + SHORTEST_PAUSE, LONGEST_PAUSE));
						const isThere = (await record([mark])).has(mark);
						if (!isThere) kept.clear();
						return isThere;
					},
				};
			},
			remove: async (texts) => {
				for (const text of texts) kept.delete(text);
				if (texts.length > 0) await helpers.removeProcessed(texts, 'workflow', IN_WORKFLOW);
			},
		};
		try {
			const value = await work(tokens);
			// Another node of the workflow has another lock: what its write undid is put in again.
			for (let look = 0; look < MOST_LOOKS && kept.size > 0; look++) {
				if ((await record([...kept])).size === kept.size) break;
			}
			// Held any longer, another run may take the lock for one of a run that was killed.
			const isSure = realClock.now() - since < PATIENCE / 2;
			return isSure ? { ok: true, value } : { ok: false, reason: TOO_SLOW };
		} catch (error) {
			return { ok: false, reason: reasonOf(error) };
		} finally {
			await release().catch(() => undefined);
		}
	};
	return {
		transact: async (work) => await inTurn(workflow, async () => await underLock(work)),
	};
}

/** Milliseconds between a claim and the look whether it was undone: besides twice its own time. */
const SHORTEST_PAUSE = 5;
const LONGEST_PAUSE = 500;

/** How often it is looked whether what was put in is still there. */
const MOST_LOOKS = 3;

const TOO_SLOW = "n8n's database answers too slowly to be relied on";

/** The last piece of work on each workflow's texts in this process. */
const lastWork = new Map<string, Promise<unknown>>();

/** Within one process, nobody has to wait for the lock: work is done in the order it comes. */
async function inTurn<T>(workflow: string, work: () => Promise<T>): Promise<T> {
	const before = lastWork.get(workflow) ?? Promise.resolve();
	const mine = before.then(work, work);
	const settled = mine.catch(() => undefined);
	lastWork.set(workflow, settled);
	try {
		return await mine;
	} finally {
		if (lastWork.get(workflow) === settled) lastWork.delete(workflow);
	}
}
