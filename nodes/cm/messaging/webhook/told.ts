import { withOffset, withZ } from '../centralEuropeanTime';
import { member, textOf } from '../members';

/** Reading members that several webhooks have. */

/** A number or ID: `{number: …}` in current webhooks, plain text in older ones. */
export function addressOf(value: unknown): string | null {
	return textOf(value) ?? textOf(member(value, 'number'));
}

/** timeUtc is UTC; every other time is CM local time. */
export function timeOf(message: unknown, localNames: string[]): string | null {
	const utc = textOf(member(message, 'timeUtc'));
	if (utc !== null) return withZ(utc);
	for (const name of localNames) {
		const local = textOf(member(message, name));
		if (local !== null) return withOffset(local);
	}
	return null;
}

/** `groupings` as a list, or the three members of their own. */
export function groupingsOf(message: unknown): Array<string | null> | null {
	const list = member(message, 'groupings');
	const groupings = Array.isArray(list)
		? list.map(textOf)
		: ['customGrouping', 'customGrouping2', 'customGrouping3'].map((name) =>
				textOf(member(message, name)),
			);
	return groupings.some((grouping) => grouping !== null) ? groupings : null;
}
