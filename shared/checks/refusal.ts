/** One reason why something is not sent, in the three parts a person needs to fix it. */
export interface Refusal {
	/** Display name of the parameter at fault, e.g. `Destination`. */
	parameter: string;
	/** What is wrong, without naming the item, e.g. `"Narnia" is not a country`. */
	reason: string;
	/** How to go on, e.g. `Use a two-letter ISO 3166-1 code such as NL`. */
	remedy: string;
}

/** What checking a value gives: the value, or every reason why it cannot be used. */
export type Checked<T> = { ok: true; value: T } | { ok: false; refusals: Refusal[] };

/** The checked value is usable. */
export function usable<T>(value: T): Checked<T> {
	return { ok: true, value };
}

/** The value cannot be used, for one reason. */
export function refused<T>(parameter: string, reason: string, remedy: string): Checked<T> {
	return { ok: false, refusals: [{ parameter, reason, remedy }] };
}

/** All reasons found in a set of checks, in order. */
export function refusalsOf(checks: Array<Checked<unknown>>): Refusal[] {
	return checks.flatMap((check) => (check.ok ? [] : check.refusals));
}

/** A refusal as one sentence for an error message: `Destination: "Narnia" is not a country`. */
export function refusalSentence({ parameter, reason }: Refusal): string {
	return `${parameter}: ${reason}`;
}
