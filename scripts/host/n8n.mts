import { mkdir } from 'node:fs/promises';

import { n8nEnvironment } from './environment.mts';
import type { Host } from './install.mts';
import { GiveUp, poll } from './poll.mts';
import { assertPortFree, freePort } from './ports.mts';
import { startChild, type ChildExit } from './process.mts';

export interface StartN8nOptions {
	host: Host;
	/** n8n keeps all that is its own in `<userFolder>/.n8n`. */
	userFolder: string;
	/** Any free one when left out. */
	port?: number;
	/** Further settings; they win over the ones made here. */
	env?: Record<string, string>;
	logFile: string;
	timeoutMs?: number;
}

/** An n8n that answers. */
export interface RunningN8n {
	url: string;
	port: number;
	pid: number | undefined;
	logFile: string;
	exited: Promise<ChildExit>;
	/** Lets it shut down in order. */
	stop(): Promise<void>;
	/** Ends it as a power cut would (`kill -9`). */
	kill(): Promise<void>;
	/** Halts it as a machine that sleeps does, until it is thawed. */
	freeze(): void;
	thaw(): void;
}

/** The last thing n8n prints when it starts, a moment after it calls itself ready. */
export const STARTED = 'Editor is now accessible via';

function settings(userFolder: string, port: number, brokerPort: number): Record<string, string> {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		// Of the ports n8n opens, the second and last one: its task broker's.
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		// The list of n8n's verified packages comes from n8n's server.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// Another list of n8n's, of MCP servers.
		N8N_DISABLED_MODULES: 'mcp-registry',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LOG_OUTPUT: 'console',
		N8N_LOG_LEVEL: 'info',
	};
}

/** One process of n8n: the whole of it, or a part where n8n is spread over several. */
export interface N8nProcessSpec {
	host: Host;
	/** n8n's command with its flags, such as `start`. */
	args: readonly string[];
	userFolder: string;
	/** Where it answers when it is asked whether it is ready. */
	port: number;
	/** Its settings beyond those that every n8n here has. */
	env: Record<string, string>;
	/** The last thing it prints when it starts. */
	readyLine: string;
	onLine?: (line: string) => void;
	logFile: string;
	timeoutMs?: number;
}

/** Starts a process of n8n and returns once it is ready. */
export async function startN8nProcess(spec: N8nProcessSpec): Promise<RunningN8n> {
	const { host, args, userFolder, port, env, readyLine, logFile, timeoutMs = 120_000 } = spec;
	await mkdir(userFolder, { recursive: true });
	const url = `http://127.0.0.1:${port}`;

	let started = false;
	const child = startChild({
		command: host.node,
		args: [host.n8nBin, ...args],
		// Not the caller's folder: n8n reads a .env file where it is started.
		cwd: userFolder,
		env: n8nEnvironment(host.node, {
			...settings(userFolder, port, await freePort()),
			...env,
		}),
		logFile,
		onLine: (line) => {
			if (line.includes(readyLine)) started = true;
			spec.onLine?.(line);
		},
	});

	try {
		await poll(
			async () => {
				if (child.hasExited()) {
					throw new GiveUp(`n8n ended while starting; its last words:\n${child.lastLines()}`);
				}
				const { ok } = await fetch(`${url}/healthz/readiness`);
				return ok && started ? true : undefined;
			},
			{ what: `Waiting for n8n on ${url} (log: ${logFile})`, timeoutMs },
		);
	} catch (error) {
		await child.kill();
		throw error;
	}
	const { pid, exited, stop, kill, freeze, thaw } = child;
	return { url, port, pid, logFile, exited, stop, kill, freeze, thaw };
}

/** Starts n8n and returns once it is ready. */
export async function startN8n(options: StartN8nOptions): Promise<RunningN8n> {
	const { host, userFolder, env = {}, logFile, timeoutMs } = options;
	if (options.port !== undefined) await assertPortFree(options.port);
	return await startN8nProcess({
		host,
		args: ['start'],
		userFolder,
		port: options.port ?? (await freePort()),
		env,
		readyLine: STARTED,
		logFile,
		timeoutMs,
	});
}
