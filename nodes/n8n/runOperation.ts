import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Service } from '../delivery/delivery';
import { dispatch } from '../delivery/dispatcher';
import { ledgerOn, type Ledger, type LedgerEntry } from '../delivery/ledger';
import { succeeded, type Outcome } from '../delivery/outcome';
import { refused, type Checked } from '../delivery/refusal';
import { itemName } from './itemName';
import { duplicateKey, hash } from './keyHash';
import { refusedItemsError, type RefusedItem } from './nodeErrors';
import type { InputJob, ProtectionSettings } from './duplicateProtection';
import type { Operation, ServiceApi } from './operation';
import { problemItem, refusedItem, successItems } from './outputItems';
import {
	logCancelled,
	NOT_SENT,
	progressLog,
	throwCancelled,
	throwFirstFailure,
} from './runReport';

export interface RunSettings {
	/** Resource and operation: what was done by one was not done by another. */
	name: string;
	/** How many requests may be under way at once. */
	concurrency: number;
	/** How many things travel in one request, where the operation sends them together. */
	batchSize?: number;
	/** What the service refused, and answered for, leaves as an ordinary item. */
	refusalsAsItems?: boolean;
	/** How what other runs did is found out. */
	protection: Omit<ProtectionSettings, 'chunkSize'>;
}

/** How many jobs are claimed at a time, for each request under way at once. */
const JOBS_PER_CLAIM = 20;

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
	{ name, concurrency, batchSize = 1, refusalsAsItems = false, protection }: RunSettings,
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const { jobs, refusedItems } = await prepareAll(context, operation, name, api, itemCount);
	const continues = context.continueOnFail();
	if (refusedItems.length > 0 && !continues) {
		throw refusedItemsError(context.getNode(), refusedItems, itemCount, {
			changesSomething: operation.once !== undefined,
			nameOf: (itemIndex) => itemName(context, itemIndex),
		});
	}

	const isGood = (outcome: Outcome) =>
		succeeded(outcome) ||
		(refusalsAsItems && outcome.kind === 'refused' && outcome.answer !== undefined);
	const isCancelled = () => context.getExecutionCancelSignal()?.aborted ?? false;
	const protect = operation.once?.protect;
	const outcomes = api.ok
		? await dispatch(jobs, serviceOf(operation, api.value, batchSize), {
				concurrency,
				stopAt: (outcome) => !continues && !isGood(outcome),
				ledger: operation.once ? executionLedger(context) : nothingRemembered(),
				isCancelled,
				now: () => Date.now(),
				onOutcome: progressLog(context, jobs.length),
				protection:
					protect && jobs.some(({ duplicateKey }) => duplicateKey !== undefined)
						? (await import('./duplicateProtection')).protectionOf(context, protect, api.value, {
								...protection,
								chunkSize: concurrency * Math.max(batchSize, JOBS_PER_CLAIM),
							})
						: undefined,
			})
		: [];
	const changesSomething = operation.once !== undefined;
	const report = { name, jobs, outcomes, isGood, changesSomething };
	if (isCancelled()) logCancelled(context, report);
	if (!continues) {
		throwFirstFailure(context, report);
		if (isCancelled()) throwCancelled(context, report);
	}

	const items = new Map<number, INodeExecutionData[]>();
	for (const { itemIndex, refusals } of refusedItems) {
		items.set(itemIndex, [refusedItem(itemIndex, refusals)]);
	}
	jobs.forEach(({ itemIndex, input }, position) => {
		const outcome = outcomes[position];
		const made = outcome
			? outputItems(operation, itemIndex, input, outcome, isGood(outcome))
			: [problemItem(itemIndex, 'refused', NOT_SENT)];
		const others = items.get(itemIndex);
		if (others) others.push(...made);
		else items.set(itemIndex, made);
	});
	return Array.from({ length: itemCount }, (_, itemIndex) => items.get(itemIndex) ?? []).flat();
}

async function prepareAll<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	name: string,
	api: Checked<Api>,
	itemCount: number,
): Promise<{ jobs: Array<InputJob<Input>>; refusedItems: RefusedItem[] }> {
	const jobs: Array<InputJob<Input>> = [];
	const refusedItems: RefusedItem[] = [];
	// The place of a job in the run: the same item of the same run of the node, whatever its expressions
	// give this time ({{ $now }} differs at every try). Another turn of a loop is another run, and may
	// rightly send the same again. An AI agent calls a tool with one item at a time, and may ask for
	// another letter each time: there the content tells calls apart.
	const place = [context.getWorkflowDataProxy(0).$runIndex, name, api.ok ? api.value.identity : ''];
	const isTool = context.getNode().type.endsWith('Tool');

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
			const itemPlace = [...place, itemIndex, operation.once?.part?.(input) ?? ''];
			const key = hash(isTool ? [...itemPlace, content] : itemPlace);
			const shown = operation.once?.protect?.key(input);
			jobs.push({
				itemIndex,
				input,
				key,
				content,
				...(shown === undefined ? {} : { duplicateKey: duplicateKey(shown) }),
			});
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
): Service<InputJob<Input>> {
	const stillUnknown = ({ input }: InputJob<Input>) =>
		operation.once?.stillUnknown(input) ?? { message: '', description: '' };

	if ('together' in operation) {
		return {
			stillUnknown,
			group: (jobs) => chunks(jobs, batchSize),
			send: async (jobs, until) =>
				await operation.together.perform(
					jobs.map(({ input }) => input),
					api,
					until,
				),
		};
	}
	return {
		stillUnknown,
		group: (jobs) => bySubject(jobs, operation.subject),
		send: async (jobs, until) => {
			const outcomes: Outcome[] = [];
			for (const { input } of jobs) outcomes.push(await operation.perform(input, api, until));
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
	jobs: Array<InputJob<Input>>,
	subject?: (input: Input) => string,
): Array<Array<InputJob<Input>>> {
	if (!subject) return jobs.map((job) => [job]);
	const groups = new Map<string, Array<InputJob<Input>>>();
	for (const job of jobs) {
		const about = subject(job.input);
		const group = groups.get(about);
		if (group) group.push(job);
		else groups.set(about, [job]);
	}
	return [...groups.values()];
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
