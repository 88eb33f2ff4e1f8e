import { DataDeduplicationService } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../simulator/cm/server.mts';
import type { SimulatorOptions } from '../../simulator/cm/contract.mts';
import { DeduplicationStore } from './deduplicationStore.mts';
import { loadPackage, type LoadedPackage } from './loadedPackage.mts';
import { runNode, type NodeResult, type NodeRun } from './runNode.mts';

/** A process of n8n that has the package. */
export interface N8nProcess {
	readonly loaded: LoadedPackage;
	/** Runs CM Letters once over the items. */
	letters: Run;
	/** Runs CM Messaging once over the items. */
	messaging: Run;
}

/** An account at the simulated service, and the package's nodes to use it with. */
export interface Account extends N8nProcess {
	readonly simulator: Simulator;
	/** The credential as a person would fill it in. */
	readonly credential: ICredentialDataDecryptedObject;
	/** What n8n keeps of what was processed, shared by all its processes. */
	readonly store: DeduplicationStore;
	/** Another process of n8n, whose nodes share no memory with those of this one. */
	secondProcess(): Promise<N8nProcess>;
}

export type Run = (
	parameters: INodeParameters,
	items?: INodeExecutionData[],
	more?: Partial<NodeRun>,
) => Promise<NodeResult>;

export interface OpenAccount extends Account {
	/** As a new account at a new service, used from a new n8n. */
	reset(): void;
	close(): Promise<void>;
}

/** Starts a simulator and loads the package. */
export async function openAccount(options: SimulatorOptions = {}): Promise<OpenAccount> {
	const [loaded, simulator, store] = [
		await loadPackage(),
		await startSimulator(options),
		await deduplicationStore(),
	];
	const copies: LoadedPackage[] = [];
	const credential = {
		productToken: simulator.productToken,
		accountId: simulator.accountId,
		lettersBaseUrl: simulator.lettersUrl,
		messagingGateway: simulator.messagingUrl,
	};
	const processOf = (its: LoadedPackage): N8nProcess => {
		const run =
			(node: string): Run =>
			async (parameters, items = [{ json: {} }], more = {}) =>
				await runNode(its, node, { parameters, items, credential, ...more });
		return { loaded: its, letters: run('cmLetters'), messaging: run('cmMessaging') };
	};

	return {
		...processOf(loaded),
		simulator,
		store,
		credential,
		secondProcess: async () => {
			const copy = await loadPackage(undefined, { fresh: true });
			copies.push(copy);
			return processOf(copy);
		},
		reset: () => {
			simulator.reset();
			store.reset();
		},
		close: async () => {
			await simulator.close();
			await Promise.all(copies.map((copy) => copy.dispose()));
		},
	};
}

let made: DeduplicationStore | undefined;

/** n8n takes one store for good: whoever opens an account later gets the same. */
async function deduplicationStore(): Promise<DeduplicationStore> {
	if (made === undefined) {
		made = new DeduplicationStore();
		await DataDeduplicationService.init(made);
	}
	return made;
}
