import { randomUUID } from 'node:crypto';
import { ApiError } from '../../framework/apiError.mts';
import type { Assumptions } from '../assumptions.mts';
import { StepClock } from '../../framework/clock.mts';
import type { EventHub } from '../../framework/events.mts';
import { CappedList } from '../../framework/requestLog.mts';
import { errorCodeOf, nextStatus } from './fate.mts';
import type {
	MessageEvent,
	MessageStatus,
	MessagingWebhooks,
	ReplyContent,
	StoredConversion,
	StoredMessage,
	WebhookDelivery,
} from './message.mts';
import { MessageBook } from './messageBook.mts';
import type { Judgement } from './messageRules.mts';
import {
	echo,
	incomingEvent,
	inboundMessage,
	statusReport,
	type WebhookBody,
} from './webhookBodies.mts';
import { WebhookSender } from './webhookSender.mts';

/** How many messages a page gets that has just been opened. */
const SHOWN_AT_FIRST = 2000;

/** A message as the page shows it: with the status that comes next, or null at its end. */
export type ShownMessage = StoredMessage & { next: MessageStatus | null };

/** What pages are told: messages that are new or have changed, and how many there are in all. */
export interface MessagesShown {
	messages: ShownMessage[];
	counts: Record<string, number>;
}

/** What the messaging gateway does, apart from HTTP: messages, their life, webhooks. */
export class MessagingService {
	readonly book = new MessageBook();
	readonly deliveries = new CappedList<WebhookDelivery>();
	readonly conversions = new CappedList<StoredConversion>();
	webhooks: MessagingWebhooks;
	private readonly sender: WebhookSender;
	private readonly clock = new StepClock((id) => void this.deliver(id));
	/** What pages have not been told yet; many messages may come at once. */
	private readonly untold = new Map<string, StoredMessage>();

	constructor(
		private readonly assumptions: Assumptions,
		private readonly events: EventHub,
		private readonly startWebhooks: MessagingWebhooks,
	) {
		this.webhooks = { ...startWebhooks };
		this.sender = new WebhookSender(assumptions, (delivery) => {
			this.deliveries.push(delivery);
			this.events.send('webhookDelivery', delivery);
		});
	}

	/** Keeps a message for each recipient that was not rejected. */
	accept(judged: readonly Judgement[]): void {
		const at = new Date().toISOString();
		for (const { recipients, content } of judged) {
			for (const { to, rejection } of recipients) {
				if (to === null || rejection !== null) continue;
				const message: StoredMessage = {
					...{ id: randomUUID(), to, ...content, status: 'accepted', errorCode: null },
					...{ createdAt: at, history: [{ status: 'accepted', at }], replies: [] },
				};
				this.keep(message);
				void this.call('echo', this.webhooks.echoUrl, message, null, echo(message));
				if (this.assumptions.reportAccepted) void this.report(message, 'accepted', at);
			}
		}
	}

	setClock(stepEveryMs: number | null): void {
		const moving = this.book.messages().filter((message) => nextStatus(message) !== null);
		this.clock.set(
			stepEveryMs,
			moving.map(({ id }) => id),
		);
	}

	/**
	 * Changes what is named; null takes a URL away.
	 *
	 * @throws ApiError 400 for a status URL that fails its test call, if there is one.
	 */
	async setWebhooks(changes: MessagingWebhooks): Promise<void> {
		const { statusUrl, ...others } = changes;
		Object.assign(this.webhooks, others);
		if (statusUrl === undefined) return;
		if (statusUrl !== null && this.assumptions.webhookTestCall === 'empty') {
			await this.test(statusUrl);
		}
		this.webhooks.statusUrl = statusUrl;
	}

	private async test(url: string): Promise<void> {
		const body = { contentType: 'application/json; charset=utf-8', text: '' };
		await this.sender.send({ kind: 'test', url, messageId: null, status: null, body });
		const tests = this.deliveries.all().filter(({ kind }) => kind === 'test');
		const failure = tests.at(-1)?.failure ?? null;
		if (failure !== null) throw new ApiError(400, `The test call of ${url} failed: ${failure}`);
	}

	/** @throws ApiError 404. */
	message(id: string): StoredMessage {
		const message = this.book.message(id);
		if (message === null) throw new ApiError(404, `There is no message ${id}`);
		return message;
	}

	/**
	 * Moves a message to its next status, or to the one given, and reports it; resolves once the
	 * webhook has answered. A message at its end stays as it is; one that already has the status that
	 * is given is reported again.
	 *
	 * @throws ApiError 404.
	 */
	async deliver(id: string, outcome?: MessageStatus, errorCode?: number): Promise<StoredMessage> {
		const message = this.message(id);
		const status = outcome ?? nextStatus(message);
		if (status === null) return message;
		const at = new Date().toISOString();
		const isFailure = status === 'failed' || status === 'rejected';
		const changed: StoredMessage = {
			...message,
			status,
			errorCode: (isFailure ? errorCode : undefined) ?? errorCodeOf(message.to, status),
			history: status === message.status ? message.history : [...message.history, { status, at }],
		};
		this.keep(changed);
		await this.report(changed, status, at);
		return changed;
	}

	/** @throws ApiError 404. */
	async reply(id: string, text: string, more: ReplyContent = {}): Promise<StoredMessage> {
		const message = this.message(id);
		const at = later(message.replies.at(-1)?.at);
		const changed = { ...message, replies: [...message.replies, { text, at }] };
		this.keep(changed, false);
		const { inboundUrl, inboundFormat } = this.webhooks;
		const body = inboundMessage(changed, text, at, inboundFormat, this.assumptions, more);
		await this.call('inbound', inboundUrl, changed, null, body);
		return changed;
	}

	/** @throws ApiError 404. */
	async sendEvent(id: string, event: MessageEvent): Promise<StoredMessage> {
		const message = this.message(id);
		const body = incomingEvent(message, event, new Date().toISOString(), this.assumptions);
		await this.call('event', this.webhooks.eventUrl, message, null, body);
		return message;
	}

	private async report(message: StoredMessage, status: MessageStatus, at: string): Promise<void> {
		const { statusUrl, statusFormat } = this.webhooks;
		const body = statusReport(message, status, at, statusFormat, this.assumptions);
		await this.call('status', statusUrl, message, status, body);
	}

	private async call(
		kind: WebhookDelivery['kind'],
		url: string | null | undefined,
		{ id }: StoredMessage,
		status: MessageStatus | null,
		body: WebhookBody,
	): Promise<void> {
		if (url === undefined || url === null) return;
		await this.sender.send({ kind, url, messageId: id, status, body });
	}

	private keep(message: StoredMessage, hasMoved = true): void {
		const gone = this.book.put(message);
		if (gone !== null) this.clock.release(gone);
		if (hasMoved) {
			if (nextStatus(message) === null) this.clock.release(message.id);
			else this.clock.wind(message.id);
		}
		if (!this.events.isHeard) return;
		if (this.untold.size === 0) setImmediate(() => this.tell());
		this.untold.set(message.id, message);
	}

	private tell(): void {
		const messages = [...this.untold.values()];
		this.untold.clear();
		if (messages.length > 0) this.events.send('messagesChanged', this.shown(messages));
	}

	private shown(messages: readonly StoredMessage[]): MessagesShown {
		return {
			messages: messages.map((message) => ({ ...message, next: nextStatus(message) })),
			counts: this.book.counts(),
		};
	}

	/** The latest messages, as the page shows them. */
	shownMessages(): MessagesShown {
		return this.shown(this.book.latest(SHOWN_AT_FIRST));
	}

	settled(): Promise<void> {
		return this.sender.settled();
	}

	reset(): void {
		this.clock.stop();
		this.book.clear();
		this.untold.clear();
		this.deliveries.clear();
		this.conversions.clear();
		this.webhooks = { ...this.startWebhooks };
	}

	close(): void {
		this.clock.stop();
		this.sender.close();
	}
}

/** Now, or a second after what was before: nobody writes the same twice within one. */
function later(before: string | undefined): string {
	const soonest = before === undefined ? 0 : Date.parse(before) + 1000;
	return new Date(Math.max(Date.now(), soonest)).toISOString();
}
