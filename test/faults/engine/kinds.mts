import type { FaultKind, FaultRule } from '../../../simulator/contract.mts';

/** A kind of trouble, as the rules that give it to a share of all requests. */
export interface Trouble {
	name: string;
	rules(share: number): FaultRule[];
}

/** The journal's name of faults whose answer says that nothing was done. */
export const NOTHING_DONE = 'nothing done';

type Form = Omit<FaultRule, 'probability'> & { kind: FaultKind };

const RETRY_AFTER = { retryAfter: 1 };

/** The ways in which each kind happens, each as often: before the letter was made and after it. */
const FORMS: Record<string, Form[]> = {
	'429': [
		{ kind: 'status', status: 429, name: NOTHING_DONE },
		{ kind: 'status', status: 429, name: NOTHING_DONE, ...RETRY_AFTER },
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
		{ kind: 'status', status: 503, name: NOTHING_DONE, ...RETRY_AFTER },
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
};

/** Each kind alone, and all of them mixed. */
export const TROUBLES: Trouble[] = [
	...Object.entries(FORMS).map(([name, forms]) => ({
		name,
		rules: (share: number) => chances(forms, share),
	})),
	{
		name: 'mixed',
		rules: (share) => {
			const kinds = Object.values(FORMS);
			const weights = kinds.flatMap((forms) =>
				forms.map(() => share / kinds.length / forms.length),
			);
			return weighted(kinds.flat(), weights);
		},
	},
];

function chances(forms: Form[], share: number): FaultRule[] {
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
