import type { Checklist } from './checklist.mts';
import type { Editor } from './editor.mts';
import { letterActions, messageActions } from './expectedFields.mts';

const NODE = 'CM Letters';
const MESSAGING = 'CM Messaging';

/** All nodes are found in the panel of nodes, and everything they do is listed there. */
export async function checkNodePanel(checklist: Checklist, editor: Editor): Promise<void> {
	await checklist.check('node panel: CM Letters Trigger is found and its form opens', async () => {
		await editor.openNewWorkflow();
		const panel = await editor.searchNodePanel(NODE, { first: true });
		await panel.choose(NODE);
		await panel.assertLists(['On any status change', 'On certain statuses']);
		await panel.choose('On any status change');
		await editor.form().waitFor();
		await editor.assertLabels(['Trigger On', 'Options']);
	});

	await checklist.check('node panel: CM Letters Trigger shows the statuses to choose', async () => {
		await editor.choose('triggerOn', 'Certain Statuses');
		await editor.form().getByText('Add Status').waitFor();
		await editor.assertLabels(['Trigger On', 'Statuses', 'Options']);
		await editor.closeNode();
	});

	await checklist.check('node panel: CM Letters is found with all its actions', async () => {
		const panel = await editor.searchNodePanel(NODE, { first: false });
		await panel.choose(NODE);
		await panel.assertLists(letterActions);
		await panel.choose('Create and send letter');
		await editor.form().waitFor();
		await editor.form().getByText('Country', { exact: true }).waitFor();
		await editor.closeNode();
	});

	await checklist.check('node panel: "letter", "post" and "mail" find CM Letters too', async () => {
		for (const word of ['letter', 'post', 'mail']) {
			const panel = await editor.searchNodePanel(word, { first: false });
			await panel.assertLists([NODE]);
			await editor.closeNodePanel();
		}
	});

	await checklist.check(
		'node panel: CM Messaging Trigger is found and its form opens',
		async () => {
			await editor.openNewWorkflow();
			const panel = await editor.searchNodePanel(MESSAGING, { first: true });
			await panel.choose(MESSAGING);
			await panel.assertLists(['On incoming message', 'On status report', 'On event']);
			await panel.choose('On incoming message');
			await editor.form().waitFor();
			await editor.assertLabels(['Token', 'Trigger On', 'Options']);
		},
	);

	await checklist.check('node panel: a new token from the list stands in the URL', async () => {
		const token = await editor.chooseFirst('token');
		await editor.urlShows(`/messages/:${token}`);
		await editor.closeNode();
	});

	await checklist.check('node panel: CM Messaging is found with all its actions', async () => {
		const panel = await editor.searchNodePanel(MESSAGING, { first: false });
		await panel.choose(MESSAGING);
		await panel.assertLists(messageActions);
		await panel.choose('Send text message');
		await editor.form().waitFor();
		await editor.form().getByText('Channels', { exact: true }).waitFor();
		await editor.closeNode();
	});

	await checklist.check('node panel: "sms" and "whatsapp" find CM Messaging too', async () => {
		for (const word of ['sms', 'whatsapp']) {
			const panel = await editor.searchNodePanel(word, { first: false });
			await panel.assertLists([MESSAGING]);
			await editor.closeNodePanel();
		}
	});
}
