/** The channels CM.com has, as it writes them (facts 2.6), by their names in lower case. */
const CHANNELS = new Map(
	[
		'SMS',
		'WhatsApp',
		'RCS',
		'Viber',
		'Push',
		'MobilePush',
		'Voice',
		'Line',
		'Twitter',
		'Instagram',
		'Facebook Messenger',
		'Google Business Messages',
		'Apple Messages for Business',
		'Apple Business Chat',
		'iMessage',
		'Telegram Messenger',
	].map((name) => [name.toLowerCase(), name]),
);

/** Channels whose recipients are no phone numbers but identifiers of their own (facts 2.4). */
const BY_IDENTIFIER: ReadonlySet<string> = new Set([
	'Line',
	'Twitter',
	'Instagram',
	'Facebook Messenger',
	'Google Business Messages',
	'Apple Messages for Business',
	'Apple Business Chat',
	'iMessage',
	'Telegram Messenger',
]);

export const SMS = 'SMS';

/** A channel as CM.com writes it, however it was written (facts 2.6), or null. */
export function knownChannel(name: string): string | null {
	return CHANNELS.get(name.toLowerCase()) ?? null;
}

/** Whether a message is addressed to phone numbers; without channels, any of them may be used. */
export function isByNumber(channels: readonly string[]): boolean {
	return channels.length === 0 || !channels.every((channel) => BY_IDENTIFIER.has(channel));
}

/** Whether a message may go out as an SMS. */
export function maybeSms(channels: readonly string[]): boolean {
	return channels.length === 0 || channels.includes(SMS);
}

/** Whether a channel tells that a message was read (S-BM "Status report webhook": not SMS). */
export function tellsOfReading(channel: string): boolean {
	return channel !== SMS && channel !== 'Voice';
}
