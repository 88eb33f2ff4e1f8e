import { Agent, request } from 'node:http';

import type { CallbackCall } from './callbackStream.mts';

/** A call, and what it was answered with. */
export interface Answered {
	call: CallbackCall;
	/** The status; or why there was no answer. */
	answer: number | string;
}

const TIMEOUT_MS = 120_000;

/** Sends less than it announced, and hangs up. */
async function breakOff({ url, method, headers, body }: CallbackCall): Promise<string> {
	const announced = { ...headers, 'content-length': String(body.length + 100) };
	const sent = request(url, { method, headers: announced, agent: false });
	sent.on('error', () => undefined);
	sent.write(body, () => {
		sent.destroy();
	});
	await new Promise((resolve) => sent.once('close', resolve));
	return 'broken off';
}

async function send(call: CallbackCall, agent: Agent): Promise<number | string> {
	const { url, method, body } = call;
	const headers = { ...call.headers, 'content-length': String(body.length) };
	return await new Promise((resolve) => {
		const sent = request(url, { method, headers, agent, timeout: TIMEOUT_MS }, (answer) => {
			answer.resume();
			answer.once('end', () => resolve(answer.statusCode ?? 0));
			answer.once('error', ({ message }) => resolve(message));
		});
		sent.once('timeout', () => {
			sent.destroy(new Error('timeout'));
		});
		sent.once('error', (error: NodeJS.ErrnoException) => {
			// The server closed an idle connection as we took it up again: it has read nothing of this.
			const unread = sent.reusedSocket && error.code === 'ECONNRESET';
			resolve(unread ? send(call, agent) : error.message);
		});
		sent.end(body);
	});
}

/**
 * Sends the calls in their order, so many at once, over connections that are kept.
 * @param mayGo resolves when the next call may go out
 */
export async function flood(
	calls: readonly CallbackCall[],
	concurrency: number,
	mayGo: (call: CallbackCall) => Promise<void> = () => Promise.resolve(),
): Promise<Answered[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
	const queue = calls.values();
	const answered: Answered[] = [];
	const sendAll = async () => {
		for (const call of queue) {
			await mayGo(call);
			const answer = call.kind === 'broken' ? await breakOff(call) : await send(call, agent);
			answered.push({ call, answer });
		}
	};
	try {
		await Promise.all(Array.from({ length: concurrency }, sendAll));
	} finally {
		agent.destroy();
	}
	return answered;
}
