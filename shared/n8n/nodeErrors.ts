import { NodeApiError, NodeOperationError, type INode } from 'n8n-workflow';

import type { Problem } from '../delivery/outcome';
import { shortened } from '../checks/quotation';
import { refusalSentence, type Refusal } from '../checks/refusal';
import { escaped } from './panelText';
import { refusedRows, type RefusedItem } from './refusedRows';

export type { RefusedItem } from './refusedRows';

/** Longest text of one refusal: what a service or an expression says may be of any length. */
const LONGEST_SENTENCE = 300;
/** How many refusals of one item are named. */
const MOST_REFUSALS = 5;

export interface RefusedRun {
	/** Whether something would have been sent: then it is said that nothing was. */
	changesSomething?: boolean;
	/** What a person knows an item by. */
	nameOf?(itemIndex: number): string | undefined;
}

/**
 * The error for items that fail our own checks, raised before anything is sent. Names what is wrong,
 * grouped by reason; `[item N]` counts from 0, as n8n does.
 */
export function refusedItemsError(
	node: INode,
	items: RefusedItem[],
	itemCount: number,
	{ changesSomething = true, nameOf = () => undefined }: RefusedRun = {},
): NodeOperationError {
	const [first] = items;
	const itemIndex = first?.itemIndex ?? 0;
	const message =
		items.length === 1 && first
			? `${namedRefusals(first.refusals)} [item ${itemIndex}]`
			: `${items.length} of ${itemCount} items cannot be ${changesSomething ? 'sent' : 'used'}`;
	const rows = refusedRows(items, nameOf);
	return new NodeOperationError(node, message, {
		itemIndex,
		description: changesSomething ? `Nothing was sent. ${rows}` : rows,
	});
}

/** What is wrong with one item, in one line. */
export function namedRefusals(refusals: Refusal[]): string {
	const left = refusals.length - MOST_REFUSALS;
	const named = refusals
		.slice(0, MOST_REFUSALS)
		.map((refusal) => shortened(refusalSentence(refusal), LONGEST_SENTENCE));
	return named.join('; ') + (left > 0 ? ` and ${left} more` : '');
}

/** All reasons of one item with what to do about each. */
export function explainRefusals(refusals: Refusal[]): string {
	return refusals
		.map(
			(refusal) => `${shortened(refusalSentence(refusal), LONGEST_SENTENCE)}. ${refusal.remedy}.`,
		)
		.join(' ');
}

/**
 * The error for what a service refused, or for a request whose fate is unknown.
 * @param title stands before the problem's own message
 * @param note HTML for the panel, below the problem's own description
 */
export function problemError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
	note = '',
	title = '',
): NodeApiError {
	const description = [escaped(problem.description), note].filter((text) => text !== '').join('\n');
	const message = title === '' ? problem.message : `${title}: ${problem.message}`;
	const failure = new NodeApiError(
		node,
		{ message: problem.message },
		{
			message: itemIndex === undefined ? message : `${message} [item ${itemIndex}]`,
			description,
			itemIndex,
			...(problem.httpCode === undefined ? {} : { httpCode: String(problem.httpCode) }),
			...failureOf(problem),
		},
	);
	if (problem.details !== undefined) failure.context.details = problem.details;
	return failure;
}

/** What n8n itself can act on; said only where the answer proves it. */
function failureOf({
	httpCode,
	retryAfterSeconds,
}: Problem): Pick<NonNullable<ConstructorParameters<typeof NodeApiError>[2]>, 'failure'> {
	const wait =
		retryAfterSeconds === undefined ? {} : { retryAfterMs: Math.round(retryAfterSeconds * 1000) };
	if (httpCode === 429) return { failure: { cause: 'rate-limited', ...wait } };
	if (httpCode === 503) return { failure: { cause: 'temporarily-unavailable', ...wait } };
	if (httpCode === 401) return { failure: { cause: 'credential-invalid' } };
	return {};
}
