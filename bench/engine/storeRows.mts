import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { hostRequire } from './hostModules.mts';
import type { StoreKind } from './protocol.mts';

/** Rows of JSON by a key, as n8n's table `processed_data` holds them. */
export interface Rows {
	read(key: string): Promise<string | undefined>;
	write(key: string, value: string): Promise<void>;
	remove(key: string): Promise<void>;
}

export async function openRows(kind: StoreKind): Promise<Rows> {
	switch (kind) {
		case 'sqlite':
			return await inSqlite();
		case 'postgres':
			return await inPostgres();
		default:
			return inMemory();
	}
}

function inMemory(): Rows {
	const rows = new Map<string, string>();
	return {
		read: async (key) => rows.get(key),
		write: async (key, value) => void rows.set(key, value),
		remove: async (key) => void rows.delete(key),
	};
}

/** What is used of the `sqlite3` package, which n8n brings along. */
interface Sqlite {
	run(sql: string, values: unknown[], done: (error: Error | null) => void): void;
	get(
		sql: string,
		values: unknown[],
		done: (error: Error | null, row?: { value: string }) => void,
	): void;
}

async function inSqlite(): Promise<Rows> {
	const { Database } = hostRequire('sqlite3') as { Database: new (path: string) => Sqlite };
	const database = new Database(join(mkdtempSync(join(tmpdir(), 'n8n-bench-')), 'store.sqlite'));
	const run = async (sql: string, values: unknown[] = []) =>
		await new Promise<void>((resolve, reject) => {
			database.run(sql, values, (error) => (error ? reject(error) : resolve()));
		});
	await run('PRAGMA journal_mode=WAL');
	await run('CREATE TABLE processed_data (id TEXT PRIMARY KEY, value TEXT NOT NULL)');
	return {
		read: async (key) =>
			await new Promise((resolve, reject) => {
				database.get('SELECT value FROM processed_data WHERE id = ?', [key], (error, row) =>
					error ? reject(error) : resolve(row?.value),
				);
			}),
		write: async (key, value) =>
			await run('INSERT OR REPLACE INTO processed_data (id, value) VALUES (?, ?)', [key, value]),
		remove: async (key) => await run('DELETE FROM processed_data WHERE id = ?', [key]),
	};
}

/** What is used of the `pg` package, which n8n brings along. */
interface Client {
	connect(): Promise<void>;
	query(sql: string, values?: unknown[]): Promise<{ rows: Array<{ value: string }> }>;
}

/** Where PostgreSQL is, by its usual address; a table of the session, which goes with it. */
async function inPostgres(): Promise<Rows> {
	const { Client } = hostRequire('pg') as { Client: new (settings: object) => Client };
	const connectionString =
		process.env.BENCH_POSTGRES ?? 'postgres://postgres@127.0.0.1:5432/postgres';
	const client = new Client({ connectionString });
	await client.connect();
	await client.query('CREATE TEMPORARY TABLE processed_data (id TEXT PRIMARY KEY, value TEXT)');
	const upsert =
		'INSERT INTO processed_data (id, value) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET value = $2';
	return {
		read: async (key) => {
			const { rows } = await client.query('SELECT value FROM processed_data WHERE id = $1', [key]);
			return rows[0]?.value;
		},
		write: async (key, value) => {
			await client.query(upsert, [key, value]);
		},
		remove: async (key) => {
			await client.query('DELETE FROM processed_data WHERE id = $1', [key]);
		},
	};
}
