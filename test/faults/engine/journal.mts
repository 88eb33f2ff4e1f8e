import type { LoggedRequest, Simulator } from '../../../simulator/cm/contract.mts';
import { DENIED, NOTHING_DONE, REFUSED } from './forms.mts';
import { keyOf } from './rows.mts';

/** A request that asked for a letter to be made, and what came of it. */
export interface Sending {
	/** Which row's letter it asked for. */
	key: string;
	/** Whether it was hit by a fault. */
	hit: boolean;
	/** Whether whoever sent it could know from the answer what became of it. */
	told: boolean;
	/** Whether the answer says that nothing was done, and it was. */
	denied: boolean;
}

/** Faults whose answer says truly that nothing was done. */
const TRUE_ANSWERS = new Set([NOTHING_DONE, REFUSED]);

/** The requests for new letters, in order of arrival. */
export function sendings(simulator: Simulator): Sending[] {
	return simulator
		.requests()
		.filter(({ method }) => method === 'POST')
		.map(({ body, fault }) => ({
			key: keyOfRequest(body),
			hit: fault !== undefined,
			told: fault === undefined || TRUE_ANSWERS.has(fault),
			denied: fault === DENIED,
		}));
}

function keyOfRequest(body: LoggedRequest['body']): string {
	const { reference, addresses } = body as {
		reference?: unknown;
		addresses?: Array<{ recipient?: unknown }>;
	};
	return keyOf({
		reference: String(reference),
		recipient: String(addresses?.[0]?.recipient),
	});
}
