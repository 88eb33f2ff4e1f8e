import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { refused, usable, type Checked } from '../checks/refusal';

/** The Options of the first item, which hold for the whole run; or why they cannot be read. */
export function readNodeOptions<T extends IDataObject>(context: IExecuteFunctions): Checked<T> {
	try {
		return usable(context.getNodeParameter('options', 0, {}) as T);
	} catch (error) {
		return refused(
			'Options',
			error instanceof Error ? error.message : 'they cannot be read',
			'Check the expressions in the options of the node',
		);
	}
}
