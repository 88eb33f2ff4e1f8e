import type { Clock } from './clock';

/** Waits for a request's turn. @returns false when the run was cancelled meanwhile */
export type Pace = () => Promise<boolean>;

/**
 * Spaces requests evenly, so that no second holds more than its share.
 * @param perSecond requests a second; 0 for no limit
 */
export function pace(perSecond: number, clock: Clock): Pace {
	if (!(perSecond > 0)) return async () => await clock.pause(0);
	const apart = 1000 / perSecond;
	let next = 0;
	return async () => {
		const turn = Math.max(next, clock.now());
		next = turn + apart;
		return await clock.pause(Math.max(0, turn - clock.now()));
	};
}
