import type { IDataObject } from 'n8n-workflow';

import { asObject } from '../../cm/letters/answer';
import { withoutSecret } from '../../cm/letters/subscription';

/**
 * The service's answer as it came, with the callback's ID under one stable name, and without the
 * secret of a trigger.
 */
export function callbackOutput(answer: unknown, callbackId: string | undefined): IDataObject {
	return {
		...(withoutSecret(asObject(answer)) as IDataObject),
		...(callbackId === undefined ? {} : { callbackId }),
	};
}
