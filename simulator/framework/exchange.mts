import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Request, Response } from 'express';
import type { FaultRule, LoggedRequest } from './contract.mts';
import type { FaultPlan } from './faults.mts';
import type { Watch } from './watch.mts';

/** What an API wants to answer: JSON, text as it is, or (undefined) nothing. */
export interface Answer {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

const DEFAULT_STATUS = 503;
const DEFAULT_HTML_STATUS = 502;
/** Milliseconds between two bytes of a slow body. */
const SLOW_MS = 100;

/**
 * One request to a simulated API: its place in the log, the fault planned for it, and the only way
 * to answer it.
 */
export class Exchange {
	private settled = false;
	private begun: Promise<boolean> | null = null;

	constructor(
		private readonly request: Request,
		private readonly response: Response,
		readonly entry: LoggedRequest,
		private readonly plan: FaultPlan,
		private readonly around: { closing: AbortSignal; watch: Watch },
	) {
		if (plan.name !== '') entry.fault = plan.name;
	}

	/**
	 * Lets the faults happen that come before processing: latency, and whatever keeps the request
	 * from being processed. However often it is asked for, it happens once.
	 *
	 * @returns Whether to go on and process the request.
	 */
	begin(): Promise<boolean> {
		this.begun ??= this.beforeProcessing();
		return this.begun;
	}

	private async beforeProcessing(): Promise<boolean> {
		const { delayMs, rule } = this.plan;
		if (delayMs > 0) {
			try {
				await delay(delayMs, undefined, { signal: this.around.closing });
			} catch {
				return this.settle();
			}
		}
		if (rule?.kind === 'hang') return this.settle();
		if (rule?.kind === 'resetBefore') return this.reset();
		if ((rule?.kind === 'status' || rule?.kind === 'html') && !rule.after) {
			await this.write(faultAnswer(rule));
			return this.settle();
		}
		if (rule?.kind === 'truncated' && rule.after === false) {
			this.truncate(faultAnswer({ status: DEFAULT_HTML_STATUS, ...rule }));
			return this.settle();
		}
		return true;
	}

	/** Answers a processed request, or does to the answer what the planned fault asks for. */
	async answer(answer: Answer): Promise<void> {
		if (this.settled) return;
		const { rule } = this.plan;
		switch (rule?.kind) {
			case 'hangAfter':
				break;
			case 'resetAfter':
				this.reset();
				break;
			case 'truncated':
				this.truncate(answer);
				break;
			case 'slowBody':
				void this.dribble(answer);
				break;
			case 'empty':
				await this.write({ status: answer.status });
				break;
			case 'status':
			case 'html':
				await this.write(faultAnswer(rule));
				break;
			default:
				await this.write(answer);
		}
		this.settle();
	}

	private settle(): false {
		this.settled = true;
		this.around.watch.changed();
		return false;
	}

	private reset(): false {
		this.request.socket.resetAndDestroy();
		return this.settle();
	}

	private truncate(answer: Answer): void {
		const { headers, bytes } = serialised(answer);
		if (bytes.length < 2) {
			this.reset();
			return;
		}
		this.entry.status = answer.status;
		this.response.writeHead(answer.status, headers);
		this.response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
			this.request.socket.destroySoon();
		});
	}

	private async dribble(answer: Answer): Promise<void> {
		const { headers, bytes } = serialised(answer);
		const { closing } = this.around;
		this.entry.status = answer.status;
		this.response.writeHead(answer.status, headers);
		this.response.flushHeaders();
		for (const byte of bytes) {
			await delay(SLOW_MS, undefined, { signal: closing }).catch(() => undefined);
			if (closing.aborted || this.response.destroyed) return;
			this.response.write(Buffer.from([byte]));
		}
		this.response.end();
	}

	private async write(answer: Answer): Promise<void> {
		// An answer ahead of the end of a large upload would look like a reset to some clients.
		if (!this.request.complete && !this.request.destroyed) {
			this.request.resume();
			await once(this.request, 'close', { signal: this.around.closing }).catch(() => undefined);
		}
		const { headers, bytes } = serialised(answer);
		this.entry.status = answer.status;
		this.response.writeHead(answer.status, headers);
		this.response.end(bytes);
	}
}

function serialised({ status, body, headers }: Answer): {
	headers: Record<string, string>;
	bytes: Buffer;
} {
	if (body === undefined) {
		const length: Record<string, string> = status === 204 ? {} : { 'Content-Length': '0' };
		return { headers: { ...length, ...headers }, bytes: Buffer.alloc(0) };
	}
	const isText = typeof body === 'string';
	const bytes = Buffer.from(isText ? body : JSON.stringify(body));
	return {
		headers: {
			'Content-Type': isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
			'Content-Length': String(bytes.length),
			...headers,
		},
		bytes,
	};
}

function faultAnswer(rule: FaultRule): Answer {
	const headers: Record<string, string> = {};
	if (rule.retryAfter !== undefined) headers['Retry-After'] = String(rule.retryAfter);
	if (rule.kind !== 'html') {
		const body = rule.body === undefined ? { message: 'Simulated fault' } : rule.body;
		return { status: rule.status ?? DEFAULT_STATUS, body, headers };
	}
	const status = rule.status ?? DEFAULT_HTML_STATUS;
	const page = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status} Simulated fault</h1></body></html>\n`;
	headers['Content-Type'] = 'text/html; charset=utf-8';
	return { status, body: typeof rule.body === 'string' ? rule.body : page, headers };
}
