import assert from 'node:assert/strict';
import { join } from 'node:path';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import type { N8nClient } from '../../../scripts/host/client.mts';
import type { WorkflowFile } from '../../../scripts/host/entities.mts';
import { startN8n } from '../../../scripts/host/n8n.mts';
import { poll } from '../../../scripts/host/poll.mts';
import type { Checklist } from '../../e2e/checklist.mts';
import {
	CallbackStream,
	contentOf,
	eventOf,
	type CallbackCall,
	type Kind,
} from './callbackStream.mts';
import { registeredCallbacks } from './callbacks.mts';
import { startCollector, type Collector } from './collector.mts';
import { flood, type Answered } from './flood.mts';
import { Random } from './random.mts';
import {
	activated,
	signedIn,
	simulatorCredential,
	startedSimulator,
	userFolder,
	type Stage,
} from './stage.mts';

const PLAN = { total: 5_000, repeats: 1_000, forged: 1_000, malformed: 250, broken: 50 };
const CONCURRENCY = 20;
/**
 * n8n's newer engine for expressions takes a third of a second of computing for each request and
 * each run, whatever the nodes do: too much for a flood.
 */
const env = { N8N_EXPRESSION_ENGINE: 'legacy' };

/** Runs that may be outstanding. n8n takes any number, and then fails to write them to SQLite. */
const MOST_OUTSTANDING = 100;
/** How many of the latest events are reported once more after n8n was started anew. */
const AFTER_RESTART = 500;
const TIMEOUT_MS = 120_000;

/** Reports each event it is started with to the collector, and so ends quickly. */
function reporting(collector: Collector): WorkflowFile {
	const trigger = 'Letter status changed';
	const report = 'Report';
	return {
		name: 'Status changes',
		nodes: [
			{
				id: 'trigger',
				name: trigger,
				type: `${PACKAGE_NAME}.cmLettersTrigger`,
				typeVersion: 1,
				position: [0, 0],
				webhookId: 'faults-trigger',
				parameters: { triggerOn: 'anyStatus' },
			},
			{
				id: 'report',
				name: report,
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				position: [200, 0],
				parameters: {
					method: 'POST',
					url: collector.url,
					sendBody: true,
					specifyBody: 'json',
					jsonBody: '={{ JSON.stringify($json) }}',
					options: {},
				},
			},
		],
		connections: { [trigger]: { main: [[{ node: report, type: 'main', index: 0 }]] } },
	};
}

/** Asserts what the calls of one kind were answered with; names the wrong answers and to what. */
function assertAnswers(
	kind: Kind,
	answered: readonly Answered[],
	isRight: (status: number) => boolean,
): void {
	const ofKind = answered.filter(({ call }) => call.kind === kind);
	const wrong = new Map<string, number>();
	for (const { call, answer } of ofKind) {
		if (typeof answer === 'number' && isRight(answer)) continue;
		const description = `${answer} to: ${call.how}`;
		wrong.set(description, (wrong.get(description) ?? 0) + 1);
	}
	assert.deepEqual(
		[...wrong].map(([description, count]) => `${count} times ${description}`),
		[],
		`of ${ofKind.length} ${kind} requests some were answered wrongly`,
	);
}

const reportOf = ({ event, reference }: CallbackCall) => `${event} ${JSON.stringify(reference)}`;

/**
 * Asserts that what was genuine started a run each, with the right data, and nothing else did but
 * what could not be read.
 * @param times how often each event is to have started a run, unless once
 */
function assertRuns(
	told: readonly CallbackCall[],
	collector: Collector,
	times: (report: string) => number = () => 1,
): void {
	const expected = new Set(told.map(reportOf));
	const counts = new Map<string, number>();
	for (const { kind, letterId, status, reference } of collector.reports) {
		if (kind === 'unreadable') continue;
		const report = `${eventOf(letterId, status)} ${JSON.stringify(reference)}`;
		counts.set(report, (counts.get(report) ?? 0) + 1);
	}
	const lost = [...expected].filter((report) => !counts.has(report));
	const foreign = [...counts.keys()].filter((report) => !expected.has(report));
	const several = [...counts].filter(([report, count]) => count > times(report));
	assert.deepEqual(
		{ lost: lost.length, foreign: foreign.length, several: several.length },
		{ lost: 0, foreign: 0, several: 0 },
		`of ${expected.size} events ${lost.length} started no run (${lost.slice(0, 3).join('; ')}), ` +
			`${several.length} several; ${foreign.length} runs were of none ` +
			`(${foreign.slice(0, 3).join('; ')})`,
	);
}

/** Lets a call go when n8n is not too far behind with the runs of those before it. */
function paced(collector: Collector): (call: CallbackCall) => Promise<void> {
	const before = collector.reports.length;
	let sent = 0;
	return async ({ kind }) => {
		if (kind === 'genuine') sent++;
		await poll(
			() => (before + sent - collector.reports.length <= MOST_OUTSTANDING ? true : undefined),
			{ what: 'Waiting for n8n to catch up', timeoutMs: TIMEOUT_MS, everyMs: 10 },
		);
	};
}

/**
 * Sends one event more and waits for its run and for all others to end: what came before it was
 * taken up before it.
 */
async function settled(
	stream: CallbackStream,
	client: N8nClient,
	workflowId: string,
	collector: Collector,
): Promise<void> {
	const [last] = await flood([stream.call('genuine')], 1);
	const { event } = last?.call ?? {};
	await poll(
		async () => {
			const isThere = collector.reports.some(
				({ letterId, status }) => eventOf(letterId, status) === event,
			);
			if (!isThere) return undefined;
			const all = await client.countExecutions(workflowId);
			return all === (await client.countExecutions(workflowId, 'success')) ? true : undefined;
		},
		{ what: 'Waiting for all runs to end well', timeoutMs: TIMEOUT_MS, everyMs: 500 },
	);
}

/** A flood of callbacks, of which each that is genuine and new starts one run. */
export async function checkTrigger(checklist: Checklist, stage: Stage): Promise<void> {
	const simulator = await startedSimulator();
	const collector = await startCollector();
	const folder = await userFolder(stage, 'trigger');
	const logFile = join(stage.folder, 'trigger.log');
	const start = async (port?: number) => {
		const n8n = await startN8n({ host: stage.host, userFolder: folder, port, logFile, env });
		return { n8n, client: await signedIn(n8n.url) };
	};

	const { n8n, client } = await start();
	const credential = await simulatorCredential(client, simulator);
	const { id: workflowId } = await activated(client, reporting(collector), credential);
	const [registered] = await registeredCallbacks(simulator);
	assert.ok(registered, 'the trigger registered no callback');
	const stream = new CallbackStream(registered, new Random(stage.seed));
	const calls = stream.calls(PLAN);
	let answered: Answered[] = [];

	await checklist.check(
		`trigger: takes ${calls.length} callbacks, ${CONCURRENCY} at once`,
		async () => {
			answered = await flood(calls, CONCURRENCY, paced(collector));
			await settled(stream, client, workflowId, collector);
		},
	);
	await checklist.check('trigger: what is genuine is answered with 200', async () => {
		assertAnswers('genuine', answered, (status) => status === 200);
		assertAnswers('repeat', answered, (status) => status === 200);
	});
	await checklist.check('trigger: what is forged is answered with 403', async () => {
		assertAnswers('forged', answered, (status) => status === 403);
	});
	await checklist.check('trigger: what n8n cannot read, or is too large, is refused', async () => {
		// n8n says 500 to what it cannot unpack.
		assertAnswers('malformed', answered, (status) => status >= 400);
	});
	const unreadable = new Set(
		calls.filter(({ kind }) => kind === 'unreadable').map((call) => contentOf(call)),
	);
	await checklist.check('trigger: what tells no letter starts a run as unreadable', async () => {
		assertAnswers('unreadable', answered, (status) => status === 200);
		assertAnswers('empty', answered, (status) => status === 200);
		const reports = collector.reports.filter(({ kind }) => kind === 'unreadable');
		assert.equal(reports.length, unreadable.size);
		const secret = new URL(registered.callback.endpoint).searchParams.get('secret') ?? '';
		assert.ok(!JSON.stringify(collector.reports).includes(secret), 'a run was given the secret');
	});
	await checklist.check(
		'trigger: each genuine event starts one run, and nothing else does',
		async () => {
			assertRuns(stream.told(), collector);
			const runs = stream.told().length + unreadable.size;
			// Only those that have ended are counted, and one ends a moment after its report.
			await poll(
				async () => ((await client.countExecutions(workflowId)) >= runs ? true : undefined),
				{ what: `Waiting for ${runs} executions to end`, timeoutMs: TIMEOUT_MS },
			);
			assert.equal(await client.countExecutions(workflowId), runs, 'executions');
		},
	);

	await checklist.check(
		`trigger: the latest ${AFTER_RESTART} events start one run more after n8n was restarted`,
		async () => {
			await n8n.stop();
			// At the same address, where the service goes on calling it.
			const { client: now } = await start(n8n.port);
			const told = stream.told().slice(-AFTER_RESTART);
			const again = told.map((call): CallbackCall => ({ ...call, kind: 'repeat' }));
			for (const calls of [again, again]) {
				const answers = await flood(calls, CONCURRENCY, paced(collector));
				assertAnswers('repeat', answers, (status) => status === 200);
			}
			await settled(stream, now, workflowId, collector);
			const twice = new Set(told.map(reportOf));
			assertRuns(stream.told(), collector, (report) => (twice.has(report) ? 2 : 1));
		},
	);
}
