import type { N8nClient } from '../../../scripts/host/client.mts';
import type { Execution, ExecutionSummary } from '../../../scripts/host/entities.mts';
import { GiveUp, poll } from '../../../scripts/host/poll.mts';

const TIMEOUT_MS = 120_000;
const unfinished = new Set<ExecutionSummary['status']>(['new', 'running', 'waiting']);

/**
 * The newest executions of a workflow, by ID. n8n lists those that run and those that ended one
 * after the other, so one that ends meanwhile is in both lists.
 */
async function executionsById(
	client: N8nClient,
	workflowId: string,
): Promise<Map<number, ExecutionSummary>> {
	const executions = await client.executions(workflowId);
	return new Map(executions.map((one) => [Number(one.id), one]));
}

/** The number of the workflow's latest execution; 0 when it has none. */
export async function latestExecution(client: N8nClient, workflowId: string): Promise<number> {
	return Math.max(0, ...(await executionsById(client, workflowId)).keys());
}

/** Calls a workflow's webhook; a webhook that n8n does not listen at yet is called again. */
export async function startRun(client: N8nClient, path: string, body: unknown): Promise<void> {
	await poll(
		async () => {
			const answer = await client.callWebhook(path, body);
			if (answer.ok) return true;
			const text = await answer.text();
			if (answer.status === 404) throw new Error(text);
			throw new GiveUp(`The webhook ${path} answered ${answer.status}: ${text}`);
		},
		{ what: `Starting a run of ${path}`, timeoutMs: TIMEOUT_MS },
	);
}

/** Waits until as many executions as expected came after one, and have ended. */
export async function executionsAfter(
	client: N8nClient,
	workflowId: string,
	afterId: number,
	count = 1,
): Promise<Execution[]> {
	const ended = await poll(
		async () => {
			const all = [...(await executionsById(client, workflowId)).entries()];
			const later = all.filter(([id]) => id > afterId).map(([, one]) => one);
			if (later.length > count) throw new GiveUp(`${later.length} executions instead of ${count}`);
			if (later.length < count) return undefined;
			return later.some(({ status }) => unfinished.has(status)) ? undefined : later;
		},
		{ what: `Waiting for ${count} executions to end`, timeoutMs: TIMEOUT_MS },
	);
	return await Promise.all(ended.map(async ({ id }) => await client.execution(id)));
}

/** Waits until an execution has ended, as one of a worker that was killed does in n8n's own time. */
export async function endedExecution(client: N8nClient, id: string): Promise<Execution> {
	return await poll(
		async () => {
			const execution = await client.execution(id);
			return unfinished.has(execution.status) ? undefined : execution;
		},
		{ what: `Waiting for execution ${id} to end`, timeoutMs: 2 * TIMEOUT_MS, everyMs: 500 },
	);
}
