import { rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { poll } from './poll.mts';
import { atShutdown } from './shutdown.mts';

const WAIT_MS = 20 * 60_000;

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

async function tryToTake(lockFile: string): Promise<true | undefined> {
	try {
		await writeFile(lockFile, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		const owner = Number(await readFile(lockFile, 'utf8').catch(() => ''));
		// Left behind by a process that was killed.
		if (owner && !isAlive(owner)) await rm(lockFile, { force: true });
		return undefined;
	}
}

/** Does the work while no other process of this machine does it; waits its turn before. */
export async function withInstallLock(
	lockFile: string,
	log: (line: string) => void,
	work: () => Promise<void>,
): Promise<void> {
	await mkdir(dirname(lockFile), { recursive: true });
	if (!(await tryToTake(lockFile))) {
		log('Another process may be installing n8n: waiting for it ...');
		await poll(async () => await tryToTake(lockFile), {
			what: `Waiting for the installation that ${lockFile} stands for`,
			timeoutMs: WAIT_MS,
			everyMs: 500,
		});
	}
	const release = () => rmSync(lockFile, { force: true });
	const forget = atShutdown({
		stop: () => {
			release();
			return Promise.resolve();
		},
		stopNow: release,
	});
	try {
		await work();
	} finally {
		release();
		forget();
	}
}
