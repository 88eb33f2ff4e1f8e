import type { Assumptions } from '../assumptions.mts';
import { isSuccessful, Outbox, type OutgoingRequest } from '../../framework/outbox.mts';
import type { MessageStatus, WebhookDelivery } from './message.mts';
import type { WebhookBody } from './webhookBodies.mts';

/** A webhook to be called. */
export interface WebhookCall {
	kind: WebhookDelivery['kind'];
	url: string;
	messageId: string | null;
	status: MessageStatus | null;
	body: WebhookBody;
}

/**
 * Whether an answer is what CM.com asks for: "a successful code" for status reports and events, 200
 * for inbound messages (facts 5.1, 5.5, 5.6) and the test call (S-BM "Configure status reports").
 */
function isExpected(kind: WebhookDelivery['kind'], status: number): boolean {
	return kind === 'inbound' || kind === 'test' ? status === 200 : isSuccessful(status);
}

function requestOf(url: string, { contentType, text, query }: WebhookBody): OutgoingRequest {
	if (query === undefined) {
		const headers = { 'content-type': contentType };
		return { url, method: 'POST', headers, body: text, verifySSL: true };
	}
	const address = `${url}${url.includes('?') ? '&' : '?'}${query.toString()}`;
	return { url: address, method: 'GET', headers: {}, body: '', verifySSL: true };
}

/** Sends status reports, inbound messages and events; those about one message in their order. */
export class WebhookSender {
	private readonly outbox = new Outbox();
	private tests = 0;

	constructor(
		private readonly assumptions: Assumptions,
		private readonly onDelivery: (delivery: WebhookDelivery) => void,
	) {}

	/** Resolves once the webhook was called or has failed for good. Never rejects. */
	async send({ kind, url, messageId, status, body }: WebhookCall): Promise<void> {
		await this.outbox.send(messageId ?? `test ${this.tests++}`, {
			request: () => requestOf(url, body),
			retries: this.assumptions.webhookRetries,
			timeoutMs: this.assumptions.webhookTimeoutMs,
			isSuccess: (answered) => isExpected(kind, answered),
			onAttempt: (request, responseStatus, failure) => {
				const { method, headers } = request;
				this.onDelivery({
					...{ kind, messageId, status, url, method, headers },
					...{ body: request.body, responseStatus, failure, at: new Date().toISOString() },
				});
			},
		});
	}

	/** Resolves once nothing is queued or under way. */
	settled(): Promise<void> {
		return this.outbox.settled();
	}

	/** Gives up whatever is under way, and sends nothing from now on. */
	close(): void {
		this.outbox.close();
	}
}
