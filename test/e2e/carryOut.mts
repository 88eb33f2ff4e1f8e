import { rm } from 'node:fs/promises';

import { stopAll } from '../../scripts/host/shutdown.mts';

/**
 * Carries out a suite that starts servers: stops them whatever happens, says by the exit code
 * whether all went well, and keeps the suite's folder when it did not.
 */
export async function carryOut(folder: string, suite: () => Promise<boolean>): Promise<void> {
	try {
		const well = await suite();
		await stopAll();
		if (well) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		process.exitCode = well ? 0 : 1;
	} catch (error) {
		console.error(error);
		await stopAll();
		process.exitCode = 1;
	}
}
