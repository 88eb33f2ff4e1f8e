import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import type { Measured } from '../../harness/pdf/measurePdfChecks.mts';
import { startEngine, type Engine } from '../engine/engine.mts';
import type { ContenderName, TaskResult } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row } from '../measure/scene.mts';
import { megabytes, rounded, seconds } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'c';
const FILE_SIZE = 5_000_000;
const CONCURRENCY = 5;
/** Most memory above idle, however many files there are. */
const MEMORY_MB = 100;

/** Row (c): letters from PDFs kept as files: time against the minimal node, and memory. */
export const pdfLetters: Row = async (scene) => {
	const { quick, rounds, say } = scene;
	const files = quick ? 40 : 200;
	const run = async (engine: Engine, contender: ContenderName, items: number, memory = false) =>
		await engine.run({
			contender,
			items,
			memory,
			delay: 20,
			concurrency: CONCURRENCY,
			fileSize: FILE_SIZE,
		});

	const engine = await startEngine(scene);
	for (const contender of ['cmLettersPdf', 'cmLettersPdfUnprotected', 'minimalPdf'] as const) {
		await run(engine, contender, 10);
	}
	const turns = await takeTurns(
		rounds,
		{
			ours: async () => await run(engine, 'cmLettersPdf', files),
			unprotected: async () => await run(engine, 'cmLettersPdfUnprotected', files),
			minimal: async () => await run(engine, 'minimalPdf', files),
		},
		(round, ms) =>
			say(
				`  ${round}: ${seconds(ms.ours)}; protection off ${seconds(ms.unprotected)}; minimal ${seconds(ms.minimal)}`,
			),
	);
	await engine.stop();

	/** In a process of its own: memory that an earlier run left free would not be counted. */
	const watched = async (contender: ContenderName, items: number): Promise<TaskResult> => {
		const alone = await startEngine(scene);
		await run(alone, contender, 2);
		const result = await run(alone, contender, items, true);
		await alone.stop();
		say(
			`  memory of ${contender}, ${items} files: ${rounded(megabytes(result.memory?.peak ?? 0))} MB`,
		);
		return result;
	};
	const peaks = [];
	for (let round = 0; round < (quick ? 1 : 3); round++) {
		peaks.push(megabytes((await watched('cmLettersPdf', files)).memory?.peak ?? 0));
	}
	const minimalPeak = megabytes((await watched('minimalPdf', files)).memory?.peak ?? 0);

	const against = `${files} PDFs of 5 MB, 20 ms, concurrency ${CONCURRENCY}: CM Letters, per minimal node`;
	const figures: Figure[] = [
		{
			row,
			name: against,
			value: turns.ofRounds(({ ours, minimal }) => ours / minimal),
			unit: '×',
			target: { atMost: 1.25 },
			detail: `${seconds(turns.ms.ours)} against ${seconds(turns.ms.minimal)}; processor time ${seconds(turns.cpuMs.ours)} against ${seconds(turns.cpuMs.minimal)}`,
		},
		{
			row,
			name: `${against} (Duplicate Protection Off)`,
			value: turns.ofRounds(({ unprotected, minimal }) => unprotected / minimal),
			unit: '×',
			target: { atMost: 1.1 },
			detail: `${seconds(turns.ms.unprotected)} against ${seconds(turns.ms.minimal)}; processor time ${seconds(turns.cpuMs.unprotected)} against ${seconds(turns.cpuMs.minimal)}`,
		},
		{
			row,
			name: `${files} PDFs of 5 MB: most memory above idle`,
			value: Math.max(...peaks),
			unit: 'MB',
			target: { atMost: MEMORY_MB },
			detail: `runs: ${peaks.map(rounded).join(', ')} MB; minimal node ${rounded(minimalPeak)} MB`,
		},
	];
	if (!quick) {
		const many = await watched('cmLettersPdf', 500);
		figures.push({
			row,
			name: '500 PDFs of 5 MB: most memory above idle',
			value: megabytes(many.memory?.peak ?? 0),
			unit: 'MB',
			target: { atMost: MEMORY_MB },
			detail: `${seconds(many.ms)}, measured once`,
		});
	}
	return [...figures, ...(await hostileFiles())];
};

const run = promisify(execFile);
const MEASURE = fileURLToPath(new URL('../../harness/pdf/measurePdfChecks.mts', import.meta.url));

/** Files made to keep whoever reads them busy: how long each keeps n8n from all else. */
async function hostileFiles(): Promise<Figure[]> {
	const { stdout } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', MEASURE]);
	const measured = JSON.parse(stdout) as Measured[];
	const worst = (what: 'longest' | 'all' | 'memory') =>
		measured.reduce((most, each) => (each[what] > most[what] ? each : most));
	const [longest, all, memory] = [worst('longest'), worst('all'), worst('memory')];
	const name = `${measured.length} hostile PDFs:`;
	return [
		{
			row,
			name: `${name} most time at a time`,
			value: longest.longest,
			unit: 'ms',
			target: { atMost: 250 },
			detail: longest.name,
		},
		{
			row,
			name: `${name} most time in all`,
			value: all.all,
			unit: 'ms',
			target: { atMost: 2_000 },
			detail: all.name,
		},
		{
			row,
			name: `${name} most memory above the file`,
			value: megabytes(memory.memory),
			unit: 'MB',
			target: { atMost: MEMORY_MB },
			detail: memory.name,
		},
	];
}
