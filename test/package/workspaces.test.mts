import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { loadPackage } from '../../harness/engine/loadedPackage.mts';
import { runNode } from '../../harness/engine/runNode.mts';
import { unpackPackage } from '../../harness/package/tarball.mts';

/** What a build, the types and the scan need of this repository. */
const NEEDED = [
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package.json',
	'scripts',
	'shared',
];

const FOLDER = 'packages/throw-away';

let repository: string;

beforeAll(() => {
	repository = realpathSync(mkdtempSync(join(tmpdir(), 'workspaces-')));
	for (const name of [...NEEDED, 'tsconfig.json']) {
		cpSync(name, join(repository, name), { recursive: true });
	}
	cpSync('test/throwAway', join(repository, FOLDER), { recursive: true });
	symlinkSync(resolve('node_modules'), join(repository, 'node_modules'));
});

afterAll(() => {
	rmSync(repository, { recursive: true, force: true });
});

/** What a script of the copy prints. @throws Error with that, where it fails */
function run(...args: string[]): string {
	const { status, stdout, stderr } = spawnSync(process.execPath, args, {
		cwd: repository,
		encoding: 'utf8',
		// As `test`, n8n's lint takes every file for one of its own tests.
		env: { ...process.env, NODE_ENV: '' },
	});
	if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
	return stdout;
}

/** Nothing of the repository names the package: it is found by its folder. */
it('a package that is put into packages/ is built with what is shared, typed, scanned and loaded', async () => {
	run('node_modules/gulp/bin/gulp.js', 'build');
	run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json');
	const scanned = run('--import', 'tsx', 'scripts/scan.mts', FOLDER);
	expect(scanned.match(/0 errors, 0 warnings/g)).toHaveLength(2);

	const unpacked = unpackPackage(join(repository, FOLDER));
	try {
		expect(unpacked.files).toEqual([
			'README.md',
			'dist/icons/throwAway.dark.svg',
			'dist/icons/throwAway.svg',
			'dist/nodes/ThrowAway/ThrowAway.node.js',
			'dist/nodes/ThrowAway/ThrowAway.node.json',
			'dist/shared/letters/addresses.js',
			'package.json',
		]);
		const loaded = await loadPackage(unpacked.directory);
		const { items, error } = await runNode(loaded, 'throwAway', {
			parameters: { country: '={{ $json.land }}' },
			items: [{ json: { land: 'Nederland' } }],
			credential: {},
		});
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ country: 'NL' });
	} finally {
		unpacked.remove();
	}
});
