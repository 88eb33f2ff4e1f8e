import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Problem } from '../delivery/outcome';
import type { Refusal } from '../checks/refusal';
import { explainRefusals } from './nodeErrors';
import { refusalSentence } from '../checks/refusal';

/** Output items of one input item. */
export function successItems(itemIndex: number, objects: IDataObject[]): INodeExecutionData[] {
	return objects.map((json) => ({ json: withoutErrorKey(json), pairedItem: { item: itemIndex } }));
}

/** An item that failed our own checks. @param changesSomething whether it was to send anything */
export function refusedItem(
	itemIndex: number,
	refusals: Refusal[],
	{ key, changesSomething = true }: { key?: string; changesSomething?: boolean } = {},
): INodeExecutionData {
	return errorItem(itemIndex, {
		message: refusals.map(refusalSentence).join('; '),
		description: `${changesSomething ? 'Nothing was sent for this item. ' : ''}${explainRefusals(refusals)}`,
		outcome: 'refused',
		parameters: refusals.map(({ parameter }) => parameter),
		...(key === undefined ? {} : { key }),
		details: { refusals: refusals.map((refusal) => ({ ...refusal })) },
	});
}

/** An item that the service refused, or whose fate is unknown. */
export function problemItem(
	itemIndex: number,
	outcome: 'refused' | 'unknown',
	{ message, description, httpCode, code, retryAfterSeconds, key, details }: Problem,
): INodeExecutionData {
	return errorItem(itemIndex, {
		message,
		description,
		outcome,
		...(key === undefined ? {} : { key }),
		...(httpCode === undefined ? {} : { httpCode }),
		...(code === undefined ? {} : { code }),
		...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
		...(details === undefined ? {} : { details: details }),
	});
}

/**
 * `error`, and nothing beside it in `json`, is what every n8n moves to the error output and
 * completes with the input's data. n8n before 2.35 leaves an item with any other key, `details`
 * included, on the success output (n8n-core, handleNodeErrorOutput).
 */
function errorItem(itemIndex: number, error: IDataObject): INodeExecutionData {
	return { json: { error }, pairedItem: { item: itemIndex } };
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
