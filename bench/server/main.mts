/**
 * The service that all contenders send to: a child process, so that it shares nobody's event loop,
 * and as little work per request as an honest answer needs. It answers after a set delay as the
 * letters API and the messaging gateway do, and counts what came in, so that a bench which lost or
 * doubled something fails instead of looking fast. Runs on Node without any loader.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { NOTHING, type Counts, type ServerOrder, type ServerReport } from './protocol.mts';

let delay = 0;
let counts: Counts = { ...NOTHING };
let open = 0;

const server = createServer((request, response) => {
	open += 1;
	counts.requests += 1;
	counts.mostOpen = Math.max(counts.mostOpen, open);
	if (request.method === 'GET') response.end('[]');
	else if (request.url?.startsWith('/letters') === true) takeLetter(request, response);
	else takeMessages(request, response);
});

/** A letter as JSON or as a form with a PDF: only its length matters, so nothing is kept. */
function takeLetter(request: IncomingMessage, response: ServerResponse): void {
	request.on('data', (chunk: Buffer) => {
		counts.bytes += chunk.length;
	});
	request.on('end', () => {
		const number = (counts.letters += 1).toString(16).padStart(12, '0');
		answer(response, 201, `{"id":"00000000-0000-4000-8000-${number}","status":"draft"}`);
	});
}

interface Messages {
	messages: { msg: Array<{ to: Array<{ number: string }>; reference?: string }> };
}

/** Each recipient has its entry in the answer, in the order of the request. */
function takeMessages(request: IncomingMessage, response: ServerResponse): void {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => {
		counts.bytes += chunk.length;
		chunks.push(chunk);
	});
	request.on('end', () => {
		const { messages } = JSON.parse(Buffer.concat(chunks).toString()) as Messages;
		const told = messages.msg.flatMap(({ to, reference }) =>
			to.map(({ number }) => ({
				to: number,
				status: 'Accepted',
				reference,
				parts: 1,
				messageDetails: null,
				messageErrorCode: 0,
			})),
		);
		counts.messages += told.length;
		const details = `Created ${told.length} message(s)`;
		answer(response, 200, JSON.stringify({ details, errorCode: 0, messages: told }));
	});
}

function answer(response: ServerResponse, status: number, body: string): void {
	const send = () => {
		open -= 1;
		response
			.writeHead(status, {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(body),
			})
			.end(body);
	};
	if (delay === 0) send();
	else setTimeout(send, delay);
}

// Neither may end a connection that a contender still means to use.
server.keepAliveTimeout = 60_000;
server.requestTimeout = 0;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
	tell({ kind: 'listening', port: (server.address() as AddressInfo).port });
});

process.on('message', (order: ServerOrder) => {
	if (order.kind === 'begin') {
		delay = order.delay;
		counts = { ...NOTHING };
		tell({ kind: 'begun' });
	} else tell({ kind: 'counts', counts });
});
process.on('disconnect', () => process.exit());

function tell(report: ServerReport): void {
	process.send?.(report);
}
