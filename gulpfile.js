const { build: bundle } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { readFile, rm } = require('node:fs/promises');
const { dirname, posix, relative, sep } = require('node:path');
const glob = require('fast-glob');

/** CM.com's package is the repository itself; each of the others has a folder. */
const PACKAGES = [
	'.',
	...glob.sync('packages/*/package.json').map((manifest) => dirname(manifest)),
];

/** What n8n itself has: never bundled. */
const GIVEN_BY_N8N = new Set(['n8n-workflow', 'crypto']);

/** What n8n loads when it starts. */
const LOADED_AT_START = ['nodes/*/*.node.ts', 'credentials/*.ts'];

/** Our own files that are imported by import(), where they are needed. */
const LATE_IMPORT = /(?<!typeof |= )\bimport\('(\.[^']+)'\)/g;

const withSlashes = (path) => path.split(sep).join('/');

/** Where a source is in the package that is built: its own at the same place, what is shared below shared/. */
const placeIn = (folder, source) =>
	folder !== '.' && source.startsWith(`${folder}/`) ? source.slice(folder.length + 1) : source;

/**
 * Makes require() of our own import(): it is as late, and does not copy all that a module exports
 * each time.
 */
const late = {
	name: 'late',
	setup({ onLoad }) {
		onLoad({ filter: /\.ts$/ }, async ({ path }) => {
			if (path.includes('node_modules')) return undefined;
			const text = await readFile(path, 'utf8');
			return {
				contents: text.replace(LATE_IMPORT, "Promise.resolve().then(() => require('$1'))"),
				loader: 'ts',
			};
		});
	},
};

/**
 * Leaves to n8n what n8n has, and what is loaded late to a file of its own.
 * @param found called with each source that is loaded late
 */
const apart = (folder, entryPoint, found) => ({
	name: 'apart',
	setup({ onResolve }) {
		onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
			if (kind === 'entry-point') return undefined;
			if (GIVEN_BY_N8N.has(path)) return { external: true };
			const isOurs = path.startsWith('.') && !importer.includes('node_modules');
			if (!isOurs || kind !== 'require-call') return undefined;
			const source = posix.join(withSlashes(relative(__dirname, dirname(importer))), path);
			found(`${source}.ts`);
			const target = posix.relative(
				posix.dirname(placeIn(folder, entryPoint)),
				placeIn(folder, source),
			);
			return { path: target.startsWith('.') ? target : `./${target}`, external: true };
		});
	},
});

/**
 * One file for each node and credential, and one for each file of ours that is loaded late, with the
 * libraries they import: a published package may have no dependencies, and n8n, which loads every
 * node at its start, would take twice as long to load as many files as there are sources.
 */
async function compile(folder) {
	const atStart = await glob(LOADED_AT_START.map((pattern) => posix.join(folder, pattern)));
	const entryPoints = new Set(atStart);
	// A set that grows while it is gone through: what is loaded late may load more.
	for (const entryPoint of entryPoints) {
		await bundle({
			entryPoints: [{ in: entryPoint, out: placeIn(folder, entryPoint).replace(/\.ts$/, '') }],
			outdir: posix.join(folder, 'dist'),
			bundle: true,
			platform: 'node',
			format: 'cjs',
			target: 'node20',
			charset: 'utf8',
			// n8n loads every node at its start: import() of a big library has to stay a late require().
			supported: { 'dynamic-import': false },
			// Its scan allows none in a published file; libphonenumber-js has one, on a path that is not taken.
			drop: ['console'],
			plugins: [late, apart(folder, entryPoint, (source) => entryPoints.add(source))],
			logLevel: 'warning',
		});
	}
}

const named = (name, task) => Object.assign(task, { displayName: name });

const buildOf = (folder) => {
	const copy = (pattern) =>
		named(`copy ${pattern}`, () =>
			src(posix.join(folder, pattern), { base: folder, encoding: false, allowEmpty: true }).pipe(
				dest(posix.join(folder, 'dist')),
			),
		);
	return series(
		named(`clean ${folder}`, () =>
			rm(posix.join(folder, 'dist'), { recursive: true, force: true }),
		),
		parallel(
			named(`compile ${folder}`, () => compile(folder)),
			copy('icons/*.svg'),
			copy('nodes/**/*.node.json'),
			copy('nodes/**/__schema__/**/*.json'),
		),
	);
};

exports.build = parallel(...PACKAGES.map(buildOf));
exports.default = exports.build;
