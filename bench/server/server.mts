import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { atShutdown } from '../../scripts/host/shutdown.mts';
import type { Counts, ServerOrder, ServerReport } from './protocol.mts';

const MAIN = fileURLToPath(new URL('main.mts', import.meta.url));

/** The bench's server, seen from the bench. */
export interface BenchServer {
	url: string;
	/** From here on it answers after `delay` milliseconds, and counts anew. */
	begin(delay: number): Promise<void>;
	counts(): Promise<Counts>;
}

/** @param node that runs it: one that reads TypeScript */
export async function startServer(node: string): Promise<BenchServer> {
	const child = fork(MAIN, [], {
		execPath: node,
		execArgv: ['--disable-warning=ExperimentalWarning'],
	});
	atShutdown({ stop: async () => void child.kill(), stopNow: () => void child.kill() });
	const next = async () => {
		const [report] = (await once(child, 'message')) as [ServerReport];
		return report;
	};
	const ask = async (order: ServerOrder) => {
		child.send(order);
		return await next();
	};

	const started = await next();
	if (started.kind !== 'listening') throw new Error('The server of the bench did not start');
	return {
		url: `http://127.0.0.1:${started.port}`,
		begin: async (delay) => {
			await ask({ kind: 'begin', delay });
		},
		counts: async () => {
			const report = await ask({ kind: 'count' });
			if (report.kind !== 'counts') throw new Error('The server of the bench lost count');
			return report.counts;
		},
	};
}
