import type { IExecuteFunctions } from 'n8n-workflow';

import { DuplicateGuard } from '../delivery/duplicateGuard';
import type { Stored } from '../delivery/tokenStore';
import { realClock } from './executionClock';
import { keyOf } from './keyHash';
import { workflowTokens } from './workflowTokens';

/** What is known of keys in this workflow, for operations that correct it. */
export interface KeyMemory {
	/** Which of these keys stands for the ID; nothing where none does. */
	keyOf(keys: string[], id: string): Promise<string | undefined>;
	/** @returns whether anything was known of the key */
	forget(key: string): Promise<Stored<boolean>>;
	/** Another content now stands behind the key, in this state. */
	renew(key: string, content: string, state: string, id: string): Promise<Stored<void>>;
}

/** The guard of what one account has, in this workflow. */
export function guardOf(
	context: IExecuteFunctions,
	identity: string,
	leaseMs: number,
): DuplicateGuard {
	return new DuplicateGuard(
		workflowTokens(context),
		realClock,
		keyOf('account', identity),
		leaseMs,
	);
}

export function keyMemory(context: IExecuteFunctions, identity: string): KeyMemory {
	const guard = guardOf(context, identity, 0);
	return {
		keyOf: async (keys, id) => {
			const found = await guard.keysOf(keys.map((key) => ({ key, id })));
			return found.ok ? keys.find((key) => found.value.has(key)) : undefined;
		},
		forget: async (key) => {
			const known = await guard.forget([key]);
			return known.ok ? { ok: true, value: known.value.has(key) } : known;
		},
		renew: async (key, content, state, id) => await guard.renew(key, content, state, id),
	};
}
