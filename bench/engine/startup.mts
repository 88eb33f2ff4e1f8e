/**
 * A process that does what n8n does at its start with one package, or with none, and says what it
 * took: loads the engine, then the package's nodes and credentials.
 */
import { hostRequire } from './hostModules.mts';

const packageFolder = process.env.BENCH_PACKAGE;
const { gc } = globalThis;
if (gc === undefined) throw new Error('Run it with --expose-gc');

hostRequire('reflect-metadata');
const { PackageDirectoryLoader } = hostRequire('n8n-core') as typeof import('n8n-core');

function memory() {
	gc?.();
	gc?.();
	const { rss, heapUsed, external } = process.memoryUsage();
	return { rss, used: heapUsed + external };
}

const before = memory();
const start = performance.now();
const loader =
	packageFolder === undefined || packageFolder === ''
		? undefined
		: new PackageDirectoryLoader(packageFolder);
await loader?.loadAll();
const ms = performance.now() - start;
const after = memory();

/** What it took, in milliseconds and bytes. */
export interface Startup {
	ms: number;
	rss: number;
	used: number;
	nodes: number;
}
const startup: Startup = {
	ms,
	rss: after.rss - before.rss,
	used: after.used - before.used,
	nodes: Object.keys(loader?.nodeTypes ?? {}).length,
};
process.send?.(startup);
process.disconnect();
