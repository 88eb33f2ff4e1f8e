import type { IExecuteFunctions } from 'n8n-workflow';

import { refused, type Checked } from '../checks/refusal';
import type { InputJob } from './duplicateProtection';
import { hash } from './keyHash';
import type { RefusedItem } from './nodeErrors';
import type { Operation, ServiceApi } from './operation';

export interface Prepared<Input> {
	jobs: Array<InputJob<Input>>;
	refusedItems: RefusedItem[];
}

/**
 * Reads and checks every input item; asks the service nothing.
 * @param name resource and operation
 * @param api the connection, or why there can be none (then every item is refused)
 * @param passedOver items that are left alone
 */
export async function prepareJobs<Input, Api extends ServiceApi>(
	context: IExecuteFunctions,
	operation: Operation<Input, Api>,
	name: string,
	api: Checked<Api>,
	itemCount: number,
	passedOver: ReadonlySet<number> = new Set(),
): Promise<Prepared<Input>> {
	const jobs: Array<InputJob<Input>> = [];
	const refusedItems: RefusedItem[] = [];
	// The place of a job in the run: the same item of the same run of the node, whatever its expressions
	// give this time ({{ $now }} differs at every try). Another turn of a loop is another run, and may
	// rightly send the same again. An AI agent calls a tool with one item at a time, and may ask for
	// another letter each time: there the content tells calls apart.
	const runIndex = context.getWorkflowDataProxy(0).$runIndex as number;
	const run = [runIndex, name, api.ok ? api.value.identity : ''];
	const isTool = context.getNode().type.endsWith('Tool');

	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		if (passedOver.has(itemIndex)) continue;
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
			const fingerprint = operation.once && hash(operation.once.fingerprint(input));
			const place = [...run, itemIndex, operation.once?.part?.(input) ?? ''];
			const identity = operation.once?.protect?.identity(input);
			jobs.push({
				itemIndex,
				input,
				place: hash(isTool ? [...place, fingerprint] : place),
				fingerprint,
				...(identity === undefined ? {} : { identity }),
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
