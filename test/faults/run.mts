/**
 * `npm run test:faults`: letters under every kind of fault, in n8n's engine (engine/), and in a real
 * n8n that is killed, that runs on several workers, and whose trigger is flooded (host/).
 * `npm run test:faults -- --sample` takes one seed and fewer letters in the engine.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

import { atShutdown } from '../../scripts/host/shutdown.mts';

const { values } = parseArgs({ options: { sample: { type: 'boolean', default: false } } });

/** The suites with their arguments. */
const SUITES: Array<[suite: string, ...args: string[]]> = [
	['engine', ...(values.sample ? ['--sample'] : [])],
	['host'],
];

interface Counts {
	passed: number;
	failed: number;
}

/** Runs one suite, shows what it prints, and reads its closing line. */
async function run(suite: string, ...args: string[]): Promise<Counts> {
	console.log(`\n== faults: ${suite}\n`);
	const script = join(import.meta.dirname, suite, 'run.mts');
	const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	atShutdown({ stop: async () => void child.kill(), stopNow: () => void child.kill() });
	let counts: Counts | undefined;
	createInterface({ input: child.stdout }).on('line', (line) => {
		console.log(line);
		const [, passed, failed] = /^(\d+) passed, (\d+) failed$/.exec(line) ?? [];
		if (passed && failed) counts = { passed: Number(passed), failed: Number(failed) };
	});
	const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
	// A suite that ends without its closing line did not get to its end.
	const { passed, failed } = counts ?? { passed: 0, failed: 1 };
	return { passed, failed: code === 0 ? failed : Math.max(failed, 1) };
}

const all: Counts[] = [];
for (const suite of SUITES) all.push(await run(...suite));
const sum = (name: keyof Counts) => all.reduce((total, counts) => total + counts[name], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
