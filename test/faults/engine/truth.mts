import type { INodeExecutionData } from 'n8n-workflow';

import type { Simulator, StoredLetter } from '../../../simulator/cm/contract.mts';
import { grouped } from './grouped.mts';
import { sendings, type Sending } from './journal.mts';
import type { Kind } from './kinds.mts';
import { keyOf, keyOfLetter, type Row } from './rows.mts';

/** How many of a kind of complaint are told in full. */
const TOLD = 3;

/** Which outcome an item tells. */
export function outcomeOf({ json }: INodeExecutionData): string {
	const { outcome } = (json.error as { outcome?: unknown } | undefined) ?? json;
	return String(outcome);
}

/** What is known of one row, from the service's books and from the node. */
interface Case {
	key: string;
	row: number;
	item: INodeExecutionData | undefined;
	letters: StoredLetter[];
	sent: Sending[];
	kind: Kind;
}

/**
 * What is wrong, with the letters or with what the items of one run say of them: a row has one
 * letter, which is on its way, and its item names that very letter; only a row that its item calls
 * refused has none, and only one that it calls unknown may have none.
 */
export function falsehoods(
	kind: Kind,
	rows: Row[],
	items: INodeExecutionData[],
	simulator: Simulator,
): string[] {
	const letters = grouped(simulator.letters(), keyOfLetter);
	const sent = grouped(sendings(simulator), ({ key }) => key);
	const known = new Set(rows.map(keyOf));
	const cases = rows.map((each, row): Case => {
		const key = keyOf(each);
		const item = items[row];
		return { key, row, item, letters: letters.get(key) ?? [], sent: sent.get(key) ?? [], kind };
	});
	return [
		...(items.length === rows.length ? [] : [`${items.length} items for ${rows.length} rows`]),
		...few(cases.flatMap(letterComplaints)),
		...few(
			[...letters.keys()]
				.filter((key) => !known.has(key))
				.map((key) => `a letter nobody asked for: ${key}`),
		),
		...few(cases.flatMap(itemComplaints)),
		...few(simulator.violations().map(({ violation }) => `not allowed: ${violation ?? ''}`)),
	];
}

function letterComplaints({ key, letters, sent, kind }: Case): string[] {
	if (letters.length > 1 && !(kind.twinsOfDenied && sent.some(({ denied }) => denied))) {
		return [`twins: ${key} is there ${letters.length} times`];
	}
	return letters
		.filter(({ status, letter }) => status === 'draft' || letter.scheduledate === undefined)
		.map(({ status }) => `not on its way: ${key} is ${status}`);
}

function itemComplaints(one: Case): string[] {
	const { row, item, key } = one;
	if (!item) return [`nothing is said of ${key}`];
	const { json, pairedItem } = item;
	if (JSON.stringify(pairedItem) !== JSON.stringify({ item: row })) {
		return [`item ${row} belongs to ${JSON.stringify(pairedItem)}`];
	}
	const complaint = outcomeComplaint(outcomeOf(item), one);
	return complaint === undefined ? [] : [`${complaint}: ${key}: ${JSON.stringify(json)}`];
}

/** What is untrue of an outcome, or not to happen. */
function outcomeComplaint(
	outcome: string,
	{ item, letters, sent, kind }: Case,
): string | undefined {
	const letterId = item?.json.letterId;
	const isOwn = letters.some(({ id }) => id === letterId);
	switch (outcome) {
		case 'accepted':
			return isOwn ? undefined : 'not true: accepted, but it has no such letter';
		case 'skipped':
			if (letters.length === 0) return 'not true: skipped, but it has no letter';
			return isOwn || letterId === undefined ? undefined : "not true: another one's letter";
		case 'refused':
			if (letters.length > 0) return 'not true: refused, but its letter is there';
			return kind.refusals ? undefined : 'not to be refused';
		case 'unknown':
			return mayBeUnknown(item, sent, kind) ? undefined : 'not to be unknown';
		default:
			return 'no outcome';
	}
}

function mayBeUnknown(item: INodeExecutionData | undefined, sent: Sending[], kind: Kind): boolean {
	if (kind.unknown === 'anyTried') return sent.length > 0;
	const unheard = sent.filter(({ told }) => !told).length;
	// On a busy machine an answer may be there too late, without a fault.
	const { code } = (item?.json.error as { code?: unknown } | undefined) ?? {};
	const late = code === 'ETIMEDOUT' && sent.at(-1)?.told ? 1 : 0;
	return unheard + late >= 2;
}

/** Thousands of the same are told as the first few and how many more. */
function few(complaints: string[]): string[] {
	const more = complaints.length - TOLD;
	return more <= 0 ? complaints : [...complaints.slice(0, TOLD), `… and ${more} more like these`];
}
