import type { Claimed, Stored, Tokens, TokenStore } from '../../../shared/delivery/tokenStore.ts';

/** One call of the store, with what came of it. */
export interface TextCall {
	kind: 'record' | 'remove';
	texts: string[];
	/** Of a record: those that were not there. */
	absent: string[];
}

/**
 * The list of texts that n8n keeps for a workflow, as n8n 2.40.7 works on it: a call tells which
 * texts were there by putting them in, the oldest go when it is full, and what one call holds twice
 * is put in twice.
 */
export class TextList implements Tokens {
	texts: string[];
	readonly calls: TextCall[] = [];

	constructor(
		private readonly maxEntries = 150_000,
		texts: string[] = [],
	) {
		this.texts = [...texts];
	}

	record(texts: string[]): Promise<Set<string>> {
		const known = new Set(this.texts);
		const absent = texts.filter((text) => !known.has(text));
		this.texts.push(...absent);
		this.texts.splice(0, this.texts.length - this.maxEntries);
		this.calls.push({ kind: 'record', texts: [...texts], absent });
		return Promise.resolve(new Set(texts.filter((text) => known.has(text))));
	}

	async claim(texts: string[]): Promise<Claimed> {
		return { before: await this.record(texts), stands: async () => await Promise.resolve(true) };
	}

	remove(texts: string[]): Promise<void> {
		for (const text of texts) {
			const index = this.texts.indexOf(text);
			if (index !== -1) this.texts.splice(index, 1);
		}
		this.calls.push({ kind: 'remove', texts: [...texts], absent: [] });
		return Promise.resolve();
	}

	removals(): TextCall[] {
		return this.calls.filter(({ kind }) => kind === 'remove');
	}
}

/** A process that ended in the middle of its work. */
export class Killed extends Error {}

/** A store over such a list, with one piece of work at a time. */
export class TextStore implements TokenStore {
	/** After how many more calls whoever makes them is killed. */
	callsLeft = Infinity;
	/** Why it cannot be used. */
	failure: string | undefined;

	constructor(readonly list = new TextList()) {}

	async transact<T>(work: (tokens: Tokens) => Promise<T>): Promise<Stored<T>> {
		if (this.failure !== undefined) return { ok: false, reason: this.failure };
		return { ok: true, value: await work(this.access) };
	}

	private readonly access: Tokens = {
		record: async (texts) => {
			this.count();
			return await this.list.record(texts);
		},
		claim: async (texts) => {
			this.count();
			return await this.list.claim(texts);
		},
		remove: async (texts) => {
			this.count();
			await this.list.remove(texts);
		},
	};

	private count(): void {
		if (this.callsLeft-- <= 0) throw new Killed();
	}
}
