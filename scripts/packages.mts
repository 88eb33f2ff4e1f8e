import { dirname } from 'node:path';

import glob from 'fast-glob';

/** The folders of all packages: CM.com's is the repository itself, the others stand in packages/. */
export async function packageFolders(root = '.'): Promise<string[]> {
	const manifests = await glob('packages/*/package.json', { cwd: root });
	return ['.', ...manifests.map((manifest) => dirname(manifest)).sort()];
}
