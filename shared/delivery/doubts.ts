import type { Delivery, Job } from './delivery';
import type { DoneBefore } from './doneBefore';
import type { Result, Settled } from './duplicateGuard';
import { chunks } from './questioning';
import { succeeded, type Problem, type Refused, type Sending } from './outcome';
import type { Findings, FoundOf, Protected, Protection } from './protection';

interface Doubt {
	/** Whether this execution may have sent it itself. */
	isOwn: boolean;
	/** Which attempt it is about. */
	attempt: number;
	/** What is known of an attempt that went unheard. */
	problem?: Problem;
	/** What the service said, which holds where it has nothing of it. */
	ifAbsent?: Refused;
	/** From when on it may be taken for absent, in milliseconds since 1970. */
	due: number;
	/** The one new try was made, by this run or another. */
	wasRetried: boolean;
	/** How often the service turned away the new try, which is this run's: that is no try. */
	turnedAway?: number;
}

/** From how many unheard requests on a run looks for them before it sends more. */
const MANY = 5;

/** How many doubts are retried under one claim. */
const RETRIED_AT_ONCE = 100;

/** Jobs that may or may not have been sent: looked for, waited for, sent once more, or unknown. */
export class Doubts<J extends Job> {
	private readonly open = new Map<Protected<J>, Doubt>();

	constructor(
		private readonly delivery: Delivery<J>,
		private readonly protection: Protection<J>,
		private readonly doneBefore: DoneBefore<J>,
	) {}

	has(job: Protected<J>): boolean {
		return this.open.has(job);
	}

	/** Puts a job in doubt. What the service itself refused is looked for at once. */
	add(job: Protected<J>, doubt: Pick<Doubt, 'isOwn' | 'problem' | 'ifAbsent'>): void {
		const why = this.protection.whyNotFindable(job);
		if (why !== undefined && doubt.isOwn) {
			this.giveUp(job, why, doubt);
			return;
		}
		const now = this.protection.clock.now();
		const due = doubt.ifAbsent === undefined ? now + this.protection.settleWait : now;
		const attempt = this.protection.guard.attemptOf(job.identity.key);
		this.open.set(job, { ...doubt, attempt, due, wasRetried: false });
	}

	/** Whether most of a chunk went unheard. */
	areMostOf(chunk: Array<Protected<J>>): boolean {
		const unheard = chunk.filter((job) => this.open.get(job)?.isOwn).length;
		return unheard >= MANY && unheard * 2 >= chunk.length;
	}

	/** Says of every job in doubt what became of it: found, done, sent anew, or unknown. */
	async settle(): Promise<void> {
		const { clock, lookEvery, texts } = this.protection;
		while (this.open.size > 0) {
			if (this.delivery.isCancelled) {
				this.giveUpAll(texts.cancelled);
				return;
			}
			// What comes after this moment may be missing from what is found.
			const asked = clock.now();
			const findings = await this.lookFor([...this.open.keys()]);
			if (this.open.size === 0) return;
			if (!this.delivery.goesOn) {
				this.giveUpAll(texts.stopped);
				return;
			}
			const due = [...this.open].filter(([, doubt]) => doubt.due <= asked);
			if (due.length > 0) {
				await this.decide(new Map(due), findings);
				continue;
			}
			const next = Math.min(...[...this.open.values()].map((doubt) => doubt.due));
			await clock.pause(Math.min(lookEvery, Math.max(next - clock.now(), 1)));
		}
	}

	/** Looks in the store and at the service what became of jobs; those settled get their outcome. */
	async lookFor(jobs: Array<Protected<J>>): Promise<Findings<J>> {
		const { protection, delivery } = this;
		const findable = jobs.filter((job) => protection.whyNotFindable(job) === undefined);
		const findings: Findings<J> =
			findable.length > 0 && !delivery.isCancelled
				? await protection.find(findable, (job) => delivery.begunAt(job))
				: { readable: false, reason: '' };
		const isFindable = new Set(findable);
		const foundOf = (job: Protected<J>): FoundOf =>
			findings.readable && isFindable.has(job) ? findings.of(job) : NOTHING_FOUND;
		const settled = await protection.guard.settle(
			jobs.map((job) => {
				const { matching, onlyIfSingle, isCertain } = foundOf(job);
				const ids = matching.map(({ id }) => id);
				return { wanted: job.identity, ids, onlyIfSingle, isCertain };
			}),
		);
		if (!settled.ok) {
			const reason = protection.texts.notRecorded(settled.reason).message;
			// What the service turned away is given up too: what is there may be its letter.
			for (const job of jobs) this.giveUp(job, `${reason}.`, this.open.get(job) ?? { isOwn: true });
			return findings;
		}
		for (const job of jobs) {
			const result = settled.value.get(job.identity.key);
			if (result) this.handle(job, result, foundOf(job));
		}
		if (!findings.readable && findings.reason !== '') await this.leaveUnfound(findable, findings);
		return findings;
	}

	/** What could not be looked for is unknown, but for what the service refused like the question. */
	private async leaveUnfound(
		jobs: Array<Protected<J>>,
		{ reason, isRefused }: { reason: string; isRefused?: boolean },
	): Promise<void> {
		const results: Result[] = [];
		for (const job of jobs) {
			const doubt = this.open.get(job);
			if (doubt?.ifAbsent && isRefused && !doubt.wasRetried) {
				results.push(this.refuse(job, doubt.ifAbsent));
			} else if (doubt) this.giveUp(job, reason);
		}
		await this.record(results);
	}

	private refuse(job: Protected<J>, refusal: Refused): Result {
		this.open.delete(job);
		this.delivery.finish(job, refusal);
		return { kind: 'notSent', wanted: job.identity };
	}

	/** Ends a job as unknown, saying why and how to go on. */
	giveUp(job: Protected<J>, reason: string, doubt?: Pick<Doubt, 'isOwn' | 'problem'>): void {
		const known = doubt ?? this.open.get(job);
		this.open.delete(job);
		const problem = known?.problem ?? this.delivery.stillUnknown(job);
		const { texts } = this.protection;
		const description = [
			problem.description,
			reason,
			known?.isOwn ? '' : texts.nothingSent,
			texts.howToGoOn(job.identity.key),
		];
		this.delivery.finish(job, {
			kind: 'unknown',
			problem: { ...problem, description: description.filter((text) => text !== '').join(' ') },
		});
	}

	private giveUpAll(reason: string): void {
		for (const job of [...this.open.keys()]) this.giveUp(job, reason);
	}

	private handle(job: Protected<J>, result: Settled, { matching }: FoundOf): void {
		const { texts } = this.protection;
		const isOwn = this.open.get(job)?.isOwn ?? true;
		switch (result.kind) {
			case 'found':
				this.open.delete(job);
				this.delivery.finish(job, {
					kind: isOwn ? 'accepted' : 'skipped',
					id: result.id,
					answer: matching.find(({ id }) => id === result.id)?.answer,
					note: isOwn ? texts.found : texts.foundOfEarlierRun,
				});
				return;
			case 'done':
				this.open.delete(job);
				this.doneBefore.add(job, result.state);
				return;
			case 'conflict':
				this.open.delete(job);
				this.delivery.finish(job, {
					kind: 'refused',
					problem: texts.conflict(job.identity.key),
				});
				return;
			case 'ours': {
				// Its run recorded that it was not sent: the next attempt is ours.
				const doubt = this.open.get(job);
				if (!doubt) return;
				doubt.due = 0;
				this.claimed.set(job, result.until);
				return;
			}
			default:
				if (!this.open.has(job)) return;
				if (!result.sameContent) this.giveUp(job, texts.otherContentInDoubt);
				else if (result.several) this.giveUp(job, texts.severalFound);
				else this.begin(job, result.attempt);
		}
	}

	/** Another attempt, which somebody else began meanwhile, is a doubt of its own. */
	private begin(job: Protected<J>, attempt: number): void {
		if (this.open.get(job)?.attempt === attempt) return;
		const { clock, settleWait } = this.protection;
		this.open.set(job, {
			isOwn: false,
			attempt,
			due: clock.now() + settleWait,
			wasRetried: false,
		});
	}

	/** Jobs that turned out to be ours to send, and until when. */
	private readonly claimed = new Map<Protected<J>, number>();

	/** Decides about doubts that were waited for long enough. */
	private async decide(due: Map<Protected<J>, Doubt>, findings: Findings<J>): Promise<void> {
		const { protection } = this;
		const unsure = findings.readable ? await this.whyUnsure(findings) : undefined;
		const retried: Array<Protected<J>> = [];
		const free: Array<Protected<J>> = [];
		const results: Result[] = [];
		for (const [job, doubt] of due) {
			const why =
				protection.whyNotFindable(job) ??
				(findings.readable ? findings.of(job).undecided : undefined) ??
				unsure;
			if (this.claimed.has(job)) free.push(job);
			else if (why !== undefined) this.giveUp(job, why);
			else if (doubt.ifAbsent) results.push(this.refuse(job, doubt.ifAbsent));
			else if (doubt.wasRetried) this.giveUp(job, protection.texts.triedAgain);
			else retried.push(job);
		}
		await this.record(results);
		for (const part of chunks(free, RETRIED_AT_ONCE)) await this.sendFree(part);
		for (const part of chunks(retried, RETRIED_AT_ONCE)) await this.retry(part);
	}

	/** Why the service's answer does not show that something is absent; nothing where it does. */
	private async whyUnsure({
		absence,
	}: Extract<Findings<J>, { readable: true }>): Promise<string | undefined> {
		if (absence.kind === 'sure') return undefined;
		if (absence.kind === 'unsure') return absence.reason;
		if (this.delivery.ids.some((id) => absence.all.has(id))) return undefined;
		const known = await this.protection.guard.knownIds(absence.ids);
		return known.ok && known.value.size > 0 ? undefined : absence.reason;
	}

	/** Sends what no run may have sent. */
	private async sendFree(jobs: Array<Protected<J>>): Promise<void> {
		const until = Math.min(...jobs.map((job) => this.claimed.get(job) ?? Infinity));
		for (const job of jobs) {
			this.open.delete(job);
			this.claimed.delete(job);
		}
		await this.send(jobs, until, false);
	}

	/** The one new try of jobs that were sent without an answer. */
	private async retry(jobs: Array<Protected<J>>): Promise<void> {
		const { clock, guard, settleWait, texts } = this.protection;
		// Nobody else has the new try of these, ever.
		const held = jobs.filter((job) => this.open.get(job)?.turnedAway !== undefined);
		for (const job of held) Object.assign(this.open.get(job) ?? {}, { wasRetried: true });
		const unclaimed = jobs.filter((job) => !held.includes(job));
		const claims = await guard.claimRetry(unclaimed.map(({ identity }) => identity));
		const ours: Array<Protected<J>> = [...held];
		let until = clock.now() + guard.leaseMs;
		for (const job of unclaimed) {
			const claim = claims.get(job.identity.key);
			const doubt = this.open.get(job);
			if (doubt) Object.assign(doubt, { wasRetried: true, due: clock.now() + settleWait });
			if (claim?.kind === 'ours') {
				ours.push(job);
				until = Math.min(until, claim.until);
			} else if (claim?.kind === 'unavailable') {
				this.giveUp(job, `${texts.notRecorded(claim.reason).message}.`);
			}
		}
		await this.send(ours, until, true);
	}

	private async send(
		jobs: Array<Protected<J>>,
		until: number,
		followsDoubt: boolean,
	): Promise<void> {
		const results: Result[] = [];
		await this.delivery.send(
			jobs,
			(job, sending) => results.push(...this.judge(job, sending, followsDoubt)),
			until,
		);
		await this.record(results);
	}

	/** What a new try came to. An earlier try that was never answered for stays in doubt. */
	private judge(job: Protected<J>, sending: Sending, followsDoubt: boolean): Result[] {
		const { clock, settleWait } = this.protection;
		const wanted = job.identity;
		if (sending.kind === 'accepted' || sending.kind === 'skipped') {
			this.open.delete(job);
			this.delivery.finish(job, sending);
			return [{ kind: 'done', wanted, id: succeeded(sending) ? sending.id : undefined }];
		}
		const held = followsDoubt && sending.kind === 'turnedAway' ? this.open.get(job) : undefined;
		const turnedAway = (held?.turnedAway ?? 0) + 1;
		if (held && sending.kind === 'turnedAway' && turnedAway < this.protection.mostTries) {
			const wait = Math.max(sending.waitMs ?? 0, this.protection.lookEvery);
			Object.assign(held, { wasRetried: false, turnedAway, due: clock.now() + wait });
			return [];
		}
		const tooSlow = { kind: 'refused', problem: this.protection.texts.tooSlow } as const;
		const refusal =
			sending.kind === 'late' ? tooSlow : sending.kind === 'turnedAway' ? sending.outcome : sending;
		const neverLeft = sending.kind === 'refused' && sending.neverLeft === true;
		const isOpen =
			sending.kind === 'unknown' || sending.kind === 'turnedAway' || (followsDoubt && !neverLeft);
		if (refusal.kind === 'refused' && !isOpen) return [this.refuse(job, refusal)];

		const doubt =
			refusal.kind === 'unknown'
				? { isOwn: true, problem: refusal.problem, ifAbsent: refusal.ifAbsent }
				: { isOwn: true, ifAbsent: refusal };
		this.add(job, doubt);
		// The first try of two may show only after a while.
		const added = followsDoubt ? this.open.get(job) : undefined;
		if (added) Object.assign(added, { due: clock.now() + settleWait, wasRetried: true });
		return [];
	}

	private async record(results: Result[]): Promise<void> {
		const recorded = await this.protection.guard.record(results);
		if (!recorded.ok) this.protection.warn(`Outcomes could not be recorded: ${recorded.reason}`);
	}
}

const NOTHING_FOUND: FoundOf = { listed: [], matching: [], onlyIfSingle: false };
