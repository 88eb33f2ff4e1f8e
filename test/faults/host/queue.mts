import assert from 'node:assert/strict';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import type { WorkflowFile } from '../../../scripts/host/entities.mts';
import { poll } from '../../../scripts/host/poll.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { registeredCallbacks } from './callbacks.mts';
import { executionsAfter, latestExecution, startRun } from './executions.mts';
import { setUpQueue, workerOf, type Scene } from './queueScene.mts';
import { Random } from './random.mts';
import { checkSameKeys } from './sameKeys.mts';
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

const ROWS = 300;
const PATH = 'queue';
const TIMEOUT_MS = 120_000;
/** Letters whose status changes are reported to the trigger. */
const REPORTED = 20;

const options = { concurrency: 5, timeout: 10, settleWait: 30 };

const triggerWorkflow: WorkflowFile = {
	name: 'Status changes',
	nodes: [
		{
			id: 'trigger',
			name: 'Letter status changed',
			type: `${PACKAGE_NAME}.cmLettersTrigger`,
			typeVersion: 1,
			position: [0, 0],
			webhookId: 'faults-queue-trigger',
			parameters: { triggerOn: 'anyStatus', options: { dropRepeats: true } },
		},
	],
	connections: {},
};

/** The trigger registers at the receiving process, and workers run what callbacks start. */
async function checkTriggerInQueue(
	checklist: Checklist,
	{ queue, client, webhooks, simulator, credential }: Scene,
): Promise<void> {
	const workflow = await client.importWorkflow(triggerWorkflow, {
		packageName: PACKAGE_NAME,
		credentialType: 'cmApi',
		credential,
	});
	await checklist.check('queue: the trigger registers the URL of the webhook process', async () => {
		await client.activate(workflow);
		const callbacks = await registeredCallbacks(simulator);
		assert.equal(callbacks.length, 1, `${callbacks.length} callbacks are registered`);
		const endpoint = callbacks[0]?.callback.endpoint ?? '';
		assert.ok(endpoint.startsWith(`${queue.webhook.url}/webhook/`), `it is ${endpoint}`);
	});

	await checklist.check('queue: callbacks start executions, which run on workers', async () => {
		const rows = sheet('QUEUE-TRIGGER', REPORTED);
		const before = await latestExecution(client, workflow.id);
		await startRun(webhooks, PATH, { rows });
		await poll(() => (lettersOf(simulator, rows).length >= REPORTED ? true : undefined), {
			what: 'Waiting for the letters to go out',
			timeoutMs: TIMEOUT_MS,
		});
		const letters = lettersOf(simulator, rows);
		await Promise.all(letters.map(async ({ id }) => await simulator.advance(id)));
		await simulator.settled();

		const executions = await executionsAfter(client, workflow.id, before, 2 * REPORTED);
		assert.deepEqual([...new Set(executions.map(({ status }) => status))], ['success']);
		for (const { id } of executions) workerOf(queue, id);
		const refused = simulator.deliveries().filter(({ responseStatus }) => responseStatus !== 200);
		assert.deepEqual(refused, [], 'callbacks that were not answered with 200');
	});

	await checklist.check('queue: deactivating leaves no callback behind', async () => {
		await client.deactivate(workflow.id);
		await poll(
			async () => ((await registeredCallbacks(simulator)).length === 0 ? true : undefined),
			{ what: 'Waiting for the callback to be removed', timeoutMs: TIMEOUT_MS },
		);
	});
}

/** Two executions of one sheet at once, on two workers. */
async function runTwice(
	{ queue, client, webhooks, simulator }: Scene,
	workflowId: string,
	orders: readonly [Row[], Row[]],
): Promise<void> {
	const before = await latestExecution(client, workflowId);
	await Promise.all(orders.map(async (rows) => await startRun(webhooks, PATH, { rows })));
	const executions = await executionsAfter(client, workflowId, before, 2);

	const workers = executions.map(({ id }) => workerOf(queue, id).name);
	assert.equal(new Set(workers).size, 2, `both executions ran on ${workers.join(', ')}`);
	const starts = executions.map(({ startedAt }) => startedAt).sort();
	const ends = executions.map(({ stoppedAt = '' }) => stoppedAt).sort();
	assert.ok((starts[1] ?? '') < (ends[0] ?? ''), 'they ran one after the other');

	assertOneLetterEach(simulator, orders[0]);
	const story = executions.map((execution, index) => {
		const { accepted, skipped } = assertTrueOutcomes(execution, simulator, orders[0]);
		return `${workers[index] ?? ''}: ${accepted} accepted, ${skipped} skipped`;
	});
	assertNoViolations(simulator);
	console.log(`    ${story.join('; ')}`);
}

/** n8n in queue mode: callbacks find the right process, and two workers send no letter twice. */
export async function checkQueue(checklist: Checklist, stage: Stage): Promise<void> {
	const scene = await setUpQueue(stage, 'queue');
	if (!scene) return;
	const { client, credential } = scene;
	const random = new Random(stage.seed);
	const { id } = await activated(client, sheetWorkflow(PATH, options), credential);
	await checkTriggerInQueue(checklist, scene);

	for (const number of [1, 2, 3]) {
		const rows = sheet(`QUEUE-${number}`, ROWS);
		await checklist.check(
			`queue: sheet ${number} run twice at once, on two workers: one letter for each row`,
			async () => await runTwice(scene, id, [rows, rows]),
		);
	}
	const rows = sheet('QUEUE-SHUFFLED', ROWS);
	await checklist.check(
		'queue: a sheet and the same sheet shuffled, at once: one letter for each row',
		async () => await runTwice(scene, id, [rows, random.shuffled(rows)]),
	);
	await checkSameKeys(checklist, scene);
}
