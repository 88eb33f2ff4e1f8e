const { build: bundle } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { readFile, rm } = require('node:fs/promises');
const { dirname, posix, relative, sep } = require('node:path');
const glob = require('fast-glob');

const SOURCES = '{nodes,credentials,shared}/**/*.ts';
/** What n8n itself has: never bundled. */
const GIVEN_BY_N8N = new Set(['n8n-workflow', 'crypto']);

const clean = () => rm('dist', { recursive: true, force: true });

/** What n8n loads when it starts. */
const LOADED_AT_START = ['nodes/*/*.node.ts', 'credentials/*.ts'];

/** Our own files that are imported by import(), where they are needed. */
const LATE_IMPORT = /(?<!typeof |= )\bimport\('(\.[^']+)'\)/g;

async function loadedLate() {
	const late = new Set();
	for (const file of await glob(SOURCES)) {
		for (const [, path] of (await readFile(file, 'utf8')).matchAll(LATE_IMPORT)) {
			late.add(`${posix.join(posix.dirname(file), path)}.ts`);
		}
	}
	return [...late];
}

/**
 * Makes require() of our own import(): it is as late, and does not copy all that a module exports
 * each time.
 */
const late = {
	name: 'late',
	setup({ onLoad }) {
		onLoad({ filter: /(nodes|credentials|shared)[\\/].*\.ts$/ }, async ({ path }) => {
			if (path.includes('node_modules')) return undefined;
			const text = await readFile(path, 'utf8');
			return {
				contents: text.replace(LATE_IMPORT, "Promise.resolve().then(() => require('$1'))"),
				loader: 'ts',
			};
		});
	},
};

/** Leaves to n8n what n8n has, and what is loaded late to a file of its own. */
const apart = (entryPoint) => ({
	name: 'apart',
	setup({ onResolve }) {
		onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
			if (kind === 'entry-point') return undefined;
			if (GIVEN_BY_N8N.has(path)) return { external: true };
			const isOurs = path.startsWith('.') && !importer.includes('node_modules');
			if (!isOurs || kind !== 'require-call') return undefined;
			const target = posix.relative(
				posix.dirname(entryPoint),
				posix.join(relative(__dirname, dirname(importer)).split(sep).join('/'), path),
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
const compile = async () => {
	const entryPoints = [...(await glob(LOADED_AT_START)), ...(await loadedLate())];
	await Promise.all(
		entryPoints.map((entryPoint) =>
			bundle({
				entryPoints: [entryPoint],
				outdir: 'dist',
				outbase: '.',
				bundle: true,
				platform: 'node',
				format: 'cjs',
				target: 'node20',
				charset: 'utf8',
				// n8n loads every node at its start: import() of a big library has to stay a late require().
				supported: { 'dynamic-import': false },
				// Its scan allows none in a published file; libphonenumber-js has one, on a path that is not taken.
				drop: ['console'],
				plugins: [late, apart(entryPoint)],
				logLevel: 'warning',
			}),
		),
	);
};

const copy = (pattern) =>
	Object.assign(() => src(pattern, { base: '.', encoding: false }).pipe(dest('dist')), {
		displayName: `copy ${pattern}`,
	});

exports.build = series(
	clean,
	parallel(
		compile,
		copy('icons/*.svg'),
		copy('nodes/**/*.node.json'),
		copy('nodes/**/__schema__/**/*.json'),
	),
);
exports.default = exports.build;
