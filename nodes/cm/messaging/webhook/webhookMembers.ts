import { withOffset, withZ } from '../centralEuropeanTime';
import { channelNamed } from '../channels';
import { member, textOf } from '../jsonMembers';

/** Reading members that several webhooks have. */

/** A number or ID: `{number: …}` in current webhooks, plain text in older ones. */
export function addressOf(value: unknown): string | null {
	return textOf(value) ?? textOf(member(value, 'number'));
}

/**
 * Who wrote: a phone number with a +, so that a Default Country is never applied to it when it is
 * answered; the ID of another channel, a name, or a short code as it came.
 * Assumption: a phone number without + or 00 is international all the same. The document calls it
 * an MSISDN (docs.cmtelecom.com, mo-webhooks), which has the country code in front.
 * @param channel null where none is named, as in the older forms, which are for SMS
 */
export function senderOf(value: unknown, channel: string | null): string | null {
	const address = addressOf(value);
	if (address === null || !isForPhones(channel)) return address;
	const [, number] =
		/^(?:00|\+)\s*([1-9]\d{5,14})$/.exec(address) ?? /^([1-9]\d{9,14})$/.exec(address) ?? [];
	return number === undefined ? address : `+${number}`;
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

/** A channel that we do not know may write its IDs in digits. */
function isForPhones(channel: string | null): boolean {
	return channel === null || channelNamed(channel)?.reachesPhones === true;
}
