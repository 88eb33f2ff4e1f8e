import type { Delivery, Job } from './delivery';
import { DoneBefore } from './doneBefore';
import { Doubts } from './doubts';
import type { Claim, Result } from './duplicateGuard';
import { succeeded, type Refused, type Sending } from './outcome';
import type { Wanted } from './keyTexts';
import type { Protected, Protection } from './protection';

/** Milliseconds of sending that are claimed at a time. */
const CHUNK_TIME = 20_000;

/** How many jobs are claimed at a time at most. */
const LARGEST_CHUNK = 2000;

/** How often a job is claimed anew because its claim ended before it could leave. */
const MOST_CLAIMS = 5;

/** Sends jobs, each only if no other run did or may have done so. */
export async function sendOnce<J extends Job>(
	jobs: Array<Protected<J>>,
	delivery: Delivery<J>,
	protection: Protection<J>,
): Promise<void> {
	const run = new ProtectedRun(delivery, protection);
	for (const keysOnce of rounds(jobs)) {
		let rest = keysOnce;
		while (rest.length > 0 && delivery.goesOn) {
			const size = run.chunkSize;
			await run.sendChunk(rest.slice(0, size));
			rest = rest.slice(size);
		}
		await run.end();
	}
}

/** Each round holds every key once: what is sent again on purpose goes after what it repeats. */
function rounds<J extends Job>(jobs: Array<Protected<J>>): Array<Array<Protected<J>>> {
	const counts = new Map<string, number>();
	const all: Array<Array<Protected<J>>> = [];
	for (const job of jobs) {
		const round = counts.get(job.identity.key) ?? 0;
		counts.set(job.identity.key, round + 1);
		(all[round] ??= []).push(job);
	}
	return all;
}

interface TurnedAway {
	outcome: Refused;
	waitMs: number;
}

class ProtectedRun<J extends Job> {
	private readonly doubts: Doubts<J>;
	private readonly doneBefore: DoneBefore<J>;
	/** What is to be recorded with the next claim. */
	private results: Result[] = [];
	/** How many jobs were sent in how many milliseconds. */
	private readonly pace = { jobs: 0, ms: 0 };
	/** How often and since when a job was turned away. */
	private readonly turned = new Map<J, { times: number; since: number }>();
	private readonly claims = new Map<J, number>();
	private lastLook = -Infinity;

	constructor(
		private readonly delivery: Delivery<J>,
		private readonly protection: Protection<J>,
	) {
		this.doneBefore = new DoneBefore(delivery, protection);
		this.doubts = new Doubts(delivery, protection, this.doneBefore);
	}

	get chunkSize(): number {
		const { guard, smallestChunk } = this.protection;
		const time = Math.min(CHUNK_TIME, guard.leaseMs / 3);
		const byPace = this.pace.ms > 0 ? Math.floor((this.pace.jobs / this.pace.ms) * time) : 0;
		return Math.min(Math.max(byPace, smallestChunk), LARGEST_CHUNK);
	}

	async sendChunk(chunk: Array<Protected<J>>): Promise<void> {
		let open = chunk;
		while (open.length > 0) open = await this.sendClaimed(open);
		// When most of what is sent goes unheard, more of it would only be more in doubt.
		if (this.doubts.areMostOf(chunk)) {
			await this.recordResults();
			await this.doubts.settle();
		}
	}

	async end(): Promise<void> {
		await this.recordResults();
		await this.doubts.settle();
		await this.doneBefore.finish();
	}

	/** Claims jobs and sends those that are this run's. @returns those to be claimed once more */
	private async sendClaimed(jobs: Array<Protected<J>>): Promise<Array<Protected<J>>> {
		const { clock, guard } = this.protection;
		const results = this.results;
		this.results = [];
		const claims = await guard.claim(
			jobs.map((job) => this.wanted(job)),
			results,
		);
		const ours = jobs.filter((job) => this.isOurs(job, claims.get(job.identity.key)));
		const until = Math.min(
			...[...claims.values()].map((claim) => (claim.kind === 'ours' ? claim.until : Infinity)),
		);

		const late: Array<Protected<J>> = [];
		const away = new Map<Protected<J>, TurnedAway>();
		let wait = 0;
		let sent = 0;
		const began = clock.now();
		await this.delivery.send(
			ours,
			(job, sending) => {
				if (sending.kind !== 'late') sent++;
				if (sending.kind === 'late') {
					late.push(job);
					wait = Math.max(wait, sending.waitMs ?? 0);
				} else if (sending.kind === 'turnedAway') {
					away.set(job, { outcome: sending.outcome, waitMs: sending.waitMs ?? 0 });
				} else this.judge(job, sending);
			},
			until,
			({ identity: { key, again } }) => (again ? guard.attemptOf(key) : undefined),
		);
		this.pace.jobs += sent;
		this.pace.ms += clock.now() - began;

		const turnedAway = await this.settleTurnedAway(away);
		const again = this.delivery.goesOn ? [...late, ...turnedAway] : [];
		const isAgain = new Set(again);
		for (const job of ours) {
			if (this.isSettled(job) || this.doubts.has(job)) continue;
			this.results.push({ kind: 'notSent', wanted: job.identity });
			if (isAgain.has(job)) this.countClaim(job);
		}
		const open = again.filter((job) => !this.isSettled(job));
		if (open.length > 0 && wait > 0) await clock.pause(wait);
		return open;
	}

	/** What is sent again on purpose is so once: a later try of the execution goes on with its attempt. */
	private wanted(job: Protected<J>): Wanted {
		const resumes = job.identity.again ? this.delivery.attemptOf(job) : undefined;
		return resumes === undefined ? job.identity : { ...job.identity, resumes };
	}

	/** Whether a job may be sent now; what may not is put where it belongs. */
	private isOurs(job: Protected<J>, claim: Claim | undefined): boolean {
		const { delivery, protection, doubts } = this;
		const { key } = job.identity;
		const wasAttempted = delivery.wasAttempted(job);
		switch (claim?.kind) {
			case 'ours':
				// An earlier try of this execution sent it unprotected, or its key was forgotten since.
				if (wasAttempted) doubts.add(job, { isOwn: true });
				return !wasAttempted;
			case 'done':
				this.doneBefore.add(job, claim.state);
				return false;
			case 'conflict':
				delivery.finish(job, { kind: 'refused', problem: protection.texts.conflict(key) });
				return false;
			case 'unavailable':
				delivery.finish(job, {
					kind: wasAttempted ? 'unknown' : 'refused',
					problem: protection.texts.notRecorded(claim.reason),
				});
				return false;
			default:
				if (claim?.sameContent === false) {
					doubts.giveUp(job, protection.texts.otherContentInDoubt);
				} else {
					doubts.add(job, { isOwn: wasAttempted });
				}
				return false;
		}
	}

	private judge(job: Protected<J>, sending: Exclude<Sending, { kind: 'late' | 'turnedAway' }>) {
		const { delivery, protection, doubts } = this;
		const { identity } = job;
		if (sending.kind === 'unknown') {
			doubts.add(job, { isOwn: true, problem: sending.problem, ifAbsent: sending.ifAbsent });
			return;
		}
		delivery.finish(job, sending);
		if (!succeeded(sending)) {
			this.results.push({ kind: 'notSent', wanted: identity });
			return;
		}
		this.results.push({ kind: 'done', wanted: identity, id: sending.id });
		if (sending.id !== undefined && protection.whyNotFindable(job) !== undefined) {
			protection.ids.set(identity.key, sending.id);
		}
	}

	/**
	 * Some services say that they have too much to do, and do it all the same. So the service is
	 * asked what it has before anything is sent again.
	 * @returns those to be sent again
	 */
	private async settleTurnedAway(
		away: Map<Protected<J>, TurnedAway>,
	): Promise<Array<Protected<J>>> {
		if (away.size === 0) return [];
		const { protection, delivery } = this;
		const { clock } = protection;
		const sinceLook = clock.now() - this.lastLook;
		const wait = Math.max(
			protection.lookForTurnedAwayEvery - sinceLook,
			...[...away.values()].map(({ waitMs }) => waitMs),
		);
		if (delivery.goesOn && wait > 0) await clock.pause(wait);
		this.lastLook = clock.now();
		await this.doubts.lookFor([...away.keys()]);
		const again: Array<Protected<J>> = [];
		for (const [job, { outcome }] of away) {
			if (this.isSettled(job)) continue;
			if (delivery.isCancelled) {
				// The service was not asked: the next run looks.
				this.doubts.giveUp(job, protection.texts.cancelled, { isOwn: true });
				continue;
			}
			const turned = this.turned.get(job) ?? { times: 0, since: clock.now() };
			turned.times++;
			this.turned.set(job, turned);
			const isSpent =
				turned.times >= protection.mostTries || clock.now() - turned.since > protection.longestTime;
			if (isSpent || !delivery.goesOn) this.finishUnsent(job, outcome);
			else again.push(job);
		}
		return again;
	}

	private isSettled(job: Protected<J>): boolean {
		return this.delivery.outcomeOf(job) !== undefined || this.doneBefore.has(job);
	}

	private countClaim(job: Protected<J>): void {
		if (this.turned.has(job)) return;
		const claims = (this.claims.get(job) ?? 0) + 1;
		this.claims.set(job, claims);
		if (claims < MOST_CLAIMS) return;
		this.delivery.finish(job, { kind: 'refused', problem: this.protection.texts.tooSlow });
	}

	private finishUnsent(job: Protected<J>, outcome: Refused): void {
		this.delivery.finish(job, outcome);
		this.results.push({ kind: 'notSent', wanted: job.identity });
	}

	private async recordResults(): Promise<void> {
		const results = this.results;
		this.results = [];
		const recorded = await this.protection.guard.record(results);
		if (recorded.ok) return;
		this.protection.warn(
			`What became of ${results.length} items could not be recorded for later runs: ${recorded.reason}`,
		);
	}
}
