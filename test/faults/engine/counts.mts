import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../../simulator/cm/contract.mts';
import { grouped } from './grouped.mts';
import { sendings, type Sending } from './journal.mts';
import { keyOf, keyOfLetter, type Row } from './rows.mts';
import { outcomeOf } from './truth.mts';

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
	/** Items that say so of their letter. */
	accepted: number;
	skipped: number;
	refused: number;
	unknown: number;
	/** Letters there are more than one of, for the same row. */
	twins: number;
	/** Rows without a letter that no item says may be without. */
	lost: number;
}

export function countsOf(rows: Row[], items: INodeExecutionData[], simulator: Simulator): Counts {
	const requests = simulator.requests();
	const existing = grouped(simulator.letters(), keyOfLetter);
	const sent = grouped(sendings(simulator), ({ key }) => key);
	const each = rows.map((row) => sent.get(keyOf(row)) ?? []);
	const doubtful = rows.filter((_, index) => each[index]?.some(({ told }) => !told));
	const outcomes = items.map(outcomeOf);
	const said = (outcome: string) => outcomes.filter((one) => one === outcome).length;
	const mayBeWithout = (row: number) => ['refused', 'unknown'].includes(outcomes[row] ?? '');
	return {
		requests: requests.length,
		faults: requests.filter(({ fault }) => fault !== undefined).length,
		asked: requests.filter(({ method }) => method === 'GET').length,
		repeated: sum(each, (tries) => following(tries, ({ hit, told }) => hit && told)),
		inDoubt: doubtful.length,
		adopted: doubtful.filter(
			(row) => sent.get(keyOf(row))?.at(-1)?.told === false && existing.has(keyOf(row)),
		).length,
		resent: sum(each, (tries) => following(tries, ({ told }) => !told)),
		accepted: said('accepted'),
		skipped: said('skipped'),
		refused: said('refused'),
		unknown: said('unknown'),
		twins: sum([...existing.values()], (letters) => letters.length - 1),
		lost: rows.filter((row, index) => !existing.has(keyOf(row)) && !mayBeWithout(index)).length,
	};
}

/** The counts of several accounts together. */
export function totalOf(all: Counts[]): Counts {
	const [first, ...others] = all;
	if (!first) throw new Error('There is nothing to count');
	const names = Object.keys(first) as Array<keyof Counts>;
	return others.reduce(
		(total, counts) =>
			Object.fromEntries(
				names.map((name) => [name, total[name] + counts[name]]),
			) as unknown as Counts,
		first,
	);
}

/** How many tries follow one of which this holds. */
function following(tries: Sending[], holds: (sending: Sending) => boolean): number {
	return tries.slice(0, -1).filter(holds).length;
}

function sum<T>(list: T[], value: (each: T) => number): number {
	return list.reduce((total, each) => total + value(each), 0);
}
