/** Runs checks one after the other, prints each, and counts. */
export class Checklist {
	private passed = 0;
	private failed = 0;

	/**
	 * @param troubles what went wrong in the background since it was last asked; fails the check
	 * @param onFailure leaves something behind to find out why
	 */
	constructor(
		private readonly troubles: () => string[],
		private readonly onFailure: (name: string) => Promise<string>,
	) {}

	/** Whether it went well; the next check may have to start from elsewhere when it did not. */
	async check(name: string, work: () => Promise<void>): Promise<boolean> {
		const started = Date.now();
		const problems: string[] = [];
		try {
			await work();
		} catch (error) {
			problems.push(error instanceof Error ? error.message : String(error));
		}
		problems.push(...this.troubles());
		const took = `${((Date.now() - started) / 1000).toFixed(1)}s`;
		if (problems.length === 0) {
			this.passed++;
			console.log(`  ✓ ${name}  (${took})`);
			return true;
		}
		this.failed++;
		console.log(`  ✗ ${name}  (${took})`);
		for (const problem of problems) console.log(problem.replace(/^/gm, '      '));
		console.log(`      ${await this.onFailure(name)}`);
		return false;
	}

	/**
	 * Prints the sum; whether all went well.
	 * @param others counted elsewhere
	 */
	finish(others = { passed: 0, failed: 0 }): boolean {
		const failed = this.failed + others.failed;
		console.log(`${this.passed + others.passed} passed, ${failed} failed`);
		return failed === 0;
	}
}
