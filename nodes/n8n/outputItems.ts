import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Problem } from '../delivery/outcome';
import type { Refusal } from '../delivery/refusal';
import { explainRefusals } from './nodeErrors';
import { refusalSentence } from '../delivery/refusal';

/** Output items of one input item. */
export function successItems(itemIndex: number, objects: IDataObject[]): INodeExecutionData[] {
	return objects.map((json) => ({ json: withoutErrorKey(json), pairedItem: { item: itemIndex } }));
}

/**
 * An item that failed our own checks. The shape is the only one that n8n moves to the error output
 * while keeping the input's data: `error` and `details`, and nothing else in `json`.
 */
export function refusedItem(
	itemIndex: number,
	refusals: Refusal[],
	key?: string,
): INodeExecutionData {
	return errorItem(itemIndex, refusals.map(refusalSentence).join('; '), {
		outcome: 'refused',
		description: `Nothing was sent for this item. ${explainRefusals(refusals)}`,
		parameters: refusals.map(({ parameter }) => parameter),
		...(key === undefined ? {} : { key }),
	});
}

/** An item that the service refused, or whose fate is unknown. */
export function problemItem(
	itemIndex: number,
	outcome: 'refused' | 'unknown',
	{ message, description, httpCode, code, retryAfterSeconds, key }: Problem,
): INodeExecutionData {
	return errorItem(itemIndex, message, {
		outcome,
		description,
		...(key === undefined ? {} : { key }),
		...(httpCode === undefined ? {} : { httpCode }),
		...(code === undefined ? {} : { code }),
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
	});
}

function errorItem(itemIndex: number, error: string, details: IDataObject): INodeExecutionData {
	return { json: { error, details }, pairedItem: { item: itemIndex } };
}

/**
 * n8n takes any truthy `error` in the output for a failure and, with Retry On Fail, runs the node
 * again. A service's own `error` in a success answer therefore goes by another name.
 */
function withoutErrorKey(json: IDataObject): IDataObject {
	if (!('error' in json)) return json;
	const { error, ...rest } = json;
	return { ...rest, serviceError: error };
}
