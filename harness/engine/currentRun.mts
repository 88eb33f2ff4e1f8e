import { AsyncLocalStorage } from 'node:async_hooks';

/** One execution of a node under way; several may be at once. */
export interface CurrentRun {
	readonly executionId: string;
	/** What is logged, as `level: text {details}`. */
	readonly log: string[];
	/** Resolves at once, or never when the process of the run has died. */
	stillAlive(): Promise<void>;
}

const runs = new AsyncLocalStorage<CurrentRun>();

/** The execution that the calling code runs in. */
export function currentRun(): CurrentRun | undefined {
	return runs.getStore();
}

/** Runs some work as part of an execution. */
export function within<Result>(run: CurrentRun, work: () => Result): Result {
	return runs.run(run, work);
}
