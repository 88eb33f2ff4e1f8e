import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes } from 'n8n-workflow';

const PACKAGE = 'n8n-nodes-cmcom';

/** The package's built nodes and credentials, loaded as n8n loads them. */
export interface LoadedPackage {
	nodeTypes: INodeTypes;
	node(name: string): INodeType;
	credentialType(name: string): ICredentialType;
	loader: PackageDirectoryLoader;
}

/** @param directory of the package; this repository unless given */
export async function loadPackage(directory = resolve('.')): Promise<LoadedPackage> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();

	const node = (type: string): INodeType => {
		const loaded = loader.nodeTypes[type.replace(`${PACKAGE}.`, '')];
		if (loaded === undefined) throw new Error(`No node ${type} in the package`);
		return loaded.type as INodeType;
	};
	return {
		loader,
		node,
		credentialType: (name) => {
			const loaded = loader.credentialTypes[name];
			if (loaded === undefined) throw new Error(`No credential ${name} in the package`);
			return loaded.type;
		},
		nodeTypes: {
			getByName: node,
			getByNameAndVersion: node,
			getKnownTypes: () => ({}),
		},
	};
}
