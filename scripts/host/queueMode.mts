import { randomBytes } from 'node:crypto';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';

import type { Host } from './install.mts';
import { startN8nProcess, STARTED, type RunningN8n } from './n8n.mts';
import { freePort } from './ports.mts';
import {
	createDatabase,
	dropDatabase,
	type PostgresDatabase,
	type PostgresServer,
} from './postgres.mts';
import { deleteKeys, type RedisServer } from './redis.mts';
import { atShutdown } from './shutdown.mts';

export interface QueueModeOptions {
	host: Host;
	postgres: PostgresServer;
	redis: RedisServer;
	/** Each process gets a user folder of its own below it, as if on a machine of its own. */
	folder: string;
	/** A user folder with the community packages to have in each of them. */
	packagesFrom: string;
	workers: number;
	/** Executions that one worker runs at once. */
	workerConcurrency: number;
}

export interface QueueWorker extends RunningN8n {
	name: string;
	/** The IDs of the executions it took, from its log. */
	took: Set<string>;
}

/** n8n spread over processes: the editor, the receiver of webhooks, and those who do the work. */
export interface QueueMode {
	/** Answers the editor, and no production webhooks. */
	main: RunningN8n;
	/** Answers production webhooks. */
	webhook: RunningN8n;
	/** Those that were not killed. */
	workers: QueueWorker[];
	/** Where all of them keep their data. */
	database: PostgresDatabase;
	/** Starts another worker, in the place of one that was killed. */
	addWorker(): Promise<void>;
}

const TOOK = /Worker started execution (\d+)/;

/** Names a database and the keys in Redis so that nobody else uses or deletes them. */
function uniqueName(): string {
	return `cmcom_${process.pid}_${randomBytes(4).toString('hex')}`;
}

/**
 * Starts n8n in queue mode, with a database and keys of its own, which go when this process ends,
 * after n8n.
 */
export async function startQueueMode(options: QueueModeOptions): Promise<QueueMode> {
	const { host, postgres, redis, folder } = options;
	const name = uniqueName();
	const remove = async () => {
		await dropDatabase(host, postgres, name);
		await deleteKeys(host, redis, name);
	};
	// There is no dropping a database synchronously, and no harm in one that is left.
	atShutdown({ stop: remove, stopNow: () => undefined });
	await createDatabase(host, postgres, name);

	const webhookPort = await freePort();
	const shared = {
		EXECUTIONS_MODE: 'queue',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		DB_POSTGRESDB_DATABASE: name,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		QUEUE_BULL_PREFIX: `${name}_bull`,
		// Of the channels by which the processes talk to each other.
		N8N_REDIS_KEY_PREFIX: `${name}_n8n`,
		// A worker does not see the files of the process that received them.
		N8N_DEFAULT_BINARY_DATA_MODE: 'database',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		N8N_WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
	};

	const start = async (
		process: string,
		args: readonly string[],
		more: {
			port: number;
			readyLine: string;
			env?: Record<string, string>;
			onLine?: (line: string) => void;
		},
	): Promise<RunningN8n> => {
		const userFolder = join(folder, process);
		const nodes = join('.n8n', 'nodes');
		await cp(join(options.packagesFrom, nodes), join(userFolder, nodes), { recursive: true });
		return await startN8nProcess({
			host,
			args,
			userFolder,
			logFile: join(folder, `${process}.log`),
			...more,
			env: { ...shared, ...more.env },
		});
	};

	const startWorker = async (number: number): Promise<QueueWorker> => {
		const worker = `worker-${number}`;
		const took = new Set<string>();
		const port = await freePort();
		const running = await start(worker, ['worker', `--concurrency=${options.workerConcurrency}`], {
			port,
			readyLine: 'n8n worker is now ready',
			env: {
				QUEUE_HEALTH_CHECK_ACTIVE: 'true',
				QUEUE_HEALTH_CHECK_PORT: String(port),
				N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			},
			onLine: (line) => {
				const [, id] = TOOK.exec(line) ?? [];
				if (id !== undefined) took.add(id);
			},
		});
		return { ...running, name: worker, took };
	};

	// The main process makes the tables that the others expect.
	const main = await start('main', ['start'], { port: await freePort(), readyLine: STARTED });
	const [webhook, ...workers] = await Promise.all([
		start('webhook', ['webhook'], {
			port: webhookPort,
			readyLine: 'Webhook listener waiting for requests',
		}),
		...Array.from({ length: options.workers }, async (_, index) => await startWorker(index + 1)),
	]);
	let started = workers.length;
	return {
		main,
		webhook,
		workers,
		database: { ...postgres, database: name },
		addWorker: async () => void workers.push(await startWorker(++started)),
	};
}
