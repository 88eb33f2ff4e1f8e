import type {
	ICredentialDataDecryptedObject,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { startSimulator, type Simulator } from '../../../simulator/server.mts';
import { loadPackage, type LoadedPackage } from './loadedPackage.mts';
import { runNode, type NodeResult, type NodeRun } from './runNode.mts';

/** An account at the simulated service, and the package's nodes to use it with. */
export interface Account {
	readonly simulator: Simulator;
	readonly loaded: LoadedPackage;
	/** The credential as a person would fill it in. */
	readonly credential: ICredentialDataDecryptedObject;
	/** Runs CM Letters once over the items. */
	letters: Run;
	/** Runs CM Messaging once over the items. */
	messaging: Run;
}

type Run = (
	parameters: INodeParameters,
	items?: INodeExecutionData[],
	more?: Partial<NodeRun>,
) => Promise<NodeResult>;

/** One account for a whole test file, emptied before each test. Call it at the top of the file. */
export function useAccount(): Account {
	let simulator: Simulator | undefined;
	let loaded: LoadedPackage | undefined;

	const run =
		(node: string): Run =>
		async (parameters, items = [{ json: {} }], more = {}) =>
			await runNode(account.loaded, node, {
				parameters,
				items,
				credential: account.credential,
				...more,
			});

	const account: Account = {
		get simulator() {
			if (!simulator) throw new Error('The simulator is not started yet');
			return simulator;
		},
		get loaded() {
			if (!loaded) throw new Error('The package is not loaded yet');
			return loaded;
		},
		get credential() {
			return {
				productToken: account.simulator.productToken,
				accountId: account.simulator.accountId,
				lettersBaseUrl: account.simulator.lettersUrl,
				messagingGateway: account.simulator.messagingUrl,
			};
		},
		letters: run('cmLetters'),
		messaging: run('cmMessaging'),
	};

	beforeAll(async () => {
		loaded = await loadPackage();
		simulator = await startSimulator();
	});
	beforeEach(() => account.simulator.reset());
	// A request that the description of the API does not allow fails the test that sent it.
	afterEach(() => expect(account.simulator.violations()).toEqual([]));
	afterAll(async () => await account.simulator.close());
	return account;
}

/** A resource locator as the editor stores it. */
export function locator(value: string, mode = 'id'): INodeParameters {
	return { __rl: true, mode, value };
}

/** Parameters of a plain, sound letter. */
export function soundLetter(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'letter',
		operation: 'create',
		destination: locator('NL', 'list'),
		recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam',
		message: 'Dear Ms de Vries,\n\nyour membership runs until 2027.',
		...more,
	};
}

/** Parameters of a plain, sound text message. */
export function soundMessage(more: INodeParameters = {}): INodeParameters {
	return {
		resource: 'message',
		operation: 'sendText',
		from: 'Amstel',
		to: '+31612345678',
		allowedChannels: ['SMS'],
		content: 'Your letter is on its way.',
		...more,
	};
}
