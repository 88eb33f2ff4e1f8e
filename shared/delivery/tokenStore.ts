/**
 * A set of texts that outlives executions and is shared by all that run the same workflow. It can
 * tell whether a text is in it only by putting it there: that is all that n8n's store can do.
 */
export interface TokenStore {
	/**
	 * Does some work on the set while nobody else of the same node does. Never throws; where it
	 * fails, the work may have been done in part.
	 * @param isClaim whoever puts its first texts in first may do something. Then it is looked
	 * whether another node's write undid them; if so, they are left out, and the work is to be done
	 * once more, since that node may have put the same ones in
	 */
	transact<T>(
		work: (tokens: Tokens) => Promise<T>,
		options?: { isClaim?: boolean },
	): Promise<Stored<T>>;
}

/** What came of work on the set. */
export type Stored<T> =
	/** @property isUndone another node's write undid what a claim put in */
	| { ok: true; value: T; isUndone?: boolean }
	/** @property reason why the set could not be read or written, in words for a person */
	| { ok: false; reason: string };

/** The set, for as long as nobody else works on it. Each call reads and writes it once. */
export interface Tokens {
	/**
	 * Puts them into the set. @returns those that were in it before
	 * @param isQuestion they need not stay: else it is looked, before the work ends, that nobody's
	 * write undid it
	 */
	record(tokens: string[], isQuestion?: boolean): Promise<Set<string>>;
	/** Takes them out. */
	remove(tokens: string[]): Promise<void>;
}
