import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

import type { Job } from '../delivery/delivery';
import { succeeded, type Outcome, type Problem } from '../delivery/outcome';
import { problemError } from './nodeErrors';
import { bullets, escaped, listed, MOST_LISTED } from './panelText';

/** What a run sent, and what became of it. */
interface Progress {
	jobs: Job[];
	/** In the order of the jobs; nothing for those that were not sent. */
	outcomes: Array<Outcome | undefined>;
}

interface Run extends Progress {
	/** Resource and operation, e.g. `letter.createAndSend`. */
	name: string;
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
	context.logger.warn(
		`${context.getNode().name} was cancelled. ${countSentence(run)}. ${doneNotes(run).join(' ')}`,
	);
}

/** Ends a run that was cancelled before everything was sent. */
export function throwCancelled(context: IExecuteFunctions, run: Run): void {
	if (!run.outcomes.includes(undefined)) return;
	const counted = run.changesSomething ? `: ${countSentence(run)}` : '';
	const failure = new NodeOperationError(
		context.getNode(),
		`The execution was cancelled before all items were ${run.changesSomething ? 'sent' : 'done'}${counted}`,
		{ description: run.changesSomething ? bullets(doneNotes(run).map(escaped)) : undefined },
	);
	failure.context.done = doneItems(run);
	throw failure;
}

/** Stops the node at its first failed item; counts what was sent before, and names it. */
export function throwFirstFailure(context: IExecuteFunctions, run: Run): void {
	const { jobs, outcomes, isGood, changesSomething } = run;
	const failures = jobs.flatMap(({ itemIndex }, position) => {
		const outcome = outcomes[position];
		return outcome && !succeeded(outcome) && !isGood(outcome)
			? [{ itemIndex, problem: outcome.problem }]
			: [];
	});
	const [first, ...others] = failures;
	if (!first) return;

	const notes = [...alsoFailed(first.problem, others), ...(changesSomething ? doneNotes(run) : [])];
	// Where nothing went, what happened is all there is to tell.
	const went = changesSomething && outcomes.some((outcome) => outcome && succeeded(outcome));
	const failure = problemError(
		context.getNode(),
		first.problem,
		first.itemIndex,
		bullets(notes.map(escaped)),
		went ? countSentence(run) : '',
	);
	failure.context.done = doneItems(run);
	throw failure;
}

/** What has been done to a thing by an operation whose name begins so. */
const DONE: Array<[operation: RegExp, done: string]> = [
	[/send/i, 'sent'],
	[/^create/, 'created'],
	[/^update/, 'updated'],
	[/^delete/, 'deleted'],
	[/^report/, 'reported'],
];

/** How many of all went, and what became of the others: `2 of 3 letters sent, 1 refused`. */
function countSentence({ name, jobs, outcomes }: Run): string {
	const [thing = 'item', operation = ''] = name.split('.');
	const done = DONE.find(([begins]) => begins.test(operation))?.[1] ?? 'done';
	const count = (kind: Outcome['kind']) =>
		outcomes.filter((outcome) => outcome?.kind === kind).length;
	const others: Array<[number, string]> = [
		[count('refused'), 'refused'],
		[count('unknown'), 'unknown'],
		[outcomes.filter((outcome) => outcome === undefined).length, `not ${done}`],
	];
	const went = outcomes.filter((outcome) => outcome && succeeded(outcome)).length;
	return [
		`${went} of ${jobs.length} ${thing}s ${done}`,
		...others.filter(([number]) => number > 0).map(([number, word]) => `${number} ${word}`),
	].join(', ');
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
	const lines = [...byReason].map(([reason, items]) => {
		const named = itemsNamed(items);
		return reason === first.message
			? `The same happened to ${named}.`
			: `Also failed: ${reason} ${named}.`;
	});
	const left = lines.length - MOST_LISTED;
	return left > 0 ? [...lines.slice(0, MOST_LISTED), `And ${left} other reasons.`] : lines;
}

/** `[item 1, 2]`; at most twenty. */
function itemsNamed(items: number[]): string {
	const each = [...new Set(items)].map(String);
	return `[item ${listed(each)}]`;
}

function doneItems({ jobs, outcomes }: Progress) {
	return jobs.flatMap(({ itemIndex }, position) => {
		const outcome = outcomes[position];
		return outcome && succeeded(outcome) ? [{ itemIndex, id: outcome.id }] : [];
	});
}

/** What went, what may have gone, and what did not; a sentence each. */
function doneNotes({ jobs, outcomes }: Progress): string[] {
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
			: `Done before the node stopped, and not repeated when this execution is retried (${done.length}): ${listed(done)}.`,
		unknown.length === 0
			? ''
			: `Unknown, and not sent again (${unknown.length}): ${itemsNamed(unknown)}.`,
		left === 0 ? '' : `Not sent: ${left} items.`,
	].filter((sentence) => sentence !== '');
}
