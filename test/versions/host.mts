import { createHash } from 'node:crypto';
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ensureHost, type Host } from '../../scripts/host/install.mts';
import { withInstallLock } from '../../scripts/host/installLock.mts';
import { npm } from '../../scripts/host/npm.mts';
import { versionsFolder } from './suite.mts';

const locks = join(dirname(fileURLToPath(import.meta.url)), 'lock');
const LOCK_FILES = ['package.json', 'package-lock.json'];

/**
 * An older n8n, installed from its lock file beside the newest, whose Node and whose built driver of
 * the database (the same in all of them, and independent of the Node) it uses.
 */
export async function ensureOldHost(version: string, log: (line: string) => void): Promise<Host> {
	const { dir: newest, node } = await ensureHost({ log });
	const dir = join(versionsFolder, `n8n-${version}`);
	const stamp = join(dir, '.installed');
	const hash = await lockHash(version);
	const isComplete = async () => (await readFile(stamp, 'utf8').catch(() => '')) === hash;
	await withInstallLock(`${dir}.lock`, log, async () => {
		if (await isComplete()) return;
		const started = Date.now();
		log(`Installing n8n ${version} (one to three minutes, 2 to 3 GB, once) ...`);
		await rm(stamp, { force: true });
		await mkdir(dir, { recursive: true });
		for (const file of LOCK_FILES) await copyFile(join(locks, version, file), join(dir, file));
		await npm({ args: ['ci', '--omit=dev', '--ignore-scripts'], cwd: dir, node: process.execPath });
		const driver = join('node_modules', 'sqlite3', 'build');
		await cp(join(newest, driver), join(dir, driver), { recursive: true });
		await writeFile(stamp, hash);
		log(`  done in ${Math.round((Date.now() - started) / 1000)}s`);
	});
	return { dir, node, n8nBin: join(dir, 'node_modules', 'n8n', 'bin', 'n8n'), version };
}

async function lockHash(version: string): Promise<string> {
	const hash = createHash('sha256');
	for (const file of LOCK_FILES) hash.update(await readFile(join(locks, version, file)));
	return hash.digest('hex');
}
