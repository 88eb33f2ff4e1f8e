import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { repositoryRoot } from '../../scripts/host/install.mts';
import { withInstallLock } from '../../scripts/host/installLock.mts';
import { npm } from '../../scripts/host/npm.mts';
import { startChild } from '../../scripts/host/process.mts';

/** Where the versions are kept, for good. */
export const versionsFolder = join(repositoryRoot, '.cache', 'versions');

/** What the engine suite needs of this repository, besides libraries. */
const SOURCES = [
	'credentials',
	'dist',
	'examples',
	'harness',
	'icons',
	'nodes',
	'shared',
	'simulator',
	'test',
	'jest.config.mjs',
	'package.json',
];

/** n8n's ranges are open: without a day, they resolve to what did not exist when it was tried. */
const BEFORE = '2026-10-05';

export interface SuiteResult {
	passed: number;
	failed: number;
}

/**
 * Runs the engine suite, as it is, in another version of n8n's engine: in a folder with a copy of
 * the sources, whose node_modules leads to that version's own packages and else to this project's.
 * @param version of n8n-core; `newest` for the one this project is built with
 * @param files only those whose path holds one of these; all where there are none
 */
export async function runEngineSuite(
	version: string,
	files: readonly string[],
	log: (line: string) => void,
): Promise<SuiteResult> {
	if (version === 'newest') return await runJest(repositoryRoot, files, log);
	const installed = join(versionsFolder, `n8n-core-${version}`);
	await ensureCore(version, installed, log);
	// Not below this repository, whose lint would take the copies for sources.
	const suite = await mkdtemp(join(tmpdir(), `n8n-core-${version}-`));
	try {
		await layOut(installed, suite);
		return await runJest(suite, files, log);
	} finally {
		await rm(suite, { recursive: true, force: true });
	}
}

async function runJest(
	folder: string,
	files: readonly string[],
	log: (line: string) => void,
): Promise<SuiteResult> {
	const results = { passed: 0, failed: 0 };
	const jest = join(repositoryRoot, 'node_modules', 'jest', 'bin', 'jest.js');
	const flags = ['--rootDir', folder, '--selectProjects', 'engine', '--colors=false'];
	const child = startChild({
		command: process.execPath,
		// An older n8n-core leaves something running.
		args: [jest, ...flags, '--forceExit', '--', ...files],
		cwd: folder,
		onLine: (line) => {
			if (/^FAIL | ● |✕/.test(line)) log(`  ${line}`);
			if (!line.startsWith('Tests: ')) return;
			results.passed = count(line, 'passed');
			results.failed = count(line, 'failed');
		},
	});
	const { code } = await child.exited;
	if (code !== 0 && results.failed === 0) {
		log(child.lastLines());
		results.failed = 1;
	}
	return results;
}

function count(line: string, what: string): number {
	return Number(new RegExp(`(\\d+) ${what}`).exec(line)?.[1] ?? 0);
}

async function ensureCore(
	version: string,
	folder: string,
	log: (line: string) => void,
): Promise<void> {
	const stamp = join(folder, '.installed');
	if (existsSync(stamp)) return;
	await withInstallLock(`${folder}.lock`, log, async () => {
		if (existsSync(stamp)) return;
		log(`Installing n8n-core ${version} (half a minute) ...`);
		await rm(folder, { recursive: true, force: true });
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'package.json'), '{"private": true}');
		await npm({
			args: [
				'install',
				'--ignore-scripts',
				'--legacy-peer-deps',
				'--omit=dev',
				`--before=${BEFORE}`,
				`n8n-core@${version}`,
			],
			cwd: folder,
			node: process.execPath,
		});
		await writeFile(stamp, version);
	});
}

async function layOut(installed: string, suite: string): Promise<void> {
	const modules = join(suite, 'node_modules');
	await mkdir(join(modules, '@n8n'), { recursive: true });
	for (const source of SOURCES) {
		await cp(join(repositoryRoot, source), join(suite, source), { recursive: true });
	}
	const [ours, theirs] = [join(repositoryRoot, 'node_modules'), join(installed, 'node_modules')];
	const isN8n = (name: string) => name === 'n8n-core' || name === 'n8n-workflow' || name === '@n8n';
	for (const name of await readdir(ours)) {
		if (!name.startsWith('.') && !isN8n(name)) await symlink(join(ours, name), join(modules, name));
	}
	for (const name of await readdir(theirs)) {
		if (isN8n(name) && name !== '@n8n') await symlink(join(theirs, name), join(modules, name));
	}
	for (const name of await readdir(join(theirs, '@n8n'))) {
		await symlink(join(theirs, '@n8n', name), join(modules, '@n8n', name));
	}
}
