import assert from 'node:assert/strict';

import { PACKAGE_NAME } from '../../../scripts/demo/examples.mts';
import type { Execution, WorkflowFile } from '../../../scripts/host/entities.mts';
import { outputOf, type OutputItem } from '../../../scripts/host/executionData.mts';
import type { Simulator, StoredLetter } from '../../../simulator/cm/server.mts';

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

/** Where a sheet goes through a workflow. */
interface Path {
	/** Of the webhook that takes it. */
	path: string;
	/** What the names of the nodes on its way end in. */
	suffix?: string;
	options: Record<string, unknown>;
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

/** The nodes on the way of one sheet, in order. */
function nodesOf({ path, suffix = '', options }: Path) {
	return [
		node(
			`Webhook${suffix}`,
			'n8n-nodes-base.webhook',
			2,
			{ httpMethod: 'POST', path, responseMode: 'onReceived', options: {} },
			{ webhookId: path },
		),
		node(`${ROWS}${suffix}`, 'n8n-nodes-base.splitOut', 1, {
			fieldToSplitOut: 'body.rows',
			options: {},
		}),
		node(
			`${LETTERS}${suffix}`,
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
	];
}

/**
 * A workflow that answers a request at once, and then sends a letter for each row in it. Rows that
 * fail leave by the error output, so that it shows what became of each. It may have several ways to
 * do so, each with nodes of its own.
 */
export function workflowOf(...paths: Path[]): WorkflowFile {
	const ways = paths.map(nodesOf);
	const links = ways.flatMap((nodes) =>
		nodes.slice(1).map(({ name }, index) => [nodes[index]?.name ?? '', name] as const),
	);
	return {
		name: `Letters of ${paths.map(({ path }) => path).join(' and ')}`,
		nodes: ways.flat(),
		connections: Object.fromEntries(
			links.map(([from, to]) => [from, { main: [[{ node: to, type: 'main', index: 0 }]] }]),
		),
	};
}

export function sheetWorkflow(path: string, options: Record<string, unknown>): WorkflowFile {
	return workflowOf({ path, options });
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

/** How many rows of an execution were sent by it, left alone, or may not have been sent. */
export interface Outcomes {
	accepted: number;
	skipped: number;
	unknown: number;
}

/** What an execution says of one row. */
export interface Said {
	row: Row;
	outcome: string;
	letterId?: string;
	/** As it says it. */
	json: Record<string, unknown>;
}

/**
 * What an execution says of each row.
 * @param suffix of the nodes that its sheet went through
 */
export function saidBy({ data, status }: Execution, rows: number, suffix = ''): Said[] {
	const failure = data.resultData.error?.message;
	assert.equal(status, 'success', `the execution ended with ${status}: ${failure ?? 'no reason'}`);
	const had = outputOf(data, `${ROWS}${suffix}`).map(({ json }) => json as unknown as Row);
	assert.equal(had.length, rows, 'the rows that it had');
	const items = [0, 1].flatMap((output) => outputOf(data, `${LETTERS}${suffix}`, output));
	const said = items.map((item): Said => {
		const { error } = item.json as { error?: { outcome?: unknown } };
		const { outcome, letterId } = item.json;
		return {
			row: rowOf(item, had),
			outcome: String(error?.outcome ?? outcome),
			...(letterId === undefined ? {} : { letterId: String(letterId) }),
			json: item.json,
		};
	});
	assert.equal(said.length, rows, `${said.length} items for ${rows} rows`);
	const named = new Set(said.map(({ row }) => row.reference));
	assert.equal(named.size, rows, 'some rows have several items, and others none');
	return said;
}

function rowOf(item: OutputItem, rows: readonly Row[]): Row {
	const paired = item.pairedItem as { item?: number } | undefined;
	const row = rows[paired?.item ?? -1];
	if (!row) throw new Error(`An output item belongs to no row: ${JSON.stringify(item)}`);
	return row;
}

/**
 * Asserts that an execution says something true of each row: that its letter was accepted or was
 * there before, and which letter it is; or, where that may be, that it is unknown.
 * @param expected the rows it was to have, in whichever order
 */
export function assertTrueOutcomes(
	execution: Execution,
	simulator: Simulator,
	expected: readonly Row[],
	{ suffix = '', mayBeUnknown = false } = {},
): Outcomes {
	const said = saidBy(execution, expected.length, suffix);
	const ids = new Map<string, string[]>();
	for (const { reference, id } of lettersOf(simulator, expected)) {
		ids.set(reference ?? '', [...(ids.get(reference ?? '') ?? []), id]);
	}
	const isTrue = ({ row, outcome, letterId }: Said) => {
		if (outcome === 'unknown') return mayBeUnknown;
		const own = ids.get(row.reference) ?? [];
		if (outcome === 'skipped' && letterId === undefined) return own.length > 0;
		return ['accepted', 'skipped'].includes(outcome) && own.includes(letterId ?? '');
	};
	const untrue = said.filter((one) => !isTrue(one));
	const examples = untrue.map(({ row, json }) => `${row.reference}: ${JSON.stringify(json)}`);
	assert.equal(untrue.length, 0, `${untrue.length} rows have no true outcome: ${some(examples)}`);
	const count = (outcome: string) => said.filter((one) => one.outcome === outcome).length;
	return { accepted: count('accepted'), skipped: count('skipped'), unknown: count('unknown') };
}

/** Asserts that no request was such as the service's documents do not allow. */
export function assertNoViolations(simulator: Simulator): void {
	assert.deepEqual(
		simulator.violations().map(({ method, path, violation }) => `${method} ${path}: ${violation}`),
		[],
	);
}
