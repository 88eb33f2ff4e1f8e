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

/** One database of it. */
export interface PostgresDatabase extends PostgresServer {
	database: string;
}

/** What is used of the `pg` package, which n8n brings along. */
interface PgClient {
	connect(): Promise<void>;
	query(sql: string, values?: unknown[]): Promise<{ rows: Array<Record<string, unknown>> }>;
	end(): Promise<void>;
}

interface Pg {
	Client: new (settings: PostgresDatabase & { connectionTimeoutMillis: number }) => PgClient;
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

/** Runs one statement. @returns the rows that it gives */
export async function queryDatabase(
	host: Host,
	database: PostgresDatabase,
	sql: string,
	values: unknown[] = [],
): Promise<Array<Record<string, unknown>>> {
	const pg = createRequire(join(host.dir, 'package.json'))('pg') as Pg;
	const client = new pg.Client({ ...database, connectionTimeoutMillis: CONNECT_MS });
	await client.connect();
	try {
		return (await client.query(sql, values)).rows;
	} finally {
		await client.end();
	}
}

async function query(host: Host, server: PostgresServer, sql: string): Promise<void> {
	await queryDatabase(host, { ...server, database: 'postgres' }, sql);
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
