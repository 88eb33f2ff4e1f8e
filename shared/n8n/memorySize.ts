import type { IExecuteFunctions } from 'n8n-workflow';

import { IN_WORKFLOW, MOST_TEXTS } from './workflowTokens';

/** Texts that the store keeps of one letter or message that was sent. */
const TEXTS_EACH = 7;

/** How many letters or messages one workflow remembers. */
export const MOST_REMEMBERED = Math.floor(MOST_TEXTS / TEXTS_EACH);

/** How full the memory is when it is worth saying. */
const NEARLY_FULL = 0.8;

/** IDs that n8n gives a workflow that was never saved. */
const NO_IDS = new Set(['', '__EMPTY__', 'PLACEHOLDER_EMPTY_WORKFLOW_ID']);

/** Whether the workflow was never saved: n8n's store keeps nothing for it. */
export function isNeverSaved(context: IExecuteFunctions): boolean {
	return NO_IDS.has(String(context.getWorkflow().id ?? ''));
}

/**
 * Counts what this execution protects, all turns of a loop together; a retry of the same turn counts
 * once. @returns how many it is with these
 */
export function countProtected(context: IExecuteFunctions, count: number): number {
	const memory = context.getContext('node');
	memory.protectedByRun ??= {};
	const byRun = memory.protectedByRun as Record<string, number>;
	byRun[String(context.getWorkflowDataProxy(0).$runIndex)] = count;
	return Object.values(byRun).reduce((sum, each) => sum + each, 0);
}

/** How full the memory of this workflow is, as a whole percentage, where that is worth saying. */
export async function nearlyFull(context: IExecuteFunctions): Promise<number | undefined> {
	try {
		const count = await context.helpers.getProcessedDataCount('workflow', IN_WORKFLOW);
		const share = count / MOST_TEXTS;
		return share >= NEARLY_FULL && share < 1 ? Math.floor(share * 100) : undefined;
	} catch {
		return undefined;
	}
}
