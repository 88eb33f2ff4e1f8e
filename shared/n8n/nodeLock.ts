import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../delivery/clock';
import type { Stored } from '../delivery/tokenStore';

/**
 * Milliseconds for which a lock is left to its holder. Work under the lock takes some hundredths of
 * a second, so whoever holds it longer than this was killed.
 */
export const PATIENCE = 20_000;

/**
 * Milliseconds for which a lock stays marked before it is taken over. Whoever works longer under it
 * than half of the patience does not rely on what he did.
 */
const MARKED = PATIENCE / 2 + 1000;

/** Milliseconds, on average, between two looks at a lock that somebody else holds. */
const BETWEEN_LOOKS = 40;

/** How often the store may fail in a row: at the same first write, for one. */
const MOST_FAILURES = 5;

/** In this mode n8n's store keeps one number, and takes another only when that is greater. */
const ONE_NUMBER: ICheckProcessedOptions = { mode: 'latestIncrementalKey' };

export interface NodeLock {
	/** When it was taken, in milliseconds since 1970. */
	since: number;
	release(): Promise<void>;
}

type Store = Pick<
	IExecuteFunctions['helpers'],
	'checkProcessedAndRecord' | 'clearAllProcessedItems'
>;

/**
 * Takes the lock of this node, across all workers of an n8n. The lock is the node's entry in n8n's
 * store of what was processed: the database lets only one of two insert it, and says so.
 */
export async function lockNode(store: Store, clock: Clock): Promise<Stored<NodeLock>> {
	const held = (): Stored<NodeLock> => ({
		ok: true,
		value: {
			since: clock.now(),
			release: async () => await store.clearAllProcessedItems('node', ONE_NUMBER),
		},
	});
	const began = clock.now();
	let failures = 0;
	let markAt = began + PATIENCE - MARKED;
	for (;;) {
		const waited = clock.now() - began;
		try {
			// Nothing is greater than what is there, be it as small as this: it is new only if inserted.
			if (await isNew(store, 0)) return held();
			if (clock.now() > markAt) {
				if (await takeOver(store, clock)) return held();
				// Somebody else does, or holds it by now: he is left alone for as long again.
				markAt = clock.now() + MARKED * (1 + clock.random());
			}
			failures = 0;
		} catch (error) {
			if (++failures >= MOST_FAILURES) return { ok: false, reason: reasonOf(error) };
		}
		if (waited > 4 * PATIENCE) {
			return { ok: false, reason: "other runs of this node keep n8n's database busy" };
		}
		await clock.pause(BETWEEN_LOOKS * (0.5 + clock.random()));
	}
}

/**
 * Takes a lock over from a holder that was killed: marks it with a number, and looks whether the
 * number is still there when any holder that lives would have let go. Of several that try, the one
 * who marked it last has it.
 */
async function takeOver(store: Store, clock: Clock): Promise<boolean> {
	const mine = clock.now() * 1000 + Math.floor(clock.random() * 1000);
	if (!(await isNew(store, mine))) return false;
	for (const end = clock.now() + MARKED; clock.now() < end; ) {
		await clock.pause(BETWEEN_LOOKS * (0.5 + clock.random()));
		// Its holder lives, and let go of it meanwhile: then it is had in the ordinary way.
		if (await isNew(store, 0)) return true;
	}
	const isLess = await isNew(store, mine);
	return !isLess && (await isNew(store, mine + 0.5));
}

async function isNew(store: Store, number: number): Promise<boolean> {
	const { new: taken } = await store.checkProcessedAndRecord([number], 'node', ONE_NUMBER);
	return taken.length > 0;
}

/** What a failure of the store says. */
export function reasonOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
