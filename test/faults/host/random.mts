/** Random numbers that are the same again for the same seed, so that a failure can be repeated. */
export class Random {
	constructor(private state: number) {}

	/** From 0 up to, but not including, 1 (mulberry32). */
	fraction(): number {
		this.state = (this.state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number, both ends included. */
	between(least: number, most: number): number {
		return least + Math.floor(this.fraction() * (most - least + 1));
	}

	pick<T>(list: readonly T[]): T {
		const picked = list[this.between(0, list.length - 1)];
		if (picked === undefined) throw new Error('There is nothing to pick from');
		return picked;
	}

	/** The same things in another order. */
	shuffled<T>(list: readonly T[]): T[] {
		const keyed = list.map((one) => ({ one, key: this.fraction() }));
		return keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
	}

	/** Hexadecimal digits. */
	hex(length: number): string {
		return Array.from({ length }, () => this.between(0, 15).toString(16)).join('');
	}

	uuid(): string {
		return [8, 4, 4, 4, 12].map((length) => this.hex(length)).join('-');
	}
}
