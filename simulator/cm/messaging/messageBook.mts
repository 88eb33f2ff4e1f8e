import type { StoredMessage } from './message.mts';

/** How many messages are kept; the oldest go first. */
const LIMIT = 100_000;

/** The messages that were accepted, in memory, and how many there are of each status. */
export class MessageBook {
	private readonly byId = new Map<string, StoredMessage>();
	private readonly counted = new Map<string, number>();

	/** In order of arrival. */
	messages(): StoredMessage[] {
		return [...this.byId.values()];
	}

	/** The latest ones, in order of arrival. */
	latest(count: number): StoredMessage[] {
		return this.messages().slice(-count);
	}

	message(id: string): StoredMessage | null {
		return this.byId.get(id) ?? null;
	}

	/**
	 * Keeps a message, or what became of it.
	 *
	 * @returns The ID of a message that had to go for it, if any.
	 */
	put(message: StoredMessage): string | null {
		const before = this.byId.get(message.id);
		if (before !== undefined) this.count(before, -1);
		this.byId.set(message.id, message);
		this.count(message, 1);
		if (this.byId.size <= LIMIT) return null;
		const [oldest] = this.byId.values();
		if (oldest === undefined) return null;
		this.count(oldest, -1);
		this.byId.delete(oldest.id);
		return oldest.id;
	}

	get size(): number {
		return this.byId.size;
	}

	/** How many messages have each status. */
	counts(): Record<string, number> {
		return Object.fromEntries([...this.counted].filter(([, count]) => count > 0));
	}

	clear(): void {
		this.byId.clear();
		this.counted.clear();
	}

	private count({ status }: StoredMessage, difference: number): void {
		this.counted.set(status, (this.counted.get(status) ?? 0) + difference);
	}
}
