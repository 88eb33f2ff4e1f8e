import type { FaultKind, FaultRule } from '../../../simulator/cm/contract.mts';

/** The log's name of faults whose answer says that nothing was done, and nothing was. */
export const NOTHING_DONE = 'nothing done';
/** Of faults whose answer refuses what was asked for, and nothing was done. */
export const REFUSED = 'refused';
/** Of faults whose answer says that nothing was done, but it was. */
export const DENIED = 'done and denied';

/** One way in which a request can go wrong. */
export type Form = Omit<FaultRule, 'probability'> & { kind: FaultKind };

const LATER = { retryAfter: 1 };

/** The ways in which each kind happens, each as often: before the letter was made and after it. */
export const FORMS = {
	'429': [
		{ kind: 'status', status: 429, name: NOTHING_DONE },
		{ kind: 'status', status: 429, name: NOTHING_DONE, ...LATER },
	],
	'500': [
		{ kind: 'status', status: 500 },
		{ kind: 'status', status: 500, after: true },
	],
	'502': [
		{ kind: 'status', status: 502 },
		{ kind: 'status', status: 502, after: true },
	],
	'503': [
		{ kind: 'status', status: 503 },
		{ kind: 'status', status: 503, name: NOTHING_DONE, ...LATER },
		{ kind: 'status', status: 503, after: true },
	],
	'reset before': [{ kind: 'resetBefore' }],
	'reset after': [{ kind: 'resetAfter' }],
	hang: [{ kind: 'hang' }, { kind: 'hangAfter' }],
	truncated: [{ kind: 'truncated', after: false }, { kind: 'truncated' }],
	HTML: [
		{ kind: 'html' },
		{ kind: 'html', status: 200 },
		{ kind: 'html', after: true },
		{ kind: 'html', status: 200, after: true },
	],
} satisfies Record<string, Form[]>;

/** A status that says no to a new letter, which was made all the same, or was not. */
export function denials(status: number, nothingDone: string, more: Partial<Form> = {}): Form[] {
	const form: Form = { kind: 'status', status, method: 'POST', ...more };
	return [
		{ ...form, after: true, name: DENIED },
		{ ...form, name: nothingDone },
	];
}

/** Too many requests, or too much to do: made all the same, or not. */
export const TOO_MANY = [
	...denials(429, NOTHING_DONE, LATER),
	...denials(503, NOTHING_DONE, LATER),
];

/** Success by its status, and failure in its words. */
export const FAILURE_IN_SUCCESS = [
	[200, { success: false, message: 'Not enough credit' }],
	[201, { status: 'error', message: 'Not enough credit' }],
	[200, { errorCode: 12, message: 'Not enough credit' }],
	[200, { error: { message: 'Not enough credit' } }],
	[207, { results: [{ status: 402, message: 'Not enough credit' }] }],
].map(
	([status, body]): Form => ({
		kind: 'status',
		method: 'POST',
		status: Number(status),
		body,
		name: REFUSED,
	}),
);

/** Success by its status, and nothing that shows it. */
export const EMPTY_SUCCESS = [{}, 'OK'].flatMap((body): Form[] =>
	[false, true].map((after) => ({ kind: 'status', method: 'POST', status: 200, body, after })),
);

/** All kinds as often as each other. */
export function mixed(share: number): FaultRule[] {
	const kinds: Form[][] = Object.values(FORMS);
	const shares = kinds.flatMap((forms) => forms.map(() => share / kinds.length / forms.length));
	return weighted(kinds.flat(), shares);
}

/** Each form as often as the others, and all together in this share of the requests. */
export function evenly(forms: Form[], share: number): FaultRule[] {
	return weighted(
		forms,
		forms.map(() => share / forms.length),
	);
}

/**
 * Each form with its share of all requests. The first rule that fires wins, so a later one gets to
 * see only the requests that those before it left alone.
 */
function weighted(forms: Form[], shares: number[]): FaultRule[] {
	let before = 0;
	return forms.map((form, index) => {
		const share = shares[index] ?? 0;
		const probability = share / (1 - before);
		before += share;
		return { ...form, probability };
	});
}
