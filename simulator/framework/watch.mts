interface Waiting {
	holds: () => boolean;
	resolve: () => void;
}

/** Tells those who wait for something once it has come about. */
export class Watch {
	private waiting: Waiting[] = [];

	/** Resolves once the condition holds; it is looked at now and whenever something changed. */
	async until(holds: () => boolean): Promise<void> {
		if (holds()) return;
		await new Promise<void>((resolve) => this.waiting.push({ holds, resolve }));
	}

	/** Something changed. */
	changed(): void {
		if (this.waiting.length === 0) return;
		const fulfilled = this.waiting.filter(({ holds }) => holds());
		this.waiting = this.waiting.filter((one) => !fulfilled.includes(one));
		for (const { resolve } of fulfilled) resolve();
	}
}
