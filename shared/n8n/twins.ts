import type { Outcome } from '../delivery/outcome';
import type { InputJob } from './duplicateProtection';

/** A job of the same key as an earlier one of the same run. */
export interface Twin<Input> {
	first: InputJob<Input>;
	sameContent: boolean;
}

/** Jobs that repeat the key of an earlier one, but for those that are sent again on purpose. */
export function twinsOf<Input>(jobs: Array<InputJob<Input>>): Map<InputJob<Input>, Twin<Input>> {
	const firsts = new Map<string, InputJob<Input>>();
	const twins = new Map<InputJob<Input>, Twin<Input>>();
	for (const job of jobs) {
		const { identity } = job;
		if (identity === undefined || identity.again) continue;
		const first = firsts.get(identity.key);
		if (first === undefined) firsts.set(identity.key, job);
		else twins.set(job, { first, sameContent: first.identity?.content === identity.content });
	}
	return twins;
}

/** What becomes of a job that is the same as an earlier one: what became of that one. */
export function twinOutcome(
	first: { itemIndex: number },
	outcome: Outcome | undefined,
): Outcome | undefined {
	if (outcome?.kind !== 'accepted' && outcome?.kind !== 'skipped') return outcome;
	return {
		kind: 'skipped',
		...(outcome.id === undefined ? {} : { id: outcome.id }),
		answer: outcome.answer,
		note: `It is the same as [item ${first.itemIndex}] of this run. Nothing was sent for this item.`,
	};
}
