import type { Clock } from './clock';
import type { Delivery, Job } from './delivery';
import type { Claim, DuplicateGuard, Result } from './duplicateGuard';
import { succeeded, type Outcome, type Problem } from './outcome';

/** What sees to it that a job is not sent when another run sent it, and settles what is in doubt. */
export interface Protection<J extends Job> {
	guard: DuplicateGuard;
	clock: Clock;
	/** How many jobs are claimed at a time. */
	chunkSize: number;
	/**
	 * Milliseconds after which an intent without an outcome is taken for one that came to nothing,
	 * when the service knows of nothing. Longer than the guard's lease and an answer together.
	 */
	settleWait: number;
	/** The key as a person knows it. */
	shownKey(job: J): string;
	/** Why the service cannot be asked whether it has the job; nothing where it can. */
	whyNotFindable(job: J): string | undefined;
	/** Asks the service what it has. */
	find(): Promise<Findings<J>>;
	/** IDs of what cannot be found at the service, by duplicate key. */
	ids: { get(key: string): string | undefined; set(key: string, id: string): void };
	/** Told when an outcome could not be recorded. */
	warn(message: string): void;
}

/** What the service has. */
export type Findings<J extends Job> =
	| { readable: true; of(job: J): Finding[] }
	/** @property reason why it could not be told, as a sentence */
	| { readable: false; reason: string };

/** Something that looks like a job: that carries its reference. */
export interface Finding {
	id: string;
	answer: unknown;
}

/** How often something in doubt is sent anew before a person has to look. */
const MOST_ROUNDS = 10;

/** How often a job is claimed anew because its claim ended while it waited for its next try. */
const MOST_CUTS = 5;

/** Milliseconds before the next try of such a job, where the service asks for no other. */
const AFTER_CUT = 500;

/** How often what is in doubt is looked for while it is waited for. */
const LOOKS_PER_WAIT = 8;

/** From how many unheard requests on a run looks for them before it sends more. */
const MANY = 5;

const FOUND = 'Its answer did not come; it was found by its reference.';
const FOUND_OF_EARLIER_RUN =
	'An earlier run sent it without hearing of it; it was found by its reference.';
const UNSURE = 'A run was cut off just as it looked this up.';
const GAVE_UP = 'It was tried several times.';
const STOPPED = 'The node stopped before that was settled.';
const CANCELLED = 'The execution was cancelled before that was settled.';

/** Sends jobs, those that have a duplicate key only if no other run did or may have done so. */
export async function deliverOnce<J extends Job>(
	jobs: J[],
	delivery: Delivery<J>,
	protection: Protection<J>,
): Promise<void> {
	const run = new ProtectedRun(delivery, protection);
	for (const chunk of chunks(jobs, protection.chunkSize)) {
		if (!delivery.goesOn) break;
		await run.sendChunk(chunk);
	}
	await run.settleDoubts();
	await run.tellDone();
}

/** Chunks that hold every duplicate key once: who comes second finds what became of the first. */
function* chunks<J extends Job>(jobs: J[], size: number): Generator<J[]> {
	let rest = jobs;
	while (rest.length > 0) {
		const chunk: J[] = [];
		const keys = new Set<string>();
		const later: J[] = [];
		let position = 0;
		for (; position < rest.length && chunk.length < size; position++) {
			const job = rest[position] as J;
			const { duplicateKey } = job;
			if (duplicateKey !== undefined && keys.has(duplicateKey)) {
				later.push(job);
				continue;
			}
			if (duplicateKey !== undefined) keys.add(duplicateKey);
			chunk.push(job);
		}
		yield chunk;
		rest = [...later, ...rest.slice(position)];
	}
}

class ProtectedRun<J extends Job> {
	/** Jobs that may have been sent. */
	private readonly doubts = new Set<J>();
	/** Jobs that this execution may have sent itself. */
	private readonly own = new Set<J>();
	/** What is known of an attempt that went unheard. */
	private readonly problems = new Map<J, Problem>();
	/** Jobs that another run sent. */
	private readonly done: J[] = [];
	/** How often a job's claim ended before its next try. */
	private readonly cuts = new Map<J, number>();

	constructor(
		private readonly delivery: Delivery<J>,
		private readonly protection: Protection<J>,
	) {}

	async sendChunk(chunk: J[]): Promise<void> {
		await this.sendOnceClaimed(chunk);
		const unheard = chunk.filter((job) => this.own.has(job) && this.doubts.has(job)).length;
		// When most of what is sent goes unheard, more of it would only be more in doubt.
		if (unheard >= MANY && unheard * 2 >= chunk.length) await this.settleDoubts();
	}

	/** Says of every job in doubt what became of it: found, done, sent anew, or unknown. */
	async settleDoubts(): Promise<void> {
		for (let round = 1; this.doubts.size > 0; round++) {
			await this.lookForDoubts();
			const deadline = this.protection.clock.now() + this.protection.settleWait;
			while (this.doubts.size > 0 && this.protection.clock.now() < deadline) {
				if (this.delivery.isCancelled) return this.giveUpAll(CANCELLED);
				if (!this.delivery.goesOn) return this.giveUpAll(STOPPED);
				if (round > MOST_ROUNDS) return this.giveUpAll(GAVE_UP);
				await this.protection.clock.pause(this.protection.settleWait / LOOKS_PER_WAIT);
				await this.lookForDoubts();
			}
			const open = [...this.doubts];
			this.doubts.clear();
			for (const job of open) {
				const why = this.protection.whyNotFindable(job);
				if (why !== undefined) this.giveUp(job, why);
			}
			const findable = open.filter((job) => !this.delivery.outcomeOf(job));
			for (const chunk of chunks(findable, this.protection.chunkSize)) {
				await this.sendOnceClaimed(chunk);
			}
		}
	}

	/** Gives the jobs that another run sent their outcome, with the ID of what it sent. */
	async tellDone(): Promise<void> {
		const { protection } = this;
		const isFindable = (job: J) => protection.whyNotFindable(job) === undefined;
		const findings: Findings<J> =
			this.done.some(isFindable) && !this.delivery.isCancelled
				? await protection.find()
				: { readable: false, reason: '' };
		for (const job of this.done) {
			const found = findings.readable && isFindable(job) ? findings.of(job).at(-1) : undefined;
			const id = found?.id ?? protection.ids.get(job.duplicateKey ?? '');
			this.delivery.finish(job, {
				kind: 'skipped',
				...(id === undefined ? {} : { id }),
				answer: found?.answer,
				note: `It was sent before, under the key "${protection.shownKey(job)}". Nothing was sent now.`,
			});
		}
	}

	/** Claims the jobs and sends those that are this run's to send. */
	private async sendOnceClaimed(jobs: J[]): Promise<void> {
		let open = jobs;
		while (open.length > 0) {
			const keys = open.flatMap(({ duplicateKey }) => duplicateKey ?? []);
			const claims = await this.protection.guard.claim(keys);
			const ours = open.filter((job) => this.isOurs(job, claims));
			const until = Math.min(
				...[...claims.values()].map((claim) => (claim.kind === 'ours' ? claim.until : Infinity)),
			);
			const results = new Map<string, Result>();
			const cut: J[] = [];
			let wait = 0;
			const late = await this.delivery.send(ours, until, (job, outcome) => {
				if (!this.isCut(job, outcome)) return this.judge(job, outcome, results);
				cut.push(job);
				wait = Math.max(wait, (outcome.problem.retryAfterSeconds ?? 0) * 1000, AFTER_CUT);
			});
			open = this.delivery.goesOn ? [...late, ...cut] : [];
			const again = new Set(open);
			for (const job of ours) {
				const isUnsent = !this.delivery.outcomeOf(job) && !this.doubts.has(job);
				if (!isUnsent || job.duplicateKey === undefined || again.has(job)) continue;
				if (this.own.has(job)) this.giveUp(job, STOPPED);
				else results.set(job.duplicateKey, { kind: 'notSent' });
			}
			await this.record(results);
			if (cut.length > 0) await this.protection.clock.pause(wait);
		}
	}

	/** Whether a job was turned away, and would have been tried again, had its claim not ended. */
	private isCut(job: J, outcome: Outcome): outcome is Extract<Outcome, { kind: 'refused' }> {
		if (outcome.kind !== 'refused' || !outcome.cutShort) return false;
		const cuts = (this.cuts.get(job) ?? 0) + 1;
		this.cuts.set(job, cuts);
		return cuts <= MOST_CUTS && this.delivery.goesOn;
	}

	/** Whether a job may be sent now; what may not is put where it belongs. */
	private isOurs(job: J, claims: Map<string, Claim>): boolean {
		if (job.duplicateKey === undefined) return true;
		const claim = claims.get(job.duplicateKey);
		const wasAttempted = this.delivery.wasAttempted(job) && !this.own.has(job);
		if (wasAttempted) this.own.add(job);
		switch (claim?.kind) {
			case 'ours':
				// An earlier try of this execution sent it unprotected, or its key was forgotten since.
				if (wasAttempted) this.doubts.add(job);
				return !wasAttempted;
			case 'done':
				this.done.push(job);
				return false;
			case 'unavailable':
				this.delivery.finish(job, {
					kind: this.own.has(job) ? 'unknown' : 'refused',
					problem: notRecorded(claim.reason),
				});
				return false;
			case 'unsure':
				this.giveUp(job, UNSURE);
				return false;
			default:
				this.doubts.add(job);
				return false;
		}
	}

	private judge(job: J, outcome: Outcome, results: Map<string, Result>): void {
		const key = job.duplicateKey;
		if (key === undefined) {
			this.delivery.finish(job, outcome);
		} else if (outcome.kind === 'unknown') {
			this.own.add(job);
			this.problems.set(job, outcome.problem);
			const why = this.protection.whyNotFindable(job);
			if (why === undefined) this.doubts.add(job);
			else this.giveUp(job, why);
		} else {
			this.delivery.finish(job, outcome);
			const id = succeeded(outcome) ? outcome.id : undefined;
			results.set(key, succeeded(outcome) ? { kind: 'done', id } : { kind: 'notSent' });
			if (id !== undefined && this.protection.whyNotFindable(job) !== undefined) {
				this.protection.ids.set(key, id);
			}
		}
	}

	private async record(results: Map<string, Result>): Promise<void> {
		const recorded = await this.protection.guard.record(results);
		if (recorded.ok) return;
		this.protection.warn(
			`What became of ${results.size} items could not be recorded for later runs: ${recorded.reason}`,
		);
	}

	/** Looks in the store and at the service what became of the jobs in doubt. */
	private async lookForDoubts(): Promise<void> {
		const { protection } = this;
		const isFindable = (job: J) => protection.whyNotFindable(job) === undefined;
		const needsFinding = [...this.doubts].some(isFindable) && !this.delivery.isCancelled;
		const findings: Findings<J> = needsFinding
			? await protection.find()
			: { readable: true, of: () => [] };
		if (!findings.readable) return this.giveUpAll(findings.reason);

		// Of two items with the same key, one is looked for; the other then finds it done.
		const byKey = new Map<string, J>();
		for (const job of this.doubts) {
			if (!byKey.has(job.duplicateKey ?? '')) byKey.set(job.duplicateKey ?? '', job);
		}
		const found = (job: J) => (isFindable(job) ? findings.of(job) : []);
		const settled = await protection.guard.settle(
			[...byKey].map(([key, job]) => ({ key, ids: found(job).map(({ id }) => id) })),
		);
		if (!settled.ok) {
			return this.giveUpAll(
				`n8n's store of processed items could not be asked: ${settled.reason}.`,
			);
		}
		for (const [key, result] of settled.value) {
			const job = byKey.get(key);
			if (!job) continue;
			this.doubts.delete(job);
			if (result.kind === 'done') this.done.push(job);
			else this.finishFound(job, result.id, found(job));
		}
	}

	private finishFound(job: J, id: string, findings: Finding[]): void {
		const isOwn = this.own.has(job);
		this.delivery.finish(job, {
			kind: isOwn ? 'accepted' : 'skipped',
			id,
			answer: findings.find((finding) => finding.id === id)?.answer,
			note: isOwn ? FOUND : FOUND_OF_EARLIER_RUN,
		});
	}

	private giveUpAll(reason: string): void {
		for (const job of [...this.doubts]) this.giveUp(job, reason);
	}

	private giveUp(job: J, reason: string): void {
		this.doubts.delete(job);
		const problem = this.problems.get(job) ?? this.delivery.stillUnknown(job);
		const description = [
			problem.description,
			reason,
			this.own.has(job) ? '' : 'Nothing was sent now.',
			`Its key is "${this.protection.shownKey(job)}": once you know that it was not sent, forget the key with the operation Forget Key, and it can be sent again.`,
		];
		this.delivery.finish(job, {
			kind: 'unknown',
			problem: { ...problem, description: description.filter((text) => text !== '').join(' ') },
		});
	}
}

function notRecorded(reason: string): Problem {
	return {
		message: 'Duplicate Protection could not record what is about to be sent',
		description: `Nothing was sent for this item. n8n's store of processed items says: ${reason.replace(/\.$/, '')}. Save the workflow and try again, or set Duplicate Protection to Off in the options.`,
	};
}
