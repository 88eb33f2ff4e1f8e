import { PACKAGE_NAME, CREDENTIAL_TYPE } from '../../scripts/demo/examples.mts';
import type { Scene } from '../../scripts/demo/scene.mts';
import type { WorkflowFile } from '../../scripts/host/entities.mts';
import type { Checklist } from './checklist.mts';
import type { Editor } from './editor.mts';
import { letterStates, messageStates, type FormState } from './expectedFields.mts';

const nodes: Array<{ name: string; type: string; states: FormState[] }> = [
	{ name: 'Letters', type: `${PACKAGE_NAME}.cmLetters`, states: letterStates },
	{ name: 'Messages', type: `${PACKAGE_NAME}.cmMessaging`, states: messageStates },
];

const bothNodes: WorkflowFile = {
	name: 'Forms',
	nodes: nodes.map(({ name, type }, index) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [0, index * 240],
		parameters: {},
	})),
	connections: {},
};

function nameOf({ resource, operation, choices = [] }: FormState): string {
	const also = choices.map(([, option]) => option).join(', ');
	return `form: ${resource} > ${operation}${also ? ` (${also})` : ''}`;
}

/** The forms of both nodes show each operation's fields, chosen in them as a person would. */
export async function checkForms(
	checklist: Checklist,
	editor: Editor,
	{ client, credential }: Scene,
): Promise<void> {
	const { id } = await client.importWorkflow(bothNodes, {
		packageName: PACKAGE_NAME,
		credentialType: CREDENTIAL_TYPE,
		credential,
	});
	for (const { name, states } of nodes) {
		const open = async () => {
			await editor.openWorkflow(id);
			await editor.openNode(name);
		};
		let well = await checklist.check(`form: that of "${name}" opens from the canvas`, open);
		for (const state of states) {
			well = await checklist.check(nameOf(state), async () => {
				// The one before may have left anything behind, such as an open drop-down.
				if (!well) await open();
				await editor.choose('resource', state.resource);
				await editor.choose('operation', state.operation);
				for (const [parameter, option] of state.choices ?? []) {
					await editor.choose(parameter, option);
				}
				await editor.assertLabels(['Resource', 'Operation', ...state.fields]);
			});
		}
		await checklist.check(`form: that of "${name}" closes`, async () => {
			if (!well) await open();
			await editor.closeNode();
		});
	}
}
