import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { itemParameter } from '../../../shared/n8n/itemParameter';

/** Whether the output leaves out what is printed. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export function readSimplify(context: IExecuteFunctions, itemIndex: number): boolean {
	return itemParameter(context, 'simplify', itemIndex, true) !== false;
}
