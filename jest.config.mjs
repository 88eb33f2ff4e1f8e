import { availableParallelism } from 'node:os';

/**
 * Tests are `.mts`, so that n8n's own lint (which forbids Node's built-ins in `.ts`) keeps to what
 * is shipped. Jest runs them as CommonJS, through swc; types are checked by `npm run typecheck`.
 */
const shared = {
	testEnvironment: 'node',
	moduleFileExtensions: ['js', 'mjs', 'cjs', 'mts', 'ts', 'json', 'node'],
	transform: {
		'^.+\\.m?ts$': [
			'@swc/jest',
			{ jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
		],
	},
	modulePathIgnorePatterns: ['/dist/', '<rootDir>/.cache/', '<rootDir>/.demo/'],
};

const project = (name, more = {}) => ({
	...shared,
	displayName: name,
	testMatch: [
		`<rootDir>/test/${name}/**/*.test.mts`,
		`<rootDir>/packages/*/test/${name}/**/*.test.mts`,
	],
	...more,
});

export default {
	projects: [
		project('unit'),
		project('simulator'),
		project('engine', { setupFiles: ['<rootDir>/harness/engine/environment.mts'] }),
		project('package', { setupFiles: ['<rootDir>/harness/engine/environment.mts'] }),
	],
	// Many tests wait for an answer that does not come: more of them at a time than there are cores.
	maxWorkers: 2 * availableParallelism(),
	// For machines that do much else at the same time.
	testTimeout: 120_000,
};
