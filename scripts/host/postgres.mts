import { createRequire } from 'node:module';
import { join } from 'node:path';

import type { Host } from './install.mts';

/** Where a PostgreSQL is, and as whom to connect to it. */
export interface PostgresServer {
	host: string;
	port: number;
	user: string;
	password: string;
}

/** What is used of the `pg` package, which n8n brings along. */
interface PgClient {
	connect(): Promise<void>;
	query(sql: string): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
}

interface Pg {
	Client: new (
		settings: PostgresServer & { database: string; connectionTimeoutMillis: number },
	) => PgClient;
}

const CONNECT_MS = 5_000;

/** `postgres://user:password@host:port` in parts. */
export function postgresServer(address: string): PostgresServer {
	const { hostname, port, username, password } = new URL(address);
	return {
		host: hostname,
		port: Number(port || 5432),
		user: decodeURIComponent(username) || 'postgres',
		password: decodeURIComponent(password),
	};
}

async function query(host: Host, server: PostgresServer, sql: string): Promise<void> {
	const pg = createRequire(join(host.dir, 'package.json'))('pg') as Pg;
	const client = new pg.Client({
		...server,
		database: 'postgres',
		connectionTimeoutMillis: CONNECT_MS,
	});
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/** Throws when there is no PostgreSQL that lets us in. */
export async function assertPostgres(host: Host, server: PostgresServer): Promise<void> {
	await query(host, server, 'SELECT 1');
}

export async function createDatabase(
	host: Host,
	server: PostgresServer,
	name: string,
): Promise<void> {
	await query(host, server, `CREATE DATABASE "${name}"`);
}

/** Drops the database, whoever is still connected to it. */
export async function dropDatabase(
	host: Host,
	server: PostgresServer,
	name: string,
): Promise<void> {
	await query(host, server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
}
