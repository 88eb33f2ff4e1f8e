import type { StoredMessage } from '../../simulator/cm/server.mts';
import type { N8nClient } from '../host/client.mts';
import type { Execution } from '../host/entities.mts';
import { outputOf, type OutputItem } from '../host/executionData.mts';
import { GiveUp, poll } from '../host/poll.mts';
import { exampleSpreadsheet, type Example, type ExampleName } from './examples.mts';
import type { Scene } from './scene.mts';

/** Far more than it takes, even on a machine that is busy with other things. */
const PATIENCE_MS = 180_000;

/** What became of the spreadsheet. */
export interface Mailing {
	rows: number;
	accepted: number;
	refused: Array<{ reference: string; name: string; reason: string }>;
	/** Prices added up, as the Get Price operation gave them. */
	cost: number;
	currency: string;
}

/** Status changes that were reported, and the runs of the trigger's workflow they led to. */
export interface StatusEvents {
	reported: number;
	received: number;
	/** Letters whose recipients were told of their delivery by SMS. */
	texted: number;
	/** The statuses the letters are in now, with how many are in each. */
	statuses: Record<string, number>;
}

function text(item: OutputItem, key: string): string {
	const value = item.json[key];
	return typeof value === 'string' ? value : '';
}

/** What the node says of a row that failed. */
function reasonOf({ json }: OutputItem): string {
	const { message } = json['error'] as { message: string };
	return message;
}

function mailingOf({ data }: Execution): Mailing {
	const prices = outputOf(data, 'Get price').map(({ json }) => json);
	const cents = prices.reduce((sum, { price }) => sum + Math.round(Number(price ?? 0) * 100), 0);
	const currency = prices[0]?.['currency'];
	return {
		rows: outputOf(data, 'Read rows').length,
		accepted: outputOf(data, 'Send letters', 0).filter(
			(item) => text(item, 'outcome') === 'accepted',
		).length,
		refused: outputOf(data, 'Send letters', 1).map((item) => ({
			reference: text(item, 'reference'),
			name: text(item, 'name'),
			reason: reasonOf(item),
		})),
		cost: cents / 100,
		currency: typeof currency === 'string' ? currency : '',
	};
}

/** Fills in an example's form, and waits for its workflow to end well. */
export async function runForm(
	{ client, examples }: Pick<Scene, 'client' | 'examples'>,
	name: ExampleName,
	values: ReadonlyArray<string | File>,
): Promise<Execution> {
	const { id } = examples[name];
	const [latest] = await client.executions(id);
	const answer = await client.submitForm(name, values);
	if (!answer.ok) {
		throw new Error(`The form answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
	}
	return await endedWell(client, id, latest?.id);
}

/** Waits for the workflow's newest run to end well. */
export async function endedWell(
	client: N8nClient,
	workflowId: string,
	afterId = '0',
): Promise<Execution> {
	const execution = await client.finishedExecution(workflowId, { afterId });
	if (execution.status === 'success') return execution;
	const { error, lastNodeExecuted } = execution.data.resultData;
	throw new Error(`The workflow ended in "${lastNodeExecuted}": ${error?.message ?? 'no reason'}`);
}

/** Uploads the shipped spreadsheet to the main example's form, as a person would. */
export async function mailSpreadsheet({ client, examples }: Scene): Promise<Mailing> {
	const name = 'letters-from-a-spreadsheet';
	return mailingOf(await runForm({ client, examples }, name, [await exampleSpreadsheet()]));
}

/**
 * Lets the simulator's time run, and waits until every letter is delivered and every report of it
 * has been through the workflow.
 * @param stepEveryMs how long a letter stays in a status
 */
export async function deliverLetters(
	{ client, examples, simulator }: Scene,
	stepEveryMs: number,
): Promise<StatusEvents> {
	simulator.setClock(stepEveryMs);
	const status = examples['letter-status-to-a-row'];
	const texts = examples['letter-status-to-sms'];
	await poll(() => simulator.letters().every(({ status }) => status === 'delivered') || undefined, {
		what: 'Waiting for the letters to be delivered',
		timeoutMs: PATIENCE_MS,
	});
	await simulator.settled();
	const reported = simulator.deliveries().filter(({ url }) => url.includes(status.webhookPath));
	const delivered = simulator
		.deliveries()
		.filter((one) => one.status === 'delivered' && one.url.includes(texts.webhookPath));
	const received = await allRuns(client, status, reported.length);
	await allRuns(client, texts, delivered.length);
	const texted = deliveryTexts(simulator).length;
	const statuses: Record<string, number> = {};
	for (const { status } of simulator.letters()) statuses[status] = (statuses[status] ?? 0) + 1;
	return { reported: reported.length, received, texted, statuses };
}

/** The messages that tell of a letter's delivery. */
export function deliveryTexts(simulator: Scene['simulator']): StoredMessage[] {
	return simulator.messages().filter(({ body }) => /^Your letter .+ was delivered\.$/.test(body));
}

/** Waits until the workflow has run so often; how often it ran well. */
async function allRuns(
	client: N8nClient,
	{ id, name }: Example,
	expected: number,
): Promise<number> {
	return await poll(
		async () => {
			const failed = await client.countExecutions(id, 'error');
			if (failed > 0) throw new GiveUp(`${failed} runs of "${name}" failed`);
			const count = await client.countExecutions(id, 'success');
			return count >= expected ? count : undefined;
		},
		{ what: `Waiting for ${expected} runs of "${name}"`, timeoutMs: PATIENCE_MS },
	);
}
