import type { INodeExecutionData } from 'n8n-workflow';

import { soundLetter, type OpenAccount } from './account.mts';
import { countsOf, type Counts } from './counts.mts';
import { TROUBLES } from './kinds.mts';
import { falsehoods } from './truth.mts';

/** One run of the node: so many letters, with so many of the requests hit. */
export interface Scenario {
	trouble: string;
	seed: number;
	letters: number;
	/** Of all requests, those that are hit; from 0 to 1. */
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
	concurrency: 25,
	timeout: 1.5,
	settleWait: 4,
	maxTries: 10,
	maxRetryTime: 120,
};

/** Sends letters from a new account, and looks whether each exists once and each item is true. */
export async function runScenario(
	account: OpenAccount,
	scenario: Scenario,
): Promise<ScenarioResult> {
	const { simulator } = account;
	const { trouble, seed, letters, share } = scenario;
	const rules = TROUBLES.find(({ name }) => name === trouble)?.rules(share) ?? [];
	const references = Array.from({ length: letters }, (_, row) => `${trouble}-${seed}-${row}`);
	account.reset();
	simulator.setFaults(rules, seed);

	const began = performance.now();
	const { items, error } = await account.letters(
		soundLetter({
			operation: 'createAndSend',
			reference: '={{ $json.reference }}',
			additionalFields: {},
			options: OPTIONS,
		}),
		references.map((reference): INodeExecutionData => ({ json: { reference } })),
		{ settings: { onError: 'continueRegularOutput' } },
	);
	const seconds = (performance.now() - began) / 1000;
	// What the node no longer waits for arrives before this.
	await fetch(`${simulator.url}/_simulator/health`);

	const counts = countsOf(references, items, simulator);
	const complaints = [
		...(error ? [`the node failed: ${error.message}`] : []),
		...shareComplaints(counts, share),
		...falsehoods(references, items, simulator),
	];
	return { ...scenario, ...counts, complaints, seconds };
}

/** Chance may deviate by so much: five times what it does on average among 2,000 requests. */
const LEEWAY = 0.045;

function shareComplaints({ requests, faults }: Counts, share: number): string[] {
	const actual = faults / Math.max(1, requests);
	return Math.abs(actual - share) > LEEWAY
		? [`${(actual * 100).toFixed(1)} % of the requests were hit, not ${share * 100} %`]
		: [];
}
