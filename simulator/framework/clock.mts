/** Moves each item (a letter, a message) on some time after its last change of status. */
export class StepClock {
	private readonly timers = new Map<string, NodeJS.Timeout>();
	private stepMs: number | null = null;

	constructor(private readonly onDue: (itemId: string) => void) {}

	get stepEveryMs(): number | null {
		return this.stepMs;
	}

	/** Starts the time of these items anew, with another step; null stops all. */
	set(stepEveryMs: number | null, itemIds: Iterable<string>): void {
		this.stop();
		this.stepMs = stepEveryMs;
		for (const id of itemIds) this.wind(id);
	}

	/** Starts an item's time anew. */
	wind(itemId: string): void {
		this.release(itemId);
		if (this.stepMs === null) return;
		const timer = setTimeout(() => {
			this.timers.delete(itemId);
			this.onDue(itemId);
		}, this.stepMs);
		this.timers.set(itemId, timer);
	}

	release(itemId: string): void {
		clearTimeout(this.timers.get(itemId));
		this.timers.delete(itemId);
	}

	stop(): void {
		for (const timer of this.timers.values()) clearTimeout(timer);
		this.timers.clear();
	}
}
