import { constants } from 'node:os';

/** Something that must not outlive this process. */
export interface Stoppable {
	/** In order, when there is time. */
	stop(): Promise<void>;
	/** At once and synchronously, when the process is already on its way out. */
	stopNow(): void;
}

const running = new Set<Stoppable>();
const PARENT_CHECK_MS = 1_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
let listening = false;
let stopping = false;
let answerSignal: ((signal: NodeJS.Signals) => number) | undefined;

function stopAllNow(): void {
	for (const one of running) one.stopNow();
}

async function onSignal(signal: NodeJS.Signals): Promise<void> {
	// A terminal and npm may both pass the same signal on.
	if (stopping) return;
	stopping = true;
	const exitCode = answerSignal?.(signal) ?? 128 + constants.signals[signal];
	await stopAll();
	process.exit(exitCode);
}

function listen(): void {
	if (listening) return;
	listening = true;
	for (const signal of signals) process.on(signal, (received) => void onSignal(received));
	// Also runs after an uncaught exception.
	process.on('exit', stopAllNow);
	watchParent();
}

/**
 * npm passes SIGTERM on to the shell it runs a script in, and the shell dies of it without telling
 * anybody: then this process gets a new parent, which is the only sign there is.
 */
function watchParent(): void {
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid !== parent) void onSignal('SIGTERM');
	}, PARENT_CHECK_MS);
	timer.unref();
}

/** Registers what is to be stopped with this process; returns how to forget it again. */
export function atShutdown(one: Stoppable): () => void {
	listen();
	running.add(one);
	return () => void running.delete(one);
}

/** Stops all that is registered, the last one first. */
export async function stopAll(): Promise<void> {
	for (const one of [...running].reverse()) {
		await one.stop().catch(() => one.stopNow());
		running.delete(one);
	}
}

/** Says what a signal means here: a chance to print, and the code to exit with. */
export function onStopSignal(answer: (signal: NodeJS.Signals) => number): void {
	listen();
	answerSignal = answer;
}
