/** The time, and waiting, as whoever runs the work gives them: a run that is cancelled waits no more. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits. @returns false when the run was cancelled meanwhile */
	pause(ms: number): Promise<boolean>;
	/** From 0 up to 1. */
	random(): number;
}
