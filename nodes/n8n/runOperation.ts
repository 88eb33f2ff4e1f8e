import { createHash } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { dispatch, type Job, type Service } from '../delivery/dispatcher';
import { ledgerOn, type Ledger, type LedgerEntry } from '../delivery/ledger';
import { succeeded, type Outcome, type Problem } from '../delivery/outcome';
import { refused, type Checked } from '../delivery/refusal';
import { problemError, refusedItemsError, type RefusedItem } from './nodeErrors';
import type { Operation, ServiceApi } from './operation';
import { problemItem, refusedItem, successItems } from './outputItems';

interface ItemJob<Input> extends Job {
	input: Input;
}

export interface RunSettings {
	/** Resource and operation: what was done by one was not done by another. */
	name: string;
	/** How many requests may be under way at once. */
	concurrency: number;
	/** How many things travel in one request, where the operation sends them together. */
	batchSize?: number;
	/** What the service refused, and answered for, leaves as an ordinary item. */
	refusalsAsItems?: boolean;
}

/**
 * Runs one operation over all input items: checks every item, then asks the service item by item.
 * When the node is set to continue, every item ends as an output item; otherwise one bad item
 * anywhere stops it before the first request, and a failing request stops it from sending more.
 * @param api the connection, or why there can be none (then no item is sent)
 * @throws NodeOperationError, NodeApiError only when the node is not set to continue
 */
export async function runOperation<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	api: Checked<Api>,
	{ name, concurrency, batchSize = 1, refusalsAsItems = false }: RunSettings,
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const { jobs, refusedItems } = await prepareAll(context, operation, name, api, itemCount);
	const continues = context.continueOnFail();
	if (refusedItems.length > 0 && !continues) {
		throw refusedItemsError(context.getNode(), refusedItems, itemCount);
	}

	const isGood = (outcome: Outcome) =>
		succeeded(outcome) ||
		(refusalsAsItems && outcome.kind === 'refused' && outcome.answer !== undefined);
	const outcomes = api.ok
		? await dispatch(jobs, serviceOf(operation, api.value, batchSize), {
				concurrency,
				stopAt: (outcome) => !continues && !isGood(outcome),
				ledger: operation.once ? executionLedger(context) : nothingRemembered(),
				isCancelled: () => context.getExecutionCancelSignal()?.aborted ?? false,
			})
		: [];
	if (!continues) {
		throwFirstFailure(context, jobs, outcomes, isGood, operation.once !== undefined);
	}

	const items = new Map<number, INodeExecutionData[]>();
	for (const { itemIndex, refusals } of refusedItems) {
		items.set(itemIndex, [refusedItem(itemIndex, refusals)]);
	}
	jobs.forEach(({ itemIndex, input }, position) => {
		const outcome = outcomes[position];
		if (!outcome) return;
		const made = outputItems(operation, itemIndex, input, outcome, isGood(outcome));
		items.set(itemIndex, [...(items.get(itemIndex) ?? []), ...made]);
	});
	return Array.from({ length: itemCount }, (_, itemIndex) => items.get(itemIndex) ?? []).flat();
}

async function prepareAll<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	name: string,
	api: Checked<Api>,
	itemCount: number,
): Promise<{ jobs: Array<ItemJob<Input>>; refusedItems: RefusedItem[] }> {
	const jobs: Array<ItemJob<Input>> = [];
	const refusedItems: RefusedItem[] = [];
	const place = [context.getWorkflowDataProxy(0).$runIndex, name, api.ok ? api.value.identity : ''];

	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const prepared: Checked<Input> = api.ok
			? await prepareItem(context, operation, itemIndex, api.value)
			: api;
		if (!prepared.ok) {
			refusedItems.push({ itemIndex, refusals: prepared.refusals });
			continue;
		}
		const inputs =
			'together' in operation ? operation.together.split(prepared.value) : [prepared.value];
		for (const input of inputs) {
			const content = operation.once && hash(operation.once.fingerprint(input));
			const key = keyOf(
				context,
				[...place, itemIndex, operation.once?.part?.(input) ?? ''],
				content,
			);
			jobs.push({ itemIndex, input, key, content });
		}
	}
	return { jobs, refusedItems };
}

/** An expression that cannot be evaluated is a bad row like any other. */
async function prepareItem<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	itemIndex: number,
	api: Api,
): Promise<Checked<Input>> {
	try {
		return await operation.prepare(context, itemIndex, api);
	} catch (error) {
		return refused(
			'Parameters',
			error instanceof Error ? error.message : 'they cannot be read',
			'Check the expressions in the node for this item',
		);
	}
}

function serviceOf<Input, Api extends ServiceApi>(
	operation: Operation<Input, Api>,
	api: Api,
	batchSize: number,
): Service<ItemJob<Input>> {
	const stillUnknown = ({ input }: ItemJob<Input>) =>
		operation.once?.stillUnknown(input) ?? { message: '', description: '' };

	if ('together' in operation) {
		return {
			stillUnknown,
			group: (jobs) => chunks(jobs, batchSize),
			send: async (jobs) =>
				await operation.together.perform(
					jobs.map(({ input }) => input),
					api,
				),
		};
	}
	return {
		stillUnknown,
		group: (jobs) => bySubject(jobs, operation.subject),
		send: async (jobs) => {
			const outcomes: Outcome[] = [];
			for (const { input } of jobs) outcomes.push(await operation.perform(input, api));
			return outcomes;
		},
	};
}

function chunks<T>(list: T[], size: number): T[][] {
	return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
		list.slice(index * size, (index + 1) * size),
	);
}

/** Items about the same thing take turns: what one changes, the next has to read first. */
function bySubject<Input>(
	jobs: Array<ItemJob<Input>>,
	subject?: (input: Input) => string,
): Array<Array<ItemJob<Input>>> {
	if (!subject) return jobs.map((job) => [job]);
	const groups = new Map<string, Array<ItemJob<Input>>>();
	for (const job of jobs) {
		const about = subject(job.input);
		groups.set(about, [...(groups.get(about) ?? []), job]);
	}
	return [...groups.values()];
}

/**
 * The place of a job in the run: the same item of the same run of the node, whatever its expressions
 * give this time ({{ $now }} differs at every try). Another turn of a loop is another run, and may
 * rightly send the same again. An AI agent calls a tool with one item at a time, and may ask for
 * another letter each time: there the content tells calls apart.
 */
function keyOf(context: IExecuteFunctions, place: unknown[], content: string | undefined): string {
	const isTool = context.getNode().type.endsWith('Tool');
	return hash(isTool ? [...place, content] : place);
}

function hash(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

/**
 * The node's context in the execution's data: the one object that survives n8n's Retry On Fail as
 * well as "retry execution".
 */
function executionLedger(context: IExecuteFunctions): Ledger {
	const nodeContext = context.getContext('node');
	nodeContext.ledger ??= {};
	return ledgerOn(nodeContext.ledger as Record<string, LedgerEntry>);
}

function nothingRemembered(): Ledger {
	return { get: () => undefined, set: () => undefined, delete: () => undefined };
}

/** Stops the node at its first failed item, saying what was sent before. */
function throwFirstFailure<Input>(
	context: IExecuteFunctions,
	jobs: Array<ItemJob<Input>>,
	outcomes: Array<Outcome | undefined>,
	isGood: (outcome: Outcome) => boolean,
	changesSomething: boolean,
): void {
	const failures = jobs.flatMap(({ itemIndex }, position) => {
		const outcome = outcomes[position];
		return outcome && !succeeded(outcome) && !isGood(outcome)
			? [{ itemIndex, problem: outcome.problem }]
			: [];
	});
	const [first, ...others] = failures;
	if (!first) return;

	const notes = [
		...alsoFailed(first.problem, others),
		...(changesSomething ? [doneNote(jobs, outcomes)] : []),
	];
	const failure = problemError(context.getNode(), first.problem, first.itemIndex, notes.join('\n'));
	failure.context.done = doneItems(jobs, outcomes);
	throw failure;
}

/** One line per reason: when a whole request is refused, all its items share one. */
function alsoFailed(
	first: Problem,
	others: Array<{ itemIndex: number; problem: Problem }>,
): string[] {
	const byReason = new Map<string, number[]>();
	for (const { itemIndex, problem } of others) {
		byReason.set(problem.message, [...(byReason.get(problem.message) ?? []), itemIndex]);
	}
	return [...byReason].map(([reason, items]) => {
		const named = `[item ${[...new Set(items)].join(', ')}]`;
		return reason === first.message
			? `The same happened to ${named}.`
			: `Also failed: ${reason} ${named}.`;
	});
}

function doneItems<Input>(jobs: Array<ItemJob<Input>>, outcomes: Array<Outcome | undefined>) {
	return jobs.flatMap(({ itemIndex }, position) => {
		const outcome = outcomes[position];
		return outcome && succeeded(outcome) ? [{ itemIndex, id: outcome.id }] : [];
	});
}

function doneNote<Input>(
	jobs: Array<ItemJob<Input>>,
	outcomes: Array<Outcome | undefined>,
): string {
	const done = doneItems(jobs, outcomes).map(
		({ itemIndex, id }) => `[item ${itemIndex}]${id === undefined ? '' : ` ${id}`}`,
	);
	const left = outcomes.filter((outcome) => outcome === undefined).length;
	return [
		done.length === 0
			? 'No other item was done.'
			: `Done before the node stopped, and not repeated when this execution is retried: ${done.join(', ')}.`,
		left === 0 ? '' : `Not sent: ${left} items.`,
	]
		.join(' ')
		.trim();
}

function outputItems<Input, Api extends ServiceApi>(
	operation: Operation<Input, Api>,
	itemIndex: number,
	input: Input,
	outcome: Outcome,
	isGood: boolean,
): INodeExecutionData[] {
	if (!isGood && !succeeded(outcome))
		return [problemItem(itemIndex, outcome.kind, outcome.problem)];
	const { answer, id, refusal } = succeeded(outcome)
		? { ...outcome, refusal: undefined }
		: {
				answer: 'answer' in outcome ? outcome.answer : undefined,
				id: undefined,
				refusal: outcome.problem,
			};
	const skipped = outcome.kind === 'skipped';
	const note = 'note' in outcome && outcome.note !== undefined ? { note: outcome.note } : {};
	const objects = operation.output(answer, { id, skipped, input, refusal });
	return successItems(
		itemIndex,
		objects.map((json) => ({ ...json, ...note })),
	);
}
