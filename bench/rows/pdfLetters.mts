import { startEngine, type Engine } from '../engine/engine.mts';
import type { ContenderName, TaskResult } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row } from '../measure/scene.mts';
import { megabytes, rounded, seconds } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'c';
const FILE_SIZE = 5_000_000;
const CONCURRENCY = 5;
/** Memory that does not grow with the files. */
const FIXED_MB = 60;

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
	for (const contender of ['cmLettersPdf', 'minimalPdf'] as const) {
		await run(engine, contender, 10);
	}
	const turns = await takeTurns(
		rounds,
		{
			ours: async () => await run(engine, 'cmLettersPdf', files),
			minimal: async () => await run(engine, 'minimalPdf', files),
		},
		(round, ms) => say(`  ${round}: ${seconds(ms.ours)}; minimal ${seconds(ms.minimal)}`),
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

	const limit = (CONCURRENCY * FILE_SIZE * 3) / 1e6 + FIXED_MB;
	const figures: Figure[] = [
		{
			row,
			name: `${files} PDFs of 5 MB, 20 ms, concurrency ${CONCURRENCY}: CM Letters, per minimal node`,
			value: turns.ofRounds(({ ours, minimal }) => ours / minimal),
			unit: '×',
			target: { atMost: 1.1 },
			detail: `${seconds(turns.ms.ours)} against ${seconds(turns.ms.minimal)}; processor time ${seconds(turns.cpuMs.ours)} against ${seconds(turns.cpuMs.minimal)}`,
		},
		{
			row,
			name: `${files} PDFs of 5 MB: most memory above idle`,
			value: Math.max(...peaks),
			unit: 'MB',
			target: { atMost: limit },
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
			target: { atMost: limit },
			detail: `${seconds(many.ms)}, measured once`,
		});
	}
	return figures;
};
