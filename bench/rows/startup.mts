import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import type { Startup } from '../engine/startup.mts';
import { n8nEnvironment } from '../../scripts/host/environment.mts';
import type { Row, Scene } from '../measure/scene.mts';
import { megabytes, median, rounded } from '../measure/statistics.mts';

const row = 'e';
const MAIN = fileURLToPath(new URL('../engine/startup.mts', import.meta.url));
const ROUNDS = 9;
const QUICK_ROUNDS = 3;

/** Row (e): what the package adds to n8n's start and memory: fresh processes with and without it. */
export const startup: Row = async (scene) => {
	const withIt: Startup[] = [];
	const without: Startup[] = [];
	const rounds = scene.quick ? QUICK_ROUNDS : ROUNDS;
	for (let round = 0; round < rounds; round++) {
		withIt.push(await started(scene, scene.packageFolder));
		without.push(await started(scene, ''));
	}
	if (withIt.some(({ nodes }) => nodes !== 4)) throw new Error('The package was not loaded whole');
	const added = (kind: 'ms' | 'rss' | 'used') =>
		median(withIt.map((each) => each[kind])) - median(without.map((each) => each[kind]));
	const [rss, used] = [megabytes(added('rss')), megabytes(added('used'))];
	const all = withIt.map(({ ms }) => rounded(ms)).join(', ');
	scene.say(`  ${rounded(added('ms'))} ms, ${rounded(rss)} MB`);
	return [
		{
			row,
			name: "Added to n8n's start",
			value: added('ms'),
			unit: 'ms',
			target: { atMost: 50 },
			detail: `${rounds} starts: ${all} ms`,
		},
		{
			row,
			name: "Added to n8n's memory",
			value: Math.max(rss, used),
			unit: 'MB',
			target: { atMost: 10 },
			detail: `${rounded(rss)} MB of the system's, ${rounded(used)} MB of heap and buffers`,
		},
	];
};

async function started({ host }: Scene, packageFolder: string): Promise<Startup> {
	const child = fork(MAIN, [], {
		execPath: host.node,
		execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
		env: n8nEnvironment(host.node, { BENCH_HOST: host.dir, BENCH_PACKAGE: packageFolder }),
	});
	const [[result]] = (await Promise.all([once(child, 'message'), once(child, 'exit')])) as [
		[Startup],
		unknown,
	];
	return result;
}
