import http from 'node:http';
import https from 'node:https';

/** How many requests are under way at once, at most, to each receiver. */
const MAX_SOCKETS = 16;

/** A request of the simulator to somebody else: a callback, a webhook. */
export interface OutgoingRequest {
	url: string;
	method: string;
	headers: Record<string, string>;
	body: string;
	/** Whether the certificate of the receiver is checked. */
	verifySSL: boolean;
}

/** What is to be sent, and to whom what came of it is told. */
export interface Order {
	/** Asked for when its turn comes. */
	request(): OutgoingRequest;
	/** How often a failed attempt is repeated, at once. */
	retries: number;
	/** How long the receiver has to answer. */
	timeoutMs: number;
	/** Whether the status of an answer is what is expected. */
	isSuccess(status: number): boolean;
	/**
	 * Called after each attempt; the status is null if there was no answer, the failure is null for
	 * a success.
	 */
	onAttempt(request: OutgoingRequest, status: number | null, failure: string | null): void;
}

/** Whether a status is one of 200 to 299. */
export function isSuccessful(status: number): boolean {
	return status >= 200 && status <= 299;
}

/**
 * Sends requests. Those with the same key go one after the other, in the order they were given;
 * others do not wait for each other.
 */
export class Outbox {
	private readonly queues = new Map<string, Promise<void>>();
	private readonly underWay = new Set<http.ClientRequest>();
	private readonly plain = new http.Agent({ maxSockets: MAX_SOCKETS });
	private readonly checked = new https.Agent({ maxSockets: MAX_SOCKETS });
	private readonly unchecked = new https.Agent({
		maxSockets: MAX_SOCKETS,
		rejectUnauthorized: false,
	});
	private closed = false;

	/** Queues an order; resolves once it was delivered or has failed for good. Never rejects. */
	send(key: string, order: Order): Promise<void> {
		const before = this.queues.get(key) ?? Promise.resolve();
		const sent = before.then(() => this.deliver(order));
		this.queues.set(key, sent);
		return sent.then(() => {
			if (this.queues.get(key) === sent) this.queues.delete(key);
		});
	}

	/** Resolves once nothing is queued or under way. */
	async settled(): Promise<void> {
		while (this.queues.size > 0) await Promise.all(this.queues.values());
	}

	/** Gives up whatever is under way, and sends nothing from now on. */
	close(): void {
		this.closed = true;
		for (const request of this.underWay) request.destroy(new Error('The simulator was closed'));
		for (const agent of [this.plain, this.checked, this.unchecked]) agent.destroy();
	}

	private async deliver(order: Order): Promise<void> {
		const request = order.request();
		for (let attempt = 0; attempt <= order.retries; attempt++) {
			if (this.closed) return;
			let status: number | null = null;
			let failure: string | null = null;
			try {
				status = await this.attempt(request, order.timeoutMs);
				if (!order.isSuccess(status)) failure = `Answered ${status}`;
			} catch (error) {
				failure = reasonOf(error);
			}
			order.onAttempt(request, status, failure);
			if (failure === null) return;
		}
	}

	/** Resolves with the status code of the answer; redirects are not followed. */
	private attempt(outgoing: OutgoingRequest, timeoutMs: number): Promise<number> {
		const { url, method, headers, body, verifySSL } = outgoing;
		return new Promise((resolve, reject) => {
			const target = new URL(url);
			const isHttps = target.protocol === 'https:';
			const secureAgent = verifySSL ? this.checked : this.unchecked;
			const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
			const request = (isHttps ? https : http).request(target, {
				method,
				headers: { ...headers, ...length },
				agent: isHttps ? secureAgent : this.plain,
			});
			this.underWay.add(request);
			let timer: NodeJS.Timeout | undefined;
			// Counted from when the request has a connection, not from when it began to wait for one.
			request.on('socket', () => {
				timer = setTimeout(() => {
					request.destroy(new Error(`No answer within ${timeoutMs} ms`));
				}, timeoutMs);
			});
			request.on('response', (response) => {
				response.resume();
				response.on('end', () => resolve(response.statusCode ?? 0));
				response.on('error', reject);
			});
			request.on('error', reject);
			request.on('close', () => {
				clearTimeout(timer);
				this.underWay.delete(request);
			});
			request.end(body);
		});
	}
}

function reasonOf(error: unknown): string {
	const { message, code } = error as NodeJS.ErrnoException;
	// A refused connection to a name with several addresses has no message of its own.
	return message || code || String(error);
}
