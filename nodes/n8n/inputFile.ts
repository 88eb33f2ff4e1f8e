import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { refused, usable, type Checked } from '../delivery/refusal';

/**
 * The bytes of a file in an input item. Goes through n8n's helpers only: they alone know whether
 * the file is in memory, on disk or in the database.
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
		const name = typeof field === 'string' ? `"${field}"` : 'that was given';
		return refused(
			parameter,
			`there is no file in the input data field ${name}`,
			'Name the field in which the previous node puts the file, often "data"',
		);
	}
}
