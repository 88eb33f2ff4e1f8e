import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../cm/letters/answer';

/**
 * What a letter operation gives for one letter: the service's answer as it came, with the letter's
 * ID under one stable name and what became of the request.
 */
export function letterOutput(
	answer: unknown,
	letterId: string | undefined,
	skipped: boolean,
): IDataObject {
	return {
		...(asObject(answer) as IDataObject),
		...(letterId === undefined ? {} : { letterId }),
		outcome: skipped ? 'skipped' : 'accepted',
	};
}
