import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

import { atShutdown } from './shutdown.mts';

/** What to start, and where its output goes. */
export interface ChildSpec {
	command: string;
	args: readonly string[];
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** Everything the child prints is written here. */
	logFile?: string;
	onLine?: (line: string) => void;
	/** Milliseconds it has to end when it is asked to, before it is ended by force. */
	graceMs?: number;
}

export interface ChildExit {
	code: number | null;
	signal: NodeJS.Signals | null;
	/** Why it could not be started at all. */
	error?: Error;
}

export interface RunningChild {
	readonly pid: number | undefined;
	readonly exited: Promise<ChildExit>;
	readonly hasExited: () => boolean;
	/** The last lines it printed, for messages. */
	readonly lastLines: () => string;
	/** Asks it to end, waits, and ends it by force when it has not in time. */
	readonly stop: () => Promise<void>;
	/** Ends it and everything it started at once, as `kill -9` does. */
	readonly kill: () => Promise<void>;
	/** Halts it and everything it started, as a machine that sleeps does. Not on Windows. */
	readonly freeze: () => void;
	/** Lets it go on. */
	readonly thaw: () => void;
}

const KEPT_LINES = 40;
const GRACE_MS = 15_000;
const onWindows = process.platform === 'win32';

/** Ends a process with all its descendants. A group that is already gone is no error. */
function killTree(pid: number): void {
	if (onWindows) {
		spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore' });
		return;
	}
	try {
		process.kill(-pid, 'SIGKILL');
	} catch {
		// Nothing of the group is left.
	}
}

/**
 * Starts a child in a process group of its own, so that it can be stopped with all that it started.
 * It is ended with this process, however this process ends (short of being killed itself).
 */
export function startChild(spec: ChildSpec): RunningChild {
	const child = spawn(spec.command, [...spec.args], {
		cwd: spec.cwd,
		env: spec.env ?? process.env,
		detached: !onWindows,
		stdio: ['ignore', 'pipe', 'pipe'],
		windowsHide: true,
	});
	const { pid } = child;
	const lines: string[] = [];
	let exited = false;

	if (spec.logFile) mkdirSync(dirname(spec.logFile), { recursive: true });
	const log = spec.logFile ? createWriteStream(spec.logFile, { flags: 'a' }) : undefined;
	for (const stream of [child.stdout, child.stderr]) {
		createInterface({ input: stream }).on('line', (line) => {
			log?.write(`${line}\n`);
			lines.push(line);
			if (lines.length > KEPT_LINES) lines.shift();
			spec.onLine?.(line);
		});
	}

	const killNow = () => {
		if (pid !== undefined) killTree(pid);
	};
	const signalGroup = (signal: NodeJS.Signals) => {
		if (pid !== undefined && !exited) process.kill(-pid, signal);
	};
	const exit = new Promise<ChildExit>((resolve) => {
		let ended: ChildExit = { code: null, signal: null };
		child.once('error', (error) => {
			exited = true;
			resolve({ code: null, signal: null, error });
		});
		child.once('exit', (code, signal) => {
			exited = true;
			ended = { code, signal };
			// Whatever it left running goes with it, and so lets go of the output pipes.
			killNow();
		});
		child.once('close', () => {
			log?.end();
			resolve(ended);
		});
	});

	const stop = async () => {
		if (exited) return;
		child.kill('SIGTERM');
		const force = setTimeout(killNow, spec.graceMs ?? GRACE_MS);
		await exit;
		clearTimeout(force);
	};
	const forget = atShutdown({ stop, stopNow: killNow });
	void exit.then(forget);

	return {
		pid,
		exited: exit,
		hasExited: () => exited,
		lastLines: () => lines.join('\n'),
		stop,
		kill: async () => {
			if (!exited) killNow();
			await exit;
		},
		freeze: () => signalGroup('SIGSTOP'),
		thaw: () => signalGroup('SIGCONT'),
	};
}

/** Runs a command to its end; throws with the last lines of its output when it fails. */
export async function runToEnd(spec: ChildSpec): Promise<void> {
	const child = startChild({ graceMs: 2_000, ...spec });
	const { code, signal, error } = await child.exited;
	if (code === 0) return;
	const command = [spec.command, ...spec.args].join(' ');
	if (error) throw new Error(`${command} could not be started: ${error.message}`);
	const how = signal ? `was ended by ${signal}` : `ended with code ${code}`;
	throw new Error(`${command} ${how}:\n${child.lastLines()}`);
}
