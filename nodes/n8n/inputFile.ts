import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { quoted } from '../delivery/quotation';
import { refused, usable, type Checked } from '../delivery/refusal';

/**
 * The bytes of a file in an input item. Goes through n8n's helpers only: they alone know whether
 * the file is in memory, on disk, in the database or among the item's JSON (combined mode).
 * @param field name of the input data field, or the file itself when an expression gave it
 */
export async function readInputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	field: string | IBinaryData,
	parameter: string,
): Promise<Checked<Buffer>> {
	try {
		context.helpers.assertBinaryData(itemIndex, field);
		return usable(await context.helpers.getBinaryDataBuffer(itemIndex, field));
	} catch {
		return noSuchFile(parameter, field);
	}
}

/** Longer than names of fields are: then it is what a file holds. */
const LONGEST_NAME = 200;

/** The refusal of what names no file in the input. */
export function noSuchFile(parameter: string, field: unknown): Checked<never> {
	if (holdsFile(field)) {
		return refused(
			parameter,
			'this is the file itself, not the name of the field that holds it',
			'Give the name of the field, often "data"; for a file as Base64 text, put the node Convert to File before',
		);
	}
	const name = typeof field === 'string' ? quoted(field) : 'that was given';
	return refused(
		parameter,
		`there is no file in the input data field ${name}`,
		'Name the field in which the previous node puts the file, often "data"',
	);
}

/** Text, Base64 or bytes of a file in place of its field's name. */
function holdsFile(field: unknown): boolean {
	if (typeof field === 'string') {
		return field.length > LONGEST_NAME || /^(%PDF-|JVBERi0|data:[\w.+/-]+[;,])/.test(field.trim());
	}
	return ArrayBuffer.isView(field) || (isRecord(field) && field.type === 'Buffer');
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
