import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { unpackPackage, type UnpackedPackage } from '../../harness/package/tarball.mts';

interface Manifest {
	name: string;
	version: string;
	description: string;
	license: string;
	keywords: string[];
	homepage: string;
	author: { name: string; email: string };
	repository: { type: string; url: string };
	files: string[];
	n8n: { n8nNodesApiVersion: number; strict: boolean; nodes: string[]; credentials: string[] };
	peerDependencies: Record<string, string>;
	scripts?: Record<string, string>;
}

let unpacked: UnpackedPackage;
let manifest: Manifest;

beforeAll(() => {
	unpacked = unpackPackage();
	manifest = JSON.parse(readFileSync(join(unpacked.directory, 'package.json'), 'utf8')) as Manifest;
});

afterAll(() => {
	unpacked.remove();
});

it('is named, versioned and described as n8n wants it', () => {
	expect(manifest.name).toBe('n8n-nodes-cmcom');
	expect(manifest.version).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/);
	expect(manifest.description).not.toBe('');
	expect(manifest.license).toBe('MIT');
	expect(manifest.keywords).toContain('n8n-community-node-package');
});

it('says who made it and where its source is', () => {
	expect(new URL(manifest.homepage).protocol).toBe('https:');
	expect(manifest.author.name).not.toBe('');
	expect(manifest.author.email).toMatch(/^[^@\s]+@[^@\s]+$/);
	expect(manifest.repository.type).toBe('git');
	expect(manifest.repository.url).toMatch(
		/^git\+https:\/\/github\.com\/[^/]+\/n8n-nodes-cmcom\.git$/,
	);
});

it('depends on nothing but n8n', () => {
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	for (const name of [
		'dependencies',
		'optionalDependencies',
		'bundledDependencies',
		'bundleDependencies',
		'overrides',
		'resolutions',
	]) {
		expect(manifest).not.toHaveProperty(name);
	}
});

it('runs nothing when it is installed', () => {
	const forbidden = [
		'prepare',
		'preinstall',
		'install',
		'postinstall',
		'prepublish',
		'preprepare',
		'postprepare',
	];
	expect(Object.keys(manifest.scripts ?? {}).filter((name) => forbidden.includes(name))).toEqual(
		[],
	);
});

it('publishes dist alone, in strict mode', () => {
	expect(manifest.files).toEqual(['dist']);
	expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	expect(manifest.n8n.strict).toBe(true);
});

it('registers every node and credential in the tarball, and no other', () => {
	const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	expect(registered.every((path) => existsSync(join(unpacked.directory, path)))).toBe(true);
	expect(registered.sort()).toEqual(
		unpacked.files.filter((path) => /\.(node|credentials)\.js$/.test(path)),
	);
});

it('has no placeholders and no lists of objects, which the scan takes for packages', () => {
	const text = JSON.stringify(manifest);
	expect(text).not.toMatch(/<[^>]*>|\{\{/);
	expect(text).not.toMatch(/\[\{/);
});

it('has a licence with the text that it names', () => {
	expect(readFileSync(join(unpacked.directory, 'LICENSE'), 'utf8')).toMatch(/^MIT License\n/);
});
