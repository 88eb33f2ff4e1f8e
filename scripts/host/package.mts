import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { npm } from './npm.mts';
import { runToEnd } from './process.mts';

interface PackageJson {
	name: string;
	version: string;
	devDependencies?: Record<string, string>;
	peerDependencies?: Record<string, string>;
	optionalDependencies?: Record<string, string>;
	n8n?: { nodes?: string[]; credentials?: string[] };
}

interface Ledger {
	dependencies: Record<string, string>;
}

export interface InstallPackageOptions {
	/** The package's folder, already built. */
	packageFolder: string;
	userFolder: string;
	/** The Node that n8n runs on. */
	node: string;
}

export interface InstalledPackage {
	name: string;
	version: string;
	folder: string;
}

async function readJson<T>(file: string): Promise<T> {
	return JSON.parse(await readFile(file, 'utf8')) as T;
}

async function writeJson(file: string, value: unknown): Promise<void> {
	await writeFile(file, JSON.stringify(value, null, 2));
}

/** n8n leaves out what it cannot load, and says so in its log only. */
function assertComplete(folder: string, { name, n8n = {} }: PackageJson): void {
	const promised = [...(n8n.nodes ?? []), ...(n8n.credentials ?? [])];
	const missing = promised.filter((file) => !existsSync(join(folder, file)));
	if (missing.length === 0) return;
	throw new Error(`The package ${name} is not built: ${missing.join(', ')} is missing in it`);
}

/** `npm pack` into a folder; returns the tarball. */
async function pack(packageFolder: string, node: string, into: string): Promise<string> {
	// The build is done before: no script of the package runs again.
	await npm({
		args: ['pack', '--ignore-scripts', '--pack-destination', into],
		cwd: packageFolder,
		node,
	});
	const tarball = (await readdir(into)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack wrote no tarball for ${packageFolder}`);
	return join(into, tarball);
}

/**
 * Installs a package into an n8n user folder as n8n itself does from "Settings > Community nodes":
 * pack, unpack, drop what is not for users, install its dependencies, enter it in the ledger. n8n
 * loads it at its next start.
 */
export async function installCommunityPackage({
	packageFolder,
	userFolder,
	node,
}: InstallPackageOptions): Promise<InstalledPackage> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const { name, version } = await readJson<PackageJson>(join(packageFolder, 'package.json'));
	const folder = join(nodesFolder, 'node_modules', name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });

	const scratch = await mkdtemp(join(tmpdir(), 'community-package-'));
	try {
		const tarball = await pack(packageFolder, node, scratch);
		await runToEnd({
			command: 'tar',
			args: ['-xzf', tarball, '-C', folder, '--strip-components=1'],
		});
	} finally {
		await rm(scratch, { recursive: true, force: true });
	}

	const manifest = join(folder, 'package.json');
	const forUsers = await readJson<PackageJson>(manifest);
	assertComplete(folder, forUsers);
	delete forUsers.devDependencies;
	delete forUsers.peerDependencies;
	delete forUsers.optionalDependencies;
	await writeJson(manifest, forUsers);
	const flags = ['--bin-links=false', '--install-strategy=shallow', '--package-lock=false'];
	await npm({ args: ['install', '--ignore-scripts', ...flags], cwd: folder, node });

	const ledgerFile = join(nodesFolder, 'package.json');
	const ledger = await readJson<Ledger>(ledgerFile).catch(() => ({ dependencies: {} }));
	const dependencies = { ...ledger.dependencies, [name]: version };
	await writeJson(ledgerFile, { name: 'installed-nodes', private: true, dependencies });
	return { name, version, folder };
}
