import { startEngine, type Engine } from '../engine/engine.mts';
import type { StoreKind } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row, Scene } from '../measure/scene.mts';
import { rounded, seconds } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'g';

/** How many texts n8n's store holds of a workflow at most, see shared/n8n/workflowTokens.ts. */
const FULL = 150_000;

/**
 * Row (g): text letters, protected as by default, in a workflow whose memory of letters is full: each
 * call of n8n's store then reads and writes 4 MB. In the memory of the process, and with the
 * databases that n8n has.
 */
export const fullMemory: Row = async (scene) => {
	const letters = scene.quick ? 200 : 1_000;
	const figures: Figure[] = [];
	const engine = await startEngine(scene);
	await warmUp(engine);
	for (const concurrency of [1, 5, 25]) {
		const items = concurrency === 1 && !scene.quick ? 600 : letters;
		const most = concurrency === 25 ? undefined : 1.2;
		figures.push(await compared(scene, engine, 'memory', items, concurrency, most));
	}
	figures.push(await known(scene, engine));
	await engine.stop();
	for (const store of ['sqlite', 'postgres'] as const) {
		const stored = await startEngine({ ...scene, store });
		await warmUp(stored);
		figures.push(await compared(scene, stored, store, letters, 5));
		await stored.stop();
	}
	return figures;
};

async function warmUp(engine: Engine): Promise<void> {
	for (const contender of ['cmLetters', 'minimalLetters'] as const) {
		await engine.run({ contender, delay: 0, items: 200, concurrency: 5, stored: FULL });
	}
}

async function compared(
	{ rounds, say }: Scene,
	engine: Engine,
	store: StoreKind,
	items: number,
	concurrency: number,
	most?: number,
): Promise<Figure> {
	const settings = { delay: 20, items, concurrency };
	const turns = await takeTurns(
		rounds,
		{
			ours: async () => await engine.run({ contender: 'cmLetters', ...settings, stored: FULL }),
			minimal: async () => await engine.run({ contender: 'minimalLetters', ...settings }),
		},
		(round, ms) =>
			say(
				`  ${round}: ${items} by ${concurrency}, ${store}: ${seconds(ms.ours)}; minimal ${seconds(ms.minimal)}`,
			),
	);
	return {
		row,
		name: `${items} letters, 20 ms, concurrency ${concurrency}, ${NAMES[store]}: CM Letters, per minimal node`,
		value: turns.ofRounds(({ ours, minimal }) => ours / minimal),
		unit: '×',
		...(most === undefined ? {} : { target: { atMost: most } }),
		detail: `${seconds(turns.ms.ours)} against ${seconds(turns.ms.minimal)}; processor time ${seconds(turns.cpuMs.ours)} against ${seconds(turns.cpuMs.minimal)}`,
	};
}

const NAMES: Record<StoreKind, string> = {
	memory: 'store in memory',
	sqlite: 'store in SQLite',
	postgres: 'store in PostgreSQL',
};

/** The same sheet once more: nothing is sent, and n8n has to answer others meanwhile. */
async function known({ quick, say }: Scene, engine: Engine): Promise<Figure> {
	const items = quick ? 500 : 5_000;
	const settings = { contender: 'cmLetters', delay: 0, items, concurrency: 25 } as const;
	await engine.run({ ...settings, stored: FULL });
	const { ms, longestHold } = await engine.run({ ...settings, known: true });
	say(`  ${items} known letters: ${seconds(ms)}, longest hold ${rounded(longestHold)} ms`);
	return {
		row,
		name: `${items} letters that were sent before: longest time that n8n stands still`,
		value: longestHold,
		unit: 'ms',
		target: { atMost: 250 },
		detail: `${seconds(ms)} in all, measured once`,
	};
}
