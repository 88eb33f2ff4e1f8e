import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import type { Checked } from '../checks/refusal';
import { readNodeOptions } from './nodeOptions';
import type { Operation, ServiceApi } from './operation';
import { refusedItem } from './outputItems';
import { runOperation, type RunSettings } from './runOperation';

/** A file that holds one operation. */
interface OperationFile {
	fields: INodeProperties[];
	/** Of any input: an operation is given only what it read itself. */
	operation: unknown;
}

/** Every operation of a node, by resource and by the operation's value. */
type OperationTable = Record<string, Record<string, OperationFile>>;

/** What a node has of its own when it runs. */
export interface ServiceNode<Options, Settings, Api> {
	/** As people see it, e.g. `CM Letters`. */
	name: string;
	operations: OperationTable;
	/** What the options mean for a run; none of them needs to be there. */
	settings(options: Options): Settings;
	/** Makes the connection, once for all items. Asks the service nothing. */
	connect(context: IExecuteFunctions, settings: Settings): Promise<Checked<Api>>;
}

/** The parameters of all operations, each shown for its own only. */
export function fieldsOf(operations: OperationTable): INodeProperties[] {
	return Object.values(operations).flatMap((ofResource) =>
		Object.values(ofResource).flatMap(({ fields }) => fields),
	);
}

/**
 * Runs the operation that the node's parameters name, over all input items.
 * @throws NodeOperationError where there is no such operation and the node stops at failures; else
 * as {@link runOperation}
 */
export async function executeNode<
	Options extends IDataObject,
	Settings extends Omit<RunSettings, 'name'>,
	Api extends ServiceApi,
>(
	context: IExecuteFunctions,
	{ name, operations, settings: settingsOf, connect }: ServiceNode<Options, Settings, Api>,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0);
	const value = context.getNodeParameter('operation', 0);
	const found = operations[resource]?.[value]?.operation;
	if (found === undefined) {
		const reason = `${name} has no operation "${value}" for "${resource}"`;
		const remedy = 'Choose the operation anew in the node';
		if (context.continueOnFail()) {
			const refusals = [{ parameter: 'Operation', reason, remedy }];
			return context.getInputData().map((_, itemIndex) => refusedItem(itemIndex, refusals));
		}
		throw new NodeOperationError(context.getNode(), reason, { description: `${remedy}.` });
	}
	const operation = found as Operation<unknown, Api>;
	const options = readNodeOptions<Options>(context);
	const settings = settingsOf(options.ok ? options.value : ({} as Options));
	const api = options.ok ? await connect(context, settings) : options;
	return await runOperation(context, operation, api, { ...settings, name: `${resource}.${value}` });
}
