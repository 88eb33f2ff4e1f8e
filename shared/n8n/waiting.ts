import { sleep } from 'n8n-workflow';

/** Milliseconds after which a wait looks whether it is over: n8n before 2.35 cannot end a `sleep`. */
const SLICE = 250;

/** Waits so many milliseconds, or until it is over; no timer is left behind for longer than a slice. */
export async function waitUnless(isOver: () => boolean, ms: number): Promise<void> {
	const end = Date.now() + ms;
	for (let left = ms; left > 0 && !isOver(); left = end - Date.now()) {
		await sleep(Math.min(left, SLICE));
	}
}

/**
 * What some work gives, or `late` when that takes more than so many milliseconds. The work itself
 * goes on: n8n's request helper takes no signal of ours, and its own time limit ends with the
 * headers of an answer.
 * @param work must not reject
 */
export async function inTime<T>(work: Promise<T>, ms: number, late: T): Promise<T> {
	let isDone = false;
	const done = work.then((result) => {
		isDone = true;
		return result;
	});
	return await Promise.race([done, waitUnless(() => isDone, ms).then(() => late)]);
}
