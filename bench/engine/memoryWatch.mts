import type { TaskResult } from './protocol.mts';

const EVERY_MS = 10;

/**
 * Watches the memory of this process above what it has now, after a garbage collection. Samples as
 * often as the event loop lets it, which is when memory can be freed.
 */
export function watchMemory(): () => NonNullable<TaskResult['memory']> {
	const { gc } = globalThis;
	if (gc === undefined) throw new Error('Run it with --expose-gc');
	gc();
	gc();
	const idle = measure();
	const peak = { ...idle };
	const sample = () => {
		const now = measure();
		peak.rss = Math.max(peak.rss, now.rss);
		peak.used = Math.max(peak.used, now.used);
	};
	const timer = setInterval(sample, EVERY_MS);
	return () => {
		clearInterval(timer);
		sample();
		return { peak: peak.rss - idle.rss, peakUsed: peak.used - idle.used };
	};
}

function measure() {
	const { rss, heapUsed, external } = process.memoryUsage();
	return { rss, used: heapUsed + external };
}
