import { Delivery } from '../../../../../shared/delivery/delivery.ts';
import { DuplicateGuard } from '../../../../../shared/delivery/duplicateGuard.ts';
import { ledgerOn, type LedgerEntry } from '../../../../../shared/delivery/ledger.ts';
import { succeeded, type Outcome, type Problem } from '../../../../../shared/delivery/outcome.ts';
import type { Protection } from '../../../../../shared/delivery/protection.ts';
import { sendOnce } from '../../../../../shared/delivery/sendOnce.ts';
import { TIMEOUT, type Answer, type LetterJob, type ModelService } from './service.mts';
import { Process, type World } from './world.mts';

/** Milliseconds for which a claim holds, and after which a doubt is taken for absent. */
const LEASE = 15_000;
const SETTLE_WAIT = LEASE + TIMEOUT;

/** What one execution does. */
export interface Plan {
	jobs: LetterJob[];
	/** How the service treats its requests, one after the other, and again from the first. */
	answers: Answer[];
	/** Milliseconds until letters are created and listed, and until the list comes. */
	delays: number[];
	/** Milliseconds of each call of the store. */
	latency: number;
	concurrency: number;
	stopsAtFailure: boolean;
	/** n8n's Retry On Fail: the whole node again, with the same ledger. */
	runs: number;
}

const problem = (message: string): Problem => ({ message, description: '' });

/** One execution of a node, in a process of its own. */
export class Execution {
	readonly process: Process;
	/** What became of each job, once it is through. */
	outcomes: Array<Outcome | undefined> | undefined;
	private answered = 0;
	private delayed = 0;

	constructor(
		readonly name: string,
		readonly plan: Plan,
		private readonly world: World,
		private readonly service: ModelService,
	) {
		this.process = new Process(name, plan.latency);
	}

	get isRunning(): boolean {
		return this.outcomes === undefined && !this.process.isDead;
	}

	async run(): Promise<void> {
		const entries: Record<string, LedgerEntry> = {};
		for (let run = 0; run < this.plan.runs; run++) {
			const outcomes = await this.runOnce(entries);
			if (run + 1 === this.plan.runs || outcomes.every((each) => each && succeeded(each))) {
				this.outcomes = outcomes;
				return;
			}
		}
	}

	private async runOnce(entries: Record<string, LedgerEntry>) {
		const { world, process, plan } = this;
		const delivery = new Delivery<LetterJob>(
			{
				send: async (jobs, until) =>
					await Promise.all(
						jobs.map(
							async (job) =>
								await this.service.send(process, job, until, this.answer(), {
									create: this.delay(),
									list: this.delay(),
								}),
						),
					),
				stillUnknown: () => problem('still unknown'),
			},
			{
				concurrency: plan.concurrency,
				stopAt: (outcome) => plan.stopsAtFailure && !succeeded(outcome),
				ledger: ledgerOn(entries),
				isCancelled: () => process.isCancelled,
				now: () => world.now,
			},
		);
		await sendOnce(delivery.withoutSettled(plan.jobs), delivery, this.protection());
		return plan.jobs.map((job) => delivery.outcomeOf(job));
	}

	private protection(): Protection<LetterJob> {
		const { world, process, service } = this;
		const clock = world.clockOf(process);
		return {
			guard: new DuplicateGuard(world.storeOf(process), clock, 'account', LEASE),
			clock,
			smallestChunk: 2,
			settleWait: SETTLE_WAIT,
			lookEvery: SETTLE_WAIT / 8,
			lookForTurnedAwayEvery: SETTLE_WAIT / 8,
			mostTries: 3,
			longestTime: 20_000,
			whyNotFindable: () => undefined,
			find: async () => await service.find(process, this.delay()),
			advance: {
				claimKey: (id) => `release ${id}`,
				perform: async (_job, id, until) =>
					await service.release(process, id, until, this.answer()),
				gone: problem('gone'),
			},
			ids: { get: () => undefined, set: () => undefined },
			warn: () => undefined,
			texts: {
				doneBefore: (state) => `done before: ${state}`,
				conflict: () => problem(CONFLICT),
				howToGoOn: () => '',
				notRecorded: problem,
				tooSlow: problem('too slow'),
				found: 'found',
				foundOfEarlierRun: 'found of an earlier run',
				otherContentInDoubt: 'other content in doubt',
				severalFound: 'several found',
				triedAgain: 'tried again',
				stopped: 'stopped',
				cancelled: 'cancelled',
				nothingSent: 'nothing sent',
			},
		};
	}

	private answer(): Answer {
		return this.plan.answers[this.answered++ % this.plan.answers.length] ?? 'created';
	}

	private delay(): number {
		return this.plan.delays[this.delayed++ % this.plan.delays.length] ?? 0;
	}
}

export const CONFLICT = 'used for other content';
