import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { N8nClient } from '../../scripts/host/client.mts';
import type { WorkflowFile, WorkflowNode } from '../../scripts/host/entities.mts';
import { startN8n } from '../../scripts/host/n8n.mts';
import { installCommunityPackage } from '../../scripts/host/package.mts';
import { GiveUp, poll } from '../../scripts/host/poll.mts';
import { startSimulator } from '../../simulator/cm/server.mts';
import type { Simulator } from '../../simulator/cm/contract.mts';
import type { Figure } from '../measure/figure.mts';
import type { Row } from '../measure/scene.mts';
import { rounded } from '../measure/statistics.mts';
import { takeTurns } from '../measure/turns.mts';

const row = 'f';
const CONCURRENCY = 20;
const TOKEN = 'a-token-of-the-bench-only';

/**
 * Row (f): callbacks a second that a real n8n takes by the package's triggers, against its own
 * Webhook node with the same requests: from the first request to the end of the last execution.
 * n8n spares its own Webhook node, from version 1.1 on, the isolate for expressions that it makes
 * for every request to any other trigger (live-webhooks.js, webhookPhaseNeedsIsolate). Version 1 of
 * the same node is not spared: against it, only what the nodes do themselves differs.
 */
export const callbacks: Row = async ({ host, packageFolder, quick, rounds, say }) => {
	const folder = await mkdtemp(join(tmpdir(), 'bench-n8n-'));
	const simulator = await startSimulator({ port: 0 });
	await installCommunityPackage({ packageFolder, userFolder: folder, node: host.node });
	const n8n = await startN8n({ host, userFolder: folder, logFile: join(folder, 'n8n.log') });
	try {
		const client = new N8nClient(n8n.url);
		const targets = await activated(client, simulator, n8n.url);
		const count = quick ? 100 : 400;
		const run = (target: Target) => async () => ({
			ms: await delivered(client, target, count),
			cpuMs: 0,
		});
		for (const target of Object.values(targets)) await delivered(client, target, 50);
		const turns = await takeTurns(
			rounds,
			{
				letters: run(targets.letters),
				webhookForLetters: run(targets.webhookForLetters),
				oldWebhookForLetters: run(targets.oldWebhookForLetters),
				messages: run(targets.messages),
				webhookForMessages: run(targets.webhookForMessages),
				oldWebhookForMessages: run(targets.oldWebhookForMessages),
			},
			(round, ms) =>
				say(
					`  ${round}: ${count} callbacks ${Object.entries(ms)
						.map(([name, each]) => `${name} ${rounded((count * 1000) / each)}/s`)
						.join(', ')}`,
				),
		);
		const rate = (ms: number) => `${rounded((count * 1000) / ms)} a second`;
		const figure = (
			name: string,
			ours: 'letters' | 'messages',
			theirs: Exclude<keyof typeof turns.ms, 'letters' | 'messages'>,
		): Figure => {
			const isSpared = theirs.startsWith('webhook');
			return {
				row,
				name: `${name}: callbacks a second, per Webhook node${isSpared ? '' : ' of version 1'}`,
				value: turns.ofRounds((ms) => ms[theirs] / ms[ours]),
				unit: '×',
				...(isSpared ? { target: { atLeast: 0.9 } } : {}),
				detail: `${rate(turns.ms[ours])} against ${rate(turns.ms[theirs])}; ${count} in a turn, ${CONCURRENCY} at once`,
			};
		};
		return [
			figure('CM Letters Trigger', 'letters', 'webhookForLetters'),
			figure('CM Letters Trigger', 'letters', 'oldWebhookForLetters'),
			figure('CM Messaging Trigger', 'messages', 'webhookForMessages'),
			figure('CM Messaging Trigger', 'messages', 'oldWebhookForMessages'),
		];
	} finally {
		await n8n.stop();
		await simulator.close();
		await rm(folder, { recursive: true, force: true });
	}
};

/** Where callbacks go, and what they are. */
interface Target {
	workflowId: string;
	url: string;
	contentType: string;
	body(number: number): string;
}

/** Sends so many callbacks; milliseconds until all their executions succeeded. */
async function delivered(client: N8nClient, target: Target, count: number): Promise<number> {
	const before = await client.countExecutions(target.workflowId, 'success');
	const start = performance.now();
	let next = 0;
	const worker = async () => {
		for (let number = next++; number < count; number = next++) {
			const response = await fetch(target.url.replace('[LETTER]', `letter-${number}`), {
				method: 'POST',
				headers: { 'Content-Type': target.contentType },
				body: target.body(number),
			});
			if (!response.ok) throw new Error(`n8n answered a callback with ${response.status}`);
			await response.arrayBuffer();
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, worker));
	await poll(
		async () => {
			const done = (await client.countExecutions(target.workflowId, 'success')) - before;
			if (done > count) throw new GiveUp(`${done} executions for ${count} callbacks`);
			return done === count ? true : undefined;
		},
		{ what: 'Waiting for the executions to end', timeoutMs: 120_000, everyMs: 50 },
	);
	return performance.now() - start;
}

async function activated(client: N8nClient, simulator: Simulator, n8nUrl: string) {
	await client.signIn({
		email: 'bench@example.com',
		password: 'Letters-4-everyone',
		firstName: 'Bench',
		lastName: 'Owner',
	});
	const { productToken, accountId, lettersUrl, messagingUrl } = simulator;
	const data = {
		productToken,
		accountId,
		lettersBaseUrl: lettersUrl,
		messagingGateway: messagingUrl,
	};
	const credential = await client.saveCredential({ name: 'CM.com', type: 'cmApi', data });
	const activate = async (name: string, trigger: Partial<WorkflowNode>): Promise<string> => {
		const workflow = await client.importWorkflow(workflowFile(name, trigger), {
			packageName: 'n8n-nodes-cmcom',
			credentialType: 'cmApi',
			credential,
		});
		await client.activate(workflow);
		return workflow.id;
	};
	const webhook = async (path: string, typeVersion: number) => ({
		url: `${n8nUrl}/webhook/${path}`,
		workflowId: await activate(path, {
			type: 'n8n-nodes-base.webhook',
			typeVersion,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
		}),
	});

	const letter = {
		contentType: 'text/plain; charset=utf-8',
		body: (number: number) =>
			`letter=letter-${number}\nstatus=sent\ntrackingcode=\nreceived_at=2026-11-21T12:00:00Z\nreference=INV-${number}`,
	};
	const report = {
		contentType: 'application/json',
		body: (number: number) =>
			JSON.stringify({
				messages: {
					msg: {
						received: '2026-11-21T12:00:00',
						to: `00316${10_000_000 + number}`,
						reference: `ROW${number}`,
						status: { code: '2', errorCode: '', errorDescription: 'Delivered' },
						operator: '20408',
					},
				},
			}),
	};
	const lettersWorkflow = await activate('Letters', {
		type: 'n8n-nodes-cmcom.cmLettersTrigger',
		parameters: { triggerOn: 'any', options: {} },
	});
	const messagesWorkflow = await activate('Messages', {
		type: 'n8n-nodes-cmcom.cmMessagingTrigger',
		parameters: { token: TOKEN, triggerOn: ['statusReport'], options: {} },
	});
	return {
		letters: { ...letter, workflowId: lettersWorkflow, url: await registered(simulator) },
		messages: {
			...report,
			workflowId: messagesWorkflow,
			url: `${n8nUrl}/webhook/${WEBHOOK_ID}-Messages/messages/:${TOKEN}`,
		},
		webhookForLetters: { ...letter, ...(await webhook('bench-letters', 2)) },
		webhookForMessages: { ...report, ...(await webhook('bench-messages', 2)) },
		oldWebhookForLetters: { ...letter, ...(await webhook('bench-letters-1', 1)) },
		oldWebhookForMessages: { ...report, ...(await webhook('bench-messages-1', 1)) },
	} satisfies Record<string, Target>;
}

/** Where the letters trigger had itself registered. */
async function registered({ lettersUrl, accountId, productToken }: Simulator): Promise<string> {
	const response = await fetch(`${lettersUrl}/accounts/${accountId}/callbacks`, {
		headers: { 'X-CM-PRODUCTTOKEN': productToken },
	});
	const [callback] = (await response.json()) as Array<{ endpoint: string }>;
	if (!callback) throw new Error('The trigger did not register its callback');
	return callback.endpoint.replace('[STATUS]', 'sent');
}

const WEBHOOK_ID = '7e6d5c4b-3a29-4187-9654';

function workflowFile(name: string, trigger: Partial<WorkflowNode>): WorkflowFile {
	const node = {
		id: `trigger-${name}`,
		name: 'Trigger',
		typeVersion: 1,
		position: [0, 0],
		webhookId: `${WEBHOOK_ID}-${name}`,
		parameters: {},
		...trigger,
	} as WorkflowNode;
	const end = {
		id: `end-${name}`,
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0],
		parameters: {},
	};
	return {
		name,
		nodes: [node, end],
		connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		settings: {},
	};
}
