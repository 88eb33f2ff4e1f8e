import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../../simulator/contract.mts';
import { grouped } from './grouped.mts';
import { sendings, type Sending } from './journal.mts';

/** What happened, as the service's journal has it. */
export interface Counts {
	/** Requests in all. */
	requests: number;
	/** Of them, those that were hit by a fault. */
	faults: number;
	/** Of them, those that asked for letters, to tell what became of some. */
	asked: number;
	/** Sent again after an answer which said that nothing was done. */
	repeated: number;
	/** Letters that at some time nobody could know to be there or not. */
	inDoubt: number;
	/** Of those, the ones that were found at the service, and so not sent again. */
	adopted: number;
	/** Sent again after a doubt, when the service was seen not to have it. */
	resent: number;
	/** Items that say that their letter was accepted. */
	accepted: number;
	/** Letters there are more than one of, for the same row. */
	twins: number;
	/** Letters that are not there. */
	lost: number;
}

export function countsOf(
	references: string[],
	items: INodeExecutionData[],
	simulator: Simulator,
): Counts {
	const requests = simulator.requests();
	const existing = new Map<string, number>();
	for (const { reference } of simulator.letters()) {
		existing.set(String(reference), (existing.get(String(reference)) ?? 0) + 1);
	}
	const sent = grouped(sendings(simulator), ({ reference }) => reference);
	const each = references.map((reference) => sent.get(reference) ?? []);
	const doubtful = each.filter((tries) => tries.some(({ told }) => !told));
	return {
		requests: requests.length,
		faults: requests.filter(({ fault }) => fault !== undefined).length,
		asked: requests.filter(({ method }) => method === 'GET').length,
		repeated: sum(each, (tries) => following(tries, ({ hit, told }) => hit && told)),
		inDoubt: doubtful.length,
		adopted: doubtful.filter((tries) => tries.at(-1)?.told === false).length,
		resent: sum(each, (tries) => following(tries, ({ told }) => !told)),
		accepted: items.filter(({ json }) => json.letterId !== undefined).length,
		twins: sum([...existing.values()], (count) => count - 1),
		lost: references.filter((reference) => !existing.has(reference)).length,
	};
}

/** How many tries follow one of which this holds. */
function following(tries: Sending[], holds: (sending: Sending) => boolean): number {
	return tries.slice(0, -1).filter(holds).length;
}

function sum<T>(list: T[], value: (each: T) => number): number {
	return list.reduce((total, each) => total + value(each), 0);
}
