/**
 * How much is done for one file. Counts, never times: a file that can be checked on one machine can
 * be checked on all.
 */
export const LIMITS = {
	/** Bytes that one compressed stream may become: what is held at a time. */
	inflatedAtATime: 4 * 2 ** 20,
	/** Bytes that all compressed streams together may become. */
	inflated: 64 * 2 ** 20,
	/** Bytes of one object, without what a stream holds. */
	object: 2 ** 20,
	/** Bytes looked at as objects, all together. */
	parsed: 24 * 2 ** 20,
	/** Bytes searched for a word, all together. */
	searched: 256 * 2 ** 20,
	/** Dictionaries and arrays inside each other, and nodes of a page tree above a page. */
	depth: 100,
	/** Objects looked up. */
	objects: 50_000,
	/** Sections of the table that says where objects stand, one for each time the file was saved. */
	sections: 500,
	/** Runs of consecutive objects in that table. */
	runs: 20_000,
	/** Streams whose beginning is looked at. */
	contents: 1_000,
	/** Filters one after the other on one stream. */
	filters: 4,
} as const;

/** Work between two pauses, in bytes. */
const STEP = 2 ** 20;
/** What looking an object up costs beside its bytes. */
const LOOKUP = 1024;

export type Counted = 'inflated' | 'parsed' | 'searched' | 'objects' | 'contents';

/** Why a file is not taken, thrown inside the checker only. */
export class PdfProblem extends Error {
	constructor(readonly kind: 'damaged' | 'limit') {
		super(kind);
	}
}

export const damaged = (): PdfProblem => new PdfProblem('damaged');
export const beyondLimit = (): PdfProblem => new PdfProblem('limit');

/** What was done for one file so far. */
export class Budget {
	readonly counts: Record<Counted, number> = {
		inflated: 0,
		parsed: 0,
		searched: 0,
		objects: 0,
		contents: 0,
	};
	private sincePause = 0;

	/** @param pause lets others run */
	constructor(private readonly pause: () => Promise<unknown>) {}

	/** @throws PdfProblem when it becomes more than a file may take */
	take(what: Counted, amount: number): void {
		this.counts[what] += amount;
		this.sincePause += what === 'objects' || what === 'contents' ? amount * LOOKUP : amount;
		if (this.counts[what] > LIMITS[what]) throw beyondLimit();
	}

	/** Called between steps: pauses when enough was done since the last time. */
	async breathe(): Promise<void> {
		if (this.sincePause < STEP) return;
		this.sincePause = 0;
		await this.pause();
	}
}
