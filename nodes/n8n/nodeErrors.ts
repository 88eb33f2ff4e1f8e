import { NodeApiError, NodeOperationError, type INode, type JsonObject } from 'n8n-workflow';

import type { Problem } from '../delivery/outcome';
import { refusalSentence, type Refusal } from '../delivery/refusal';

/** An input item that cannot be sent, with every reason found. */
export interface RefusedItem {
	itemIndex: number;
	refusals: Refusal[];
	/** By which key it is known, where it has one. */
	key?: string;
}

/**
 * The error for items that fail our own checks, raised before anything is sent.
 * Names every item and every reason; `[item N]` counts from 0, as n8n does.
 */
export function refusedItemsError(
	node: INode,
	items: RefusedItem[],
	itemCount: number,
): NodeOperationError {
	const [first] = items;
	const itemIndex = first?.itemIndex ?? 0;
	const reasons = items.map(
		({ itemIndex: index, refusals }) => `[item ${index}] ${explainRefusals(refusals)}`,
	);
	const message =
		items.length === 1 && first
			? `${first.refusals.map(refusalSentence).join('; ')} [item ${itemIndex}]`
			: `${items.length} of ${itemCount} items cannot be sent`;
	return new NodeOperationError(node, message, {
		itemIndex,
		description: `Nothing was sent. ${reasons.join('\n')}`,
	});
}

/** All reasons of one item with what to do about each. */
export function explainRefusals(refusals: Refusal[]): string {
	return refusals.map((refusal) => `${refusalSentence(refusal)}. ${refusal.remedy}.`).join(' ');
}

/** The error for what a service refused, or for a request whose fate is unknown. */
export function problemError(
	node: INode,
	problem: Problem,
	itemIndex?: number,
	note = '',
): NodeApiError {
	const description = [problem.description, note].filter((text) => text !== '').join('\n');
	return new NodeApiError(node, { message: problem.message } as JsonObject, {
		message: itemIndex === undefined ? problem.message : `${problem.message} [item ${itemIndex}]`,
		description,
		itemIndex,
		...(problem.httpCode === undefined ? {} : { httpCode: String(problem.httpCode) }),
		...failureOf(problem),
	});
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
