import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../cm/letters/answer';

/**
 * What a letter operation gives for one letter: first what a person looks for, the letter's ID under
 * one stable name and what became of the request; then the service's answer as it came.
 * @param notes what was corrected before it was sent, in sentences
 */
export function letterOutput(
	answer: unknown,
	letterId: string | undefined,
	skipped: boolean,
	notes: string[] = [],
): IDataObject {
	const { status, reference, ...rest } = asObject(answer) as IDataObject;
	return {
		...(letterId === undefined ? {} : { letterId }),
		outcome: skipped ? 'skipped' : 'accepted',
		...(status === undefined ? {} : { status }),
		...(reference === undefined ? {} : { reference }),
		...(notes.length === 0 ? {} : { note: notes.join(' ') }),
		...rest,
	};
}
