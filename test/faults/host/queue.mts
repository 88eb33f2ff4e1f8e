import assert from 'node:assert/strict';
import { join } from 'node:path';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import { N8nClient } from '../../../scripts/host/client.mts';
import type { CredentialRef, WorkflowFile } from '../../../scripts/host/entities.mts';
import type { Host } from '../../../scripts/host/install.mts';
import { poll } from '../../../scripts/host/poll.mts';
import { assertPostgres, postgresServer } from '../../../scripts/host/postgres.mts';
import { startQueueMode, type QueueMode } from '../../../scripts/host/queueMode.mts';
import { assertRedis, redisServer } from '../../../scripts/host/redis.mts';
import type { Simulator } from '../../../simulator/server.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { registeredCallbacks } from './callbacks.mts';
import { executionsAfter, latestExecution, startRun } from './executions.mts';
import { Random } from './random.mts';
import {
	assertNoViolations,
	assertOneLetterEach,
	assertTrueOutcomes,
	lettersOf,
	sheet,
	sheetWorkflow,
	type Row,
} from './sheet.mts';
import {
	activated,
	signedIn,
	simulatorCredential,
	startedSimulator,
	type Stage,
} from './stage.mts';

const ROWS = 300;
const PATH = 'queue';
const TIMEOUT_MS = 120_000;
/** Letters whose status changes are reported to the trigger. */
const REPORTED = 20;

const options = { concurrency: 5, timeout: 10, settleWait: 30, duplicateProtection: 'reference' };

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

/** n8n in queue mode, and what is needed to drive it. */
interface Scene {
	queue: QueueMode;
	/** Talks to the main process. */
	client: N8nClient;
	/** Calls webhooks, at the process that receives them. */
	webhooks: N8nClient;
	simulator: Simulator;
	credential: CredentialRef;
}

const servers = () => ({
	postgres: postgresServer(process.env['FAULTS_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432'),
	redis: redisServer(process.env['FAULTS_REDIS'] ?? 'redis://127.0.0.1:6379'),
});

/** What of the servers that queue mode needs is not there. */
async function missingServers(host: Host): Promise<string[]> {
	const { postgres, redis } = servers();
	const attempts = [
		{ name: 'PostgreSQL', ...postgres, reached: assertPostgres(host, postgres) },
		{ name: 'Redis', ...redis, reached: assertRedis(host, redis) },
	];
	const results = await Promise.allSettled(attempts.map(async ({ reached }) => await reached));
	return results.flatMap((result, index) => {
		const attempt = attempts[index];
		if (result.status === 'fulfilled' || !attempt) return [];
		const { message } = result.reason as Error;
		return [`${attempt.name} at ${attempt.host}:${attempt.port} is not reachable: ${message}`];
	});
}

async function setUp(stage: Stage): Promise<Scene> {
	const simulator = await startedSimulator();
	const queue = await startQueueMode({
		host: stage.host,
		...servers(),
		folder: join(stage.folder, 'queue'),
		packagesFrom: stage.packages,
		workers: 2,
		// So that two executions at once are on two workers.
		workerConcurrency: 1,
	});
	const client = await signedIn(queue.main.url);
	const webhooks = new N8nClient(queue.webhook.url);
	const credential = await simulatorCredential(client, simulator);
	return { queue, client, webhooks, simulator, credential };
}

/** Which worker took an execution. */
function workerOf({ workers }: QueueMode, executionId: string): string {
	const names = workers.filter(({ took }) => took.has(executionId)).map(({ name }) => name);
	assert.equal(names.length, 1, `execution ${executionId} was taken by: ${names.join(', ')}`);
	return names[0] ?? '';
}

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

	const workers = executions.map(({ id }) => workerOf(queue, id));
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
	const missing = await missingServers(stage.host);
	if (missing.length > 0 && process.env['FAULTS_QUEUE'] === 'optional') {
		console.log(`  - queue: left out, as FAULTS_QUEUE says. ${missing.join('. ')}`);
		return;
	}
	if (missing.length > 0) throw new Error(missing.join('\n'));

	const scene = await setUp(stage);
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
}
