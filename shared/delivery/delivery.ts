import type { Wanted } from './keyTexts';
import type { Ledger } from './ledger';
import { succeeded, type Outcome, type Problem, type Sending } from './outcome';

/** One thing to send: a letter, a message to one recipient. */
export interface Job {
	/** Position of the input item it came from. */
	itemIndex: number;
	/** What the ledger knows it by: the same place in the same run of a node. */
	place: string;
	/** Equal for jobs that ask for the same; only to tell whether a later try asks for something else. */
	fingerprint?: string;
	/** What every run that means the same thing gives it; absent where it is not protected. */
	identity?: Wanted;
}

/** How one service sends things. */
export interface Service<J extends Job> {
	/** Puts jobs together into requests, keeping their order. One request each, when absent. */
	group?(jobs: J[]): J[][];
	/**
	 * Sends one request and judges each of its jobs, in order. Never throws.
	 * @param until no try of it begins after this moment (milliseconds since 1970)
	 */
	send(jobs: J[], until: number): Promise<Sending[]>;
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
	/** Called for every job that has its outcome. */
	onOutcome?(outcome: Outcome): void;
}

/** One run's sending: a few requests at a time, each job at most once, and what became of each. */
export class Delivery<J extends Job> {
	private readonly outcomes = new Map<J, Outcome>();
	private readonly begun = new Map<J, number>();
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

	/** The jobs of which no earlier try of this execution left an outcome. */
	withoutSettled(jobs: J[]): J[] {
		return jobs.filter((job) => !this.isSettled(job));
	}

	/** Whether an earlier try of this execution may have sent the job, and never heard of it. */
	wasAttempted(job: J): boolean {
		return this.options.ledger.get(job.place)?.state === 'attempted';
	}

	/** Which attempt of its key an earlier try of this execution made, where that was kept. */
	attemptOf(job: J): number | undefined {
		const entry = this.options.ledger.get(job.place);
		return entry?.state === 'attempted' ? entry.attempt : undefined;
	}

	/** When this run first sent the job; nothing where it did not. Milliseconds since 1970. */
	begunAt(job: J): number | undefined {
		return this.begun.get(job);
	}

	/** IDs that the service gave this execution. */
	get ids(): string[] {
		return this.options.ledger.ids();
	}

	stillUnknown(job: J): Problem {
		return this.service.stillUnknown(job);
	}

	/** Gives a job its outcome, and remembers it for a later try of this execution. */
	finish(job: J, outcome: Outcome): void {
		this.remember(job, outcome);
		this.settle(job, outcome);
	}

	/**
	 * Sends jobs as far as the run goes on.
	 * @param until no request begins after this moment (milliseconds since 1970)
	 * @param judge what to do with what came of a job
	 * @param attemptOf which attempt of its key a job is, where a later try has to know
	 */
	async send<K extends J>(
		jobs: K[],
		judge: (job: K, sending: Sending) => void = (job, sending) => this.finish(job, final(sending)),
		until = Infinity,
		attemptOf: (job: K) => number | undefined = () => undefined,
	): Promise<void> {
		const { concurrency, ledger, now } = this.options;
		// A group holds the very jobs that were given.
		const requests = (this.service.group?.(jobs) as K[][] | undefined) ?? jobs.map((job) => [job]);
		let next = 0;
		const worker = async () => {
			while (this.goesOn) {
				const candidates = requests[next++];
				if (candidates === undefined) return;
				if (now() > until) {
					for (const job of candidates) judge(job, { kind: 'late' });
					continue;
				}
				const request = candidates.filter((job) => !this.isSettled(job));
				if (request.length === 0) continue;
				const fresh = request.filter((job) => !this.wasAttempted(job));
				for (const job of fresh) {
					ledger.set(job.place, { state: 'attempted', attempt: attemptOf(job) });
				}
				for (const job of request) this.begun.set(job, this.begun.get(job) ?? now());
				const sendings = await this.service.send(request, until);
				request.forEach((job, position) => {
					const sending = sendings[position];
					if (sending && !isFinal(sending) && fresh.includes(job)) ledger.delete(job.place);
					judge(job, sending ?? { kind: 'unknown', problem: this.stillUnknown(job) });
				});
			}
		};
		await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, worker));
	}

	private isSettled(job: J): boolean {
		if (this.outcomes.has(job)) return true;
		const known = this.knownOutcome(job);
		if (known) this.settle(job, known);
		return known !== undefined;
	}

	/** What an earlier try of the same execution, or a job of the same place, left about a job. */
	private knownOutcome(job: J): Outcome | undefined {
		const earlier = this.options.ledger.get(job.place);
		if (earlier?.state === 'done') {
			const { kind, id, answer } = earlier;
			return earlier.content === job.fingerprint
				? { kind, id, answer }
				: { kind, id, answer, note: DONE_WITH_OTHER_CONTENT };
		}
		// What is protected is settled by asking the service.
		if (earlier === undefined || job.identity !== undefined) return undefined;
		return { kind: 'unknown', problem: this.stillUnknown(job) };
	}

	private settle(job: J, outcome: Outcome): void {
		this.outcomes.set(job, outcome);
		if (this.options.stopAt(outcome)) this.stopped = true;
		this.options.onOutcome?.(outcome);
	}

	private remember({ place, fingerprint }: J, outcome: Outcome): void {
		const { ledger } = this.options;
		if (succeeded(outcome)) {
			const { kind, id, answer } = outcome;
			ledger.set(place, { state: 'done', kind, id, answer, content: fingerprint });
		}
		if (outcome.kind === 'unknown' && ledger.get(place) === undefined) {
			ledger.set(place, { state: 'attempted' });
		}
		if (outcome.kind === 'refused') ledger.delete(place);
	}
}

const DONE_WITH_OTHER_CONTENT =
	'An earlier try of this execution did this item, with other content than now. It was not done again.';

/** Without a claim nothing is late but what was cancelled. */
const NOT_SENT: Problem = {
	message: 'It was not sent: the execution was cancelled before its turn came',
	description: 'Nothing was done for this item. Run the workflow again to send it.',
};

function isFinal(sending: Sending): sending is Outcome {
	return sending.kind !== 'late' && sending.kind !== 'turnedAway';
}

/** What a sending comes to that is not tried again. */
function final(sending: Sending): Outcome {
	if (isFinal(sending)) return sending;
	return sending.kind === 'turnedAway' ? sending.outcome : { kind: 'refused', problem: NOT_SENT };
}
