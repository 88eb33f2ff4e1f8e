/**
 * An n8n without its server: the engine, expression engine and nodes of the installed n8n, and this
 * package, loaded as n8n loads it.
 */
import './hostModules.mts';

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PackageDirectoryLoader } from 'n8n-core';
import type { INodeType, IVersionedNodeType } from 'n8n-workflow';

import type { LoadedPackage } from '../../harness/engine/loadedPackage.mts';
import { deduplicatorOn, filledRow } from './deduplicator.mts';
import { openRows, type Rows } from './storeRows.mts';
import { hostRequire } from './hostModules.mts';
import type { Expressions, StoreKind } from './protocol.mts';
import { MinimalLetters, MinimalPdf, ReadingLetters } from './minimalNodes.mts';
import { ParameterReader } from './parameterReader.mts';

// n8n's modules read these when they are loaded.
process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-bench-'));
process.env.N8N_ENCRYPTION_KEY = 'only-for-the-bench';
process.env.N8N_LOG_LEVEL = 'silent';

/** Types of nodes as a workflow names them. */
export const TYPES = {
	cmLetters: 'n8n-nodes-cmcom.cmLetters',
	cmMessaging: 'n8n-nodes-cmcom.cmMessaging',
	httpRequest: 'n8n-nodes-base.httpRequest',
	loop: 'n8n-nodes-base.splitInBatches',
	minimalLetters: 'bench.minimalLetters',
	minimalPdf: 'bench.minimalPdf',
	parameterReader: 'bench.parameterReader',
	readingLetters: 'bench.readingLetters',
	rows: 'bench.rows',
} as const;

/** What the harness of the engine tests wants to know of a package, and more nodes than its own. */
export type LoadedHost = LoadedPackage;

let storeRows: Rows | undefined;

/** Starts n8n's store of processed items anew, with so many texts of the bench's workflow. */
export async function fillStore(texts: number): Promise<void> {
	await storeRows?.write('workflow-1 ', filledRow(texts));
}

/** @param packageFolder where the built package is installed */
export async function loadHost(
	packageFolder: string,
	expressions: Expressions,
	store: StoreKind,
): Promise<LoadedHost> {
	hostRequire('reflect-metadata');
	const core = hostRequire('n8n-core') as typeof import('n8n-core');
	const { Expression } = hostRequire('n8n-workflow') as typeof import('n8n-workflow');
	if (expressions === 'vm') await startExpressionEngine(Expression);
	else Expression.setExpressionEngine('legacy');

	storeRows = await openRows(store);
	await core.DataDeduplicationService.init(deduplicatorOn(storeRows));

	const loader: PackageDirectoryLoader = new core.PackageDirectoryLoader(packageFolder);
	await loader.loadAll();
	const ours = (name: string): INodeType => {
		const loaded = loader.nodeTypes[name];
		if (loaded === undefined) throw new Error(`No node ${name} in the package`);
		return loaded.type as INodeType;
	};
	const types: Record<string, INodeType> = {
		[TYPES.cmLetters]: ours('cmLetters'),
		[TYPES.cmMessaging]: ours('cmMessaging'),
		[TYPES.httpRequest]: baseNode('HttpRequest', 'HttpRequest'),
		[TYPES.loop]: baseNode('SplitInBatches', 'SplitInBatches'),
		[TYPES.minimalLetters]: new MinimalLetters(),
		[TYPES.minimalPdf]: new MinimalPdf(),
		[TYPES.parameterReader]: new ParameterReader(ours('cmMessaging').description),
		[TYPES.readingLetters]: new ReadingLetters(),
		[TYPES.rows]: {
			description: { properties: [], inputs: [], outputs: ['main'], name: 'rows' },
		} as unknown as INodeType,
	};
	const node = (type: string): INodeType => {
		const found = types[type];
		if (found === undefined) throw new Error(`No node ${type}`);
		return found;
	};
	return {
		name: loader.packageName,
		loader,
		dispose: async () => undefined,
		node,
		nodeTypes: { getByName: node, getByNameAndVersion: node, getKnownTypes: () => ({}) },
		credentialType: (name) => {
			const loaded = loader.credentialTypes[name];
			if (loaded === undefined) throw new Error(`No credential ${name}`);
			return loaded.type;
		},
	};
}

/** One of n8n's own nodes, in its newest version. */
function baseNode(folder: string, name: string): INodeType {
	const module = hostRequire(`n8n-nodes-base/dist/nodes/${folder}/${name}.node.js`) as Record<
		string,
		new () => IVersionedNodeType
	>;
	const Versioned = module[name];
	if (Versioned === undefined) throw new Error(`n8n has no node ${name}`);
	const versioned = new Versioned();
	return versioned.getNodeType(versioned.currentVersion);
}

/** As n8n's server does at its start, with the settings it has by default. */
async function startExpressionEngine(
	Expression: typeof import('n8n-workflow').Expression,
): Promise<void> {
	const { Container } = hostRequire('@n8n/di') as typeof import('@n8n/di');
	const { ExpressionEngineConfig } = hostRequire('@n8n/config') as {
		ExpressionEngineConfig: new () => Parameters<typeof Expression.initExpressionEngine>[0] & {
			idleTimeout?: number;
		};
	};
	const { idleTimeout, ...config } = Container.get(ExpressionEngineConfig);
	await Expression.initExpressionEngine({
		...config,
		idleTimeoutMs: idleTimeout === undefined ? undefined : idleTimeout * 1000,
	});
}
