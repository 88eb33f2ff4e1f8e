import { createServer } from 'node:net';

/** A port somebody else listens on. */
export class PortTakenError extends Error {
	constructor(readonly port: number) {
		super(`Port ${port} is taken by another program`);
	}
}

/** Listens for a moment: the port (any free one for 0), or an error when it cannot be had. */
async function tryListening(port: number): Promise<number> {
	const server = createServer();
	return await new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const found = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(found));
		});
	});
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	return await tryListening(0);
}

/** Throws a {@link PortTakenError} when the port cannot be listened on. */
export async function assertPortFree(port: number): Promise<void> {
	try {
		await tryListening(port);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
			throw new PortTakenError(port);
		}
		throw error;
	}
}
