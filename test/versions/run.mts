/** `npm run test:versions`: this package on the versions of n8n that people run. */
import { join } from 'node:path';

import { ensureHost, repositoryRoot } from '../../scripts/host/install.mts';
import { carryOut } from '../e2e/carryOut.mts';
import { Checklist } from '../e2e/checklist.mts';
import { ensureOldHost } from './host.mts';
import { checkRealN8n } from './realN8n.mts';
import { runEngineSuite } from './suite.mts';

const SAMPLE = process.argv.includes('--sample');
const NEWEST = 'newest';
/** The versions of n8n-core; the newest that is tried is the one `npm test` runs on. */
const CORES = SAMPLE ? ['1.122.48', '2.20.0'] : ['1.122.48', '2.20.0', '2.36.0'];
const HOSTS = SAMPLE ? ['1.123.81'] : ['1.123.81', '2.20.12', NEWEST];
/** Test files of a sample: errors, what is never sent, and waits. */
const FILES = SAMPLE ? ['engine/unsent', 'engine/letters/failures'] : [];

const folder = join(repositoryRoot, '.demo', `versions-${process.pid}`);

console.log(
	SAMPLE
		? `A sample: some engine tests on n8n-core ${CORES.join(' and ')}, and a real n8n ${HOSTS.join(' and ')}.
Needs about 6 GB on the disk and 2 GB of memory; takes 3 minutes, and 5 more the first time.`
		: `The engine suite on n8n-core ${CORES.join(', ')} and the newest, and a real n8n ${HOSTS.join(' and ')}.
Needs about 10 GB on the disk and 2 GB of memory; takes 20 minutes, and 10 more the first time.`,
);

async function run(): Promise<boolean> {
	const checklist = new Checklist(
		() => [],
		async () => await Promise.resolve(`kept: ${folder}`),
	);
	for (const version of HOSTS) {
		const host =
			version === NEWEST
				? await ensureHost({ log: console.log })
				: await ensureOldHost(version, console.log);
		await checkRealN8n(checklist, host, { packageFolder: repositoryRoot, folder });
	}
	let [passed, failed] = [0, 0];
	for (const version of [...CORES, ...(SAMPLE ? [] : [NEWEST])]) {
		console.log(`Engine suite on n8n-core ${version}`);
		const results = await runEngineSuite(version, FILES, console.log);
		console.log(`  ${results.passed} passed, ${results.failed} failed`);
		passed += results.passed;
		failed += results.failed;
	}
	return checklist.finish({ passed, failed });
}

await carryOut(folder, run);
