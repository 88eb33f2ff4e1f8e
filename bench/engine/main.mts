/**
 * A process with n8n's engine, which runs one contender after the other as it is told and says how
 * long each took. Runs on the Node of the installed n8n without any loader.
 */
import { loadHost } from './host.mts';
import type { EngineReport, Task, TaskResult } from './protocol.mts';

const packageFolder = process.env.BENCH_PACKAGE;
if (packageFolder === undefined) throw new Error('BENCH_PACKAGE names no package');

const expressions = process.env.BENCH_EXPRESSIONS === 'legacy' ? 'legacy' : 'vm';
const host = await loadHost(packageFolder, expressions);
// Needs n8n's modules, which are there only now.
const { prepare } = await import('./contenders.mts');
const { watchMemory } = await import('./memoryWatch.mts');

async function run(task: Task): Promise<TaskResult> {
	const contender = await prepare(host, task);
	const memory = task.memory === true ? watchMemory() : undefined;
	const start = performance.now();
	const startCpu = process.cpuUsage();
	const items = await contender();
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(startCpu);
	const failed = items.find(({ json }) => 'error' in json);
	return {
		ms,
		cpuMs: (user + system) / 1000,
		itemsOut: items.length,
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
