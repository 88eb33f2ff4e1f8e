/**
 * Checks files in this process, which does nothing else, and says how much memory and time that took:
 * those it is given, or all hostile ones.
 */
import { readFileSync } from 'node:fs';

import { examinePdf } from '../../shared/checks/pdf/checkPdf.ts';
import { HOSTILE_PDFS } from './hostilePdfs.mts';

export interface Measured {
	name: string;
	/** Most memory above what it was with the file in it, in bytes. */
	memory: number;
	/** Longest time in which nothing else could run, and all of it, in milliseconds. */
	longest: number;
	all: number;
}

async function measure(name: string, bytes: Buffer): Promise<Measured> {
	globalThis.gc?.();
	const idle = process.memoryUsage.rss();
	let [peak, longest, last] = [idle, 0, performance.now()];
	const begin = last;
	const look = () => {
		peak = Math.max(peak, process.memoryUsage.rss());
		longest = Math.max(longest, performance.now() - last);
	};
	await examinePdf(bytes, async () => {
		look();
		await new Promise((resolve) => setImmediate(resolve));
		last = performance.now();
	});
	look();
	return { name, memory: peak - idle, longest, all: performance.now() - begin };
}

const files = process.argv.slice(2).map((name) => ({ name, make: () => readFileSync(name) }));
const measured: Measured[] = [];
for (const { name, make } of files.length > 0 ? files : HOSTILE_PDFS) {
	measured.push(await measure(name, make()));
}
console.log(JSON.stringify(measured));
