import { startEngine, type Engine } from '../engine/engine.mts';
import type { ContenderName } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row, Scene } from '../measure/scene.mts';
import { rounded, seconds } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'b';

/**
 * Row (b): text letters by CM Letters, against the least a node can do: a loop over n8n's request
 * helper that reads no parameter and checks nothing. Beside it, the same loop with the letter read
 * from the node's parameters, as every node has to: that part is n8n's own. The letters are protected
 * against being sent twice, as by default, with an empty memory.
 */
export const lettersAgainstMinimal: Row = async (scene) => {
	const { quick } = scene;
	const engine = await startEngine(scene);
	for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
		for (const contender of ['cmLetters', 'minimalLetters', 'readingLetters'] as const) {
			await engine.run({ contender, delay: 0, items: 200, concurrency: 5, stored: 0 });
		}
	}
	const figures: Figure[] = [];
	const letters = quick ? 200 : 1_000;
	for (const concurrency of [1, 5, 25]) {
		// A thousand letters one by one take half a minute; fewer show the same.
		const items = concurrency === 1 && !quick ? 300 : letters;
		figures.push(...(await compared(scene, engine, { delay: 20, concurrency, items })));
	}
	figures.push(...(await compared(scene, engine, { delay: 100, concurrency: 25, items: letters })));
	for (const concurrency of [1, 25]) {
		figures.push(...(await compared(scene, engine, { delay: 0, concurrency, items: letters })));
	}
	figures.push(await againstHttpRequest(scene, engine, letters));
	await engine.stop();
	return figures;
};

interface Case {
	delay: number;
	concurrency: number;
	items: number;
}

async function compared({ rounds, say }: Scene, engine: Engine, settings: Case): Promise<Figure[]> {
	const { delay, concurrency, items } = settings;
	const run = (contender: ContenderName) => async () =>
		await engine.run({ contender, ...settings, stored: 0 });
	const turns = await takeTurns(
		rounds,
		{
			ours: run('cmLetters'),
			minimal: run('minimalLetters'),
			reading: run('readingLetters'),
		},
		(round, ms) =>
			say(
				`  ${round}: ${items} at ${delay} ms by ${concurrency}: ${seconds(ms.ours)}; minimal ${seconds(ms.minimal)}; reading its parameters ${seconds(ms.reading)}`,
			),
	);
	const what = `${items} letters, ${delay} ms, concurrency ${concurrency}`;
	const detail = `${seconds(turns.ms.ours)} against ${seconds(turns.ms.minimal)}; processor time ${seconds(turns.cpuMs.ours)} against ${seconds(turns.cpuMs.minimal)}`;
	return [
		{
			row,
			name: `${what}: CM Letters, per minimal node`,
			value: turns.ofRounds(({ ours, minimal }) => ours / minimal),
			unit: '×',
			// Without a wait for the service, all that is compared is processor time.
			...(delay === 0 || concurrency === 25 ? {} : { target: { atMost: 1.1 } }),
			detail,
		},
		{
			row,
			name: `${what}: CM Letters, per minimal node that reads its parameters`,
			value: turns.ofRounds(({ ours, reading }) => ours / reading),
			unit: '×',
			detail: `against ${seconds(turns.ms.reading)}; processor time ${seconds(turns.cpuMs.reading)}`,
		},
	];
}

async function againstHttpRequest(
	{ rounds, quick, say }: Scene,
	engine: Engine,
	items: number,
): Promise<Figure> {
	const rows = quick ? 50 : 100;
	const turns = await takeTurns(
		rounds,
		{
			ours: async () =>
				await engine.run({ contender: 'cmLetters', delay: 20, items, concurrency: 5, stored: 0 }),
			oneByOne: async () =>
				await engine.run({ contender: 'httpRequestLettersInTurn', delay: 20, items: rows }),
		},
		(round, ms) => say(`  ${round}: HTTP Request one by one ${seconds(ms.oneByOne)} for ${rows}`),
	);
	const perRow = turns.ms.oneByOne / rows;
	return {
		row,
		name: `${items} letters, 20 ms: HTTP Request one by one, per CM Letters with concurrency 5`,
		value: turns.ofRounds(({ ours, oneByOne }) => (oneByOne * (items / rows)) / ours),
		unit: '×',
		detail: `${seconds(turns.ms.ours)} against ${seconds(perRow * items)}, scaled from ${rows} rows (${rounded(perRow)} ms a row)`,
	};
}
