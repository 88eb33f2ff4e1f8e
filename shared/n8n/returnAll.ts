import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { itemParameter } from './itemParameter';

/** Return All and Limit, as every Get Many has them. */
export const returnAllFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** How many results the user wants; Infinity for all. */
export function readLimit(context: IExecuteFunctions, itemIndex: number): number {
	return itemParameter(context, 'returnAll', itemIndex, false) === true
		? Infinity
		: (itemParameter(context, 'limit', itemIndex, 50) as number);
}
