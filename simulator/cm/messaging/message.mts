import type { Encoding } from './parts.mts';

/** What becomes of an accepted message; the first is where each begins. */
export type MessageStatus = 'accepted' | 'delivered' | 'read' | 'failed' | 'rejected';

/** What can be reported of a message. */
export const OUTCOMES: readonly MessageStatus[] = [
	'accepted',
	'rejected',
	'delivered',
	'failed',
	'read',
];

/** The gateway a message came through: JSON, XML, or by HTTP GET. */
export type Protocol = 'json' | 'xml' | 'get';

/** A message to one recipient that the gateway accepted. Times are ISO 8601, in UTC. */
export interface StoredMessage {
	id: string;
	/** As received. */
	to: string;
	from: string;
	/** The first of the allowed channels, or SMS. */
	channel: string;
	/** As received; empty if any channel was allowed. */
	allowedChannels: string[];
	reference: string | null;
	/** The text; empty if there is only rich content. */
	body: string;
	/** As received, such as "auto". */
	bodyType: string | null;
	richContent: Record<string, unknown> | null;
	customGrouping: string | null;
	customGrouping2: string | null;
	customGrouping3: string | null;
	validity: string | null;
	appKey: string | null;
	dcs: number | null;
	minimumNumberOfMessageParts: number | null;
	maximumNumberOfMessageParts: number | null;
	parts: number;
	encoding: Encoding;
	protocol: Protocol;
	status: MessageStatus;
	/** Why it failed (S-BM "Errors"). */
	errorCode: number | null;
	createdAt: string;
	history: { status: MessageStatus; at: string }[];
	/** What the recipient wrote back. */
	replies: { text: string; at: string }[];
}

/** A conversion that was confirmed (S-BM "Conversion API", facts 6). */
export interface StoredConversion {
	at: string;
	protocol: 'json' | 'xml';
	reference: string | null;
	msisdn: string | null;
	customer: string | null;
	/** As received. */
	convertedTimestamp: string | null;
	notificationTimestamp: string | null;
	/** The messages it is about. */
	messageIds: string[];
}

/** Where the messaging webhooks go; what is absent or null is not sent. */
export interface MessagingWebhooks {
	statusUrl?: string | null;
	inboundUrl?: string | null;
	eventUrl?: string | null;
	/** Where an echo of every message that was sent goes (docs.cmtelecom.com, mt-webhooks). */
	echoUrl?: string | null;
	/** Default json; old has the members that S-BM names (facts 5.3). */
	statusFormat?: 'json' | 'xml' | 'old';
	/** Default current; flat is the older form, get the same as the query of a GET. */
	inboundFormat?: 'current' | 'flat' | 'get';
}

/** One attempt at calling a messaging webhook. */
export interface WebhookDelivery {
	kind: 'status' | 'inbound' | 'event' | 'echo' | 'test';
	/** null for a test call. */
	messageId: string | null;
	/** What was reported, if it was a status. */
	status: MessageStatus | null;
	url: string;
	method: string;
	headers: Record<string, string>;
	body: string;
	/** null if there was no answer. */
	responseStatus: number | null;
	/** Why it counts as failed; null for an answer that is as documented. */
	failure: string | null;
	/** ISO 8601, in UTC. */
	at: string;
}

/** What an answer has besides its text: its media, and its custom member (facts 5.5). */
export interface ReplyContent {
	media?: unknown;
	custom?: Record<string, unknown>;
}

/** What a user did, other than writing (facts 5.6). */
export interface MessageEvent {
	/** Such as SuggestionClick. */
	type: string;
	custom?: Record<string, unknown>;
}
