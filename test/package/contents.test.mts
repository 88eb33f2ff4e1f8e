import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

import glob from 'fast-glob';

import { COMPUTED, requirementsOf } from '../../harness/package/requirements.mts';
import { classicPdf, pagesWith } from '../../harness/pdf/pdf.mts';
import { unpackPackage, type UnpackedPackage } from '../../harness/package/tarball.mts';

let unpacked: UnpackedPackage;

beforeAll(() => {
	unpacked = unpackPackage();
});

afterAll(() => {
	unpacked.remove();
});

const compiled = () => unpacked.files.filter((path) => path.endsWith('.js'));
const codeOf = (path: string) => readFileSync(join(unpacked.directory, path), 'utf8');

describe('what is in the tarball', () => {
	it('at its top, no more than npm and n8n ask for', () => {
		const top = unpacked.files.filter((path) => !path.startsWith('dist/'));
		expect(top.filter((path) => path !== 'CHANGELOG.md')).toEqual([
			'LICENSE',
			'README.md',
			'package.json',
		]);
	});

	it('in dist, what n8n loads, what that loads late, and nothing else', () => {
		const sources = glob.sync('{nodes,credentials,shared}/**/*.ts');
		const late = sources.flatMap((path) =>
			[...readFileSync(path, 'utf8').matchAll(/\bimport\('(\.[^']+)'\)/g)].map(
				([, target = '']) => `${posix.join(posix.dirname(path), target)}.ts`,
			),
		);
		const loaded = sources.filter((path) => /\.(node|credentials)\.ts$/.test(path));
		const compiledPaths = [...new Set([...loaded, ...late])].map(
			(path) => `dist/${path.replace(/\.ts$/, '.js')}`,
		);
		const copied = glob
			.sync(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'])
			.map((path) => `dist/${path}`);
		const dist = unpacked.files.filter((path) => path.startsWith('dist/'));
		expect(dist).toEqual([...compiledPaths, ...copied].sort());
	});

	it('no tests, maps, types or leftovers', () => {
		const unwanted = unpacked.files.filter((path) =>
			/(^|\/)(test|tests|__tests__|simulator|scripts|node_modules)\/|\.(map|ts|mts|log|env|bak|tgz)$|(^|\/)\.[^/]/.test(
				path,
			),
		);
		expect(unwanted).toEqual([]);
	});
});

describe('what the compiled files require', () => {
	const GIVEN_BY_N8N = ['n8n-workflow', 'crypto'];

	it('is n8n-workflow, crypto and files that are there', () => {
		const missing = compiled().flatMap((path) =>
			requirementsOf(codeOf(path))
				.filter((name) => !GIVEN_BY_N8N.includes(name) && !isThere(path, name))
				.map((name) => `${path}: ${name}`),
		);
		expect(missing).toEqual([]);
	});

	it('is seen by this test, whatever form it has', () => {
		const forms = [
			'require("a")',
			'const b = () => { if (x) return require(`b`); }',
			'module.require("c")',
			'require.resolve("d")',
			'import("e")',
			'import f from "f"',
			'export * from "g"',
			'require("h" + x)',
			'// require("i")',
			'"require(j)"',
		];
		expect(requirementsOf(forms.join(';\n'))).toEqual([
			'a',
			'b',
			'c',
			'd',
			'e',
			'f',
			'g',
			COMPUTED,
		]);
	});

	it('is there when each file is loaded by itself, by Node alone', () => {
		const load = `for (const path of JSON.parse(process.argv[1])) require(path);`;
		const paths = compiled().map((path) => join(unpacked.directory, path));
		const loading = () =>
			execFileSync(process.execPath, ['-e', load, JSON.stringify(paths)], {
				cwd: unpacked.directory,
				env: { PATH: process.env.PATH },
				stdio: ['ignore', 'pipe', 'pipe'],
			});
		expect(loading).not.toThrow();
	});

	it('is not loaded at n8n’s start when it is big', () => {
		const load = `for (const path of JSON.parse(process.argv[1])) require(path);
			process.stdout.write(JSON.stringify(Object.keys(require.cache)));`;
		const starting = unpacked.files.filter((path) => /\.(node|credentials)\.js$/.test(path));
		const output = execFileSync(
			process.execPath,
			['-e', load, JSON.stringify(starting.map((path) => join(unpacked.directory, path)))],
			{ env: { PATH: process.env.PATH }, encoding: 'utf8' },
		);
		const ours = (JSON.parse(output) as string[]).filter((path) =>
			path.startsWith(unpacked.directory),
		);
		// Nothing that is loaded late, and in no file a library: the build names the source of each part.
		expect(ours.length).toBe(starting.length);
		for (const path of ours) {
			const sources = readFileSync(path, 'utf8').match(/^\/\/ [\w./@-]+\.[cm]?[jt]s(on)?$/gm) ?? [];
			expect(sources).not.toEqual([]);
			expect(sources.filter((source) => source.includes('node_modules'))).toEqual([]);
		}
	});

	function isThere(from: string, name: string): boolean {
		if (!name.startsWith('.')) return false;
		const path = posix.join(posix.dirname(from), name);
		return [path, `${path}.js`].some((each) => unpacked.files.includes(each));
	}
});

describe('the libraries inside', () => {
	/** Runs in a Node of its own, on the compiled files alone. */
	const answerOf = (code: string): unknown =>
		JSON.parse(
			execFileSync(process.execPath, ['-e', code], {
				cwd: join(unpacked.directory, 'dist/shared'),
				env: { PATH: process.env.PATH },
				encoding: 'utf8',
			}),
		);

	it('know countries and lay addresses out', () => {
		expect(
			answerOf(`
				const { allCountries, checkCountry, checkLetterAddresses } =
					require('./letters/addresses.js');
				const printed = (destination, postalCode) => checkLetterAddresses({
					destination,
					recipient: { cells: { name: 'A', street: 'S 1', postalCode, city: 'C' } },
				}).value.recipient;
				process.stdout.write(JSON.stringify([
					allCountries().length,
					checkCountry('the netherlands', 'Destination'),
					printed('NL', '1015 CJ'),
					printed('GB', 'M1 1AE'),
				]));`),
		).toEqual([
			250,
			{ ok: true, value: 'NL' },
			['A', 'S 1', '1015 CJ C', 'Netherlands'],
			['A', 'S 1', 'C', 'M1 1AE', 'United Kingdom'],
		]);
	});

	it('open PDFs, and tell what is none from what is encrypted', () => {
		const files = [classicPdf(pagesWith(1)), classicPdf(pagesWith(1)).subarray(0, 60)];
		files.push(classicPdf(pagesWith(1), { trailer: '/Encrypt << /Filter /Standard >>' }));
		const [page, cut, encrypted] = answerOf(`
			const { checkPdf } = require('./checks/pdf/checkPdf.js');
			const files = ${JSON.stringify(files.map((file) => file.toString('base64')))};
			Promise.all(files.map((file) => checkPdf(Buffer.from(file, 'base64'), 'File', async () => {})))
				.then((all) => process.stdout.write(JSON.stringify(all)));`) as [unknown, unknown, unknown];
		expect(page).toEqual({ ok: true, value: { pages: 1, start: 0 } });
		expect(JSON.stringify(cut)).toContain('damaged or cut off');
		expect(JSON.stringify(encrypted)).toContain('encrypted');
	});
});
