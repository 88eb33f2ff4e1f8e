import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { withInstallLock } from './installLock.mts';
import { nodeForN8n } from './nodeRuntime.mts';
import { npm } from './npm.mts';

const here = dirname(fileURLToPath(import.meta.url));
const lockFolder = join(here, 'lock');

/** The root of this repository. */
export const repositoryRoot = join(here, '..', '..');

/** Where n8n is installed, for good. */
export const hostFolder = join(repositoryRoot, '.cache', 'n8n-host');

/** An installed n8n and the Node it runs on. */
export interface Host {
	dir: string;
	node: string;
	n8nBin: string;
	version: string;
}

export interface EnsureHostOptions {
	/** Told what is going on; called now and then while the first installation runs. */
	log: (line: string) => void;
}

const PROGRESS_EVERY_MS = 10_000;
const stampFile = join(hostFolder, '.installed');

async function lockHash(): Promise<string> {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(await readFile(join(lockFolder, file)));
	}
	return `${hash.digest('hex')} ${process.platform}-${process.arch}`;
}

async function isComplete(hash: string): Promise<boolean> {
	const stamp = await readFile(stampFile, 'utf8').catch(() => '');
	return stamp === hash && existsSync(join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n'));
}

/** How many packages the lock file puts at the top of node_modules. */
async function countLocked(): Promise<number> {
	const text = await readFile(join(lockFolder, 'package-lock.json'), 'utf8');
	const { packages } = JSON.parse(text) as { packages: Record<string, unknown> };
	const atTop = /^node_modules\/(@[^/]+\/)?[^/]+$/;
	return Object.keys(packages).filter((path) => atTop.test(path)).length;
}

/** How many packages npm has unpacked; it makes all their folders first. */
function countUnpacked(modules: string): number {
	if (!existsSync(modules)) return 0;
	const folders = readdirSync(modules).flatMap((name) =>
		name.startsWith('@')
			? readdirSync(join(modules, name)).map((scoped) => join(name, scoped))
			: [name],
	);
	return folders.filter((name) => existsSync(join(modules, name, 'package.json'))).length;
}

/** Runs one slow step and reports now and then that it is still going. */
async function step<T>(
	log: EnsureHostOptions['log'],
	name: string,
	progress: () => string,
	work: () => Promise<T>,
): Promise<T> {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)}s`;
	log(`${name} ...`);
	const ticker = setInterval(() => log(`  ... ${elapsed()}${progress()}`), PROGRESS_EVERY_MS);
	try {
		const result = await work();
		log(`  done in ${elapsed()}`);
		return result;
	} finally {
		clearInterval(ticker);
	}
}

async function install(hash: string, log: EnsureHostOptions['log']): Promise<void> {
	const modules = join(hostFolder, 'node_modules');
	const total = await countLocked();
	await mkdir(hostFolder, { recursive: true });
	await rm(stampFile, { force: true });
	for (const file of ['package.json', 'package-lock.json']) {
		await copyFile(join(lockFolder, file), join(hostFolder, file));
	}
	await step(
		log,
		'Installing n8n beside this project (about four minutes and 3 GB, once)',
		() => `, ${countUnpacked(modules)} of ${total} packages unpacked`,
		async () =>
			await npm({
				args: ['ci', '--omit=dev', '--ignore-scripts'],
				cwd: hostFolder,
				node: process.execPath,
			}),
	);
	const { node, headers } = nodeForN8n(hostFolder);
	await step(
		log,
		"Building the driver of n8n's database (about a minute)",
		() => '',
		async () =>
			await npm({
				args: ['rebuild', 'sqlite3', '--ignore-scripts=false'],
				cwd: hostFolder,
				node,
				// Headers that are there need not be fetched.
				env: headers ? { npm_config_nodedir: headers } : {},
			}),
	);
	await writeFile(stampFile, hash);
}

async function n8nVersion(): Promise<string> {
	const file = join(hostFolder, 'node_modules', 'n8n', 'package.json');
	const parsed = JSON.parse(await readFile(file, 'utf8')) as { version: string };
	return parsed.version;
}

/**
 * Makes sure that n8n and a Node it runs on are installed, and says where. Takes minutes the first
 * time and no time later; an installation that was interrupted is done again.
 */
export async function ensureHost({ log }: EnsureHostOptions): Promise<Host> {
	const hash = await lockHash();
	if (!(await isComplete(hash))) {
		await withInstallLock(`${hostFolder}.lock`, log, async () => {
			// Another process may have done it while this one waited.
			if (await isComplete(hash)) return;
			try {
				await install(hash, log);
			} catch (error) {
				throw new Error(
					`n8n could not be installed in ${hostFolder}. Check the network, the npm registry ` +
						'setting (npm config get registry) and the space on the disk (3 GB), and that a C++ ' +
						'compiler, make and Python 3 are there in case no ready-made database driver is. ' +
						'Then run the same command again: it starts over.',
					{ cause: error },
				);
			}
		});
	}
	const { node } = nodeForN8n(hostFolder);
	return {
		dir: hostFolder,
		node,
		n8nBin: join(hostFolder, 'node_modules', 'n8n', 'bin', 'n8n'),
		version: await n8nVersion(),
	};
}
