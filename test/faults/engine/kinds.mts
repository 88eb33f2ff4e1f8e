import type { INodeParameters } from 'n8n-workflow';

import type { Assumptions, FaultRule } from '../../../simulator/cm/contract.mts';
import type { Counts } from './counts.mts';
import {
	denials,
	EMPTY_SUCCESS,
	evenly,
	FAILURE_IN_SUCCESS,
	FORMS,
	mixed,
	REFUSED,
	TOO_MANY,
	type Form,
} from './forms.mts';

/** Milliseconds of a lag as long, beside the suite's settle wait, as a minute is in real use. */
const LAG_MS = 2000;

/** What makes it hard, and what may become of letters nevertheless. */
export interface Kind {
	name: string;
	/** Faults that hit this share of the requests. */
	rules(share: number, seed: number): FaultRule[];
	/** What the service is like, where it is not as always. */
	assumptions?(seed: number): Partial<Assumptions>;
	/** How the rows are sent: by one run unless given. */
	course?: Course;
	/** How many references the letters share; each has its own unless given. */
	references?(letters: number): number;
	/** Options of the node besides the suite's own. */
	options?: INodeParameters;
	/** Whether rows may be refused. */
	refusals?: boolean;
	/**
	 * Which rows may be unknown: those that were tried twice without an answer, unless it is any that
	 * was tried.
	 */
	unknown?: 'anyTried';
	/** Whether there may be twins of letters that were made and denied: a limit the README names. */
	twinsOfDenied?: boolean;
	/** What must have happened, or the kind did not do what it is for. */
	shows?: Array<keyof Counts>;
}

/**
 * once: by one run. again: by another run after it, which no fault hits. atOnce: by two runs at the
 * same time, on two processes of n8n. newAccounts: a few rows by each of many accounts, of which the
 * first letter ever is hit.
 */
export type Course = 'once' | 'again' | 'atOnce' | 'newAccounts';

const forms =
	(all: Form[]): Kind['rules'] =>
	(share) =>
		evenly(all, share);

const oneOf = <T,>(all: T[], seed: number): T => all[seed % all.length] as T;

/** Faults alone, and all of them mixed. */
const FAULTS: Kind[] = [
	...Object.entries<Form[]>(FORMS).map(([name, all]) => ({ name, rules: forms(all) })),
	{ name: 'mixed', rules: mixed },
	{
		// The letter is made when nobody waits any longer; or the answer comes, but not its end.
		name: 'too slow',
		rules: forms([
			{ kind: 'hangAfter' },
			{ kind: 'slowBody' },
			{ kind: 'latency', latencyMs: 2500 },
		]),
		shows: ['adopted'],
	},
	{ name: 'empty success', rules: forms(EMPTY_SUCCESS), shows: ['adopted', 'resent'] },
	{
		name: 'failure in success',
		rules: forms(FAILURE_IN_SUCCESS),
		course: 'again',
		refusals: true,
		shows: ['refused'],
	},
];

/** Answers that deny a letter that is there. */
const DENIALS: Kind[] = [
	{ name: '429 though done', rules: forms(TOO_MANY.slice(0, 2)), shows: ['adopted', 'repeated'] },
	{ name: '503 though done', rules: forms(TOO_MANY.slice(2)), shows: ['adopted', 'repeated'] },
	...[409, 404].map(
		(status): Kind => ({
			name: `${status} though done`,
			rules: forms(denials(status, REFUSED)),
			course: 'again',
			refusals: true,
			shows: ['adopted', 'refused', 'skipped'],
		}),
	),
	{
		name: 'too many, list of no use',
		rules: forms(TOO_MANY),
		assumptions: (seed) =>
			oneOf<Partial<Assumptions>>(
				[{ listReferences: 'absent' }, { listPage: 50 }, { listLagMs: 60_000 }],
				seed,
			),
		course: 'again',
		unknown: 'anyTried',
		twinsOfDenied: true,
		shows: ['repeated'],
	},
];

/** Lists that show little, or late. */
const LISTS: Kind[] = [
	{
		name: 'list lags',
		rules: mixed,
		assumptions: () => ({ listLagMs: LAG_MS }),
		shows: ['adopted', 'resent'],
	},
	{
		name: 'list has pages',
		rules: mixed,
		assumptions: (seed) => ({
			listPage: 200,
			listPageMark: oneOf(['link', 'headers', 'total', 'next'], seed),
			listOrder: oneOf(['newestFirst', 'newestFirst', 'oldestFirst'], seed),
		}),
		course: 'again',
		unknown: 'anyTried',
		shows: ['unknown', 'skipped'],
	},
	{
		name: 'list without references',
		rules: mixed,
		assumptions: (seed) =>
			oneOf<Partial<Assumptions>>(
				[
					{ listReferences: 'absent' },
					{ listReferences: 'null' },
					{ listReferences: 'upperCase' },
					{ listReferenceLength: 8 },
				],
				seed,
			),
		course: 'again',
		unknown: 'anyTried',
		shows: ['unknown', 'skipped'],
	},
	{
		name: 'list without content',
		rules: mixed,
		assumptions: (seed) => {
			const where = oneOf(['byId', 'nowhere'] as const, seed);
			return { showContent: where, showTimes: where };
		},
		course: 'again',
		unknown: 'anyTried',
		shows: ['resent', 'skipped'],
	},
	{
		name: 'list without times',
		rules: mixed,
		assumptions: (seed) => ({
			showTimes: 'nowhere',
			listOrder: oneOf(['newestFirst', 'oldestFirst'], seed),
		}),
		shows: ['adopted', 'resent'],
	},
];

/** Other ways to send than one run over a sheet in which each row has its own reference. */
const COURSES: Kind[] = [
	{
		name: 'first letter of an account',
		rules: (_share, seed) => [
			{
				kind: oneOf(['resetBefore', 'resetAfter', 'hangAfter'], seed),
				method: 'POST',
				times: 1,
			},
		],
		assumptions: (seed) => ({
			listShape: 'letters',
			emptyList: oneOf(['list', 'null'], seed >> 1),
		}),
		course: 'newAccounts',
		options: { timeout: 0.5, settleWait: 1.5 },
		unknown: 'anyTried',
		shows: ['inDoubt'],
	},
	{
		name: 'two runs, few a second',
		rules: mixed,
		course: 'atOnce',
		// A claim ends before all that it holds had its turn.
		options: { requestsPerSecond: 40 },
		unknown: 'anyTried',
		shows: ['skipped'],
	},
	{
		name: '500 under one reference',
		rules: mixed,
		course: 'again',
		references: (letters) => Math.ceil(letters / 500),
		shows: ['adopted', 'resent', 'skipped'],
	},
];

export const KINDS: Kind[] = [...FAULTS, ...DENIALS, ...LISTS, ...COURSES];
