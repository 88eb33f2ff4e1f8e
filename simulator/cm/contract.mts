import type { Assumptions } from './assumptions.mts';
import type { CallbackDelivery } from './letters/callback.mts';
import type { StoredLetter } from './letters/letter.mts';
import type {
	MessageEvent,
	MessageStatus,
	MessagingWebhooks,
	ReplyContent,
	StoredConversion,
	StoredMessage,
	WebhookDelivery,
} from './messaging/message.mts';

export type { Assumptions } from './assumptions.mts';
export type { CallbackDelivery, StoredCallback } from './letters/callback.mts';
export type {
	LetterAddress,
	LetterProperties,
	StoredLetter,
	StoredPdf,
} from './letters/letter.mts';
export type {
	MessageEvent,
	MessageStatus,
	MessagingWebhooks,
	ReplyContent,
	Protocol,
	StoredConversion,
	StoredMessage,
	WebhookDelivery,
} from './messaging/message.mts';
export type { Encoding } from './messaging/parts.mts';

/** Who may use the simulated account. */
export interface Credentials {
	productToken: string;
	accountId: string;
}

/** The kinds of trouble a request can be given. */
export type FaultKind =
	/** Answered with `status` (default 503) and, if given, Retry-After; not processed. */
	| 'status'
	/** The connection is reset; not processed. */
	| 'resetBefore'
	/** Processed, then the connection is reset without an answer. */
	| 'resetAfter'
	/** Never answered; not processed. */
	| 'hang'
	/** Processed, never answered. */
	| 'hangAfter'
	/**
	 * Processed (with `after: false`: not); the answer has its full Content-Length but stops halfway.
	 */
	| 'truncated'
	/** Processed; status and headers at once, then the body, a byte every tenth of a second. */
	| 'slowBody'
	/** Answered with an HTML error page (`status`, default 502); not processed. */
	| 'html'
	/** Later by `latencyMs` (default 1,000); combines with the rule that follows. */
	| 'latency'
	/** Processed; the answer's status code without its body. */
	| 'empty';

/**
 * When to trouble a request, and how. The first rule that fires wins, but for `latency`, which
 * adds to whatever fires after it.
 */
export interface FaultRule {
	kind: FaultKind;
	/** What the log calls it; its kind if absent. */
	name?: string;
	/** Only requests with this method. */
	method?: string;
	/** Only requests whose path (without the query) this regular expression matches. */
	path?: string;
	status?: number;
	/** Retry-After: seconds, or an HTTP date. */
	retryAfter?: number | string;
	/** Body of a `status` or `html` answer: text as it is, anything else as JSON. */
	body?: unknown;
	/** Milliseconds to wait first; on any kind of rule. */
	latencyMs?: number;
	/** Fires on every Nth request that matches: the Nth, the 2Nth, and so on. */
	every?: number;
	/** Fires with this probability, from 0 to 1, out of a seeded sequence. */
	probability?: number;
	/** Fires this often at most. */
	times?: number;
	/**
	 * Whether the request is processed before it is answered so. For `status` and `html` it is not,
	 * unless this is true; for `truncated` it is, unless this is false: then half an answer with
	 * `status` (default 502) and `body` comes.
	 */
	after?: boolean;
}

/** A file that was uploaded, as the log keeps it. */
export interface LoggedFile {
	field: string;
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** In hexadecimal. */
	sha256: string;
}

/** The body of a multipart request, as the log keeps it. */
export interface LoggedForm {
	fields: Record<string, string>;
	file: LoggedFile | null;
}

/** A request to one of the APIs that arrived. */
export interface LoggedRequest {
	/** ISO 8601, in UTC. */
	at: string;
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | string[]>;
	/** Names in lower case; of a product token here (not in a body) only the last four characters. */
	headers: Record<string, string>;
	contentType: string | null;
	/**
	 * Parsed JSON as it was sent, a LoggedForm, text (XML), or null if there was none or it was not
	 * read.
	 */
	body: unknown;
	/** What was answered; null if nothing was (yet). */
	status: number | null;
	/** The names or kinds of the faults that fired, joined by +. */
	fault?: string;
	/** Why the OpenAPI description does not allow the request. */
	violation?: string;
}

export interface SimulatorOptions {
	/** 0, the default, takes a free one. */
	port?: number;
	host?: '127.0.0.1';
	productToken?: string;
	accountId?: string;
	/** Where to keep letters and callbacks, to have them again after a restart. */
	stateFile?: string;
	/**
	 * Milliseconds a letter or message stays in a status; absent = they move only by command.
	 */
	stepEveryMs?: number;
	/** Where the messaging webhooks go at the start. */
	messagingWebhooks?: MessagingWebhooks;
	assumptions?: Partial<Assumptions>;
	faults?: FaultRule[];
	/** Seed of the faults' probability; default 1. */
	seed?: number;
}

/** A running simulator. What it hands out are copies or must be treated as read-only. */
export interface Simulator {
	/** Without a slash at the end. */
	url: string;
	/** What goes into the credential as the base URL of the Letters API. */
	lettersUrl: string;
	/** What goes into the credential as the messaging gateway: that for JSON. */
	messagingUrl: string;
	/** The messaging gateway for XML and GET. */
	xmlGatewayUrl: string;
	/** The Conversion API. */
	conversionUrl: string;
	productToken: string;
	accountId: string;
	/** In order of creation. */
	letters(): StoredLetter[];
	/** One for each recipient the gateway accepted, in order of arrival; the latest 100,000. */
	messages(): StoredMessage[];
	/** The conversions that were confirmed, in order; the latest 50,000. */
	conversions(): StoredConversion[];
	/**
	 * Those of all APIs, in order of arrival; the latest 50,000, or fewer if their bodies have more
	 * than 128 MB.
	 */
	requests(): LoggedRequest[];
	/** The requests the OpenAPI description does not allow. */
	violations(): LoggedRequest[];
	/** Every attempt at a callback, in order of completion; the latest 50,000. */
	deliveries(): CallbackDelivery[];
	/** Every attempt at a messaging webhook, in order of completion; the latest 50,000. */
	webhookDeliveries(): WebhookDelivery[];
	/**
	 * Replaces the fault rules, and starts their counts and their random sequence anew, with the
	 * given seed or else the simulator's own.
	 */
	setFaults(rules: FaultRule[], seed?: number): void;
	setAssumptions(partial: Partial<Assumptions>): void;
	/** Changes the clock; null stops it. */
	setClock(stepEveryMs: number | null): void;
	/**
	 * Moves a letter to its next status, or to the given one. Resolves after the callbacks of the
	 * change were delivered or failed; at the end of its chain the letter stays as it is.
	 *
	 * @throws Error if there is no such letter.
	 */
	advance(letterId: string, toStatus?: string): Promise<StoredLetter>;
	/**
	 * Changes where the messaging webhooks go: what is absent stays, null takes a URL away. They are
	 * in force at once, but for a status URL that gets a test call first, if one is assumed.
	 *
	 * @returns All settings that are now in force.
	 * @throws TypeError for settings that cannot be; Error for a status URL whose test call failed.
	 */
	setMessagingWebhooks(changes: MessagingWebhooks): Promise<MessagingWebhooks>;
	/**
	 * Moves a message to its next status, or to the given one (a failure with a standard error, if
	 * you like), and sends the status report. Resolves after the webhook has answered or failed. At
	 * its end a message stays as it is; the status it already has is reported again if it is given.
	 *
	 * @throws Error if there is no such message.
	 */
	deliverMessage(id: string, outcome?: MessageStatus, errorCode?: number): Promise<StoredMessage>;
	/**
	 * Has the recipient answer a message. Resolves after the webhook has answered or failed.
	 *
	 * @throws Error if there is no such message.
	 */
	replyTo(id: string, text: string, more?: ReplyContent): Promise<StoredMessage>;
	/**
	 * Has the recipient do something else, such as {type: 'SuggestionClick', custom: {…}}.
	 *
	 * @throws Error if there is no such message.
	 */
	sendEvent(id: string, event: MessageEvent): Promise<StoredMessage>;
	/** Resolves once no callback and no webhook is under way. */
	settled(): Promise<void>;
	/**
	 * Resolves once the condition holds. It is looked at whenever a request has arrived, or has been
	 * processed, or answered, or left without an answer.
	 */
	until(holds: () => boolean): Promise<void>;
	/**
	 * Forgets letters, callbacks, messages and logs; faults, assumptions, messaging webhooks and clock
	 * are as at the start again.
	 */
	reset(): void;
	/** Closes every connection, hanging ones too, at once. */
	close(): Promise<void>;
}
