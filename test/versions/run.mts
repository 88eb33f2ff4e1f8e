/** `npm run test:versions`: this package on the versions of n8n that people run. */
import { join } from 'node:path';

import { ensureHost, repositoryRoot } from '../../scripts/host/install.mts';
import { installCommunityPackage } from '../../scripts/host/package.mts';
import { stopAll } from '../../scripts/host/shutdown.mts';
import { carryOut } from '../e2e/carryOut.mts';
import { Checklist } from '../e2e/checklist.mts';
import { checkMessages } from '../faults/host/messages.mts';
import { ensureOldHost } from './host.mts';
import { checkRealN8n } from './realN8n.mts';
import { runEngineSuite } from './suite.mts';

const SAMPLE = process.argv.includes('--sample');
const NEWEST = 'newest';
/** The versions of n8n-core; the newest that is tried is the one `npm test` runs on. */
const CORES = SAMPLE ? ['1.122.48', '2.20.0'] : ['1.122.48', '2.20.0', '2.36.0'];
const HOSTS = SAMPLE ? ['1.123.81'] : ['1.123.81', '2.20.12', NEWEST];
/** Unlike the module that is disabled by default, this one is in old versions too. */
const ENV = { N8N_DISABLED_MODULES: 'insights' };
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
	for (const version of HOSTS) await checkHost(checklist, version);
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

/** Letters and messages in one real n8n. */
async function checkHost(checklist: Checklist, version: string): Promise<void> {
	const host =
		version === NEWEST
			? await ensureHost({ log: console.log })
			: await ensureOldHost(version, console.log);
	const packages = join(folder, 'packages');
	await installCommunityPackage({
		packageFolder: repositoryRoot,
		userFolder: packages,
		node: host.node,
	});
	const stage = { host, packages, folder: join(folder, version), seed: 0, env: ENV };
	await checkRealN8n(checklist, stage);
	await stopAll();
	await checkMessages(checklist, stage, {
		label: `n8n ${version}`,
		answersFirst: version.startsWith('1.'),
	});
	await stopAll();
}

await carryOut(folder, run);
