import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { atShutdown } from '../scripts/host/shutdown.mts';

/**
 * The built package as n8n has it: what is published and nothing beside, with n8n's own
 * n8n-workflow to be found and none of this repository's.
 * @param from folder of the package, built
 */
export async function installedPackage(from: string, hostFolder: string): Promise<string> {
	const root = await mkdtemp(join(tmpdir(), 'bench-package-'));
	const remove = async () => await rm(root, { recursive: true, force: true });
	atShutdown({ stop: remove, stopNow: () => void remove() });
	const folder = join(root, 'node_modules', 'n8n-nodes-cmcom');
	await mkdir(folder, { recursive: true });
	await cp(join(from, 'dist'), join(folder, 'dist'), { recursive: true });
	await cp(join(from, 'package.json'), join(folder, 'package.json'));
	await symlink(
		join(hostFolder, 'node_modules', 'n8n-workflow'),
		join(root, 'node_modules', 'n8n-workflow'),
	);
	return folder;
}
