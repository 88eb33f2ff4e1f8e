import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Scenario, ScenarioResult } from './scenario.mts';

/**
 * Runs scenarios in several processes, each with an n8n engine and a service of its own.
 * @param report told each result as it comes
 * @throws Error when a process fails
 */
export async function runInLanes(
	scenarios: Scenario[],
	lanes: number,
	report: (result: ScenarioResult) => void,
): Promise<void> {
	const waiting = [...scenarios];
	await Promise.all(
		Array.from({ length: Math.min(lanes, scenarios.length) }, async () => {
			const lane = fork(fileURLToPath(new URL('./lane.mts', import.meta.url)), {
				execArgv: ['--import', 'tsx'],
				env: { ...process.env, NODE_ENV: 'production' },
			});
			try {
				await answerOf(lane);
				for (let next = waiting.shift(); next; next = waiting.shift()) {
					lane.send(next);
					report((await answerOf(lane)) as ScenarioResult);
				}
			} finally {
				lane.kill();
			}
		}),
	);
}

async function answerOf(lane: ChildProcess): Promise<unknown> {
	const ended = new AbortController();
	try {
		const [answer] = (await Promise.race([
			once(lane, 'message', { signal: ended.signal }),
			once(lane, 'exit', { signal: ended.signal }).then(([code]) => {
				throw new Error(`A lane ended by itself (${String(code)})`);
			}),
		])) as unknown[];
		return answer;
	} finally {
		ended.abort();
	}
}
