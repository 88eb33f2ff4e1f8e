import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nClient } from '../host/client.mts';
import type { CredentialRef, SavedWorkflow, WorkflowFile } from '../host/entities.mts';
import { repositoryRoot } from '../host/install.mts';

/** The example workflows by their file names, which are also the paths of their forms. */
export const exampleNames = [
	'letters-from-a-spreadsheet',
	'pdf-letter-from-a-file',
	'letter-status-to-a-row',
	'letter-status-to-sms',
	'sms-from-a-spreadsheet',
	'whatsapp-template-with-sms-fallback',
	'replies-to-rows',
] as const;

export type ExampleName = (typeof exampleNames)[number];

/** An example in n8n, and the path of its trigger's production URL when it has one. */
export type Example = SavedWorkflow & { webhookPath: string };

export type Examples = Record<ExampleName, Example>;

/** The package's name, with which n8n names the types of its nodes. */
export const PACKAGE_NAME = 'n8n-nodes-cmcom';

export const CREDENTIAL_TYPE = 'cmApi';

const examplesFolder = join(repositoryRoot, 'examples');

const TRIGGER_PATHS: Record<string, string> = {
	[`${PACKAGE_NAME}.cmLettersTrigger`]: 'letter-status',
	[`${PACKAGE_NAME}.cmMessagingTrigger`]: 'messages',
};

function webhookPathOf({ nodes }: WorkflowFile): string {
	const trigger = nodes.find(({ type }) => type in TRIGGER_PATHS);
	if (!trigger) return '';
	return `/webhook/${String(trigger['webhookId'])}/${TRIGGER_PATHS[trigger.type] ?? ''}`;
}

/** Imports one example with the credential chosen in its nodes, and activates it. */
async function setUp(
	client: N8nClient,
	name: ExampleName,
	credential: CredentialRef,
): Promise<Example> {
	const text = await readFile(join(examplesFolder, `${name}.json`), 'utf8');
	const file = JSON.parse(text) as WorkflowFile;
	const workflow = await client.importWorkflow(file, {
		packageName: PACKAGE_NAME,
		credentialType: CREDENTIAL_TYPE,
		credential,
	});
	await client.activate(workflow);
	return { ...workflow, webhookPath: webhookPathOf(file) };
}

/** Imports and activates all examples. */
export async function setUpExamples(
	client: N8nClient,
	credential: CredentialRef,
): Promise<Examples> {
	const pairs: Array<[ExampleName, Example]> = [];
	for (const name of exampleNames) pairs.push([name, await setUp(client, name, credential)]);
	return Object.fromEntries(pairs) as Examples;
}

/** The spreadsheet that is shipped beside the examples. */
export async function exampleSpreadsheet(): Promise<File> {
	const content = await readFile(join(examplesFolder, 'letters.xlsx'));
	const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
	return new File([content], 'letters.xlsx', { type });
}
