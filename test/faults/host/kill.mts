import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { N8nClient } from '../../../scripts/host/client.mts';
import type { Host } from '../../../scripts/host/install.mts';
import { startN8n, type RunningN8n } from '../../../scripts/host/n8n.mts';
import { poll } from '../../../scripts/host/poll.mts';
import type { FaultRule, Simulator } from '../../../simulator/cm/server.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { executionsAfter, latestExecution, startRun } from './executions.mts';
import { Random } from './random.mts';
import {
	assertNoViolations,
	assertOneLetterEach,
	assertTrueOutcomes,
	lettersOf,
	sheet,
	sheetWorkflow,
	type Row,
} from './sheet.mts';
import {
	activated,
	signedIn,
	simulatorCredential,
	startedSimulator,
	userFolder,
	type Stage,
} from './stage.mts';

const ROWS = 1_000;
const PATH = 'kill';
/** How often n8n is killed before a batch may end, batch by batch. */
const BATCHES = [1, 1, 1, 1, 2];
const TIMEOUT_MS = 120_000;

const options = { concurrency: 5, timeout: 5, settleWait: 7 };

const POST: Pick<FaultRule, 'method' | 'path'> = { method: 'POST', path: '/letters$' };
const LATENCY: FaultRule = { ...POST, kind: 'latency', latencyMs: 10 };

/** The one n8n of this part, through its deaths. */
class Victim {
	private alive: { n8n: RunningN8n; client: N8nClient } | undefined;

	constructor(
		private readonly host: Host,
		private readonly folder: string,
		private readonly logFile: string,
	) {}

	/** It as it runs, started when it does not. */
	async running(): Promise<{ n8n: RunningN8n; client: N8nClient }> {
		if (this.alive) return this.alive;
		const n8n = await startN8n({
			host: this.host,
			userFolder: this.folder,
			logFile: this.logFile,
		});
		this.alive = { n8n, client: await signedIn(n8n.url) };
		return this.alive;
	}

	async kill(): Promise<void> {
		const { alive } = this;
		this.alive = undefined;
		await alive?.n8n.kill();
	}
}

/**
 * Starts a run and kills n8n in the middle: after so many letters were taken, the last of them
 * taken but never answered, the one before it neither taken nor answered, and whatever else is
 * under way a few milliseconds later.
 */
async function killedRun(
	victim: Victim,
	simulator: Simulator,
	rows: readonly Row[],
	killAt: number,
	random: Random,
): Promise<string> {
	const { client } = await victim.running();
	const there = lettersOf(simulator, rows).length;
	simulator.setFaults([
		LATENCY,
		{ ...POST, kind: 'hangAfter', every: killAt, times: 1 },
		{ ...POST, kind: 'hang', every: killAt - 1, times: 1 },
	]);
	await startRun(client, PATH, { rows });
	await poll(() => (lettersOf(simulator, rows).length >= there + killAt - 1 ? true : undefined), {
		what: `Waiting for ${killAt} letters to go out`,
		timeoutMs: TIMEOUT_MS,
		everyMs: 2,
	});
	await pause(random.between(0, 25));
	await victim.kill();
	const sent = lettersOf(simulator, rows).length;
	assert.ok(sent < ROWS, 'n8n was killed too late: all letters had gone out');
	return `killed after ${sent}`;
}

/** n8n is killed while it sends letters, and the same sheet is run again. */
export async function checkKills(checklist: Checklist, stage: Stage): Promise<void> {
	const random = new Random(stage.seed);
	const simulator = await startedSimulator();
	const folder = await userFolder(stage, 'kill');
	const logFile = join(stage.folder, 'kill.log');
	const victim = new Victim(stage.host, folder, logFile);
	const { client: atFirst } = await victim.running();
	const credential = await simulatorCredential(atFirst, simulator);
	const { id: workflowId } = await activated(atFirst, sheetWorkflow(PATH, options), credential);

	for (const [index, kills] of BATCHES.entries()) {
		const rows = sheet(`KILL-${index + 1}`, ROWS);
		const often = kills === 1 ? 'once' : `${kills} times`;
		await checklist.check(
			`kill: batch ${index + 1}, n8n killed ${often}: one letter for each of ${ROWS} rows`,
			async () => {
				const story: string[] = [];
				for (let left = kills; left > 0; left--) {
					const open = ROWS - lettersOf(simulator, rows).length;
					const killAt = random.between(50, Math.floor((open - 50) / left));
					story.push(await killedRun(victim, simulator, rows, killAt, random));
				}
				const { client } = await victim.running();
				const [crashed] = await client.executions(workflowId);
				assert.equal(crashed?.status, 'crashed', 'what became of the execution that was killed');

				simulator.setFaults([LATENCY]);
				const before = await latestExecution(client, workflowId);
				await startRun(client, PATH, { rows });
				const [last] = await executionsAfter(client, workflowId, before);
				assert.ok(last);
				assertOneLetterEach(simulator, rows);
				const { accepted, skipped } = assertTrueOutcomes(last, simulator, rows);
				assertNoViolations(simulator);
				story.push(`then ${accepted} accepted, ${skipped} skipped`);
				console.log(`    ${story.join(', ')}`);
			},
		);
	}
}
