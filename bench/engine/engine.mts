import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { n8nEnvironment } from '../../scripts/host/environment.mts';
import type { Host } from '../../scripts/host/install.mts';
import { atShutdown } from '../../scripts/host/shutdown.mts';
import type { BenchServer } from '../server/server.mts';
import type { EngineReport, Expressions, StoreKind, Task, TaskResult } from './protocol.mts';

const MAIN = fileURLToPath(new URL('main.mts', import.meta.url));

/** What a run is, without what the bench adds. */
export type Order = Omit<Task, 'serverUrl'> & {
	/** Milliseconds the server takes to answer. */
	delay: number;
};

/** A process with n8n's engine in it. */
export interface Engine {
	/** Runs a contender once; throws when anything was lost, doubled or refused. */
	run(order: Order): Promise<TaskResult>;
	stop(): Promise<void>;
}

export interface EngineOptions {
	host: Host;
	packageFolder: string;
	server: BenchServer;
	expressions?: Expressions;
	store?: StoreKind;
	/** Further arguments for its Node. */
	nodeArguments?: string[];
}

export async function startEngine({
	host,
	packageFolder,
	server,
	expressions = 'vm',
	store = 'memory',
	nodeArguments = [],
}: EngineOptions): Promise<Engine> {
	const child = fork(MAIN, [], {
		execPath: host.node,
		execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc', ...nodeArguments],
		env: n8nEnvironment(host.node, {
			BENCH_HOST: host.dir,
			BENCH_PACKAGE: packageFolder,
			BENCH_EXPRESSIONS: expressions,
			BENCH_STORE: store,
		}),
	});
	const forget = atShutdown({
		stop: async () => void child.kill(),
		stopNow: () => void child.kill(),
	});
	const exited = once(child, 'exit').then(([code]) => {
		throw new Error(`The engine's process ended (${String(code)})`);
	});
	exited.catch(() => undefined);
	const next = async () => {
		const [report] = (await Promise.race([once(child, 'message'), exited])) as [EngineReport];
		if (report.kind === 'failed') throw new Error(report.message);
		return report;
	};
	await next();

	return {
		run: async ({ delay, ...task }) => {
			await server.begin(delay);
			child.send({ ...task, serverUrl: server.url } satisfies Task);
			const report = await next();
			if (report.kind !== 'done') throw new Error('The engine did not do its task');
			await check(task, report.result, server);
			return report.result;
		},
		stop: async () => {
			forget();
			child.disconnect();
			await exited.catch(() => undefined);
		},
	};
}

/** Fast and wrong does not count. */
async function check(
	{ contender, items, known = false }: Omit<Task, 'serverUrl'>,
	{ itemsOut, failure }: TaskResult,
	server: BenchServer,
): Promise<void> {
	if (failure !== undefined) throw new Error(`${contender}: an item failed: ${failure}`);
	if (itemsOut !== items) throw new Error(`${contender}: ${itemsOut} of ${items} items came out`);
	const { letters, messages } = await server.counts();
	const sent = contender === 'parameterReader' || known ? 0 : items;
	if (letters + messages !== sent) {
		throw new Error(`${contender}: the server got ${letters + messages} instead of ${sent}`);
	}
}
