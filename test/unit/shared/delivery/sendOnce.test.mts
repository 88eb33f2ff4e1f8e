import type { Clock } from '../../../../shared/delivery/clock.ts';
import { Delivery, type Job } from '../../../../shared/delivery/delivery.ts';
import { DuplicateGuard } from '../../../../shared/delivery/duplicateGuard.ts';
import { ledgerOn, type Ledger } from '../../../../shared/delivery/ledger.ts';
import type { Outcome, Refused, Sending } from '../../../../shared/delivery/outcome.ts';
import type {
	Absence,
	Findings,
	Protected,
	Protection,
} from '../../../../shared/delivery/protection.ts';
import { sendOnce } from '../../../../shared/delivery/sendOnce.ts';
import { TextStore } from '../../support/textStore.mts';

const LEASE = 90_000;
const SETTLE_WAIT = 120_000;
const LOOK_EVERY = 15_000;

const refused = (message: string): Refused => ({
	kind: 'refused',
	problem: { message, description: '' },
});
const ACCEPTED: Sending = { kind: 'accepted', id: 'x', answer: {} };
const UNHEARD: Sending = { kind: 'unknown', problem: { message: 'unheard', description: '' } };
const TURNED_AWAY: Sending = { kind: 'turnedAway', outcome: refused('too many'), waitMs: 1000 };
const CONFLICT_409: Sending = {
	kind: 'unknown',
	problem: { message: '409', description: '' },
	ifAbsent: refused('409'),
};

const jobsOf = (...keys: string[]): Array<Protected<Job>> =>
	keys.map((key, itemIndex) => ({
		itemIndex,
		place: `${itemIndex}`,
		identity: { key, content: 'c', states: ['mailed'] },
	}));

const many = (count: number) =>
	jobsOf(...Array.from({ length: count }, (_, index) => `key ${index}`));

interface Given {
	jobs: Array<Protected<Job>>;
	/** What comes of the nth request for a key. */
	answer?: (key: string, nth: number) => Sending;
	/** Milliseconds that each request takes. */
	requestMs?: number;
	/** What the service lists; nothing where it cannot be asked. */
	listed?: (key: string) => string[];
	absence?: Absence;
	whyNotFindable?: string;
	store?: TextStore;
	smallestChunk?: number;
	ledger?: Ledger;
}

/** One run; what it sent and when, when it looked, and what became of each job. */
async function run({
	jobs,
	answer = () => ACCEPTED,
	requestMs = 0,
	listed = () => [],
	absence = { kind: 'sure' },
	whyNotFindable,
	store = new TextStore(),
	smallestChunk = 20,
	ledger = ledgerOn({}),
}: Given) {
	let time = 0;
	const clock: Clock = {
		now: () => time,
		random: () => 0.5,
		pause: async (ms) => {
			time += ms;
			return await Promise.resolve(true);
		},
	};
	const sent: Array<[key: string, at: number]> = [];
	const looks: number[] = [];
	const guard = new DuplicateGuard(store, clock, 'account', LEASE);
	const claims: number[] = [];
	const claim = guard.claim.bind(guard);
	guard.claim = async (all, results) => {
		claims.push(all.length);
		return await claim(all, results);
	};
	const delivery = new Delivery<Job>(
		{
			send: async ([job]) => {
				const key = job?.identity?.key ?? '';
				sent.push([key, time]);
				time += requestMs;
				const nth = sent.filter(([other]) => other === key).length;
				return await Promise.resolve([answer(key, nth)]);
			},
			stillUnknown: () => ({ message: 'still unknown', description: '' }),
		},
		{
			concurrency: 1,
			stopAt: () => false,
			ledger,
			isCancelled: () => false,
			now: () => time,
		},
	);
	const text = { message: '', description: '' };
	const protection: Protection<Job> = {
		guard,
		clock,
		smallestChunk,
		settleWait: SETTLE_WAIT,
		lookEvery: LOOK_EVERY,
		lookForTurnedAwayEvery: 30_000,
		mostTries: 3,
		longestTime: 600_000,
		whyNotFindable: () => whyNotFindable,
		find: async () => {
			looks.push(time);
			const findings: Findings<Job> = {
				readable: true,
				of: ({ identity }) => {
					const found = listed(identity?.key ?? '').map((id) => ({ id, answer: {} }));
					return { listed: found, matching: found, onlyIfSingle: false };
				},
				absence,
			};
			return await Promise.resolve(findings);
		},
		ids: { get: () => undefined, set: () => undefined },
		warn: () => undefined,
		texts: {
			doneBefore: (state) => state,
			conflict: () => text,
			howToGoOn: () => 'how to go on',
			notRecorded: (message) => ({ ...text, message }),
			tooSlow: { ...text, message: 'too slow' },
			found: 'found',
			foundOfEarlierRun: 'found of an earlier run',
			otherContentInDoubt: '',
			severalFound: '',
			triedAgain: 'tried again',
			stopped: '',
			cancelled: '',
			nothingSent: '',
		},
	};
	await sendOnce(jobs, delivery, protection);
	const outcomes = jobs.map((job) => delivery.outcomeOf(job));
	return { outcomes, kinds: outcomes.map((each) => each?.kind), sent, looks, claims, store, time };
}

const messageOf = (outcome: Outcome | undefined) =>
	outcome && 'problem' in outcome ? outcome.problem.message : undefined;

describe('what is claimed at a time', () => {
	it('is little at first, and then what goes in 20 seconds', async () => {
		const { claims, kinds } = await run({ jobs: many(300), requestMs: 200 });
		expect(claims).toEqual([20, 100, 100, 80]);
		expect(new Set(kinds)).toEqual(new Set(['accepted']));
	});

	it('is never more than 2,000', async () => {
		const { claims } = await run({ jobs: many(5000), requestMs: 1 });
		expect(claims).toEqual([20, 2000, 2000, 980]);
	});

	it('is what every request under way needs at least, however slow they are', async () => {
		const { claims } = await run({ jobs: many(50), requestMs: 3000 });
		expect(claims).toEqual([20, 20, 10]);
	});

	it('is claimed anew where the claim ends before its turn', async () => {
		// 40 requests of 3 s: the claim of 90 s covers 31 of them.
		const { sent, kinds } = await run({ jobs: many(40), requestMs: 3000, smallestChunk: 40 });
		expect(new Set(kinds)).toEqual(new Set(['accepted']));
		expect(sent).toHaveLength(40);
	});

	it('is refused where it never comes in time', async () => {
		const late: Sending = { kind: 'late', waitMs: 10 };
		const { outcomes, sent } = await run({ jobs: jobsOf('a'), answer: () => late });
		expect(messageOf(outcomes[0])).toBe('too slow');
		expect(outcomes[0]?.kind).toBe('refused');
		expect(sent).toHaveLength(5);
	});
});

describe('what the service turned away', () => {
	it('is looked for before it is sent again, at most once in 30 seconds', async () => {
		const { kinds, sent, looks } = await run({
			jobs: jobsOf('a'),
			answer: (_key, nth) => (nth < 3 ? TURNED_AWAY : ACCEPTED),
		});
		expect(kinds).toEqual(['accepted']);
		expect(sent).toEqual([
			['a', 0],
			['a', 1000],
			['a', 31_000],
		]);
		expect(looks.slice(0, 2)).toEqual([1000, 31_000]);
	});

	it('is looked for once for all that wait', async () => {
		const { looks } = await run({
			jobs: many(20),
			answer: (_key, nth) => (nth < 2 ? TURNED_AWAY : ACCEPTED),
		});
		expect(looks).toEqual([1000]);
	});

	it('is not sent again where it is there', async () => {
		const { kinds, sent } = await run({
			jobs: jobsOf('a'),
			answer: () => TURNED_AWAY,
			listed: () => ['7'],
		});
		expect(kinds).toEqual(['accepted']);
		expect(sent).toHaveLength(1);
	});

	it('is sent again as the service asks where the list cannot be relied on', async () => {
		const { kinds, sent } = await run({
			jobs: jobsOf('a'),
			answer: (_key, nth) => (nth < 2 ? TURNED_AWAY : ACCEPTED),
			absence: { kind: 'unsure', reason: 'a part' },
		});
		expect(kinds).toEqual(['accepted']);
		expect(sent).toHaveLength(2);
	});

	it('is unknown where the store fails while it is looked for', async () => {
		const store = new TextStore();
		const { outcomes, sent } = await run({
			jobs: jobsOf('a'),
			store,
			answer: () => {
				store.failure = 'no database';
				return TURNED_AWAY;
			},
		});
		expect(outcomes[0]).toMatchObject({ kind: 'unknown' });
		expect(sent).toHaveLength(1);
	});

	it('is refused in the end, and may be sent by the next run', async () => {
		const { outcomes, sent, store } = await run({ jobs: jobsOf('a'), answer: () => TURNED_AWAY });
		expect(outcomes[0]).toEqual(refused('too many'));
		expect(sent).toHaveLength(3);
		expect((await run({ jobs: jobsOf('a'), store })).kinds).toEqual(['accepted']);
	});
});

describe('what went unheard', () => {
	it('is found, and not sent again by any run', async () => {
		const first = await run({ jobs: jobsOf('a'), answer: () => UNHEARD, listed: () => ['7'] });
		expect(first.outcomes[0]).toMatchObject({ kind: 'accepted', id: '7', note: 'found' });
		expect(first.sent).toHaveLength(1);
		const next = await run({ jobs: jobsOf('a'), store: first.store, listed: () => ['7'] });
		expect(next.outcomes[0]).toMatchObject({ kind: 'skipped', id: '7' });
		expect(next.sent).toEqual([]);
	});

	it('is sent once more after the wait where it is absent, and then never', async () => {
		const { outcomes, sent, store } = await run({ jobs: jobsOf('a'), answer: () => UNHEARD });
		expect(outcomes[0]?.kind).toBe('unknown');
		expect(sent).toHaveLength(2);
		expect(sent[1]?.[1]).toBeGreaterThanOrEqual(SETTLE_WAIT);
		for (let again = 0; again < 3; again++) {
			const next = await run({ jobs: jobsOf('a'), store });
			expect(next.kinds).toEqual(['unknown']);
			expect(next.sent).toEqual([]);
		}
	});

	it.each<[string, Partial<Given>]>([
		['cannot be relied on', { absence: { kind: 'unsure', reason: 'a part' } }],
		[
			'shows nothing that is known',
			{
				absence: { kind: 'sureIfKnown', ids: ['8'], all: new Set(['8']), reason: 'no witness' },
			},
		],
		['is none', { whyNotFindable: 'no reference' }],
	])('is unknown where the list %s', async (_what, given) => {
		const { kinds, sent } = await run({ jobs: jobsOf('a'), answer: () => UNHEARD, ...given });
		expect(kinds).toEqual(['unknown']);
		expect(sent).toHaveLength(1);
	});

	it('is absent where the list shows what this run was given an ID for', async () => {
		const { kinds, sent } = await run({
			jobs: jobsOf('a', 'b'),
			answer: (key, nth) => (key === 'a' && nth === 1 ? UNHEARD : ACCEPTED),
			absence: { kind: 'sureIfKnown', ids: [], all: new Set(['x']), reason: 'no witness' },
		});
		expect(kinds).toEqual(['accepted', 'accepted']);
		expect(sent.map(([key]) => key)).toEqual(['a', 'b', 'a']);
	});

	it('is looked for before more is sent, where it is most of a chunk', async () => {
		const { sent, kinds } = await run({
			jobs: many(40),
			answer: () => UNHEARD,
			listed: (key) => [`id of ${key}`],
		});
		expect(new Set(kinds)).toEqual(new Set(['accepted']));
		expect(sent).toHaveLength(40);
	});

	it('stays in doubt though a later try is refused, until it is looked for', async () => {
		const isThere = { value: false };
		const { outcomes, sent } = await run({
			jobs: jobsOf('a'),
			answer: (_key, nth) => {
				isThere.value = nth === 2;
				return nth === 1 ? UNHEARD : refused('409');
			},
			listed: () => (isThere.value ? ['7'] : []),
		});
		expect(outcomes[0]).toMatchObject({ kind: 'accepted', id: '7' });
		expect(sent).toHaveLength(2);
	});
});

describe('409 and 404', () => {
	it('hold where the letter is absent, at once', async () => {
		const { outcomes, time } = await run({ jobs: jobsOf('a'), answer: () => CONFLICT_409 });
		expect(outcomes[0]).toEqual(refused('409'));
		expect(time).toBeLessThan(LOOK_EVERY);
	});

	it('do not hold where it is there', async () => {
		const { outcomes } = await run({
			jobs: jobsOf('a'),
			answer: () => CONFLICT_409,
			listed: () => ['7'],
		});
		expect(outcomes[0]).toMatchObject({ kind: 'accepted', id: '7' });
	});
});

it('what is sent again on purpose is so once, though the execution is tried again', async () => {
	const [job] = jobsOf('a') as [Protected<Job>];
	job.identity = { ...job.identity, again: true };
	const ledger = ledgerOn({});
	const store = new TextStore();
	const first = await run({
		jobs: [job],
		store,
		ledger,
		answer: () => {
			store.failure = 'no database';
			return UNHEARD;
		},
	});
	expect(first.kinds).toEqual(['unknown']);
	store.failure = undefined;
	// It was found, and recorded, before the store failed.
	const clock = { now: () => 0, random: () => 0, pause: async () => await Promise.resolve(true) };
	const guard = new DuplicateGuard(store, clock, 'account', LEASE);
	await guard.record([{ kind: 'done', wanted: job.identity, id: '7' }]);
	const again = await run({ jobs: [job], store, ledger, listed: () => ['7'] });
	expect(again.outcomes).toMatchObject([{ kind: 'skipped', id: '7' }]);
	expect(again.sent).toEqual([]);
});

it('what is sent again on purpose goes after what it repeats', async () => {
	const [first, again] = jobsOf('a', 'a') as [Protected<Job>, Protected<Job>];
	again.identity = { ...again.identity, again: true };
	const { kinds, claims } = await run({ jobs: [first, again] });
	expect(kinds).toEqual(['accepted', 'accepted']);
	expect(claims).toEqual([1, 1]);
});

it('nothing is sent where the store is away', async () => {
	const store = new TextStore();
	store.failure = 'no database';
	const { outcomes, sent } = await run({ jobs: jobsOf('a'), store });
	expect(messageOf(outcomes[0])).toBe('no database');
	expect(outcomes[0]?.kind).toBe('refused');
	expect(sent).toEqual([]);
});
