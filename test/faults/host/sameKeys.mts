import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import type { Execution } from '../../../scripts/host/entities.mts';
import { queryDatabase } from '../../../scripts/host/postgres.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { executionsAfter, latestExecution, startRun } from './executions.mts';
import { workerOf, type Scene } from './queueScene.mts';
import {
	assertNoViolations,
	assertTrueOutcomes,
	lettersOf,
	saidBy,
	sheet,
	sheetWorkflow,
	workflowOf,
	type Row,
} from './sheet.mts';
import { activated } from './stage.mts';

const ROWS = 200;

const RUNS_AT_ONCE = 2;

const options = { concurrency: 5, timeout: 3, settleWait: 8 };

/** The same keys in two nodes, and in two workflows. */
export async function checkSameKeys(checklist: Checklist, scene: Scene): Promise<void> {
	await checkTwoNodes(checklist, scene);
	await checkTwoWorkflows(checklist, scene);
}

/** As many texts as a workflow's memory holds. */
const FULL = 150_000;

/** Fills the memory of a workflow, before any letter is in it. */
async function fillMemory({ host, queue }: Scene, workflowId: string): Promise<void> {
	const data = Array.from({ length: FULL }, (_, index) =>
		createHash('md5').update(`another letter ${index}`).digest('base64'),
	);
	await queryDatabase(
		host,
		queue.database,
		`INSERT INTO processed_data ("workflowId", context, value) VALUES ($1, '', $2)`,
		[workflowId, JSON.stringify({ mode: 'entries', data })],
	);
}

const WAYS = [
	{ path: 'first-node', suffix: ' 1', options },
	{ path: 'second-node', suffix: ' 2', options },
];

/**
 * Two nodes of one workflow, whose memory they share, and which is full. Each node has a lock of its
 * own, so a claim looks whether another node's write undid it. Only where a write of the other takes
 * longer than that look waits do both send what both claimed: a limit that the README names.
 */
async function checkTwoNodes(checklist: Checklist, scene: Scene): Promise<void> {
	const { client, webhooks, simulator, queue, credential } = scene;
	const { id: workflowId } = await activated(client, workflowOf(...WAYS), credential);
	await fillMemory(scene, workflowId);

	/** @param between waited for between the starts of the two */
	const runBoth = async (rows: Row[], between: () => Promise<unknown>) => {
		const before = await latestExecution(client, workflowId);
		await startRun(webhooks, 'first-node', { rows });
		await between();
		await startRun(webhooks, 'second-node', { rows });
		const executions = await executionsAfter(client, workflowId, before, 2);
		const workers = executions.map(({ id }) => workerOf(queue, id).name);
		assert.equal(new Set(workers).size, 2, `both executions ran on ${workers.join(', ')}`);
		return executions.sort((one, other) => Number(one.id) - Number(other.id));
	};
	const story = (executions: Execution[], rows: Row[]) =>
		executions
			.map((execution, index) => {
				const suffix = WAYS[index]?.suffix;
				const { accepted, skipped } = assertTrueOutcomes(execution, simulator, rows, { suffix });
				return `node ${index + 1}: ${accepted} accepted, ${skipped} skipped`;
			})
			.join('; ');

	/** Each row has a letter; how many have two is printed. */
	const checkLetters = (executions: Execution[], rows: Row[]) => {
		const counts = new Map<string, number>();
		for (const { reference } of lettersOf(simulator, rows)) {
			counts.set(reference ?? '', (counts.get(reference ?? '') ?? 0) + 1);
		}
		assert.equal(counts.size, ROWS, 'some rows have no letter');
		const twins = [...counts.values()].filter((count) => count > 1).length;
		console.log(`    ${story(executions, rows)}; ${twins} of ${ROWS} sent by both`);
		assert.equal(twins, 0, `${twins} rows have two letters`);
	};

	await checklist.check(
		'queue: two nodes with the same keys, on two workers: one letter for each row',
		async () => {
			const rows = sheet('QUEUE-NODES', ROWS);
			const executions = await runBoth(rows, () =>
				simulator.until(() => lettersOf(simulator, rows).length > 0),
			);
			checkLetters(executions, rows);
			assertNoViolations(simulator);
		},
	);

	await checklist.check(
		'queue: two nodes with the same keys, started at once: the same',
		async () => {
			for (let run = 1; run <= RUNS_AT_ONCE; run++) {
				const rows = sheet(`QUEUE-AT-ONCE-${run}`, ROWS);
				checkLetters(await runBoth(rows, () => Promise.resolve()), rows);
			}
		},
	);
}

/** Two workflows, each with a memory of its own: two letters, each its own. */
async function checkTwoWorkflows(checklist: Checklist, scene: Scene): Promise<void> {
	const { client, webhooks, simulator, credential } = scene;
	const paths = ['first-workflow', 'second-workflow'];
	const workflows: string[] = [];
	for (const path of paths) {
		const { id } = await activated(client, sheetWorkflow(path, options), credential);
		workflows.push(id);
	}
	const runBoth = async (sheets: Row[][]) => {
		const befores = await Promise.all(workflows.map((id) => latestExecution(client, id)));
		await Promise.all(
			sheets.map(async (rows, index) => await startRun(webhooks, paths[index] ?? '', { rows })),
		);
		const ended = await Promise.all(
			workflows.map((id, index) => executionsAfter(client, id, befores[index] ?? 0)),
		);
		return ended.flat();
	};

	await checklist.check(
		'queue: two workflows with the same keys: two letters, each of them its own',
		async () => {
			const rows = sheet('QUEUE-WORKFLOWS', ROWS);
			const executions = await runBoth([rows, rows]);
			assert.equal(lettersOf(simulator, rows).length, 2 * ROWS);
			const [first, second] = executions.map((execution) => saidBy(execution, ROWS));
			const ids = [...(first ?? []), ...(second ?? [])].map(({ letterId }) => letterId);
			assert.equal(new Set(ids).size, 2 * ROWS, 'both say that a letter is theirs');
		},
	);

	await checklist.check(
		"queue: two workflows with the same keys, other texts and lost answers: none takes the other's",
		async () => {
			const rows = sheet('QUEUE-ANSWERS', ROWS);
			const others = rows.map((row) => ({ ...row, message: `${row.message}\n\nOther text.` }));
			simulator.setFaults([
				{ kind: 'resetAfter', method: 'POST', probability: 0.1 },
				{ kind: 'resetBefore', method: 'POST', probability: 0.1 },
			]);
			const executions = await runBoth([rows, others]);
			simulator.setFaults([]);
			const textOf = new Map(simulator.letters().map(({ id, letter }) => [id, letter.message]));
			for (const [index, sent] of [rows, others].entries()) {
				const execution = executions[index];
				assert.ok(execution);
				const outcomes = assertTrueOutcomes(execution, simulator, sent, { mayBeUnknown: true });
				const wrong = saidBy(execution, ROWS).filter(
					({ row, letterId }) => letterId !== undefined && textOf.get(letterId) !== row.message,
				);
				assert.equal(wrong.length, 0, `${wrong.length} rows have the other workflow's letter`);
				console.log(`    workflow ${index + 1}: ${JSON.stringify(outcomes)}`);
			}
			const letters = lettersOf(simulator, rows).map(
				({ reference, letter }) => `${reference}: ${letter.message}`,
			);
			assert.equal(new Set(letters).size, letters.length, 'some letters were sent twice');
			assertNoViolations(simulator);
		},
	);
}
