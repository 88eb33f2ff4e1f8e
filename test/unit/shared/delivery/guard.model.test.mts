import fc from 'fast-check';

import { sampled } from '../../../../harness/sampling.mts';
import { Disturb, Go, History, Kill, Show, Start, type Setting } from './model/commands.mts';
import type { Plan } from './model/execution.mts';
import { brokenPromises } from './model/properties.mts';
import { ANSWERS, LISTS, TIMEOUT, type LetterJob } from './model/service.mts';

/**
 * The whole of what sends a letter once, in histories: executions in processes of their own, which
 * share n8n's store and a service of which the truth is known. Everything that they await comes in
 * any order, at any time; they are killed, frozen and cancelled anywhere, the store fails, the list
 * is late, cut or away.
 *
 * A history that breaks a promise is shown with its seed: `MODEL_SEED=<seed>` in the environment
 * brings the same one again; `MODEL_RUNS=5000` looks at more of them.
 *
 * Left out, as the limits say: two processes killed in the middle of their questions about the same
 * key; a process that stands still between its last look at the clock and its request; letters that
 * are listed later than an answer may take; a service that does what it says no to, and whose list
 * cannot be relied on; letters of two keys that look alike; which of two is which, where one is sent
 * again on purpose while the one before is in doubt.
 */
const settings: fc.Arbitrary<Setting> = fc.record({
	showsContent: fc.boolean(),
	lies: fc.boolean(),
	sharesReference: fc.boolean(),
	hasWitness: fc.boolean(),
	keys: fc.constantFrom(1, 1, 2, 3),
});

interface Row {
	key: number;
	isOther: boolean;
	isMailed: boolean;
	isAgain: boolean;
}

const rows: fc.Arbitrary<Row> = fc.record({
	key: fc.nat(2),
	isOther: fc.boolean(),
	isMailed: fc.boolean(),
	isAgain: fc.boolean(),
});

const rarely = fc.integer({ min: 0, max: 9 }).map((number) => number === 9);

const plans = fc.record({
	rows: fc.uniqueArray(rows, { selector: ({ key }) => key, minLength: 1, maxLength: 3 }),
	rare: fc.tuple(rarely, rarely, rarely),
	answers: fc.array(fc.constantFrom('created' as const, ...ANSWERS), {
		minLength: 1,
		maxLength: 4,
	}),
	delays: fc.array(fc.constantFrom(0, 1, 300, 2000, TIMEOUT - 1), { minLength: 1, maxLength: 4 }),
	latency: fc.constantFrom(0, 0, 5, 200),
	concurrency: fc.constantFrom(1, 2),
	stopsAtFailure: fc.boolean(),
	runs: fc.constantFrom(1, 2),
});

type GivenPlan = typeof plans extends fc.Arbitrary<infer T> ? T : never;

/** A plan as it can be in this setting. */
function planIn(setting: Setting, { rows: given, rare, answers, ...rest }: GivenPlan): Plan {
	const ofKeys = given.filter(({ key }) => key < setting.keys);
	const jobs = (ofKeys.length > 0 ? ofKeys : given.slice(0, 1)).map((row, itemIndex) =>
		jobOf(setting, row, itemIndex, rare[itemIndex] ?? false),
	);
	return {
		...rest,
		jobs,
		answers: setting.lies
			? answers
			: answers.map((answer) =>
					answer === 'created, turned away' || answer === 'created, conflict' ? 'lost' : answer,
				),
	};
}

function jobOf(
	{ showsContent, sharesReference, keys }: Setting,
	{ key: given, isOther, isMailed, isAgain }: Row,
	itemIndex: number,
	isRare: boolean,
): LetterJob {
	const key = given % keys;
	return {
		itemIndex,
		place: String(itemIndex),
		reference: sharesReference ? 'shared' : `ref ${key}`,
		identity: {
			key: `k${key}`,
			content: isRare && isOther ? `other ${key}` : `text ${key}`,
			states: isMailed ? ['mailed', 'stored'] : ['stored', 'mailed'],
			...(isMailed ? { lesser: ['stored'] } : {}),
			...(isRare && isAgain && showsContent ? { again: true } : {}),
		},
	};
}

/** Milliseconds that looking at many histories may take. */
const A_WHILE = 3_600_000;

const which = fc.nat(3);

/** What happens in a history in this setting. */
const commandsIn = (setting: Setting) =>
	fc.commands(
		[
			plans.map((plan) => new Start(planIn(setting, plan))),
			plans.map((plan) => new Start(planIn(setting, plan))),
			fc.integer({ min: 1, max: 60 }).map((steps) => new Go(steps)),
			fc.integer({ min: 1, max: 12 }).map((steps) => new Go(steps)),
			which.map((each) => new Kill(each)),
			fc
				.tuple(
					which,
					fc.constantFrom(
						'cancel' as const,
						'store fails' as const,
						...[5000, 15_000, 20_000, 20_000, 25_000, 40_000].map((frozenMs) => ({ frozenMs })),
					),
				)
				.map(([each, how]) => new Disturb(each, how)),
			fc.constantFrom(...LISTS).map((mode) => new Show(mode)),
		],
		{ size: 'medium', maxCommands: 20 },
	);

/** Where only the reference is shown, letters of one reference must be of one key. */
const histories = settings
	.map((setting) => ({
		...setting,
		sharesReference: setting.sharesReference && setting.showsContent,
	}))
	.chain((setting) => fc.tuple(fc.constant(setting), commandsIn(setting), fc.scheduler()));

it(
	'a letter is never sent twice, never lost, and every outcome is true',
	async () => {
		await fc.assert(
			fc.asyncProperty(histories, async ([setting, commands, scheduler]) => {
				const history = new History(scheduler, setting);
				await history.begin();
				await fc.asyncModelRun(() => ({ model: history, real: history }), commands);
				history.service.mode = 'whole';
				await history.finish();
				expect(brokenPromises(history)).toEqual([]);
				// Whoever runs all of it once more, undisturbed, sends nothing twice.
				history.start(everything(history));
				await history.finish();
				expect(history.executions.at(-1)?.outcomes).not.toContain(undefined);
				expect(brokenPromises(history)).toEqual([]);
			}),
			{
				numRuns: Number(process.env.MODEL_RUNS ?? sampled(2000, 100)),
				...(process.env.MODEL_SEED === undefined ? {} : { seed: Number(process.env.MODEL_SEED) }),
			},
		);
	},
	A_WHILE,
);

/** All rows that any execution had, each key once. */
function everything({ executions }: History): Plan {
	const jobs = new Map<string, LetterJob>();
	for (const { plan } of executions) {
		for (const job of plan.jobs) {
			const { again: _, ...identity } = job.identity;
			jobs.set(identity.key, { ...job, identity, place: identity.key });
		}
	}
	return {
		jobs: [...jobs.values()],
		answers: ['created'],
		delays: [1],
		latency: 0,
		concurrency: 2,
		stopsAtFailure: false,
		runs: 1,
	};
}
