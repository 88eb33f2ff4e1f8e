/**
 * The strict, type-checked rules, for what is shipped and for what is not. n8n's own configuration (in
 * eslint.config.mjs, which its strict mode wants untouched) has neither, and forbids Node's built-ins
 * in tests.
 */
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const parsedBy = (project) => ({
	parserOptions: { project, tsconfigRootDir: import.meta.dirname },
});

const SPELLED_OUT = {
	'@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
	'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
	// What n8n and the engine hand out is JSON: making text of it is how it is read.
	'@typescript-eslint/no-base-to-string': 'off',
	// Interfaces of n8n ask for async functions, also where there is nothing to wait for.
	'@typescript-eslint/require-await': 'off',
	// Spreading text into code points is what it is done for.
	'@typescript-eslint/no-misused-spread': 'off',
	// Services are objects of functions, without a `this`; methods of nodes are called with n8n's context.
	'@typescript-eslint/unbound-method': 'off',
	// The types of n8n and of Node promise more than every version keeps; `while (true)` is said on purpose.
	'@typescript-eslint/no-unnecessary-condition': 'off',
	// What an expression gives may be of another type than its parameter: text, where a number is asked for.
	'@typescript-eslint/no-unnecessary-type-conversion': 'off',
	'@typescript-eslint/no-unnecessary-boolean-literal-compare': 'off',
	'@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
};

export default tseslint.config(
	{ ignores: ['**/page/**', '**/dist/**'] },
	{
		files: ['{nodes,credentials,shared}/**/*.ts', 'packages/*/{nodes,credentials}/**/*.ts'],
		extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
		languageOptions: parsedBy('./tsconfig.json'),
		rules: SPELLED_OUT,
	},
	{
		files: ['shared/checks/xml.ts'],
		// Its parser's own check of the syntax is to become a library of 290 kB, which lets more through.
		rules: { '@typescript-eslint/no-deprecated': 'off' },
	},
	{
		files: ['shared/checks/pdf/**/*.ts'],
		// Bytes are read within bounds that were checked: `undefined` cannot come, and asking costs time.
		rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
	},
	{
		files: ['**/*.mts'],
		extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
		languageOptions: parsedBy('./tsconfig.tooling.json'),
		rules: SPELLED_OUT,
	},
);
