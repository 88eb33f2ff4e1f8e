import type { Simulator } from '../../../simulator/contract.mts';
import { NOTHING_DONE } from './kinds.mts';

/** A request that asked for a letter to be made, and what came of it. */
export interface Sending {
	reference: string;
	/** Whether it was hit by a fault. */
	hit: boolean;
	/** Whether whoever sent it could know from the answer what became of it. */
	told: boolean;
}

/** The requests for new letters, in order of arrival. */
export function sendings(simulator: Simulator): Sending[] {
	return simulator
		.requests()
		.filter(({ method }) => method === 'POST')
		.map((request) => ({
			reference: String((request.body as { reference?: unknown } | null)?.reference),
			hit: request.fault !== undefined,
			told: request.fault === undefined || request.fault === NOTHING_DONE,
		}));
}
