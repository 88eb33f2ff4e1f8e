/** A refusal by n8n, in its own words. */
export class N8nRequestError extends Error {
	constructor(
		readonly status: number,
		request: string,
		text: string,
	) {
		super(`n8n answered ${status} to ${request}: ${text}`);
	}
}

function messageIn(text: string): string {
	try {
		const { message, hint } = JSON.parse(text) as { message?: string; hint?: string };
		return [message, hint].filter(Boolean).join(' - ') || text;
	} catch {
		return text;
	}
}

/** Requests to n8n's own interface, with the cookie that signing in hands out. */
export class N8nSession {
	private cookie: string | undefined;

	constructor(private readonly url: string) {}

	async get<T>(path: string): Promise<T> {
		return await this.rest<T>('GET', path);
	}

	async post<T>(path: string, body: unknown): Promise<T> {
		return await this.rest<T>('POST', path, body);
	}

	async patch<T>(path: string, body: unknown): Promise<T> {
		return await this.rest<T>('PATCH', path, body);
	}

	async delete(path: string): Promise<void> {
		await this.rest('DELETE', path);
	}

	/** A file that n8n serves beside its interface. */
	async getFile<T>(path: string): Promise<T> {
		return (await this.request('GET', path)) as T;
	}

	private async rest<T>(method: string, path: string, body?: unknown): Promise<T> {
		const { data } = (await this.request(method, `/rest${path}`, body)) as { data: T };
		return data;
	}

	private async request(method: string, path: string, body?: unknown): Promise<unknown> {
		const headers: Record<string, string> = { accept: 'application/json' };
		if (this.cookie) headers['cookie'] = this.cookie;
		if (body !== undefined) headers['content-type'] = 'application/json';
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new N8nRequestError(response.status, `${method} ${path}`, messageIn(text));
		}
		const signedIn = response.headers.getSetCookie().find((one) => one.startsWith('n8n-auth='));
		if (signedIn) this.cookie = signedIn.split(';')[0];
		return JSON.parse(text) as unknown;
	}
}
