import type { Assumptions } from '../assumptions.mts';
import { isSuccessful, Outbox } from '../../framework/outbox.mts';
import type { CallbackDelivery, StoredCallback } from './callback.mts';
import { callbackRequest, type StatusChange } from './callbackRequest.mts';

/**
 * Sends callbacks. Those about one letter go to one callback one after the other, in the order of
 * the changes; others do not wait for each other.
 */
export class CallbackSender {
	private readonly outbox = new Outbox();

	constructor(
		private readonly assumptions: Assumptions,
		private readonly onDelivery: (delivery: CallbackDelivery) => void,
	) {}

	/** Queues a callback; resolves once it was delivered or has failed for good. Never rejects. */
	send(callback: StoredCallback, change: StatusChange): Promise<void> {
		return this.outbox.send(`${callback.id} ${change.letterId}`, {
			request: () => callbackRequest(callback, change, this.assumptions),
			retries: this.assumptions.callbackRetries,
			timeoutMs: this.assumptions.callbackTimeoutMs,
			isSuccess: isSuccessful,
			onAttempt: ({ url, method, headers, body }, responseStatus, failure) => {
				this.onDelivery({
					callbackId: callback.id,
					letterId: change.letterId,
					status: change.status,
					url,
					method,
					headers,
					body,
					responseStatus,
					failure,
					at: new Date().toISOString(),
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
