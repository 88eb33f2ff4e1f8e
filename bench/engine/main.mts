/**
 * A process with n8n's engine, which runs one contender after the other as it is told and says how
 * long each took. Runs on the Node of the installed n8n without any loader.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { fillStore, loadHost } from './host.mts';
import type { EngineReport, StoreKind, Task, TaskResult } from './protocol.mts';

const packageFolder = process.env.BENCH_PACKAGE;
if (packageFolder === undefined) throw new Error('BENCH_PACKAGE names no package');

const expressions = process.env.BENCH_EXPRESSIONS === 'legacy' ? 'legacy' : 'vm';
const store = (process.env.BENCH_STORE ?? 'memory') as StoreKind;
const host = await loadHost(packageFolder, expressions, store);
// Needs n8n's modules, which are there only now.
const { prepare } = await import('./contenders.mts');
const { watchMemory } = await import('./memoryWatch.mts');

async function run(task: Task): Promise<TaskResult> {
	if (task.stored !== undefined) await fillStore(task.stored);
	const contender = await prepare(host, task);
	const delay = monitorEventLoopDelay({ resolution: 5 });
	const memory = task.memory === true ? watchMemory() : undefined;
	delay.enable();
	const start = performance.now();
	const startCpu = process.cpuUsage();
	const items = await contender();
	const ms = performance.now() - start;
	delay.disable();
	const { user, system } = process.cpuUsage(startCpu);
	const failed = items.find(({ json }) => 'error' in json);
	return {
		ms,
		cpuMs: (user + system) / 1000,
		itemsOut: items.length,
		longestHold: delay.max / 1e6,
		memory: memory?.(),
		failure: failed && JSON.stringify(failed.json),
	};
}

function tell(report: EngineReport): void {
	process.send?.(report);
}

process.on('message', (task: Task) => {
	run(task).then(
		(result) => tell({ kind: 'done', result }),
		(error: unknown) => tell({ kind: 'failed', message: String((error as Error).stack ?? error) }),
	);
});
process.on('disconnect', () => process.exit());
tell({ kind: 'ready' });
