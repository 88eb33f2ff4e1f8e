import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';
import type { ICredentialType, INodeCredentials, INodeType, INodeTypes } from 'n8n-workflow';

/** A package's built nodes and credentials, loaded as n8n loads them. */
export interface LoadedPackage {
	/** The package's, which stands before the types of its nodes. */
	name: string;
	nodeTypes: INodeTypes;
	node(name: string): INodeType;
	credentialType(name: string): ICredentialType;
	loader: PackageDirectoryLoader;
	/** Removes what loading it put on the disk. */
	dispose(): Promise<void>;
}

export interface LoadOptions {
	/**
	 * Loads a copy, whose modules share nothing with those of another, as in a second process of n8n
	 * (a worker).
	 */
	fresh?: boolean;
}

/** @param directory of the package; this repository unless given */
export async function loadPackage(
	directory = resolve('.'),
	{ fresh = false }: LoadOptions = {},
): Promise<LoadedPackage> {
	const place = fresh ? await copyOf(directory) : directory;
	const loaded = await load(place);
	return {
		...loaded,
		dispose: async () => {
			if (fresh) await rm(place, { recursive: true, force: true });
		},
	};
}

/** Stands below node_modules, so that what the nodes import is found from there. */
async function copyOf(directory: string): Promise<string> {
	const copies = join(directory, 'node_modules', '.cache', 'processes');
	await mkdir(copies, { recursive: true });
	const copy = await mkdtemp(join(copies, 'process-'));
	await cp(join(directory, 'package.json'), join(copy, 'package.json'));
	await cp(join(directory, 'dist'), join(copy, 'dist'), { recursive: true });
	return copy;
}

async function load(directory: string): Promise<Omit<LoadedPackage, 'dispose'>> {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();

	const node = (type: string): INodeType => {
		const name = type.replace(`${loader.packageName}.`, '');
		const loaded = loader.nodeTypes[name];
		if (loaded !== undefined) return loaded.type as INodeType;
		const { type: usable } = loader.nodeTypes[name.replace(/Tool$/, '')] ?? {};
		if (usable === undefined) throw new Error(`No node ${type} in the package`);
		return asTool(usable as INodeType);
	};
	return {
		name: loader.packageName,
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

/** As n8n makes a tool of a node: the same one, with a name that ends in Tool. */
function asTool(node: INodeType): INodeType {
	const { description } = node;
	const tool = Object.create(node) as INodeType;
	tool.description = { ...description, name: `${description.name}Tool` };
	return tool;
}

/** The credentials of a node as a workflow keeps them: one of each type that it names. */
export function credentialsOf({ description }: INodeType): INodeCredentials {
	return Object.fromEntries(
		(description.credentials ?? []).map(({ name }) => [name, { id: '1', name: 'CM.com' }]),
	);
}
