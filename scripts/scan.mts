/**
 * The scan that n8n runs before it verifies a package, without the network: same configuration
 * (from n8n's own scanner), on the source and on every file of the tarball, with inline switches
 * ignored. Stricter in one thing: a warning fails it too.
 *
 *     npm run scan [-- folder ...]
 *
 * scans the packages in these folders, or every package there is.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

// @ts-expect-error n8n's scanner comes without types
import * as n8nScanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint, type Linter } from 'eslint';
import glob from 'fast-glob';

import { packageFolders } from './packages.mts';

const { buildScanConfig, SOURCE_FILE_PATTERNS } = n8nScanner as {
	buildScanConfig(): Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
};

const TARBALL_FILE_PATTERNS = ['**/*.js', '**/*.ts', '**/*.json'];

async function lint(directory: string, patterns: string[]): Promise<ESLint.LintResult[]> {
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files = await glob(patterns, {
		cwd: directory,
		absolute: true,
		ignore: ['node_modules/**', 'packages/**', '**/package-lock.json'],
	});
	if (files.length === 0) throw new Error(`Nothing to scan in ${directory}`);
	return await eslint.lintFiles(files);
}

function unpackedTarball(folder: string, into: string): string {
	execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', into], {
		cwd: folder,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	const tarball = readdirSync(into).find((name) => name.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack made no tarball');
	execFileSync('tar', ['-xzf', join(into, tarball), '-C', into]);
	return join(into, 'package');
}

/** Scans the source and the tarball of one package. @returns how much was found */
async function scan(folder: string): Promise<number> {
	const { name: packageName } = JSON.parse(
		readFileSync(join(folder, 'package.json'), 'utf8'),
	) as Record<string, string>;
	const scratch = mkdtempSync(join(tmpdir(), 'scan-'));
	let found = 0;
	try {
		const legs = [
			{ name: 'source', directory: resolve(folder), patterns: SOURCE_FILE_PATTERNS },
			{
				name: 'tarball',
				directory: unpackedTarball(folder, scratch),
				patterns: TARBALL_FILE_PATTERNS,
			},
		];
		for (const { name, directory, patterns } of legs) {
			const results = await lint(directory, patterns);
			const errors = results.reduce((sum, result) => sum + result.errorCount, 0);
			const warnings = results.reduce((sum, result) => sum + result.warningCount, 0);
			found += errors + warnings;
			console.log(
				`${packageName}: scan of ${name}: ${results.length} files, ${errors} errors, ${warnings} warnings`,
			);
			const report = await (await new ESLint().loadFormatter('stylish')).format(results);
			if (report !== '') console.log(report);
		}
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
	return found;
}

const given = process.argv.slice(2);
const folders = given.length > 0 ? given : await packageFolders();
let found = 0;
for (const folder of folders) found += await scan(folder);
process.exitCode = found === 0 ? 0 : 1;
