import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../simulator/main.mts', import.meta.url));

interface Run {
	/** What was printed so far. */
	output(): string;
	printed(text: string): Promise<void>;
	kill(signal: NodeJS.Signals): void;
	/** The exit code. */
	ended: Promise<number | null>;
}

function run(...flags: string[]): Run {
	const child = spawn(process.execPath, ['--import', 'tsx', MAIN, ...flags]);
	let output = '';
	let wake = () => {};
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8');
		stream.on('data', (chunk: string) => {
			output += chunk;
			wake();
		});
	}
	const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
	return {
		output: () => output,
		printed: async (text) => {
			while (!output.includes(text)) {
				const more = new Promise<void>((resolve) => (wake = resolve));
				const isOver = await Promise.race([more.then(() => false), ended.then(() => true)]);
				if (isOver && !output.includes(text)) throw new Error(`Not printed: ${text}\n${output}`);
			}
		},
		kill: (signal) => void child.kill(signal),
		ended,
	};
}

test('starts, says what to type, and ends when told to', async () => {
	const directory = mkdtempSync(join(tmpdir(), 'simulator-'));
	const faults = join(directory, 'faults.json');
	writeFileSync(faults, '[{"kind": "status", "status": 418}]');
	const simulator = run(
		...['--port', '0', '--token', 'my-token', '--account', 'my-account'],
		...['--faults', faults, '--step-ms', '1000', '--state', join(directory, 'state')],
		...['--status-url', 'http://127.0.0.1:9/s', '--inbound-url', 'http://127.0.0.1:9/i'],
	);
	await simulator.printed('Stop with');
	expect(simulator.output()).toContain('my-token');
	expect(simulator.output()).toContain('my-account');
	const url = /http:\S+\/letters/.exec(simulator.output())?.[0];
	const messagingUrl = /http:\S+\/v1.0\/message/.exec(simulator.output())?.[0] ?? '';
	const state = await fetch(new URL('/_simulator/state', messagingUrl));
	expect(await state.json()).toMatchObject({
		messagingWebhooks: { statusUrl: 'http://127.0.0.1:9/s', inboundUrl: 'http://127.0.0.1:9/i' },
	});
	expect((await fetch(`${url}/accounts/my-account/letters`)).status).toBe(418);
	simulator.kill('SIGTERM');
	expect(await simulator.ended).toBe(0);
	rmSync(directory, { recursive: true });
});

test('--help', async () => {
	const help = run('--help');
	expect(await help.ended).toBe(0);
	expect(help.output()).toContain('--step-ms');
	expect(help.output()).toContain('--status-url');
});

test('a port that is taken', async () => {
	const other = createServer();
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
	const { port } = other.address() as { port: number };
	const simulator = run('--port', String(port));
	expect(await simulator.ended).toBe(1);
	expect(simulator.output()).toBe(`Port ${port} is taken; choose another one with --port\n`);
	await new Promise((resolve) => other.close(resolve));
});

test.each([
	[['--port', 'abc'], '--port is a whole number'],
	[['--status-url', 'nonsense'], 'statusUrl is a URL'],
	[['--step-ms', '0'], '--step-ms is a whole number'],
	[['--colour'], '--colour'],
	[['--faults', 'no-such-file'], 'no-such-file'],
])('%j is refused in one line', async (flags, complaint) => {
	const simulator = run(...flags);
	expect(await simulator.ended).toBe(1);
	expect(simulator.output()).toContain(complaint);
	expect(simulator.output().trim().split('\n')).toHaveLength(1);
});
