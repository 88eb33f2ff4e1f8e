import fc from 'fast-check';

import {
	Delivery,
	type DeliveryOptions,
	type Job,
	type Service,
} from '../../../../shared/delivery/delivery.ts';
import type { Wanted } from '../../../../shared/delivery/keyTexts.ts';
import { ledgerOn, type LedgerEntry } from '../../../../shared/delivery/ledger.ts';
import { succeeded, type Outcome, type Sending } from '../../../../shared/delivery/outcome.ts';

const ACCEPTED: Outcome = { kind: 'accepted', id: '1', answer: { id: '1' } };
const REFUSED: Outcome = { kind: 'refused', problem: { message: 'no', description: '' } };
const UNKNOWN: Outcome = { kind: 'unknown', problem: { message: 'lost', description: '' } };
const STILL_UNKNOWN = { message: 'tried before', description: '' };

const IDENTITY = { key: 'k', content: 'c', states: ['mailed'] as const } satisfies Wanted;

const jobsOf = (...places: string[]): Job[] =>
	places.map((place, itemIndex) => ({ itemIndex, place }));

const options = (more: Partial<DeliveryOptions> = {}): DeliveryOptions => ({
	now: () => 0,
	concurrency: 1,
	stopAt: () => false,
	ledger: ledgerOn({}),
	isCancelled: () => false,
	...more,
});

const atFailure = (outcome: Outcome) => !succeeded(outcome);

/** A service whose answers come when the test says so. */
class HeldService implements Service<Job> {
	/** Places of the jobs that were sent, in the order of sending. */
	readonly sent: string[] = [];

	private readonly answers = new Map<string, (outcome: Outcome) => void>();

	private readonly awaited = new Map<string, () => void>();

	async send(jobs: Job[]): Promise<Outcome[]> {
		return await Promise.all(
			jobs.map(async ({ place }) => {
				this.sent.push(place);
				this.awaited.get(place)?.();
				return await new Promise<Outcome>((resolve) => this.answers.set(place, resolve));
			}),
		);
	}

	stillUnknown = () => STILL_UNKNOWN;

	answer(place: string, outcome: Outcome): void {
		const resolve = this.answers.get(place);
		if (!resolve) throw new Error(`${place} was not sent`);
		resolve(outcome);
	}

	/** Comes when the job is sent. */
	async sending(place: string): Promise<void> {
		if (this.sent.includes(place)) return;
		await new Promise<void>((resolve) => this.awaited.set(place, resolve));
	}
}

/** A service that answers by itself; knows how many requests were under way at once. */
class QuickService implements Service<Job> {
	readonly sent: Job[] = [];

	/** Places of the jobs of each request. */
	readonly requests: string[][] = [];

	/** Jobs that an earlier run may or may not have sent. */
	readonly askedOf: Job[] = [];

	mostUnderWay = 0;

	private underWay = 0;

	constructor(
		private readonly outcomeOf: (job: Job) => Outcome = () => ACCEPTED,
		private readonly turnsOf: (job: Job) => number = () => 3,
	) {}

	async send(jobs: Job[]): Promise<Outcome[]> {
		this.sent.push(...jobs);
		this.requests.push(jobs.map(({ place }) => place));
		this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
		for (const job of jobs) {
			for (let turn = 0; turn < this.turnsOf(job); turn++) await Promise.resolve();
		}
		this.underWay--;
		return jobs.map(this.outcomeOf);
	}

	stillUnknown(job: Job) {
		this.askedOf.push(job);
		return STILL_UNKNOWN;
	}

	places(): string[] {
		return this.sent.map(({ place }) => place);
	}
}

/** The same service, taking several jobs in one request. */
const inGroupsOf = (most: number, service: QuickService): Service<Job> => ({
	send: async (jobs) => await service.send(jobs),
	stillUnknown: (job) => service.stillUnknown(job),
	group: (jobs) => jobs.flatMap((_, at) => (at % most === 0 ? [jobs.slice(at, at + most)] : [])),
});

/** What became of each job of a run. */
async function dispatch(
	jobs: Job[],
	service: Service<Job>,
	given: DeliveryOptions,
): Promise<Array<Outcome | undefined>> {
	const delivery = new Delivery(service, given);
	await delivery.send(delivery.withoutSettled(jobs));
	return jobs.map((job) => delivery.outcomeOf(job));
}

describe('order and concurrency', () => {
	it('nothing to send is nothing', async () => {
		const service = new QuickService();
		expect(await dispatch([], service, options({ concurrency: 5 }))).toEqual([]);
		expect(service.sent).toEqual([]);
	});

	it('outcomes stand in the order of the jobs, not of the answers', async () => {
		const service = new HeldService();
		const running = dispatch(jobsOf('a', 'b', 'c'), service, options({ concurrency: 3 }));
		for (const place of ['c', 'a', 'b']) {
			service.answer(place, { kind: 'accepted', id: place, answer: place });
		}
		expect(await running).toEqual([
			{ kind: 'accepted', id: 'a', answer: 'a' },
			{ kind: 'accepted', id: 'b', answer: 'b' },
			{ kind: 'accepted', id: 'c', answer: 'c' },
		]);
	});

	it('the next job is sent when one is answered, and not before', async () => {
		const service = new HeldService();
		const running = dispatch(jobsOf('a', 'b', 'c', 'd'), service, options({ concurrency: 2 }));
		expect(service.sent).toEqual(['a', 'b']);

		service.answer('b', ACCEPTED);
		await service.sending('c');
		expect(service.sent).toEqual(['a', 'b', 'c']);

		service.answer('c', ACCEPTED);
		await service.sending('d');
		service.answer('d', ACCEPTED);
		service.answer('a', ACCEPTED);
		expect(await running).toHaveLength(4);
		expect(service.sent).toEqual(['a', 'b', 'c', 'd']);
	});

	it('one at a time waits for each answer', async () => {
		const service = new HeldService();
		const running = dispatch(jobsOf('a', 'b'), service, options());
		expect(service.sent).toEqual(['a']);
		service.answer('a', UNKNOWN);
		await service.sending('b');
		service.answer('b', ACCEPTED);
		expect(await running).toEqual([UNKNOWN, ACCEPTED]);
	});

	it.each([
		[1, 10, 1],
		[2, 10, 2],
		[5, 10, 5],
		[50, 10, 10],
	])('at a limit of %i, %i jobs are under way by %i', async (concurrency, count, most) => {
		const service = new QuickService();
		const jobs = jobsOf(...Array.from({ length: count }, (_, index) => `job ${index}`));
		await dispatch(jobs, service, options({ concurrency }));
		expect(service.mostUnderWay).toBe(most);
		expect(service.sent).toEqual(jobs);
	});
});

describe('stopping', () => {
	it.each([
		['refused', REFUSED],
		['unknown', UNKNOWN],
	])('at the first that is %s, nothing more is sent', async (_kind, failure) => {
		const service = new QuickService(({ place }) => (place === 'b' ? failure : ACCEPTED));
		const outcomes = await dispatch(
			jobsOf('a', 'b', 'c', 'd'),
			service,
			options({ stopAt: atFailure }),
		);
		expect(outcomes).toEqual([ACCEPTED, failure, undefined, undefined]);
		expect(service.places()).toEqual(['a', 'b']);
	});

	it('what is under way when one fails is still reported', async () => {
		const service = new HeldService();
		const running = dispatch(
			jobsOf('a', 'b', 'c', 'd', 'e'),
			service,
			options({ concurrency: 3, stopAt: atFailure }),
		);
		service.answer('b', REFUSED);
		service.answer('c', UNKNOWN);
		service.answer('a', ACCEPTED);
		expect(await running).toEqual([ACCEPTED, REFUSED, UNKNOWN, undefined, undefined]);
		expect(service.sent).toEqual(['a', 'b', 'c']);
	});

	it('without it, all are sent whatever fails', async () => {
		const service = new QuickService(({ place }) => (place === 'b' ? ACCEPTED : REFUSED));
		const outcomes = await dispatch(jobsOf('a', 'b', 'c'), service, options());
		expect(outcomes).toEqual([REFUSED, ACCEPTED, REFUSED]);
	});

	it('one skipped is no failure', async () => {
		const skipped: Outcome = { kind: 'skipped', id: '1', answer: {} };
		const service = new QuickService(() => skipped);
		const outcomes = await dispatch(jobsOf('a', 'b'), service, options({ stopAt: atFailure }));
		expect(outcomes).toEqual([skipped, skipped]);
	});

	it('cancelled from the start, nothing is sent', async () => {
		const service = new QuickService();
		const outcomes = await dispatch(
			jobsOf('a', 'b'),
			service,
			options({ concurrency: 2, isCancelled: () => true }),
		);
		expect(outcomes).toEqual([undefined, undefined]);
		expect(service.sent).toEqual([]);
	});

	it('cancelled on the way, nothing more is sent and what is under way is reported', async () => {
		const service = new HeldService();
		let cancelled = false;
		const running = dispatch(
			jobsOf('a', 'b', 'c', 'd'),
			service,
			options({ concurrency: 2, isCancelled: () => cancelled }),
		);
		cancelled = true;
		service.answer('a', ACCEPTED);
		service.answer('b', UNKNOWN);
		expect(await running).toEqual([ACCEPTED, UNKNOWN, undefined, undefined]);
		expect(service.sent).toEqual(['a', 'b']);
	});
});

describe('ledger', () => {
	it('what was done is returned with its answer, and not sent', async () => {
		const ledger = ledgerOn({
			a: { state: 'done', kind: 'accepted', id: '42', answer: { id: '42' } },
		});
		const service = new QuickService();
		expect(await dispatch(jobsOf('a'), service, options({ ledger }))).toEqual([
			{ kind: 'accepted', id: '42', answer: { id: '42' } },
		]);
		expect(service.sent).toEqual([]);
	});

	it('what was done with other content is returned all the same, and said so', async () => {
		const ledger = ledgerOn({
			a: { state: 'done', kind: 'skipped', id: '42', answer: {}, content: 'then' },
		});
		const service = new QuickService();
		const job = { itemIndex: 0, place: 'a', fingerprint: 'now' };
		expect(await dispatch([job], service, options({ ledger }))).toEqual([
			{
				kind: 'skipped',
				id: '42',
				answer: {},
				note: expect.stringContaining('other content') as string,
			},
		]);
		expect(service.sent).toEqual([]);
	});

	it('what was attempted is reported as unknown, and not sent', async () => {
		const ledger = ledgerOn({ a: { state: 'attempted' } });
		const service = new QuickService();
		expect(await dispatch(jobsOf('a'), service, options({ ledger }))).toEqual([
			{ kind: 'unknown', problem: STILL_UNKNOWN },
		]);
		expect(service.sent).toEqual([]);
		expect(ledger.get('a')).toEqual({ state: 'attempted' });
	});

	it('the words for what was attempted are asked of that job', async () => {
		const ledger = ledgerOn({ b: { state: 'attempted' } });
		const service = new QuickService();
		await dispatch(jobsOf('a', 'b'), service, options({ ledger }));
		expect(service.askedOf).toEqual([{ itemIndex: 1, place: 'b' }]);
	});

	it('what was refused is forgotten, and sent again by the next run', async () => {
		const entries: Record<string, LedgerEntry> = {};
		const ledger = ledgerOn(entries);
		await dispatch(jobsOf('a'), new QuickService(() => REFUSED), options({ ledger }));
		expect(entries).toEqual({});

		const again = new QuickService();
		expect(await dispatch(jobsOf('a'), again, options({ ledger }))).toEqual([ACCEPTED]);
		expect(again.places()).toEqual(['a']);
	});

	it('what ended as unknown is not sent by the next run', async () => {
		const ledger = ledgerOn({});
		await dispatch(jobsOf('a'), new QuickService(() => UNKNOWN), options({ ledger }));

		const again = new QuickService();
		expect(await dispatch(jobsOf('a'), again, options({ ledger }))).toEqual([
			{ kind: 'unknown', problem: STILL_UNKNOWN },
		]);
		expect(again.sent).toEqual([]);
	});

	it('what was accepted is not sent by the next run, even without an ID or an answer', async () => {
		const ledger = ledgerOn({});
		const silent: Outcome = { kind: 'accepted', answer: undefined };
		await dispatch(jobsOf('a'), new QuickService(() => silent), options({ ledger }));

		const again = new QuickService();
		expect(await dispatch(jobsOf('a'), again, options({ ledger }))).toEqual([silent]);
		expect(again.sent).toEqual([]);
	});

	it('an attempt is written down before it is made', async () => {
		const ledger = ledgerOn({});
		const service = new HeldService();
		const running = dispatch(jobsOf('a', 'b'), service, options({ ledger }));
		expect(ledger.get('a')).toEqual({ state: 'attempted' });
		expect(ledger.get('b')).toBeUndefined();

		service.answer('a', ACCEPTED);
		await service.sending('b');
		expect(ledger.get('a')).toMatchObject({ state: 'done', kind: 'accepted', id: '1' });
		service.answer('b', ACCEPTED);
		await running;
	});

	it('two jobs of one place are sent once, at the same time or in turn', async () => {
		for (const concurrency of [1, 2]) {
			const service = new QuickService();
			await dispatch(jobsOf('same', 'same'), service, options({ concurrency }));
			expect(service.places()).toEqual(['same']);
		}
	});

	it('an earlier unknown stops the node as a new one does', async () => {
		const ledger = ledgerOn({ a: { state: 'attempted' } });
		const service = new QuickService();
		const outcomes = await dispatch(
			jobsOf('a', 'b'),
			service,
			options({ ledger, stopAt: atFailure }),
		);
		expect(outcomes).toEqual([{ kind: 'unknown', problem: STILL_UNKNOWN }, undefined]);
		expect(service.sent).toEqual([]);
	});
});

describe('several jobs in one request', () => {
	const inPairs = (service: QuickService) => inGroupsOf(2, service);

	it('go together in their order, and each has its own outcome', async () => {
		const service = new QuickService(({ place }) => (place === 'b' ? REFUSED : ACCEPTED));
		const outcomes = await dispatch(jobsOf('a', 'b', 'c'), inPairs(service), options());
		expect(service.requests).toEqual([['a', 'b'], ['c']]);
		expect(outcomes).toEqual([ACCEPTED, REFUSED, ACCEPTED]);
	});

	it('leave out what was done before', async () => {
		const ledger = ledgerOn({
			a: { state: 'done', kind: 'accepted', id: '1', answer: { id: '1' } },
		});
		const service = new QuickService();
		await dispatch(jobsOf('a', 'b', 'c'), inPairs(service), options({ ledger }));
		expect(service.requests).toEqual([['b', 'c']]);
	});

	it('stop after the request in which one failed, losing nothing of it', async () => {
		const service = new QuickService(({ place }) => (place === 'a' ? REFUSED : ACCEPTED));
		const jobs = jobsOf('a', 'b', 'c', 'd');
		const outcomes = await dispatch(jobs, inPairs(service), options({ stopAt: atFailure }));
		expect(outcomes).toEqual([REFUSED, ACCEPTED, undefined, undefined]);
	});

	it('are written down as attempted before they are sent, all of them', async () => {
		const ledger = ledgerOn({});
		const service = new HeldService();
		const pair: Service<Job> = {
			send: async (jobs) => await service.send(jobs),
			stillUnknown: service.stillUnknown,
			group: (jobs) => [jobs],
		};
		const running = dispatch(jobsOf('a', 'b'), pair, options({ ledger }));
		expect([ledger.get('a'), ledger.get('b')]).toEqual([
			{ state: 'attempted' },
			{ state: 'attempted' },
		]);
		service.answer('b', REFUSED);
		service.answer('a', UNKNOWN);
		expect(await running).toEqual([UNKNOWN, REFUSED]);
		expect([ledger.get('a'), ledger.get('b')]).toEqual([{ state: 'attempted' }, undefined]);
	});

	it('that the service did not judge are unknown', async () => {
		const silent: Service<Job> = {
			send: () => Promise.resolve([]),
			stillUnknown: () => STILL_UNKNOWN,
		};
		expect(await dispatch(jobsOf('a'), silent, options())).toEqual([
			{ kind: 'unknown', problem: STILL_UNKNOWN },
		]);
	});
});

describe('what is not final', () => {
	const TURNED_AWAY: Sending = {
		kind: 'turnedAway',
		outcome: { kind: 'refused', problem: { message: 'too many', description: '' } },
		waitMs: 5,
	};

	const answering = (sending: Sending): Service<Job> => ({
		send: (jobs) => Promise.resolve(jobs.map(() => sending)),
		stillUnknown: () => STILL_UNKNOWN,
	});

	it.each<[string, Sending, string]>([
		['late', { kind: 'late' }, 'It was not sent'],
		['turned away', TURNED_AWAY, 'too many'],
	])('%s: ends as refused where nobody tries again', async (_what, sending, message) => {
		const ledger = ledgerOn({});
		const [outcome] = await dispatch(jobsOf('a'), answering(sending), options({ ledger }));
		expect(outcome).toMatchObject({
			kind: 'refused',
			problem: { message: expect.stringContaining(message) as string },
		});
		expect(ledger.get('a')).toBeUndefined();
	});

	it.each<[string, Sending]>([
		['late', { kind: 'late', waitMs: 3 }],
		['turned away', TURNED_AWAY],
	])('%s: is handed on, and counts as never tried', async (_what, sending) => {
		const ledger = ledgerOn({});
		const delivery = new Delivery(answering(sending), options({ ledger }));
		const [job] = jobsOf('a') as [Job];
		const came: Sending[] = [];
		await delivery.send([job], (_job, each) => came.push(each));
		expect(came).toEqual([sending]);
		expect(delivery.outcomeOf(job)).toBeUndefined();
		expect(delivery.wasAttempted(job)).toBe(false);
	});

	it('an earlier try that went unheard stays known, whatever a later one says', async () => {
		const ledger = ledgerOn({ a: { state: 'attempted' } });
		const delivery = new Delivery(answering({ kind: 'late' }), options({ ledger }));
		const job: Job = { itemIndex: 0, place: 'a', identity: IDENTITY };
		await delivery.send([job], () => undefined);
		expect(delivery.wasAttempted(job)).toBe(true);
	});

	it('nothing leaves after its end', async () => {
		const service = new QuickService();
		const delivery = new Delivery(service, options({ now: () => 11 }));
		const came: Sending[] = [];
		await delivery.send(jobsOf('a', 'b'), (_job, sending) => came.push(sending), 10);
		expect(came).toEqual([{ kind: 'late' }, { kind: 'late' }]);
		expect(service.sent).toEqual([]);
	});
});

describe('what is protected', () => {
	const job: Job = { itemIndex: 0, place: 'a', identity: IDENTITY };

	it('is not decided by an attempt in the ledger: the service can be asked', () => {
		const ledger = ledgerOn({ a: { state: 'attempted' } });
		const delivery = new Delivery(new QuickService(), options({ ledger }));
		expect(delivery.withoutSettled([job])).toEqual([job]);
		expect(delivery.wasAttempted(job)).toBe(true);
	});

	it('is decided by what the ledger knows as done', () => {
		const ledger = ledgerOn({ a: { state: 'done', kind: 'accepted', id: '42', answer: {} } });
		const delivery = new Delivery(new QuickService(), options({ ledger }));
		expect(delivery.withoutSettled([job])).toEqual([]);
		expect(delivery.outcomeOf(job)).toMatchObject({ kind: 'accepted', id: '42' });
		expect(delivery.ids).toEqual(['42']);
	});

	it('is known by when it first left', async () => {
		let time = 7;
		const delivery = new Delivery(new QuickService(), options({ now: () => time }));
		expect(delivery.begunAt(job)).toBeUndefined();
		for (; time < 10; time++) await delivery.send([job], () => undefined);
		expect(delivery.begunAt(job)).toBe(7);
	});
});

describe('any mix of outcomes, sizes and limits', () => {
	const kinds = fc.constantFrom('accepted', 'skipped', 'refused', 'unknown');
	const runs = fc.record({
		/** What each run's answers are, by job; a later run may be answered otherwise. */
		answers: fc.array(fc.tuple(kinds, kinds, kinds), { maxLength: 30 }),
		turns: fc.array(fc.nat(5), { minLength: 1, maxLength: 7 }),
		concurrency: fc.integer({ min: 1, max: 12 }),
		perRequest: fc.integer({ min: 1, max: 5 }),
		stopOnFailure: fc.boolean(),
		cancelAfter: fc.option(fc.nat(30), { nil: Infinity }),
	});

	const outcome = (kind: 'accepted' | 'skipped' | 'refused' | 'unknown', job: Job): Outcome =>
		kind === 'refused' || kind === 'unknown'
			? { kind, problem: { message: job.place, description: '' } }
			: { kind, id: job.place, answer: job.place };

	it('each job is sent at most once, and never again unless it was refused', async () => {
		await fc.assert(
			fc.asyncProperty(
				runs,
				async ({ answers, turns, concurrency, perRequest, stopOnFailure, cancelAfter }) => {
					const jobs = jobsOf(...answers.map((_, index) => `job ${index}`));
					const ledger = ledgerOn({});
					const mayBeSent = new Set(jobs.map(({ place }) => place));

					for (const run of [0, 1, 2] as const) {
						const kindOf = ({ itemIndex }: Job) => answers[itemIndex]?.[run] ?? 'accepted';
						const service = new QuickService(
							(job) => outcome(kindOf(job), job),
							({ itemIndex }) => turns[itemIndex % turns.length] ?? 0,
						);
						const outcomes = await dispatch(jobs, inGroupsOf(perRequest, service), {
							concurrency,
							now: () => 0,
							stopAt: (each) => stopOnFailure && atFailure(each),
							ledger,
							isCancelled: () => service.sent.length >= cancelAfter,
						});

						expect(new Set(service.places()).size).toBe(service.sent.length);
						expect(service.places().every((place) => mayBeSent.has(place))).toBe(true);
						expect(service.mostUnderWay).toBeLessThanOrEqual(concurrency);
						expect(outcomes).toHaveLength(jobs.length);
						for (const job of service.sent) {
							expect(outcomes[job.itemIndex]).toEqual(outcome(kindOf(job), job));
							if (kindOf(job) !== 'refused') mayBeSent.delete(job.place);
						}
					}
				},
			),
		);
	});

	it('nothing is left out unless it was stopped', async () => {
		await fc.assert(
			fc.asyncProperty(runs, async ({ answers, concurrency, perRequest }) => {
				const jobs = jobsOf(...answers.map((_, index) => `job ${index}`));
				const service = new QuickService((job) =>
					outcome(answers[job.itemIndex]?.[0] ?? 'accepted', job),
				);
				const outcomes = await dispatch(
					jobs,
					inGroupsOf(perRequest, service),
					options({ concurrency }),
				);
				expect(outcomes).toEqual(
					jobs.map((job) => outcome(answers[job.itemIndex]?.[0] ?? 'accepted', job)),
				);
			}),
		);
	});
});
