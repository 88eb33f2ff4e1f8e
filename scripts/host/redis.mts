import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Host } from './install.mts';

export interface RedisServer {
	host: string;
	port: number;
}

/** What is used of the `ioredis` package, which n8n brings along. */
interface RedisClient {
	connect(): Promise<void>;
	ping(): Promise<string>;
	scan(cursor: string, match: 'MATCH', pattern: string): Promise<[cursor: string, keys: string[]]>;
	del(...keys: string[]): Promise<number>;
	on(event: 'error', listener: () => void): void;
	disconnect(): void;
}

type Redis = new (
	settings: RedisServer & { lazyConnect: true; connectTimeout: number; retryStrategy: null },
) => RedisClient;

const CONNECT_MS = 5_000;

/** `redis://host:port` in parts. */
export function redisServer(address: string): RedisServer {
	const { hostname, port } = new URL(address);
	return { host: hostname, port: Number(port || 6379) };
}

async function withRedis(
	host: Host,
	server: RedisServer,
	work: (client: RedisClient) => Promise<void>,
): Promise<void> {
	const Client = createRequire(join(host.dir, 'package.json'))('ioredis') as Redis;
	const client = new Client({
		...server,
		lazyConnect: true,
		connectTimeout: CONNECT_MS,
		retryStrategy: null,
	});
	// The call that fails tells the reason; an event nobody listens to would end the process.
	client.on('error', () => undefined);
	try {
		await client.connect();
		await work(client);
	} finally {
		client.disconnect();
	}
}

/** Throws when there is no Redis that answers. */
export async function assertRedis(host: Host, server: RedisServer): Promise<void> {
	await withRedis(host, server, async (client) => {
		await client.ping();
	});
}

/** Deletes all keys that begin so. */
export async function deleteKeys(host: Host, server: RedisServer, prefix: string): Promise<void> {
	await withRedis(host, server, async (client) => {
		let cursor = '0';
		do {
			const [next, keys] = await client.scan(cursor, 'MATCH', `${prefix}*`);
			if (keys.length > 0) await client.del(...keys);
			cursor = next;
		} while (cursor !== '0');
	});
}
