import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startN8n } from '../../../scripts/host/n8n.mts';
import { poll } from '../../../scripts/host/poll.mts';
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

/** n8n 1.x says nothing of its own when it could not write to its database. */
const LOG_DATABASE_ERRORS = { DB_LOGGING_ENABLED: 'true', DB_LOGGING_OPTIONS: 'error' };
const NOT_WRITTEN = /SQLITE_BUSY/g;
const TIMEOUT_MS = 60_000;

/** What CM.com sends about messages, received by a real n8n that is started anew in between. */
export async function checkMessages(
	checklist: Checklist,
	stage: Stage,
	{ label = 'messages', answersFirst = false }: Partial<EventsScene> = {},
): Promise<void> {
	const { host } = stage;
	const env = { ...LOG_DATABASE_ERRORS, ...stage.env };
	const simulator = await startedSimulator();
	const collector = await startCollector();
	const folder = await userFolder(stage, 'messages');
	const logFile = join(stage.folder, 'messages.log');
	const n8n = await startN8n({ host, userFolder: folder, logFile, env });
	const client = await signedIn(n8n.url);
	await activated(client, eventsWorkflow(collector), await simulatorCredential(client, simulator));

	const failures = async () => (await readFile(logFile, 'utf8')).match(NOT_WRITTEN)?.length ?? 0;
	const scene: EventsScene = {
		url: n8n.url,
		collector,
		label,
		whileNothingIsRecorded: async (work) => {
			const before = await failures();
			return await whileBlocked(host.node, join(folder, '.n8n', 'database.sqlite'), async () => {
				const result = await work();
				// One that answers first has not tried to record yet.
				await poll(async () => ((await failures()) > before ? true : undefined), {
					what: 'Waiting for n8n to fail to record a run',
					timeoutMs: TIMEOUT_MS,
				});
				return result;
			});
		},
		answersFirst,
	};
	await checkEvents(checklist, scene);
	await n8n.stop();
	await startN8n({ host, userFolder: folder, port: n8n.port, logFile, env });
	await checkEventsAfterRestart(checklist, scene);
}
