import type { Checked, Refusal } from '../../../shared/checks/refusal.ts';

/** The value of a check that is expected to pass. */
export function valueOf<T>(checked: Checked<T>): T {
	if (checked.ok) return checked.value;
	throw new Error(`Refused: ${JSON.stringify(checked.refusals)}`);
}

/** The reasons of a check that is expected to fail. */
export function refusalsIn(checked: Checked<unknown>): Refusal[] {
	if (!checked.ok) return checked.refusals;
	throw new Error(`Not refused: ${JSON.stringify(checked.value)}`);
}

/** The only reason of a check that is expected to fail for one. */
export function refusalIn(checked: Checked<unknown>): Refusal {
	const [refusal, ...others] = refusalsIn(checked);
	if (refusal === undefined || others.length > 0) {
		throw new Error(`Not one refusal: ${JSON.stringify(checked)}`);
	}
	return refusal;
}
