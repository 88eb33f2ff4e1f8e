import type { Request, Response } from 'express';

const KEEP_ALIVE_MS = 15_000;

/** Server-sent events: tells every open page what happened. */
export class EventHub {
	private readonly listeners = new Set<Response>();

	/** Answers a request with a stream of events that stays open, starting with those given. */
	listen(request: Request, response: Response, first: Record<string, unknown>): void {
		response.writeHead(200, {
			'Content-Type': 'text/event-stream',
			'Cache-Control': 'no-store',
		});
		const texts = Object.entries(first).map(([event, data]) => messageOf(event, data));
		response.write(`retry: 1000\n\n${texts.join('')}`);
		this.listeners.add(response);
		const timer = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
		timer.unref();
		request.on('close', () => {
			clearInterval(timer);
			this.listeners.delete(response);
		});
	}

	/** Whether anybody listens. */
	get isHeard(): boolean {
		return this.listeners.size > 0;
	}

	/** Sends an event to all that listen; the data as JSON. */
	send(event: string, data: unknown): void {
		if (!this.isHeard) return;
		const text = messageOf(event, data);
		for (const listener of this.listeners) listener.write(text);
	}
}

function messageOf(event: string, data: unknown): string {
	return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
