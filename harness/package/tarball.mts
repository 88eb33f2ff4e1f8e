import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The package as users get it, unpacked where nothing but n8n-workflow can be required. */
export interface UnpackedPackage {
	/** The folder that holds package.json. */
	directory: string;
	/** Paths of all its files, from that folder, with slashes, sorted. */
	files: string[];
	remove(): void;
}

/**
 * Packs the built package and unpacks it in a folder of its own.
 * @param source its folder; this repository unless given
 */
export function unpackPackage(source = '.'): UnpackedPackage {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
		cwd: source,
		stdio: 'ignore',
	});
	const [tarball] = readdirSync(folder);
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder]);

	mkdirSync(join(folder, 'node_modules'));
	symlinkSync(resolve('node_modules/n8n-workflow'), join(folder, 'node_modules/n8n-workflow'));

	const directory = join(folder, 'package');
	return {
		directory,
		files: filesIn(directory),
		remove: () => rmSync(folder, { recursive: true, force: true }),
	};
}

function filesIn(directory: string): string[] {
	return readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
		.map((path) => path.replaceAll('\\', '/'))
		.sort();
}
