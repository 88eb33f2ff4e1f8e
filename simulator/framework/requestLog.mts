import type { Request } from 'express';
import type { LoggedRequest } from './contract.mts';

/** How many entries a log keeps; the oldest go first. */
const LOG_LIMIT = 50_000;
/** How many bytes of bodies the log of requests keeps; a thousand messages may be in each. */
const BODIES_LIMIT = 128 * 1024 * 1024;

/** A list that forgets its oldest entries, a tenth of them at a time to stay cheap. */
export class CappedList<Entry> {
	protected entries: Entry[] = [];

	constructor(protected readonly limit = LOG_LIMIT) {}

	push(entry: Entry): void {
		this.entries.push(entry);
		if (this.entries.length > this.limit * 1.1) this.keepLatest(this.limit);
	}

	protected keepLatest(count: number): void {
		this.entries = this.entries.slice(-count);
	}

	all(): Entry[] {
		return this.entries.slice(-this.limit);
	}

	clear(): void {
		this.entries = [];
	}
}

/** The log of requests, which forgets its oldest entries when their bodies get too many, too. */
export class RequestLog extends CappedList<LoggedRequest> {
	private bytes = 0;

	override push(entry: LoggedRequest): void {
		super.push(entry);
		this.bytes += bodyBytes(entry);
		if (this.bytes > BODIES_LIMIT) this.keepLatest(Math.ceil(this.entries.length / 2));
	}

	protected override keepLatest(count: number): void {
		super.keepLatest(count);
		this.bytes = this.entries.reduce((sum, entry) => sum + bodyBytes(entry), 0);
	}

	override clear(): void {
		super.clear();
		this.bytes = 0;
	}
}

/** Of a form the log keeps no files, and little else. */
function bodyBytes({ headers, contentType }: LoggedRequest): number {
	if (contentType?.startsWith('multipart/')) return 0;
	return Number(headers['content-length'] ?? 0) || 0;
}

/**
 * A request as the log keeps it; its body and its answer are filled in later.
 * @param secretHeaders names, in lower case, of headers that carry a secret
 */
export function logEntryOf(request: Request, secretHeaders: readonly string[]): LoggedRequest {
	const url = new URL(request.originalUrl, 'http://127.0.0.1');
	return {
		at: new Date().toISOString(),
		method: request.method,
		path: url.pathname,
		query: queryOf(url.searchParams),
		headers: headersOf(request, secretHeaders),
		contentType: request.headers['content-type'] ?? null,
		body: null,
		status: null,
	};
}

function queryOf(parameters: URLSearchParams): Record<string, string | string[]> {
	const query: Record<string, string | string[]> = {};
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		query[name] = values.length === 1 ? (values[0] ?? '') : values;
	}
	return query;
}

function headersOf(request: Request, secretHeaders: readonly string[]): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(request.headers)) {
		const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
		headers[name] = secretHeaders.includes(name) ? masked(text) : text;
	}
	return headers;
}

/** Enough to tell two tokens apart, too little to use one. */
function masked(token: string): string {
	return token.length > 8 ? `****${token.slice(-4)}` : '****';
}
