import type { IExecuteFunctions } from 'n8n-workflow';

import { shortened } from '../checks/quotation';
import { itemParameter } from './itemParameter';

/** Parameters that say whom or what an item is about, the best first. */
const NAMING = ['reference', 'recipientName', 'recipient', 'to'];

const LONGEST_NAME = 40;

/**
 * What a person knows an item by: its reference, or the first line of its recipient. Nothing where
 * there is neither, or the expression for it fails.
 */
export function itemName(context: IExecuteFunctions, itemIndex: number): string | undefined {
	for (const parameter of NAMING) {
		const name = firstLine(valueOf(context, parameter, itemIndex));
		if (name !== undefined) return shortened(name, LONGEST_NAME);
	}
	return undefined;
}

function valueOf(context: IExecuteFunctions, parameter: string, itemIndex: number): unknown {
	try {
		return itemParameter(context, parameter, itemIndex, '');
	} catch {
		return undefined;
	}
}

function firstLine(value: unknown): string | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	return String(value)
		.split(/[\r\n]/)
		.map((line) => line.trim())
		.find((line) => line !== '');
}
