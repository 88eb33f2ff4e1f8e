/**
 * What a node already did, so that running it again repeats nothing. n8n's Retry On Fail and its
 * "retry execution" run a whole node again, with all its items.
 */
export interface Ledger {
	get(key: string): LedgerEntry | undefined;
	set(key: string, entry: LedgerEntry): void;
	delete(key: string): void;
	/** IDs of all that this execution was given one for. */
	ids(): string[];
}

/**
 * `attempted` is written before a request leaves and stays when its fate is unknown: the next run
 * must not send the same again. `done` holds the service's answer for the next run to return.
 */
export type LedgerEntry =
	/** @property attempt which one of its key, where it is sent again on purpose */
	| { state: 'attempted'; attempt?: number }
	| {
			state: 'done';
			kind: 'accepted' | 'skipped';
			id?: string;
			answer: unknown;
			/** What was asked for, to tell whether a later try asks for something else. */
			content?: string;
	  };

/** A ledger over a plain object that lives as long as whoever owns it. */
export function ledgerOn(entries: Record<string, LedgerEntry>): Ledger {
	return {
		get: (key) => (Object.hasOwn(entries, key) ? entries[key] : undefined),
		set: (key, entry) => {
			entries[key] = entry;
		},
		delete: (key) => {
			// n8n keeps the object itself: it cannot be replaced by one without the member.
			Reflect.deleteProperty(entries, key);
		},
		ids: () =>
			Object.values(entries).flatMap((entry) =>
				entry.state === 'done' && entry.id !== undefined ? [entry.id] : [],
			),
	};
}
