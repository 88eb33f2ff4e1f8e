import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { startSimulator, type Simulator } from '../../simulator/cm/server.mts';
import { N8nClient } from '../host/client.mts';
import type { Credential, CredentialRef, Owner } from '../host/entities.mts';
import { ensureHost, repositoryRoot } from '../host/install.mts';
import { startN8n, type RunningN8n } from '../host/n8n.mts';
import { npm } from '../host/npm.mts';
import { installCommunityPackage } from '../host/package.mts';
import { assertPortFree } from '../host/ports.mts';
import { atShutdown } from '../host/shutdown.mts';
import { CREDENTIAL_TYPE, setUpExamples, type Examples } from './examples.mts';
import { say, step } from './steps.mts';

export interface SceneOptions {
	/** 0 takes a free one. */
	n8nPort: number;
	simulatorPort: number;
	/** Where n8n and the simulator keep what they keep; emptied first. */
	folder: string;
}

/** A running n8n with this package and its examples in it, and a simulator whose clock stands. */
export interface Scene {
	n8n: RunningN8n;
	simulator: Simulator;
	client: N8nClient;
	owner: Owner;
	credential: Credential & CredentialRef;
	examples: Examples;
}

/** Who signs in to the demo's n8n, which only this machine can reach. */
const owner: Owner = {
	email: 'demo@example.com',
	password: 'Letters-4-everyone',
	firstName: 'Demo',
	lastName: 'Owner',
};

async function build(node: string): Promise<void> {
	await npm({ args: ['run', 'build'], cwd: repositoryRoot, node });
}

async function startedSimulator(port: number): Promise<Simulator> {
	// On a busy machine n8n may take long to answer, and what it does not answer is not sent again.
	const assumptions = { callbackTimeoutMs: 120_000, webhookTimeoutMs: 120_000 };
	const simulator = await startSimulator({ port, assumptions });
	atShutdown({ stop: () => simulator.close(), stopNow: () => undefined });
	return simulator;
}

async function savedCredential(
	client: N8nClient,
	{ lettersUrl, messagingUrl, productToken, accountId }: Simulator,
) {
	const data = {
		productToken,
		accountId,
		lettersBaseUrl: lettersUrl,
		messagingGateway: messagingUrl,
	};
	const credential: Credential = { name: 'CM.com simulator', type: CREDENTIAL_TYPE, data };
	const saved = { ...credential, ...(await client.saveCredential(credential)) };
	const { status, message } = await client.testCredential(saved.id, credential);
	if (status !== 'OK') throw new Error(`The credential does not work: ${message}`);
	return saved;
}

/** Sets everything up, from nothing to active example workflows, and prints each step. */
export async function setUpScene(options: SceneOptions): Promise<Scene> {
	const { n8nPort, simulatorPort, folder } = options;
	for (const port of [n8nPort, simulatorPort]) if (port !== 0) await assertPortFree(port);

	const host = await step(
		'Installing n8n',
		async () => await ensureHost({ log: say }),
		({ version }) => `n8n ${version} is installed`,
	);
	await step('Building the package', async () => await build(process.execPath));
	const simulator = await step(
		'Starting the simulator of CM.com',
		async () => await startedSimulator(simulatorPort),
		({ url }) => `Simulator of CM.com on ${url}`,
	);
	await rm(folder, { recursive: true, force: true });
	const userFolder = join(folder, 'n8n');
	await step(
		'Installing the package into n8n',
		async () =>
			await installCommunityPackage({ packageFolder: repositoryRoot, userFolder, node: host.node }),
		({ name, version }) => `${name} ${version} installed as a community package`,
	);
	const n8n = await step(
		'Starting n8n',
		async () =>
			await startN8n({
				host,
				userFolder,
				port: n8nPort === 0 ? undefined : n8nPort,
				logFile: join(folder, 'n8n.log'),
			}),
		({ url }) => `n8n on ${url}`,
	);
	const client = new N8nClient(n8n.url);
	const credential = await step(
		'Setting up the owner and the credential',
		async () => {
			await client.signIn(owner);
			return await savedCredential(client, simulator);
		},
		({ name }) => `Owner ${owner.email} signed in, credential "${name}" tested`,
	);
	const examples = await step(
		'Importing the example workflows',
		async () => await setUpExamples(client, credential),
		(all) => `${Object.keys(all).length} example workflows imported and activated`,
	);
	return { n8n, simulator, client, owner, credential, examples };
}
