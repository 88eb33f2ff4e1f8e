import type { StoredMessage } from '../../simulator/cm/server.mts';
import { outputOf } from '../host/executionData.mts';
import { exampleSpreadsheet } from './examples.mts';
import { endedWell, runForm } from './mailing.mts';
import type { Scene } from './scene.mts';

/** What became of the messages. */
export interface Texting {
	rows: number;
	accepted: number;
	rejected: number;
	/** The message of the WhatsApp example, as the simulator has it. */
	template: StoredMessage | undefined;
	/** What the recipient wrote back, and what reached the workflow of it. */
	reply: { sent: string; received: string[] };
}

const REPLY = 'Thank you, it is paid.';

/** Uploads the shipped spreadsheet to the form of the SMS example. */
export async function textSpreadsheet(
	scene: Scene,
): Promise<Pick<Texting, 'rows' | 'accepted' | 'rejected'>> {
	const { data } = await runForm(scene, 'sms-from-a-spreadsheet', [await exampleSpreadsheet()]);
	return {
		rows: outputOf(data, 'Read rows').length,
		accepted: outputOf(data, 'Send texts', 0).length,
		rejected: outputOf(data, 'Send texts', 1).length,
	};
}

/** Fills in the form of the WhatsApp example. */
export async function welcome(scene: Scene): Promise<StoredMessage | undefined> {
	const before = new Set(scene.simulator.messages().map(({ id }) => id));
	const name = 'whatsapp-template-with-sms-fallback';
	await runForm(scene, name, ['Ms J. de Vries', '06 12 34 50 71']);
	return scene.simulator.messages().find(({ id }) => !before.has(id));
}

/** Answers a message as its recipient, and waits for the answer in the workflow of replies. */
export async function reply(
	{ client, examples, n8n, simulator }: Scene,
	message: StoredMessage | undefined,
): Promise<Texting['reply']> {
	if (!message) return { sent: REPLY, received: [] };
	const { id, webhookPath } = examples['replies-to-rows'];
	const [latest] = await client.executions(id);
	await simulator.setMessagingWebhooks({ inboundUrl: `${n8n.url}${webhookPath}` });
	await simulator.replyTo(message.id, REPLY);
	const failure = simulator.webhookDeliveries().at(-1)?.failure;
	if (failure) throw new Error(`The reply was not taken: ${failure}`);
	const { data } = await endedWell(client, id, latest?.id);
	return {
		sent: REPLY,
		received: outputOf(data, 'Record reply').map(({ json }) => String(json['text'])),
	};
}

/** Sends all kinds of messages the examples send, and answers one. */
export async function sendMessages(scene: Scene): Promise<Texting> {
	const counts = await textSpreadsheet(scene);
	const template = await welcome(scene);
	return { ...counts, template, reply: await reply(scene, template) };
}
