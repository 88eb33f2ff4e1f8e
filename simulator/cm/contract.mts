import type { FaultRule, SimulatedService } from '../framework/contract.mts';
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

export type { FaultKind, FaultRule, LoggedRequest } from '../framework/contract.mts';
export type { Assumptions } from './assumptions.mts';
export type { CallbackDelivery, StoredCallback } from './letters/callback.mts';
export type { StoredLetter } from './letters/letter.mts';
export type {
	MessageEvent,
	MessageStatus,
	MessagingWebhooks,
	ReplyContent,
	StoredConversion,
	StoredMessage,
	WebhookDelivery,
} from './messaging/message.mts';

/** Who may use the simulated account. */
export interface Credentials {
	productToken: string;
	accountId: string;
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
export interface Simulator extends SimulatedService {
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
	/** Every attempt at a callback, in order of completion; the latest 50,000. */
	deliveries(): CallbackDelivery[];
	/** Every attempt at a messaging webhook, in order of completion; the latest 50,000. */
	webhookDeliveries(): WebhookDelivery[];
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
	/**
	 * Forgets letters, callbacks, messages and logs; faults, assumptions, messaging webhooks and clock
	 * are as at the start again.
	 */
	reset(): void;
}
