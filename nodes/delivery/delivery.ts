import type { Ledger } from './ledger';
import { succeeded, type Outcome, type Problem } from './outcome';

/** One thing to send: a letter, a message to one recipient. */
export interface Job {
	/** Position of the input item it came from. */
	itemIndex: number;
	/** What the ledger knows it by: the same place in the same run of a node. */
	key: string;
	/** Equal for jobs that ask for the same; only to tell whether a later try asks for something else. */
	content?: string;
	/** What every run that means the same thing gives it; absent where it is not protected. */
	duplicateKey?: string;
}

/** How one service sends things. */
export interface Service<J extends Job> {
	/** Puts jobs together into requests, keeping their order. One request each, when absent. */
	group?(jobs: J[]): J[][];
	/**
	 * Sends one request and judges each of its jobs, in order. Never throws.
	 * @param until no try of it begins after this moment (milliseconds since 1970)
	 */
	send(jobs: J[], until: number): Promise<Outcome[]>;
	/** What to say of a job that an earlier run may or may not have sent. */
	stillUnknown(job: J): Problem;
}

export interface DeliveryOptions {
	/** How many requests may be under way at once. */
	concurrency: number;
	/** Whether to send nothing more after this outcome. */
	stopAt(outcome: Outcome): boolean;
	ledger: Ledger;
	/** Asked before each request: true sends nothing more. */
	isCancelled(): boolean;
	/** Milliseconds since 1970. */
	now(): number;
	/** Told of every job that has its outcome. */
	onOutcome?(outcome: Outcome): void;
}

/** One run's sending: a few requests at a time, each job at most once, and what became of each. */
export class Delivery<J extends Job> {
	private readonly outcomes = new Map<J, Outcome>();
	private stopped = false;

	constructor(
		private readonly service: Service<J>,
		private readonly options: DeliveryOptions,
	) {}

	/** Whether more may be sent: no failure stopped the run, nobody cancelled it. */
	get goesOn(): boolean {
		return !this.stopped && !this.options.isCancelled();
	}

	get isCancelled(): boolean {
		return this.options.isCancelled();
	}

	outcomeOf(job: J): Outcome | undefined {
		return this.outcomes.get(job);
	}

	/** The jobs of which no earlier try of this execution, and no other job, left an outcome. */
	withoutSettled(jobs: J[]): J[] {
		return jobs.filter((job) => !this.isSettled(job));
	}

	/** Whether an earlier try of this execution may have sent the job, and never heard of it. */
	wasAttempted(job: J): boolean {
		return this.options.ledger.get(job.key)?.state === 'attempted';
	}

	stillUnknown(job: J): Problem {
		return this.service.stillUnknown(job);
	}

	/** Gives a job its outcome, and remembers it for a later try of this execution. */
	finish(job: J, outcome: Outcome): void {
		remember(job, outcome, this.options.ledger);
		this.settle(job, outcome);
	}

	/**
	 * Sends jobs as far as the run goes on.
	 * @param until no request begins after this moment (milliseconds since 1970)
	 * @param judge what to do with the outcome of a job; gives it to the job, when absent
	 * @returns the jobs for which it became too late
	 */
	async send(
		jobs: J[],
		until = Infinity,
		judge: (job: J, outcome: Outcome) => void = (job, outcome) => this.finish(job, outcome),
	): Promise<J[]> {
		const { concurrency, ledger, now } = this.options;
		const requests = this.service.group?.(jobs) ?? jobs.map((job) => [job]);
		const late: J[] = [];
		let next = 0;
		const worker = async () => {
			while (this.goesOn) {
				const candidates = requests[next++];
				if (candidates === undefined) return;
				if (now() > until) {
					late.push(...candidates);
					continue;
				}
				const request = candidates.filter((job) => {
					if (this.isSettled(job)) return false;
					ledger.set(job.key, { state: 'attempted' });
					return true;
				});
				if (request.length === 0) continue;

				const judged = await this.service.send(request, until);
				request.forEach((job, position) => {
					judge(job, judged[position] ?? { kind: 'unknown', problem: this.stillUnknown(job) });
				});
			}
		};
		await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, worker));
		return late;
	}

	private isSettled(job: J): boolean {
		if (this.outcomes.has(job)) return true;
		const known = this.knownOutcome(job);
		if (known) this.settle(job, known);
		return known !== undefined;
	}

	/** What an earlier try of the same execution, or a job of the same key, left about a job. */
	private knownOutcome(job: J): Outcome | undefined {
		const earlier = this.options.ledger.get(job.key);
		if (earlier?.state === 'done') {
			const { kind, id, answer } = earlier;
			return earlier.content === job.content
				? { kind, id, answer }
				: { kind, id, answer, note: DONE_WITH_OTHER_CONTENT };
		}
		// What is protected is settled by asking the service.
		if (earlier === undefined || job.duplicateKey !== undefined) return undefined;
		return { kind: 'unknown', problem: this.stillUnknown(job) };
	}

	private settle(job: J, outcome: Outcome): void {
		this.outcomes.set(job, outcome);
		if (this.options.stopAt(outcome)) this.stopped = true;
		this.options.onOutcome?.(outcome);
	}
}

const DONE_WITH_OTHER_CONTENT =
	'An earlier try of this execution did this item, with other content than now. It was not done again.';

function remember(job: Job, outcome: Outcome, ledger: Ledger): void {
	if (succeeded(outcome)) {
		const { kind, id, answer } = outcome;
		ledger.set(job.key, { state: 'done', kind, id, answer, content: job.content });
	}
	if (outcome.kind === 'unknown') ledger.set(job.key, { state: 'attempted' });
	if (outcome.kind === 'refused') ledger.delete(job.key);
}
