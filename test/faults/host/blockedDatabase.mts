import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** Holds the write lock of an SQLite database until its input ends. Runs on n8n's Node, which has SQLite. */
const HOLD = `
const { DatabaseSync } = require('node:sqlite');
const database = new DatabaseSync(process.argv[1]);
database.exec('BEGIN IMMEDIATE');
console.log('held');
process.stdin.resume().on('end', () => { database.exec('ROLLBACK'); process.exit(); });
`;

/** Does something while nobody else can write to a database. */
export async function whileBlocked<T>(
	node: string,
	database: string,
	work: () => Promise<T>,
): Promise<T> {
	const child = spawn(node, ['--no-warnings', '-e', HOLD, database], {
		stdio: ['pipe', 'pipe', 'inherit'],
	});
	const ended = once(child, 'exit');
	await Promise.race([once(child.stdout, 'data'), ended]);
	if (child.exitCode !== null) throw new Error(`${database} could not be locked`);
	try {
		return await work();
	} finally {
		child.stdin.end();
		await ended;
	}
}
