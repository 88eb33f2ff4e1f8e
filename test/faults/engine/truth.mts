import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator, StoredLetter } from '../../../simulator/contract.mts';
import { grouped } from './grouped.mts';

/** How many of a kind of complaint are told in full. */
const TOLD = 3;

/**
 * What is wrong, with the letters or with what the items say of them: every row has one letter,
 * which is on its way, and its item names that very letter.
 */
export function falsehoods(
	references: string[],
	items: INodeExecutionData[],
	simulator: Simulator,
): string[] {
	const letters = grouped(simulator.letters(), ({ reference }) => String(reference));
	const known = new Set(references);
	const strangers = [...letters.keys()].filter((reference) => !known.has(reference));
	return [
		...(items.length === references.length
			? []
			: [`${items.length} items for ${references.length} rows`]),
		...few(references.flatMap((reference) => letterComplaints(reference, letters.get(reference)))),
		...few(strangers.map((reference) => `a letter nobody asked for: ${reference}`)),
		...few(
			references.flatMap((reference, row) =>
				itemComplaints(reference, row, items[row], letters.get(reference)),
			),
		),
		...few(simulator.violations().map(({ violation }) => `not allowed: ${violation ?? ''}`)),
	];
}

function letterComplaints(reference: string, letters: StoredLetter[] = []): string[] {
	if (letters.length === 0) return [`lost: ${reference}`];
	if (letters.length > 1) return [`twins: ${reference} is there ${letters.length} times`];
	const [{ status, letter } = { status: 'draft', letter: {} }] = letters;
	return status === 'draft' || letter.scheduledate === undefined
		? [`not on its way: ${reference} is ${status}`]
		: [];
}

function itemComplaints(
	reference: string,
	row: number,
	item: INodeExecutionData | undefined,
	letters: StoredLetter[] = [],
): string[] {
	const { json = {}, pairedItem } = item ?? {};
	const { outcome, letterId, error } = json;
	if (JSON.stringify(pairedItem) !== JSON.stringify({ item: row })) {
		return [`item ${row} belongs to ${JSON.stringify(pairedItem)}`];
	}
	if (outcome !== 'accepted' && outcome !== 'skipped') {
		return [`not accepted: ${reference}: ${JSON.stringify({ outcome, error })}`];
	}
	return letters.some(({ id }) => id === letterId)
		? []
		: [`not true: ${reference} is said to be ${String(letterId)}`];
}

/** Thousands of the same are told as the first few and how many more. */
function few(complaints: string[]): string[] {
	const more = complaints.length - TOLD;
	return more <= 0 ? complaints : [...complaints.slice(0, TOLD), `… and ${more} more like these`];
}
