import { textsOf, type Known, type Questions, type Wanted } from './keyTexts';

/** A key in doubt, with what was found at the service that may be what it stands for. */
export interface Candidates {
	wanted: Wanted;
	/** The likeliest first. */
	ids: string[];
	/** Whether it is taken for found only where a single one of them belongs to no other key. */
	onlyIfSingle: boolean;
	/** Whether it is the thing itself, whatever other key it has. */
	isCertain?: boolean;
}

/**
 * Takes one of the IDs for a key in doubt, if one is its own for certain.
 * @param idText what shows that an ID belongs to a key
 * @returns none where all belong to other keys; `several` where it cannot be told
 */
export function* takeOne(
	wanted: Wanted,
	{ attempt, meant }: Extract<Known, { kind: 'inDoubt' }>,
	{ ids, onlyIfSingle, isCertain }: Omit<Candidates, 'wanted'>,
	idText: (id: string) => string,
): Questions<{ id?: string; several: boolean }> {
	if (ids.length === 0) return { several: false };
	const { takes, recorded } = textsOf(wanted, attempt);
	// Of two tries that were meant in different states, it is not known which one made what is there.
	const others = meant === undefined ? [] : wanted.states.filter((state) => state !== meant);
	for (const state of others) if (yield { ask: recorded(state) }) return { several: true };

	const free: string[] = [];
	let isUnclear = false;
	for (const id of ids) {
		if (!onlyIfSingle && free.length > 0) break;
		const wasAbout = yield { put: takes(id) };
		const isTaken = yield { put: idText(id) };
		if (!isTaken || isCertain) free.push(id);
		// A process was killed right here, or asking for the ID: whose it is cannot be told.
		else if (wasAbout || (yield { ask: askedFor(idText(id)) })) isUnclear = true;
		else yield { drop: takes(id) };
	}
	const several = isUnclear || free.length > 1;
	const [id] = free;
	if (id !== undefined && !isUnclear && !(onlyIfSingle && several)) return { id, several };
	for (const other of free) yield { drop: idText(other) };
	for (const other of free) yield { drop: takes(other) };
	return { several };
}

/** Somebody is asking whether this ID belongs to a key. */
const askedFor = (idText: string): string => `${idText} asked`;

/** Whether an ID belongs to a key; no where a process was killed that asked for it. */
export function* isKnown(idText: string): Questions<boolean> {
	if (yield { put: askedFor(idText), brief: true }) return false;
	const isThere = yield { ask: idText };
	yield { drop: askedFor(idText) };
	return isThere;
}

/** Whether both are there: one alone was left behind. */
export function* areThere(first: string, second: string): Questions<boolean> {
	return (yield { ask: first }) && (yield { ask: second, sure: true });
}
