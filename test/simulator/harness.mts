import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { pdfOf as bytesOf } from '../../harness/pdf/pdf.mts';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../simulator/cm/server.mts';

/** An answer, with its body as JSON if it is JSON, as text otherwise. */
export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	json: Record<string, unknown>;
	/** The `id` in it, if any. */
	id: string;
}

/** A client of a simulated account; paths are those below /accounts/{accountId}/. */
export class Client {
	constructor(readonly simulator: Simulator) {}

	url(path: string): string {
		return `${this.simulator.lettersUrl}/accounts/${this.simulator.accountId}/${path}`;
	}

	async send(method: string, path: string, init: RequestInit = {}): Promise<Reply> {
		const headers = new Headers(init.headers);
		if (!headers.has('X-CM-PRODUCTTOKEN')) {
			headers.set('X-CM-PRODUCTTOKEN', this.simulator.productToken);
		}
		return replyOf(await fetch(this.url(path), { ...init, method, headers }));
	}

	sendJson(method: string, path: string, body: unknown): Promise<Reply> {
		const headers = { 'Content-Type': 'application/json' };
		return this.send(method, path, { headers, body: JSON.stringify(body) });
	}

	sendForm(fields: Record<string, string | Blob>): Promise<Reply> {
		const form = new FormData();
		for (const [name, value] of Object.entries(fields)) {
			if (typeof value === 'string') form.append(name, value);
			else form.append(name, value, 'letter-1.pdf');
		}
		return this.send('POST', 'letters', { body: form });
	}

	/** Creates a letter that must be accepted, and gives its ID. */
	async createLetter(properties: Record<string, unknown> = {}): Promise<string> {
		const reply = await this.sendJson('POST', 'letters', { ...LETTER, ...properties });
		if (reply.status !== 201) throw new Error(`Not created: ${reply.text}`);
		return reply.id;
	}

	/** Creates a callback that must be accepted, and gives its ID. */
	async createCallback(endpoint: string, config?: Record<string, unknown>): Promise<string> {
		const body = { type: 'http', endpoint, ...(config === undefined ? {} : { config }) };
		const reply = await this.sendJson('POST', 'callbacks', body);
		if (reply.status !== 201) throw new Error(`Not created: ${reply.text}`);
		return reply.id;
	}

	admin(method: string, path: string, body?: unknown): Promise<Reply> {
		const url = `${this.simulator.url}/_simulator/${path}`;
		if (body === undefined) return fetch(url, { method }).then(replyOf);
		const headers = { 'Content-Type': 'application/json' };
		return fetch(url, { method, headers, body: JSON.stringify(body) }).then(replyOf);
	}
}

async function replyOf(response: Response): Promise<Reply> {
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json') && text !== '';
	const json = (isJson ? (JSON.parse(text) as Record<string, unknown> | null) : null) ?? {};
	const { status, headers } = response;
	return { status, headers, text, json, id: String(json.id) };
}

/** A letter with all that is required, and nothing else. */
export const LETTER = {
	destination: 'NL',
	addresses: [{ recipient: 'J. de Vries\nKeizersgracht 1\n1015 CN Amsterdam' }],
	message: 'Dear J. de Vries,\n\nthe fee is €5.\n\nKind regards',
};

const toClose: { close(): Promise<void> }[] = [];
afterEach(() => Promise.all(toClose.splice(0).map((server) => server.close())));

/** Starts a simulator for one test, which may close it itself. */
export async function startOwn(options: SimulatorOptions = {}): Promise<Client> {
	const simulator = await startSimulator(options);
	toClose.push(simulator);
	return new Client(simulator);
}

/** Starts a simulator for all tests of a file, and empties it before each of them. */
export function withSimulator(options: SimulatorOptions = {}): () => Client {
	let client: Client;
	beforeAll(async () => {
		client = new Client(await startSimulator(options));
	});
	beforeEach(() => client.simulator.reset());
	afterAll(() => client.simulator.close());
	return () => client;
}

/** A real PDF of so many pages. */
export async function pdfOf(pages: number): Promise<Blob> {
	return new Blob([bytesOf(pages)], { type: 'application/pdf' });
}

/** A request that a receiver of callbacks got. */
export interface Received {
	method: string;
	url: string;
	headers: http.IncomingHttpHeaders;
	body: string;
}

/** A server, for one test, that collects what callbacks send to it. */
export class Receiver {
	readonly received: Received[] = [];
	/** What it answers; null keeps it silent. */
	status: number | null = 200;
	private waiting: (() => void)[] = [];

	private constructor(private readonly server: http.Server | https.Server) {
		server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const { method = '', url = '', headers } = request;
				this.received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
				if (this.status !== null) response.writeHead(this.status).end();
				for (const wake of this.waiting.splice(0)) wake();
			});
		});
	}

	static async start(tls?: https.ServerOptions): Promise<Receiver> {
		const server = tls === undefined ? http.createServer() : https.createServer(tls);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const receiver = new Receiver(server);
		toClose.push(receiver);
		return receiver;
	}

	get url(): string {
		const scheme = this.server instanceof https.Server ? 'https' : 'http';
		return `${scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Resolves once so many requests have come. */
	async count(wanted: number): Promise<void> {
		while (this.received.length < wanted) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		}
	}

	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}
}

/** Resolves once a condition holds, which other events of this process bring about. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
