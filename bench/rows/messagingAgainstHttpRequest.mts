import { startEngine, type Engine } from '../engine/engine.mts';
import type { ContenderName, Expressions } from '../engine/protocol.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row, Scene } from '../measure/scene.mts';
import { rounded, seconds } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'a';

/**
 * Row (a): 10,000 messages by CM Messaging, against n8n's HTTP Request with a request per row (one
 * after the other, by Loop Over Items; and all at once, as it does by itself), and against a bare
 * script that posts the same batches. What the node takes over the script is held against what n8n
 * takes to read the same parameters of the same rows.
 */
export const messagingAgainstHttpRequest: Row = async (scene) => {
	const figures = await measured(scene, 'vm', true);
	// Expressions cost a fraction there, so that the rest shows.
	return [...figures, ...(await measured(scene, 'legacy', false))];
};

async function measured(
	scene: Scene,
	expressions: Expressions,
	withHttpRequest: boolean,
): Promise<Figure[]> {
	const { quick, say } = scene;
	const items = quick ? 1_000 : 10_000;
	const engine = await startEngine({ ...scene, expressions });
	say(`  expressions: ${expressions}`);
	await warmUp(engine, withHttpRequest, quick ? 1 : 3);
	const ofEngine = expressions === 'vm' ? '' : ' (expression engine "legacy")';
	const figures = [await againstScript(scene, engine, items, ofEngine)];
	if (withHttpRequest) {
		figures.push(...(await againstOneByOne(scene, engine, items)));
		figures.push(...(await againstAllAtOnce(scene, engine, items)));
		// Fewer, as n8n takes its time for these.
		const computed = items / 5;
		figures.push(await againstScript(scene, engine, computed, ' (expressions that compute)', true));
	}
	await engine.stop();
	return figures;
}

async function againstScript(
	{ rounds, say }: Scene,
	engine: Engine,
	items: number,
	remark: string,
	computed = false,
): Promise<Figure> {
	const run = (contender: ContenderName) => async () =>
		await engine.run({ contender, delay: 20, items, computed });
	const { ms, cpuMs, ofRounds } = await takeTurns(
		rounds,
		{ ours: run('cmMessaging'), script: run('bareScript'), reading: run('parameterReader') },
		(round, took) =>
			say(
				`  ${round}: ${seconds(took.ours)}; bare script ${seconds(took.script)}; parameters read ${seconds(took.reading)}`,
			),
	);
	return {
		row,
		name: `${items} messages, 20 ms: time over a bare script, per time n8n takes to read the parameters${remark}`,
		value: ofRounds(({ ours, script, reading }) => (ours - script) / reading),
		unit: '×',
		target: { atMost: 2 },
		detail:
			`${seconds(ms.ours)}; script ${seconds(ms.script)}; reading ${seconds(ms.reading)}; ` +
			`processor time ${seconds(cpuMs.ours)}, ${seconds(cpuMs.script)}, ${seconds(cpuMs.reading)}`,
	};
}

async function warmUp(engine: Engine, withHttpRequest: boolean, turns: number): Promise<void> {
	const warm = async (contender: ContenderName, items: number) =>
		await engine.run({ contender, delay: 0, items });
	for (let turn = 0; turn < turns; turn++) {
		await warm('cmMessaging', 500);
		await warm('parameterReader', 500);
		await warm('bareScript', 500);
		if (!withHttpRequest) continue;
		await warm('httpRequestMessages', 200);
		await warm('httpRequestMessagesInTurn', 50);
	}
}

async function againstOneByOne(
	{ quick, rounds, say }: Scene,
	engine: Engine,
	items: number,
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const { delay, rows, least } of [
		{ delay: 100, rows: quick ? 20 : 100, least: 200 },
		{ delay: 20, rows: quick ? 50 : 200, least: 50 },
	]) {
		const inTurn = async (count: number) =>
			await engine.run({ contender: 'httpRequestMessagesInTurn', delay, items: count });
		const half = (await inTurn(rows / 2)).ms / (rows / 2);
		const turns = await takeTurns(
			rounds,
			{
				ours: async () => await engine.run({ contender: 'cmMessaging', delay, items }),
				oneByOne: async () => await inTurn(rows),
			},
			(round, ms) =>
				say(
					`  ${round}: at ${delay} ms ${seconds(ms.ours)}; one by one ${seconds(ms.oneByOne)} for ${rows}`,
				),
		);
		const perRow = turns.ms.oneByOne / rows;
		figures.push({
			row,
			name: `${items} messages, ${delay} ms: HTTP Request one by one, per CM Messaging`,
			value: turns.ofRounds(({ ours, oneByOne }) => (oneByOne * (items / rows)) / ours),
			unit: '×',
			target: { atLeast: least },
			detail:
				`${seconds(turns.ms.ours)} against ${seconds(perRow * items)}, scaled from ${rows} rows ` +
				`(${rounded(perRow)} ms a row; ${rounded(half)} ms with half as many)`,
		});
	}
	return figures;
}

async function againstAllAtOnce(
	{ rounds, say }: Scene,
	engine: Engine,
	items: number,
): Promise<Figure[]> {
	const figures: Figure[] = [];
	for (const { delay, times } of [
		{ delay: 20, times: rounds },
		{ delay: 0, times: 1 },
	]) {
		const turns = await takeTurns(
			times,
			{
				ours: async () => await engine.run({ contender: 'cmMessaging', delay, items }),
				atOnce: async () => await engine.run({ contender: 'httpRequestMessages', delay, items }),
			},
			(round, ms) =>
				say(`  ${round}: at ${delay} ms ${seconds(ms.ours)}; all at once ${seconds(ms.atOnce)}`),
		);
		figures.push({
			row,
			name: `${items} messages, ${delay} ms: HTTP Request all at once, per CM Messaging`,
			value: turns.ofRounds(({ ours, atOnce }) => atOnce / ours),
			unit: '×',
			...(delay === 20 ? { target: { atLeast: 10 } } : {}),
			detail:
				`${seconds(turns.ms.ours)} against ${seconds(turns.ms.atOnce)}` +
				(times === 1 ? ', measured once' : ''),
		});
	}
	return figures;
}
