import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Delivery } from '../delivery/delivery';
import { ledgerOn, type Ledger, type LedgerEntry } from '../delivery/ledger';
import { succeeded, type Outcome, type Problem } from '../delivery/outcome';
import type { Checked, Refusal } from '../checks/refusal';
import type { Protected } from '../delivery/protection';
import { itemName } from './itemName';
import type { InputJob, ProtectionSettings } from './duplicateProtection';
import { countProtected, isNeverSaved, MOST_REMEMBERED } from './memorySize';
import { refusedItemsError } from './nodeErrors';
import type { Operation, ServiceApi } from './operation';
import { operationService } from './operationService';
import { problemItem, refusedItem, successItems } from './outputItems';
import { prepareJobs, type Prepared } from './prepareJobs';
import { emptyRows, PASSED_OVER } from './emptyRows';
import { addRunHints } from './runHints';
import {
	logCancelled,
	NOT_SENT,
	progressLog,
	throwCancelled,
	throwFirstFailure,
} from './runReport';
import { twinOutcome, twinsOf, type Twin } from './twins';

export interface RunSettings {
	/** Resource and operation: what was done by one was not done by another. */
	name: string;
	/** How many requests may be under way at once. */
	concurrency: number;
	/** How many things travel in one request, where the operation sends them together. */
	batchSize?: number;
	/** What the service refused, and answered for, leaves as an ordinary item. */
	refusalsAsItems?: boolean;
	/** Whether a row in which nothing stands is passed over. */
	passesOverEmptyRows?: boolean;
	/** How what other runs did is found out. */
	protection: Omit<ProtectionSettings, 'smallestChunk'>;
}

/** How many jobs are claimed at a time at least, for each request under way at once. */
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
	{
		name,
		concurrency,
		batchSize = 1,
		refusalsAsItems = false,
		passesOverEmptyRows = false,
		protection,
	}: RunSettings,
): Promise<INodeExecutionData[]> {
	const itemCount = context.getInputData().length;
	const empty = passesOverEmptyRows ? emptyRows(context) : new Set<number>();
	const prepared = await prepareJobs(context, operation, name, api, itemCount, empty);
	const unsaved = leaveUnprotected(context, operation, prepared.jobs);
	const twins = twinsOf(prepared.jobs);
	refuseConflicts(prepared, twins);
	refuseTooMany(context, prepared);
	const { jobs, refusedItems } = prepared;
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
	const outcomes = new Map<InputJob<Input>, Outcome>();
	if (api.ok) {
		const delivery = new Delivery(operationService(operation, api.value, batchSize), {
			concurrency,
			stopAt: (outcome) => !continues && !isGood(outcome),
			ledger: operation.once ? executionLedger(context) : nothingRemembered(),
			isCancelled,
			now: () => Date.now(),
			onOutcome: progressLog(context, jobs.length),
		});
		const open = delivery.withoutSettled(jobs.filter((job) => !twins.has(job)));
		await delivery.send(open.filter((job) => job.identity === undefined));
		const guarded = open.filter(isProtected);
		if (protect && guarded.length > 0) {
			const { protectionOf } = await import('./duplicateProtection');
			const { sendOnce } = await import('../delivery/sendOnce');
			const smallestChunk = concurrency * Math.max(batchSize, JOBS_PER_CLAIM);
			await sendOnce(
				guarded,
				delivery,
				protectionOf(context, protect, api.value, { ...protection, smallestChunk }),
			);
		}
		for (const job of jobs) {
			const twin = twins.get(job);
			const outcome = twin
				? twinOutcome(twin.first, delivery.outcomeOf(twin.first))
				: delivery.outcomeOf(job);
			if (outcome) outcomes.set(job, withKey(outcome, job));
		}
		await correctKeys(context, operation, api.value, outcomes);
	}
	const inOrder = jobs.map((job) => outcomes.get(job));
	const changesSomething = operation.once !== undefined;
	const report = {
		name,
		jobs,
		outcomes: inOrder,
		isGood,
		changesSomething,
	};
	if (isCancelled()) logCancelled(context, report);
	if (!continues) {
		throwFirstFailure(context, report);
		if (isCancelled()) throwCancelled(context, report);
	}
	if (protect) {
		const unprotected = jobs.filter(({ identity }) => identity === undefined).length;
		await addRunHints(context, {
			// What leaves as an ordinary item is counted by the node itself.
			outcomes: inOrder.filter((outcome) => outcome?.kind !== 'refused' || !isGood(outcome)),
			unprotected: protect.isOptional ? 0 : unprotected,
			unsaved,
			isProtected: unprotected < jobs.length,
			dayNote: protect.dayNote?.(jobs.map(({ input }) => input)),
		});
	}

	const items = new Map<number, INodeExecutionData[]>();
	for (const itemIndex of empty) items.set(itemIndex, successItems(itemIndex, [PASSED_OVER]));
	for (const { itemIndex, refusals, key } of refusedItems) {
		items.set(itemIndex, [refusedItem(itemIndex, refusals, { key, changesSomething })]);
	}
	for (const job of jobs) {
		const outcome = outcomes.get(job);
		const made = outcome
			? outputItems(operation, job, outcome, isGood(outcome))
			: [problemItem(job.itemIndex, 'refused', NOT_SENT)];
		const others = items.get(job.itemIndex);
		if (others) others.push(...made);
		else items.set(job.itemIndex, made);
	}
	return Array.from({ length: itemCount }, (_, itemIndex) => items.get(itemIndex) ?? []).flat();
}

function isProtected<Input>(job: InputJob<Input>): job is Protected<InputJob<Input>> {
	return job.identity !== undefined;
}

/** Where the workflow was never saved, what may go without protection does. @returns how many do */
function leaveUnprotected<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	{ once }: Operation<Input, Api>,
	jobs: Array<InputJob<Input>>,
): number {
	if (!once?.protect || !isNeverSaved(context)) return 0;
	const { mayGoUnsaved } = once.protect;
	const leaving = jobs.filter(({ identity, input }) => identity && mayGoUnsaved?.(input));
	for (const job of leaving) delete job.identity;
	return leaving.length;
}

/** Two rows of one key that differ: the later one is refused, before anything is sent. */
function refuseConflicts<Input>(
	prepared: Prepared<Input>,
	twins: Map<InputJob<Input>, Twin<Input>>,
): void {
	const conflicts = [...twins].filter(([, { sameContent }]) => !sameContent);
	for (const [job] of conflicts) twins.delete(job);
	refuse(
		prepared,
		new Map(
			conflicts.map(([job, { first }]) => [
				job,
				{
					parameter: 'Duplicate Protection',
					reason: `[item ${first.itemIndex}] of this run has the same key "${job.identity?.key}", with other content`,
					remedy:
						'Give each letter or message a reference of its own, or turn on Send Again for this row if it is meant to go as well',
				},
			]),
		),
	);
}

/** What would push its own first keys out of the memory cannot be protected. */
function refuseTooMany<Input>(context: IExecuteFunctions, prepared: Prepared<Input>): void {
	const guarded = prepared.jobs.filter(isProtected);
	if (guarded.length === 0) return;
	const count = countProtected(context, guarded.length);
	if (count <= MOST_REMEMBERED) return;
	const refusal: Refusal = {
		parameter: 'Duplicate Protection',
		reason: `this execution has ${count} to send, and a workflow remembers only ${MOST_REMEMBERED}`,
		remedy:
			'Divide them among several workflows, each of which has a memory of its own, or set Duplicate Protection to Off',
	};
	refuse(prepared, new Map(guarded.map((job) => [job, refusal])));
}

/** Takes jobs out that are not to be sent; an item with several of them is named once. */
function refuse<Input>(prepared: Prepared<Input>, refusals: Map<InputJob<Input>, Refusal>): void {
	if (refusals.size === 0) return;
	prepared.jobs = prepared.jobs.filter((job) => !refusals.has(job));
	const items = new Map(prepared.refusedItems.map((item) => [item.itemIndex, item]));
	for (const [{ itemIndex, identity }, refusal] of refusals) {
		const known = items.get(itemIndex);
		if (known) known.refusals.push(refusal);
		else items.set(itemIndex, { itemIndex, refusals: [refusal], key: identity?.key });
	}
	prepared.refusedItems = [...items.values()].sort((a, b) => a.itemIndex - b.itemIndex);
}

/** After letters were changed or removed: what is known of their keys follows. */
async function correctKeys<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	api: Api,
	outcomes: Map<InputJob<Input>, Outcome>,
): Promise<void> {
	const afterwards = operation.once?.afterwards;
	if (!afterwards) return;
	const { keyMemory } = await import('./keyMemory');
	const memory = keyMemory(context, api.identity);
	for (const [job, outcome] of outcomes) {
		if (outcome.kind !== 'accepted') continue;
		const note = await afterwards(job.input, outcome, api, memory);
		if (note !== undefined) outcomes.set(job, { ...outcome, note });
	}
}

/** A refused or unknown outcome says by which key it is known. */
function withKey(outcome: Outcome, { identity }: { identity?: { key: string } }): Outcome {
	if (succeeded(outcome) || identity === undefined) return outcome;
	const problem: Problem = { ...outcome.problem, key: identity.key };
	return { ...outcome, problem };
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
	return { get: () => undefined, set: () => undefined, delete: () => undefined, ids: () => [] };
}

function outputItems<Input, Api extends ServiceApi>(
	operation: Operation<Input, Api>,
	{ itemIndex, input, identity }: InputJob<Input>,
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
	const note = 'note' in outcome ? outcome.note : undefined;
	const key = skipped && identity ? { key: identity.key } : {};
	const objects = operation.output(answer, { id, skipped, input, refusal, note });
	return successItems(
		itemIndex,
		objects.map((json) => ({
			...json,
			...(note === undefined || 'note' in json ? {} : { note }),
			...key,
		})),
	);
}
