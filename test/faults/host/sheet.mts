import assert from 'node:assert/strict';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import type { Execution, WorkflowFile } from '../../../scripts/host/entities.mts';
import { outputOf, type OutputItem } from '../../../scripts/host/executionData.mts';
import type { Simulator, StoredLetter } from '../../../simulator/server.mts';

/** One row of a sheet; the reference is its alone. */
export interface Row {
	reference: string;
	recipient: string;
	message: string;
}

/** Rows with references such as REF-0001 behind a prefix. */
export function sheet(prefix: string, rows: number): Row[] {
	return Array.from({ length: rows }, (_, index) => {
		const number = String(index + 1).padStart(4, '0');
		return {
			reference: `${prefix}-REF-${number}`,
			recipient: `Ms ${number} de Vries\nKeizersgracht 12\n1015 CJ Amsterdam`,
			message: `Dear Ms de Vries,\n\nthis is letter ${number}.`,
		};
	});
}

const ROWS = 'Rows';
const LETTERS = 'Send letters';

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown>,
	more: Record<string, unknown> = {},
) => ({ id: name, name, type, typeVersion, position: [0, 0], parameters, ...more });

/**
 * A workflow that answers a request at once, and then sends a letter for each row in it. Rows that
 * fail leave by the error output, so that it shows what became of each.
 */
export function sheetWorkflow(path: string, options: Record<string, unknown>): WorkflowFile {
	return {
		name: `Letters of ${path}`,
		nodes: [
			node(
				'Webhook',
				'n8n-nodes-base.webhook',
				2,
				{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
				{ webhookId: path },
			),
			node(ROWS, 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.rows', options: {} }),
			node(
				LETTERS,
				`${PACKAGE_NAME}.cmLetters`,
				1,
				{
					resource: 'letter',
					operation: 'createAndSend',
					contentFrom: 'text',
					destination: { __rl: true, mode: 'list', value: 'NL' },
					recipientInput: 'text',
					recipient: '={{ $json.recipient }}',
					message: '={{ $json.message }}',
					reference: '={{ $json.reference }}',
					options,
				},
				{ onError: 'continueErrorOutput' },
			),
		],
		connections: {
			Webhook: { main: [[{ node: ROWS, type: 'main', index: 0 }]] },
			[ROWS]: { main: [[{ node: LETTERS, type: 'main', index: 0 }]] },
		},
	};
}

/** The letters at the service with one of the references. */
export function lettersOf(simulator: Simulator, rows: readonly Row[]): StoredLetter[] {
	const references = new Set(rows.map(({ reference }) => reference));
	return simulator.letters().filter(({ reference }) => references.has(reference ?? ''));
}

const some = (list: readonly string[]) =>
	`${list.slice(0, 5).join(', ')}${list.length > 5 ? ', ...' : ''}`;

/** Asserts that the service has exactly one letter for each row. */
export function assertOneLetterEach(simulator: Simulator, rows: readonly Row[]): void {
	const letters = lettersOf(simulator, rows);
	const counts = new Map<string, number>(rows.map(({ reference }) => [reference, 0]));
	for (const { reference } of letters) {
		counts.set(reference ?? '', (counts.get(reference ?? '') ?? 0) + 1);
	}
	const missing = [...counts].filter(([, count]) => count === 0).map(([reference]) => reference);
	const twins = [...counts].filter(([, count]) => count > 1).map(([reference]) => reference);
	assert.deepEqual(
		{ letters: letters.length, missing: missing.length, twins: twins.length },
		{ letters: rows.length, missing: 0, twins: 0 },
		`the service has ${letters.length} letters for ${rows.length} rows; ` +
			`${missing.length} rows without one (${some(missing)}); ` +
			`${twins.length} rows with several (${some(twins)})`,
	);
}

/** How many rows of an execution were sent by it, and how many it left alone. */
export interface Outcomes {
	accepted: number;
	skipped: number;
}

function rowOf(item: OutputItem, rows: readonly Row[]): Row {
	const paired = item.pairedItem as { item?: number } | undefined;
	const row = rows[paired?.item ?? -1];
	if (!row) throw new Error(`An output item belongs to no row: ${JSON.stringify(item)}`);
	return row;
}

/**
 * Asserts that an execution says something true of each row: that its letter was accepted or was
 * there before, and which letter it is.
 * @param expected the rows it was to have, in whichever order
 */
export function assertTrueOutcomes(
	{ data, status }: Execution,
	simulator: Simulator,
	expected: readonly Row[],
): Outcomes {
	const failure = data.resultData.error?.message;
	assert.equal(status, 'success', `the execution ended with ${status}: ${failure ?? 'no reason'}`);
	const rows = outputOf(data, ROWS).map(({ json }) => json as unknown as Row);
	assert.equal(rows.length, expected.length, 'the rows that it had');
	const failed = outputOf(data, LETTERS, 1);
	const reasons = new Set(failed.map(({ json }) => JSON.stringify(json['error'])));
	assert.equal(failed.length, 0, `${failed.length} rows failed: ${some([...reasons])}`);

	const ids = new Map<string, string[]>();
	for (const { reference, id } of lettersOf(simulator, rows)) {
		ids.set(reference ?? '', [...(ids.get(reference ?? '') ?? []), id]);
	}
	const items = outputOf(data, LETTERS, 0);
	const said = new Map(items.map((item) => [rowOf(item, rows).reference, item.json]));
	assert.equal(items.length, rows.length, `${items.length} items for ${rows.length} rows`);
	assert.equal(said.size, rows.length, 'some rows have several items, and others none');

	const untrue = [...said].filter(
		([reference, { outcome, letterId }]) =>
			!['accepted', 'skipped'].includes(String(outcome)) ||
			!(ids.get(reference) ?? []).includes(String(letterId)),
	);
	const examples = untrue.map(
		([reference, { outcome, letterId }]) =>
			`${reference}: ${String(outcome)}, letter ${String(letterId)}`,
	);
	assert.equal(untrue.length, 0, `${untrue.length} rows have no true outcome: ${some(examples)}`);
	const outcomes = [...said.values()].map(({ outcome }) => outcome);
	return {
		accepted: outcomes.filter((outcome) => outcome === 'accepted').length,
		skipped: outcomes.filter((outcome) => outcome === 'skipped').length,
	};
}

/** Asserts that no request was such as the service's documents do not allow. */
export function assertNoViolations(simulator: Simulator): void {
	assert.deepEqual(
		simulator.violations().map(({ method, path, violation }) => `${method} ${path}: ${violation}`),
		[],
	);
}
