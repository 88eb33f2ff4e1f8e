import { join } from 'node:path';

import { startN8n } from '../../../scripts/host/n8n.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import { whileBlocked } from './blockedDatabase.mts';
import { startCollector } from './collector.mts';
import {
	checkEvents,
	checkEventsAfterRestart,
	eventsWorkflow,
	type EventsScene,
} from './events.mts';
import {
	activated,
	signedIn,
	simulatorCredential,
	startedSimulator,
	userFolder,
	type Stage,
} from './stage.mts';

/** What CM.com sends about messages, received by a real n8n that is started anew in between. */
export async function checkMessages(checklist: Checklist, stage: Stage): Promise<void> {
	const { host } = stage;
	const simulator = await startedSimulator();
	const collector = await startCollector();
	const folder = await userFolder(stage, 'messages');
	const logFile = join(stage.folder, 'messages.log');
	const n8n = await startN8n({ host, userFolder: folder, logFile });
	const client = await signedIn(n8n.url);
	await activated(client, eventsWorkflow(collector), await simulatorCredential(client, simulator));

	const scene: EventsScene = {
		url: n8n.url,
		collector,
		label: 'messages',
		whileNothingIsRecorded: async (work) =>
			await whileBlocked(host.node, join(folder, '.n8n', 'database.sqlite'), work),
		answersFirst: false,
	};
	await checkEvents(checklist, scene);
	await n8n.stop();
	await startN8n({ host, userFolder: folder, port: n8n.port, logFile });
	await checkEventsAfterRestart(checklist, scene);
}
