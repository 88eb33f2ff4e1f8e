/** A channel as the node offers it. */
export interface Channel {
	/** As it stands in allowedChannels. */
	value: string;
	/** As a person knows it. */
	label: string;
	/** Whether its recipients are phone numbers; elsewhere they are IDs of the channel. */
	reachesPhones: boolean;
	/** Whether these numbers are accounts of the channel, which may have forms of their own. */
	namesAccounts: boolean;
	/** Whether it shows richContent; elsewhere the body is all there is. */
	carriesRichContent: boolean;
}

/**
 * Business Messaging API, Channels (SMS, WhatsApp, RCS, Viber, Push); the others and all
 * spellings are those of CM's own SDKs for PHP, Java and JavaScript. The same SDKs say that SMS,
 * Voice and Push carry no richContent. Assumption: which of the others reach phone numbers is not
 * written; their recipients are described as IDs, so what is given is passed on unchanged.
 */
export const CHANNELS: Channel[] = [
	channel('SMS', 'SMS', 'phone', 'plain'),
	channel('WhatsApp', 'WhatsApp', 'account', 'rich'),
	channel('RCS', 'RCS', 'phone', 'rich'),
	channel('Viber', 'Viber', 'account', 'rich'),
	channel('Push', 'Push (Hybrid Messaging)', 'phone', 'plain'),
	channel('Voice', 'Voice', 'phone', 'plain'),
	channel('MobilePush', 'Mobile Push', 'id', 'rich'),
	channel('Apple Messages for Business', 'Apple Messages for Business', 'id', 'rich'),
	channel('Facebook Messenger', 'Facebook Messenger', 'id', 'rich'),
	channel('Google Business Messages', 'Google Business Messages', 'id', 'rich'),
	channel('Instagram', 'Instagram', 'id', 'rich'),
	channel('Line', 'LINE', 'id', 'rich'),
	channel('Telegram Messenger', 'Telegram', 'id', 'rich'),
	channel('Twitter', 'X (Twitter)', 'id', 'rich'),
];

/** The channel of that name in any case, or nothing when it is none we know. */
export function channelNamed(name: string): Channel | undefined {
	const wanted = name.trim().toLowerCase();
	return CHANNELS.find(({ value }) => value.toLowerCase() === wanted);
}

/**
 * Names of channels as the service spells them. One that we do not know is passed on as it is:
 * the service may have learnt it since. Repeated names are dropped, the order is kept: it is the
 * order of fallback.
 */
export function channelNames(names: string[]): string[] {
	const spelled = names.map((name) => channelNamed(name)?.value ?? name.trim());
	return [...new Set(spelled.filter((name) => name !== ''))];
}

/** Whether recipients are phone numbers: when any channel is for phones, or none is chosen. */
export function reachPhones(names: string[]): boolean {
	return names.length === 0 || names.some((name) => channelNamed(name)?.reachesPhones === true);
}

/** Whether the numbers may be accounts of a channel. None chosen: they are taken for phones. */
export function nameAccounts(names: string[]): boolean {
	return names.some((name) => channelNamed(name)?.namesAccounts === true);
}

/** Whether richContent can be shown on at least one of the channels. None chosen: any is allowed. */
export function carryRichContent(names: string[]): boolean {
	return names.length === 0 || firstRichChannel(names) !== undefined;
}

/**
 * The channel whose rules richContent has to keep: the first that can show it. Channels behind it
 * are fallbacks, which may do with the body (Business Messaging API, Channel fallback).
 */
export function firstRichChannel(names: string[]): string | undefined {
	return channelNames(names).find((name) => channelNamed(name)?.carriesRichContent !== false);
}

function channel(
	value: string,
	label: string,
	recipients: 'phone' | 'account' | 'id',
	content: 'plain' | 'rich',
): Channel {
	return {
		value,
		label,
		reachesPhones: recipients !== 'id',
		namesAccounts: recipients === 'account',
		carriesRichContent: content === 'rich',
	};
}
