import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

import type { Execution } from '../../../scripts/host/entities.mts';
import { poll } from '../../../scripts/host/poll.mts';
import type { QueueWorker } from '../../../scripts/host/queueMode.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { latestExecution, startRun, endedExecution, executionsAfter } from './executions.mts';
import { setUpQueue, workerOf, type Scene } from './queueScene.mts';
import {
	assertNoViolations,
	assertOneLetterEach,
	assertTrueOutcomes,
	lettersOf,
	sheet,
	sheetWorkflow,
	type Row,
} from './sheet.mts';
import { activated, type Stage } from './stage.mts';

const ROWS = 150;
const PATH = 'workers';
/** How many letters are there when something happens to the worker. */
const IN_THE_MIDDLE = 40;
const TIMEOUT_MS = 120_000;

/**
 * So few a second that a worker spends nearly all its time waiting for the next turn. A claim holds
 * for five seconds, in which not all that it claims can be sent.
 */
const options = { concurrency: 5, requestsPerSecond: 15, timeout: 3, settleWait: 8 };

/** Starts a run, and waits until it is in the middle. */
async function runInTheMiddle(
	{ client, webhooks, simulator, queue }: Scene,
	workflowId: string,
	rows: Row[],
): Promise<{ id: string; worker: QueueWorker }> {
	const before = await latestExecution(client, workflowId);
	await startRun(webhooks, PATH, { rows });
	await poll(() => (lettersOf(simulator, rows).length >= IN_THE_MIDDLE ? true : undefined), {
		what: `Waiting for ${IN_THE_MIDDLE} letters to go out`,
		timeoutMs: TIMEOUT_MS,
		everyMs: 2,
	});
	const id = String(await latestExecution(client, workflowId));
	assert.ok(Number(id) > before, 'the execution is not listed');
	return { id, worker: workerOf(queue, id) };
}

/** Waits for the moment after a request was answered: the next one is not due yet. */
async function untilItWaits({ simulator }: Scene): Promise<void> {
	const count = simulator.requests().length;
	await simulator.until(() => (simulator.requests()[count]?.status ?? null) !== null);
	// The answer gets there, and the worker has done with it.
	await pause(25);
}

/** Runs the sheet (again), and asserts that each row has one letter and one true outcome. */
async function runAgain(
	scene: Scene,
	workflowId: string,
	rows: Row[],
): Promise<{ execution: Execution; story: string }> {
	const { client, webhooks, simulator } = scene;
	const before = await latestExecution(client, workflowId);
	await startRun(webhooks, PATH, { rows });
	const [execution] = await executionsAfter(client, workflowId, before);
	assert.ok(execution);
	assertOneLetterEach(simulator, rows);
	const { accepted, skipped } = assertTrueOutcomes(execution, simulator, rows);
	return { execution, story: `then ${accepted} accepted, ${skipped} skipped` };
}

/** What becomes of letters when something happens to the worker that sends them. */
export async function checkWorkers(checklist: Checklist, stage: Stage): Promise<void> {
	const scene = await setUpQueue(stage, 'workers');
	if (!scene) return;
	const { client, simulator, queue, credential } = scene;
	const { id: workflowId } = await activated(client, sheetWorkflow(PATH, options), credential);

	await checklist.check(
		'workers: one frozen while it waits, the sheet run by the other: one letter for each row',
		async () => {
			const rows = sheet('QUEUE-FROZEN', ROWS);
			const { id, worker } = await runInTheMiddle(scene, workflowId, rows);
			await untilItWaits(scene);
			worker.freeze();
			const sent = lettersOf(simulator, rows).length;
			try {
				const { execution, story } = await runAgain(scene, workflowId, rows);
				assert.notEqual(workerOf(queue, execution.id).name, worker.name);
				console.log(`    frozen after ${sent}, ${story}`);
			} finally {
				worker.thaw();
			}
			const thawed = await endedExecution(client, id);
			assertOneLetterEach(simulator, rows);
			const { accepted, skipped } = assertTrueOutcomes(thawed, simulator, rows);
			assertNoViolations(simulator);
			console.log(`    the thawed one: ${accepted} accepted, ${skipped} skipped`);
		},
	);

	await checklist.check(
		'workers: one killed, the sheet run again by the other: one letter for each row',
		async () => {
			const rows = sheet('QUEUE-KILLED', ROWS);
			const { id, worker } = await runInTheMiddle(scene, workflowId, rows);
			await worker.kill();
			queue.workers.splice(queue.workers.indexOf(worker), 1);
			const sent = lettersOf(simulator, rows).length;
			assert.ok(sent < ROWS, 'it was killed too late: all letters had gone out');
			const { story } = await runAgain(scene, workflowId, rows);
			assertNoViolations(simulator);
			console.log(`    killed after ${sent}, ${story}`);

			// n8n finds out that the worker is gone, and may hand what it did to another.
			const killed = await endedExecution(client, id);
			assertOneLetterEach(simulator, rows);
			console.log(`    the execution that was killed ended with ${killed.status}`);
		},
	);
}
