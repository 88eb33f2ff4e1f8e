import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Job } from '../delivery/delivery';
import { succeeded, type Outcome, type Problem } from '../delivery/outcome';
import { problemError } from './nodeErrors';

/** What a run sent, and what became of it. */
interface Sent {
	jobs: Job[];
	/** In the order of the jobs; nothing for those that were not sent. */
	outcomes: Array<Outcome | undefined>;
}

interface Run extends Sent {
	isGood(outcome: Outcome): boolean;
	/** Whether the operation changes something, so that it matters what was done. */
	changesSomething: boolean;
}

/** What an item ends with that was never sent. */
export const NOT_SENT: Problem = {
	message: 'It was not sent: the execution was cancelled before its turn came',
	description: 'Nothing was done for this item. Run the workflow again to send it.',
};

/** Milliseconds between two lines about a run that takes long. */
const BETWEEN_LINES = 10_000;

/** Tells in n8n's log, and in the browser's console, how far a run is that takes long. */
export function progressLog(context: IExecuteFunctions, total: number): (outcome: Outcome) => void {
	const counts = { accepted: 0, skipped: 0, refused: 0, unknown: 0 };
	let lastLine = Date.now();
	return ({ kind }) => {
		counts[kind]++;
		if (Date.now() - lastLine < BETWEEN_LINES) return;
		lastLine = Date.now();
		const told = Object.entries(counts)
			.filter(([, count]) => count > 0)
			.map(([outcome, count]) => `${count} ${outcome}`);
		const line = `${context.getNode().name}: ${told.join(', ')}, of ${total}`;
		context.logger.info(line);
		context.sendMessageToUI(line);
	};
}

/** Tells in n8n's log what was sent of a run that was cancelled: n8n drops what the node returns. */
export function logCancelled(context: IExecuteFunctions, run: Run): void {
	if (!run.changesSomething) return;
	context.logger.warn(`${context.getNode().name} was cancelled. ${doneNote(run)}`);
}

/** Ends a run that was cancelled before everything was sent. */
export function throwCancelled(context: IExecuteFunctions, run: Run): void {
	if (!run.outcomes.includes(undefined)) return;
	const failure = new NodeOperationError(
		context.getNode(),
		'The execution was cancelled before all items were sent',
		{ description: run.changesSomething ? doneNote(run) : undefined },
	);
	failure.context.done = doneItems(run);
	throw failure;
}

/** Stops the node at its first failed item, saying what was sent before. */
export function throwFirstFailure(
	context: IExecuteFunctions,
	{ jobs, outcomes, isGood, changesSomething }: Run,
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
		...(changesSomething ? [doneNote({ jobs, outcomes })] : []),
	];
	const failure = problemError(context.getNode(), first.problem, first.itemIndex, notes.join('\n'));
	failure.context.done = doneItems({ jobs, outcomes });
	throw failure;
}

/** One line per reason: when a whole request is refused, all its items share one. */
function alsoFailed(
	first: Problem,
	others: Array<{ itemIndex: number; problem: Problem }>,
): string[] {
	const byReason = new Map<string, number[]>();
	for (const { itemIndex, problem } of others) {
		const items = byReason.get(problem.message);
		if (items) items.push(itemIndex);
		else byReason.set(problem.message, [itemIndex]);
	}
	return [...byReason].map(([reason, items]) => {
		const named = `[item ${[...new Set(items)].join(', ')}]`;
		return reason === first.message
			? `The same happened to ${named}.`
			: `Also failed: ${reason} ${named}.`;
	});
}

function doneItems({ jobs, outcomes }: Sent) {
	return jobs.flatMap(({ itemIndex }, position) => {
		const outcome = outcomes[position];
		return outcome && succeeded(outcome) ? [{ itemIndex, id: outcome.id }] : [];
	});
}

function doneNote({ jobs, outcomes }: Sent): string {
	const done = doneItems({ jobs, outcomes }).map(
		({ itemIndex, id }) => `[item ${itemIndex}]${id === undefined ? '' : ` ${id}`}`,
	);
	const unknown = jobs.flatMap(({ itemIndex }, position) =>
		outcomes[position]?.kind === 'unknown' ? [itemIndex] : [],
	);
	const left = outcomes.filter((outcome) => outcome === undefined).length;
	return [
		done.length === 0
			? 'No other item was done.'
			: `Done before the node stopped, and not repeated when this execution is retried: ${done.join(', ')}.`,
		unknown.length === 0 ? '' : `Unknown, and not sent again: [item ${unknown.join(', ')}].`,
		left === 0 ? '' : `Not sent: ${left} items.`,
	]
		.filter((sentence) => sentence !== '')
		.join(' ');
}
