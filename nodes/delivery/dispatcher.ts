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
}

/** How one service sends things. */
export interface Service<J extends Job> {
	/** Puts jobs together into requests, keeping their order. One request each, when absent. */
	group?(jobs: J[]): J[][];
	/** Sends one request, once, and judges each of its jobs, in order. Never throws. */
	send(jobs: J[]): Promise<Outcome[]>;
	/** What to say of a job that an earlier run may or may not have sent. */
	stillUnknown(job: J): Problem;
}

export interface DispatchOptions {
	/** How many requests may be under way at once. */
	concurrency: number;
	/** Whether to send nothing more after this outcome. */
	stopAt(outcome: Outcome): boolean;
	ledger: Ledger;
	/** Asked before each request: true sends nothing more. */
	isCancelled(): boolean;
}

/**
 * Sends each job at most once and says what became of each, in the order of the jobs.
 * @returns one outcome per job; nothing for a job that was not sent because of a stop
 */
export async function dispatch<J extends Job>(
	jobs: J[],
	service: Service<J>,
	{ concurrency, stopAt, ledger, isCancelled }: DispatchOptions,
): Promise<Array<Outcome | undefined>> {
	const outcomes = new Map<J, Outcome>();
	let stopped = false;
	const settle = (job: J, outcome: Outcome) => {
		outcomes.set(job, outcome);
		if (stopAt(outcome)) stopped = true;
	};

	/** Whether an earlier run, or a job of the same key, left an outcome: then that is this job's. */
	const isSettled = (job: J) => {
		const known = knownOutcome(job, service, ledger);
		if (known) settle(job, known);
		return known !== undefined;
	};

	const pending = jobs.filter((job) => !isSettled(job));
	const requests = service.group?.(pending) ?? pending.map((job) => [job]);
	let next = 0;
	const worker = async () => {
		while (!stopped && !isCancelled()) {
			const candidates = requests[next++];
			if (candidates === undefined) return;
			const request = candidates.filter((job) => {
				if (isSettled(job)) return false;
				ledger.set(job.key, { state: 'attempted' });
				return true;
			});
			if (request.length === 0) continue;

			const judged = await service.send(request);
			request.forEach((job, position) => {
				const outcome = judged[position] ?? unjudged(job, service);
				remember(job, outcome, ledger);
				settle(job, outcome);
			});
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, requests.length) }, worker));
	return jobs.map((job) => outcomes.get(job));
}

const DONE_WITH_OTHER_CONTENT =
	'An earlier try of this execution did this item, with other content than now. It was not done again.';

/** What an earlier run of the same node left about a job. */
function knownOutcome<J extends Job>(
	job: J,
	service: Service<J>,
	ledger: Ledger,
): Outcome | undefined {
	const earlier = ledger.get(job.key);
	if (earlier?.state === 'done') {
		const { kind, id, answer } = earlier;
		return earlier.content === job.content
			? { kind, id, answer }
			: { kind, id, answer, note: DONE_WITH_OTHER_CONTENT };
	}
	return earlier ? unjudged(job, service) : undefined;
}

function unjudged<J extends Job>(job: J, service: Service<J>): Outcome {
	return { kind: 'unknown', problem: service.stillUnknown(job) };
}

function remember(job: Job, outcome: Outcome, ledger: Ledger): void {
	if (succeeded(outcome)) {
		const { kind, id, answer } = outcome;
		ledger.set(job.key, { state: 'done', kind, id, answer, content: job.content });
	}
	if (outcome.kind === 'refused') ledger.delete(job.key);
}
