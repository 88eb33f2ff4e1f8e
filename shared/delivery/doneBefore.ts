import type { Delivery, Job } from './delivery';
import type { Result } from './duplicateGuard';
import type { Advance, Finding, Findings, Protected, Protection } from './protection';

/** Jobs that were done before: skipped with their ID, or brought into the state that is wanted. */
export class DoneBefore<J extends Job> {
	private readonly jobs = new Map<Protected<J>, string>();

	constructor(
		private readonly delivery: Delivery<J>,
		private readonly protection: Protection<J>,
	) {}

	/** @param state in which the job is */
	add(job: Protected<J>, state: string): void {
		this.jobs.set(job, state);
	}

	has(job: Protected<J>): boolean {
		return this.jobs.has(job);
	}

	/** Gives all of them their outcome. */
	async finish(): Promise<void> {
		const jobs = new Map(this.jobs);
		this.jobs.clear();
		if (jobs.size === 0) return;
		const found = await this.idsOf([...jobs.keys()]);
		for (const [job, state] of jobs) {
			const { advance } = this.protection;
			if (advance && job.identity.lesser?.includes(state)) {
				if (this.delivery.goesOn) await this.advance(job, found(job), advance);
			} else {
				this.skip(job, state, found(job));
			}
		}
	}

	private skip(job: Protected<J>, state: string, found: Finding | undefined): void {
		const { texts } = this.protection;
		this.delivery.finish(job, {
			kind: 'skipped',
			...(found === undefined ? {} : { id: found.id }),
			answer: found?.answer,
			note: `${texts.doneBefore(state)} ${texts.nothingSent}`,
		});
	}

	/** What each job is at the service, where that can be told: never anything of another key. */
	private async idsOf(
		jobs: Array<Protected<J>>,
	): Promise<(job: Protected<J>) => Finding | undefined> {
		const { protection, delivery } = this;
		const findable = jobs.filter((job) => protection.whyNotFindable(job) === undefined);
		const findings: Findings<J> =
			findable.length > 0 && !delivery.isCancelled
				? await protection.find(findable, () => undefined)
				: { readable: false, reason: '' };
		const single = new Map<string, Finding>();
		for (const job of findings.readable ? findable : []) {
			const { listed } = findings.readable ? findings.of(job) : { listed: [] };
			if (listed[0] && listed.length === 1) single.set(job.identity.key, listed[0]);
		}
		const ours = await protection.guard.keysOf([...single].map(([key, { id }]) => ({ key, id })));
		return ({ identity: { key } }) => {
			if (ours.ok && ours.value.has(key)) return single.get(key);
			const id = protection.ids.get(key);
			return id === undefined ? undefined : { id, answer: undefined };
		};
	}

	private async advance(
		job: Protected<J>,
		found: Finding | undefined,
		{ claimKey, perform, gone }: Advance<J>,
	): Promise<void> {
		const { delivery, protection } = this;
		const { guard } = protection;
		const [state] = job.identity.states;
		if (found === undefined) {
			delivery.finish(job, { kind: 'refused', problem: gone });
			return;
		}
		const key = claimKey(found.id);
		const wanted = { key, content: key, states: [state] as const };
		const claim = (await guard.claim([wanted])).get(key);
		if (claim?.kind === 'unavailable') {
			const problem = protection.texts.notRecorded(claim.reason);
			delivery.finish(job, { kind: 'refused', problem });
			return;
		}
		if (claim?.kind !== 'ours') {
			if (claim?.kind === 'done') this.skip(job, state, found);
			else delivery.finish(job, { kind: 'unknown', problem: delivery.stillUnknown(job) });
			return;
		}
		const sending = await perform(job, found.id, claim.until);
		const results: Result[] = [];
		switch (sending.kind) {
			case 'accepted':
			case 'skipped':
				delivery.finish(job, sending);
				results.push({ kind: 'done', wanted, id: undefined });
				await guard.recordState(job.identity, state);
				break;
			case 'unknown':
				delivery.finish(job, sending);
				break;
			default: {
				const problem = protection.texts.tooSlow;
				const late = { kind: 'refused', problem } as const;
				const refusal = sending.kind === 'late' ? late : sending;
				delivery.finish(job, refusal.kind === 'turnedAway' ? refusal.outcome : refusal);
				results.push({ kind: 'notSent', wanted });
			}
		}
		const recorded = await guard.record(results);
		if (!recorded.ok) protection.warn(`Outcomes could not be recorded: ${recorded.reason}`);
	}
}
