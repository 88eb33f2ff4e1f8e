import type { INodeExecutionData } from 'n8n-workflow';

import { soundLetter, type NodeResult, type OpenAccount } from './account.mts';
import { countsOf, totalOf, type Counts } from './counts.mts';
import { KINDS, type Kind } from './kinds.mts';
import { itemsOf, sheet, type Row } from './rows.mts';
import { falsehoods } from './truth.mts';

/** So many letters to be sent in spite of one kind of trouble. */
export interface Scenario {
	/** The name of a kind. */
	kind: string;
	seed: number;
	letters: number;
	/** Of the requests that a fault may hit, those that are hit; from 0 to 1. */
	share: number;
}

export interface ScenarioResult extends Scenario, Counts {
	/** What was not as it has to be; empty when all was. */
	complaints: string[];
	seconds: number;
}

/**
 * A few seconds rather than minutes to wait for answers and for what is in doubt, so that the suite
 * is done in minutes; long enough for a machine that does other work as well.
 */
const OPTIONS = {
	concurrency: 10,
	timeout: 1.5,
	settleWait: 6,
	maxTries: 10,
	maxRetryTime: 120,
};

/** How many accounts share the letters, where each is a new one. */
const ACCOUNTS = 20;

/** Sends letters, and looks whether each exists once and each item is true. */
export async function runScenario(
	account: OpenAccount,
	scenario: Scenario,
): Promise<ScenarioResult> {
	const { seed, letters, share } = scenario;
	const kind = KINDS.find(({ name }) => name === scenario.kind);
	if (!kind) throw new Error(`There is no kind "${scenario.kind}"`);
	const rows = sheet(`${kind.name}-${seed}`, letters, kind.references?.(letters));

	const began = performance.now();
	const parts: Array<{ counts: Counts; complaints: string[] }> = [];
	for (const [index, part] of partsOf(kind, rows).entries()) {
		parts.push(await runOnAccount(account, kind, part, share, seed + index));
	}
	const seconds = (performance.now() - began) / 1000;

	const counts = totalOf(parts.map((part) => part.counts));
	const complaints = [
		...parts.flatMap((part) => part.complaints),
		...(kind.shows ?? [])
			.filter((name) => counts[name] === 0)
			.map((name) => `it shows nothing: none ${name}`),
	];
	return { ...scenario, ...counts, complaints, seconds };
}

/** The rows of each account; the first of many has one. */
function partsOf({ course }: Kind, rows: Row[]): Row[][] {
	if (course !== 'newAccounts') return [rows];
	const [first, ...rest] = rows;
	if (!first) return [];
	const size = Math.ceil(rest.length / ACCOUNTS);
	const others = Array.from({ length: ACCOUNTS }, (_, index) =>
		rest.slice(index * size, (index + 1) * size),
	);
	return [[first], ...others.filter(({ length }) => length > 0)];
}

/** Sends rows from a new account, and says what is wrong after each run. */
async function runOnAccount(
	account: OpenAccount,
	kind: Kind,
	rows: Row[],
	share: number,
	seed: number,
): Promise<{ counts: Counts; complaints: string[] }> {
	const { simulator } = account;
	account.reset();
	simulator.setAssumptions(kind.assumptions?.(seed) ?? {});
	simulator.setFaults(kind.rules(share, seed), seed);

	const said: INodeExecutionData[] = [];
	const complaints: string[] = [];
	const judge = async (...results: NodeResult[]) => {
		// What the node no longer waits for arrives before this.
		await fetch(`${simulator.url}/_simulator/health`);
		for (const { items, error } of results) {
			said.push(...items);
			if (error) complaints.push(`the node failed: ${error.message}`);
			complaints.push(...falsehoods(kind, rows, items, simulator));
		}
	};
	const run = async (by: Pick<OpenAccount, 'letters'> = account) =>
		await by.letters(
			soundLetter({
				operation: 'createAndSend',
				reference: '={{ $json.reference }}',
				recipient: '={{ $json.recipient }}',
				additionalFields: {},
				options: { ...OPTIONS, ...kind.options },
			}),
			itemsOf(rows),
			{ settings: { onError: 'continueRegularOutput' } },
		);

	if (kind.course === 'atOnce') {
		const second = await account.secondProcess();
		await judge(...(await Promise.all([run(), run(second)])));
	} else {
		await judge(await run());
	}
	if (kind.course !== 'newAccounts') complaints.push(...shareComplaints(account, kind, share));
	if (kind.course === 'again') {
		simulator.setFaults([]);
		await judge(await run());
	}
	return { counts: countsOf(rows, said, simulator), complaints };
}

/** Chance may deviate from the share by so many times what it does on average. */
const LEEWAY = 5;

function shareComplaints({ simulator }: OpenAccount, kind: Kind, share: number): string[] {
	const methods = new Set(kind.rules(share, 1).map(({ method }) => method));
	const requests = simulator
		.requests()
		.filter(({ method }) => methods.has(undefined) || methods.has(method));
	const hit = requests.filter(({ fault }) => fault !== undefined).length;
	const count = Math.max(1, requests.length);
	const actual = hit / count;
	return Math.abs(actual - share) > LEEWAY * Math.sqrt((share * (1 - share)) / count)
		? [`${(actual * 100).toFixed(1)} % of the requests were hit, not ${share * 100} %`]
		: [];
}
