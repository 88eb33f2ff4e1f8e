import assert from 'node:assert/strict';

import { CREDENTIAL_TYPE, PACKAGE_NAME } from '../../scripts/demo/examples.mts';
import type { Scene } from '../../scripts/demo/scene.mts';
import type { WorkflowFile } from '../../scripts/host/entities.mts';
import type { Checklist } from './checklist.mts';
import type { Editor } from './editor.mts';

const oneLetter: WorkflowFile = {
	name: 'One letter',
	nodes: [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'letter',
			name: 'Letter',
			type: `${PACKAGE_NAME}.cmLetters`,
			typeVersion: 1,
			position: [260, 0],
			parameters: {
				resource: 'letter',
				operation: 'createAndSend',
				destination: { __rl: true, mode: 'country', value: 'Netherlands' },
				recipientInput: 'text',
				recipient: 'Ms J. de Vries\nKeizersgracht 12\n1015 CJ Amsterdam',
				message: 'Dear Ms de Vries,',
				reference: 'E2E-1',
			},
		},
		{
			id: 'next',
			name: 'Next',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [520, 0],
			parameters: {},
		},
	],
	connections: {
		Start: { main: [[{ node: 'Letter', type: 'main', index: 0 }]] },
		Letter: { main: [[{ node: 'Next', type: 'main', index: 0 }]] },
	},
};

/** A workflow is run by its button, and what came out is seen in the node. */
export async function checkRun(
	checklist: Checklist,
	editor: Editor,
	{ client, credential, simulator }: Scene,
): Promise<void> {
	const { id } = await client.importWorkflow(oneLetter, {
		packageName: PACKAGE_NAME,
		credentialType: CREDENTIAL_TYPE,
		credential,
	});
	await checklist.check('run: the next node offers the fields before anything ran', async () => {
		await editor.openWorkflow(id);
		await editor.openNode('Next');
		await editor.inputOffers('letterId');
		await editor.closeNode();
	});
	await checklist.check('run: "Execute workflow" mails a letter', async () => {
		await editor.executeWorkflow('Letter');
		const mailed = simulator.letters().filter(({ reference }) => reference === 'E2E-1');
		assert.equal(mailed.length, 1);
	});
	await checklist.check('run: the output panel shows the letter', async () => {
		await editor.openNode('Letter');
		await editor.outputShows('letterId');
		await editor.outputShows('accepted');
		await editor.closeNode();
	});
}
