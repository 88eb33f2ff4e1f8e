/**
 * Letters and callbacks in a real n8n that is killed, spread over several processes, or flooded.
 *
 *     node --import tsx test/faults/host/run.mts [kill] [messages] [queue] [workers] [trigger]
 *
 * runs the parts named, or all. Variables:
 *
 * - `FAULTS_SEED`: the number all randomness comes from, printed at the start
 * - `FAULTS_POSTGRES`, `FAULTS_REDIS`: where the servers for queue mode are, unless at
 *   `postgres://postgres@127.0.0.1:5432` and `redis://127.0.0.1:6379`
 * - `FAULTS_QUEUE=optional`: without these servers the part is left out, instead of failing
 */
import { join } from 'node:path';

import { repositoryRoot } from '../../../scripts/host/install.mts';
import { stopAll } from '../../../scripts/host/shutdown.mts';
import { carryOut } from '../../e2e/carryOut.mts';
import { Checklist } from '../../e2e/checklist.mts';
import { checkKills } from './kill.mts';
import { checkMessages } from './messages.mts';
import { checkQueue } from './queue.mts';
import { setUpStage, type Stage } from './stage.mts';
import { checkTrigger } from './trigger.mts';
import { checkWorkers } from './workers.mts';

const folder = join(repositoryRoot, '.demo', `faults-${process.pid}`);

const parts: Record<string, (checklist: Checklist, stage: Stage) => Promise<void>> = {
	kill: checkKills,
	messages: checkMessages,
	queue: checkQueue,
	workers: checkWorkers,
	trigger: checkTrigger,
};

/** Runs the parts; whether all went well. */
async function run(names: readonly string[]): Promise<boolean> {
	const unknown = names.filter((name) => !(name in parts));
	if (unknown.length > 0) {
		throw new Error(
			`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
		);
	}
	const seed = Number(process.env['FAULTS_SEED'] ?? 20261121);
	console.log(`Faults in a real n8n, seed ${seed}\n`);
	const stage = await setUpStage(folder, seed);
	const checklist = new Checklist(
		() => [],
		async () => `logs: ${folder}`,
	);
	for (const [name, check] of Object.entries(parts)) {
		if (names.length > 0 && !names.includes(name)) continue;
		try {
			await check(checklist, stage);
		} catch (error) {
			// What a part needs before its checks can run.
			await checklist.check(`${name}: is set up`, async () => {
				throw error;
			});
		}
		// Its servers: each part has some of its own.
		await stopAll();
	}
	return checklist.finish();
}

await carryOut(folder, async () => await run(process.argv.slice(2)));
