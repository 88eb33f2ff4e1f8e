/**
 * For what is not shipped: simulator, tests, scripts, bench. n8n's own configuration (in
 * eslint.config.mjs, which its strict mode wants untouched) forbids Node's built-ins there.
 */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/page/**'] },
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: { project: './tsconfig.tooling.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// What n8n and the engine hand out is JSON: making text of it is how a test reads it.
			'@typescript-eslint/no-base-to-string': 'off',
			// Interfaces of n8n ask for async functions, also where there is nothing to wait for.
			'@typescript-eslint/require-await': 'off',
			// Spreading text into code points is what it is done for.
			'@typescript-eslint/no-misused-spread': 'off',
			// Methods of nodes are taken out and called with a context of n8n: that is how n8n does it.
			'@typescript-eslint/unbound-method': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
			// `while (true)` and the like are said on purpose; exhaustive checks are not the aim here.
			'@typescript-eslint/no-unnecessary-condition': 'off',
		},
	},
);
