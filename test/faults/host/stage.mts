import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { CREDENTIAL_TYPE, PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import { N8nClient } from '../../../scripts/host/client.mts';
import type {
	CredentialRef,
	Owner,
	SavedWorkflow,
	WorkflowFile,
} from '../../../scripts/host/entities.mts';
import { ensureHost, repositoryRoot, type Host } from '../../../scripts/host/install.mts';
import { npm } from '../../../scripts/host/npm.mts';
import { installCommunityPackage } from '../../../scripts/host/package.mts';
import { atShutdown } from '../../../scripts/host/shutdown.mts';
import { startSimulator, type Simulator } from '../../../simulator/cm/server.mts';

const owner: Owner = {
	email: 'faults@example.com',
	password: 'Letters-4-everyone',
	firstName: 'Faults',
	lastName: 'Owner',
};

/** What the parts of this suite start from: an n8n to start and the package to have in it. */
export interface Stage {
	host: Host;
	/** A user folder with the package installed, to be copied: installing it takes a while. */
	packages: string;
	/** Where everything is kept that the run leaves behind. */
	folder: string;
	/** Settings of the n8n that is started, beyond the usual ones. */
	env?: Record<string, string>;
	/** Of all that is random. */
	seed: number;
}

/** Installs n8n if need be, builds the package and installs it. */
export async function setUpStage(folder: string, seed: number): Promise<Stage> {
	const host = await ensureHost({ log: console.log });
	await npm({ args: ['run', 'build'], cwd: repositoryRoot, node: process.execPath });
	await rm(folder, { recursive: true, force: true });
	const packages = join(folder, 'packages');
	await installCommunityPackage({
		packageFolder: repositoryRoot,
		userFolder: packages,
		node: host.node,
	});
	return { host, packages, folder, seed };
}

/** A user folder for one n8n, with the package in it. */
export async function userFolder({ packages, folder }: Stage, name: string): Promise<string> {
	const made = join(folder, name);
	await cp(packages, made, { recursive: true });
	return made;
}

export async function startedSimulator(): Promise<Simulator> {
	const simulator = await startSimulator();
	atShutdown({ stop: () => simulator.close(), stopNow: () => undefined });
	return simulator;
}

/** Signs in to an n8n, as its owner. */
export async function signedIn(url: string): Promise<N8nClient> {
	const client = new N8nClient(url);
	await client.signIn(owner);
	return client;
}

export async function simulatorCredential(
	client: N8nClient,
	{ lettersUrl, messagingUrl, productToken, accountId }: Simulator,
): Promise<CredentialRef> {
	const data = {
		productToken,
		accountId,
		lettersBaseUrl: lettersUrl,
		messagingGateway: messagingUrl,
	};
	return await client.saveCredential({ name: 'CM.com simulator', type: CREDENTIAL_TYPE, data });
}

/** Imports a workflow whose nodes of this package use the credential, and activates it. */
export async function activated(
	client: N8nClient,
	file: WorkflowFile,
	credential: CredentialRef,
): Promise<SavedWorkflow> {
	const workflow = await client.importWorkflow(file, {
		packageName: PACKAGE_NAME,
		credentialType: CREDENTIAL_TYPE,
		credential,
	});
	await client.activate(workflow);
	return workflow;
}
