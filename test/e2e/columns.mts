import assert from 'node:assert/strict';

import { CREDENTIAL_TYPE, PACKAGE_NAME } from '../../scripts/demo/examples.mts';
import type { Scene } from '../../scripts/demo/scene.mts';
import type { WorkflowFile } from '../../scripts/host/entities.mts';
import type { Checklist } from './checklist.mts';
import type { Editor } from './editor.mts';

const rows = [
	{
		Naam: 'Jan de Vries',
		Straat: 'Dam',
		Huisnummer: 1,
		Postcode: '1012 JS',
		Plaats: 'Amsterdam',
		Land: 'Nederland',
	},
	{
		Naam: 'Anna Beispiel',
		Straat: 'Musterweg',
		Huisnummer: 12,
		Postcode: '01067',
		Plaats: 'Dresden',
		Land: 'Duitsland',
	},
];

/** A sheet, and the node as it is when it is dropped behind it; its credential is chosen. */
const fromSheet: WorkflowFile = {
	name: 'Letters from columns',
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
			id: 'sheet',
			name: 'Sheet',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [260, 0],
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ rows }), options: {} },
		},
		{
			id: 'rows',
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [520, 0],
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{
			id: 'letter',
			name: 'Letter',
			type: `${PACKAGE_NAME}.cmLetters`,
			typeVersion: 1,
			position: [780, 0],
			parameters: {},
		},
	],
	connections: {
		Start: { main: [[{ node: 'Sheet', type: 'main', index: 0 }]] },
		Sheet: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		Rows: { main: [[{ node: 'Letter', type: 'main', index: 0 }]] },
	},
};

/** A sheet becomes drafts with nothing typed but the message. */
export async function checkColumns(
	checklist: Checklist,
	editor: Editor,
	{ client, credential, simulator }: Scene,
): Promise<void> {
	const { id } = await client.importWorkflow(fromSheet, {
		packageName: PACKAGE_NAME,
		credentialType: CREDENTIAL_TYPE,
		credential,
	});
	await checklist.check('columns: a sheet becomes drafts, only the message typed', async () => {
		const before = new Set(simulator.letters().map((letter) => letter.id));
		await editor.openWorkflow(id);
		await editor.openNode('Letter');
		await editor.type('message', 'Dear member, your membership runs until 2027.');
		await editor.executeStep();
		await editor.outputShows('letterId');
		const made = simulator.letters().filter((letter) => !before.has(letter.id));
		assert.deepEqual(
			made.map(({ status, letter }) => [status, letter.addresses?.[0]?.recipient]).sort(),
			[
				['draft', 'Anna Beispiel\nMusterweg 12\n01067 Dresden\nGermany'],
				['draft', 'Jan de Vries\nDam 1\n1012 JS Amsterdam\nNetherlands'],
			],
		);
	});
	await checklist.check('columns: what was taken for what is read above the output', async () => {
		await editor.outputTells('"Naam" is the name');
		await editor.closeNode();
	});
}
