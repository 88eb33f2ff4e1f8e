/**
 * A set of texts that outlives executions and is shared by all that run the same workflow. It can
 * tell whether a text is in it only by putting it there: that is all that n8n's store can do.
 */
export interface TokenStore {
	/**
	 * Does some work on the set while nobody else of the same node does. Never throws; where it
	 * fails, the work may have been done in part.
	 */
	transact<T>(work: (tokens: Tokens) => Promise<T>): Promise<Stored<T>>;
}

/** What came of work on the set. @property reason why it failed, in words for a person */
export type Stored<T> = { ok: true; value: T } | { ok: false; reason: string };

/** The set, for as long as nobody else works on it. Each call reads and writes it once. */
export interface Tokens {
	/**
	 * Puts them into the set. @returns those that were in it before
	 * @param isQuestion they need not stay: else it is looked, before the work ends, that nobody's
	 * write undid it
	 */
	record(tokens: string[], isQuestion?: boolean): Promise<Set<string>>;
	/** Puts them into the set, so that whoever puts one in first may do something. */
	claim(tokens: string[]): Promise<Claimed>;
	/** Takes them out. */
	remove(tokens: string[]): Promise<void>;
}

export interface Claimed {
	/** Those that were in the set before. */
	before: Set<string>;
	/**
	 * Waits a moment, and looks whether another node's write undid that. Then nothing of it is kept,
	 * and the work is to be done once more, since that node may have put the same ones in.
	 */
	stands(): Promise<boolean>;
}
