/**
 * Prints the folder of the package that a tag publishes: `v1.2.3` is CM.com's, and
 * `n8n-nodes-something@1.2.3` the one of that name. Fails where the package has another version.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { packageFolders } from './packages.mts';

const [tag = ''] = process.argv.slice(2);
const [, name, version] = /^(?:v|(.+)@)(\d+\.\d+\.\d+.*)$/.exec(tag) ?? [];
const folders = await packageFolders();
const found = folders.find((folder) => {
	const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	const isMeant = name === undefined ? folder === '.' : manifest.name === name;
	return isMeant && manifest.version === version;
});
if (found === undefined) throw new Error(`No package has the name and version of the tag ${tag}`);
console.log(found);
