import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/** What leaves for a row that is passed over. */
export const PASSED_OVER: IDataObject = {
	outcome: 'skipped',
	note: 'Nothing stands in this row, so nothing was sent for it.',
};

/** The items in which nothing stands but blanks, and which carry no file. */
export function emptyRows(context: IExecuteFunctions): Set<number> {
	return new Set(
		context
			.getInputData()
			.flatMap(({ json, binary }, itemIndex) =>
				Object.keys(binary ?? {}).length === 0 && isEmpty(json) ? [itemIndex] : [],
			),
	);
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return typeof value === 'object' && Object.values(value).every(isEmpty);
}
