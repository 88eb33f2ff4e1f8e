import assert from 'node:assert/strict';
import { join } from 'node:path';

import { N8nClient } from '../../../scripts/host/client.mts';
import type { CredentialRef } from '../../../scripts/host/entities.mts';
import type { Host } from '../../../scripts/host/install.mts';
import { assertPostgres, postgresServer } from '../../../scripts/host/postgres.mts';
import {
	startQueueMode,
	type QueueMode,
	type QueueWorker,
} from '../../../scripts/host/queueMode.mts';
import { assertRedis, redisServer } from '../../../scripts/host/redis.mts';
import type { Simulator } from '../../../simulator/cm/server.mts';
import { signedIn, simulatorCredential, startedSimulator, type Stage } from './stage.mts';

/** n8n in queue mode, and what is needed to drive it. */
export interface Scene {
	host: Host;
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

/**
 * Starts n8n in queue mode, with two workers.
 * @param part of the suite that it is for
 * @returns nothing where the servers are not there, and may be missing
 * @throws Error when they may not
 */
export async function setUpQueue(stage: Stage, part: string): Promise<Scene | undefined> {
	const missing = await missingServers(stage.host);
	if (missing.length > 0 && process.env['FAULTS_QUEUE'] === 'optional') {
		console.log(`  - ${part}: left out, as FAULTS_QUEUE says. ${missing.join('. ')}`);
		return undefined;
	}
	if (missing.length > 0) throw new Error(missing.join('\n'));

	const simulator = await startedSimulator();
	const queue = await startQueueMode({
		host: stage.host,
		...servers(),
		folder: join(stage.folder, part),
		packagesFrom: stage.packages,
		workers: 2,
		// So that two executions at once are on two workers.
		workerConcurrency: 1,
	});
	const client = await signedIn(queue.main.url);
	const webhooks = new N8nClient(queue.webhook.url);
	const credential = await simulatorCredential(client, simulator);
	return { host: stage.host, queue, client, webhooks, simulator, credential };
}

/** The worker that took an execution. */
export function workerOf({ workers }: QueueMode, executionId: string): QueueWorker {
	const [worker, ...others] = workers.filter(({ took }) => took.has(executionId));
	assert.ok(worker, `no worker took execution ${executionId}`);
	assert.deepEqual(
		others.map(({ name }) => name),
		[],
		`execution ${executionId} was taken by ${worker.name} and others`,
	);
	return worker;
}
