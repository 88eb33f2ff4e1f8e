import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseFaultRules } from './framework/faults.mts';
import { parseWebhooks } from './cm/messaging/webhookSettings.mts';
import { DEFAULT_ACCOUNT_ID, DEFAULT_PRODUCT_TOKEN, startSimulator } from './cm/server.mts';
import type { Simulator, SimulatorOptions } from './cm/server.mts';

const DEFAULT_PORT = 4010;

const HELP = `A local simulator of CM.com's Letters API and Business Messaging gateway.

Usage: npm run simulator -- [options]

  --port NUMBER    Port to listen on (default ${DEFAULT_PORT}; 0 takes a free one)
  --state FILE     Keep letters and callbacks in this file, to have them after a restart
  --token TOKEN    Product token to accept (default ${DEFAULT_PRODUCT_TOKEN})
  --account GUID   Account to accept (default ${DEFAULT_ACCOUNT_ID})
  --step-ms NUMBER Move letters and messages on by themselves, a status every so many milliseconds
  --status-url URL Send status reports of messages there
  --inbound-url URL  Send replies to messages there
  --faults FILE    Start with the fault rules in this JSON file
  --help           Show this
`;

/** Something wrong with the command line, in words for the person who typed it. */
class UsageError extends Error {}

function numberOf(
	flag: string,
	text: string | undefined,
	from: number,
	to: number,
): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (!/^\d+$/.test(text) || number < from || number > to) {
		throw new UsageError(`--${flag} is a whole number from ${from} to ${to}, not "${text}"`);
	}
	return number;
}

function faultsIn(file: string): SimulatorOptions['faults'] {
	try {
		return parseFaultRules(JSON.parse(readFileSync(file, 'utf8')));
	} catch (error) {
		throw new UsageError(`--faults ${file}: ${messageOf(error)}`);
	}
}

function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

const FLAGS = {
	port: { type: 'string' },
	state: { type: 'string' },
	token: { type: 'string' },
	account: { type: 'string' },
	'step-ms': { type: 'string' },
	'status-url': { type: 'string' },
	'inbound-url': { type: 'string' },
	faults: { type: 'string' },
	help: { type: 'boolean' },
} as const;

function webhooksOf(
	statusUrl: string | undefined,
	inboundUrl: string | undefined,
): SimulatorOptions['messagingWebhooks'] {
	try {
		return parseWebhooks({ statusUrl, inboundUrl });
	} catch (error) {
		throw new UsageError(messageOf(error));
	}
}

function parsedFlags() {
	try {
		return parseArgs({ options: FLAGS }).values;
	} catch (error) {
		throw new UsageError(messageOf(error));
	}
}

function optionsOf(flags: ReturnType<typeof parsedFlags>): SimulatorOptions {
	return {
		port: numberOf('port', flags.port, 0, 65_535) ?? DEFAULT_PORT,
		productToken: flags.token,
		accountId: flags.account,
		stateFile: flags.state,
		stepEveryMs: numberOf('step-ms', flags['step-ms'], 1, 2 ** 31 - 1),
		messagingWebhooks: webhooksOf(flags['status-url'], flags['inbound-url']),
		faults: flags.faults === undefined ? undefined : faultsIn(flags.faults),
	};
}

async function start(options: SimulatorOptions): Promise<Simulator> {
	try {
		return await startSimulator(options);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		throw new UsageError(`Port ${options.port} is taken; choose another one with --port`);
	}
}

function announce({ url, lettersUrl, messagingUrl, accountId, productToken }: Simulator): void {
	console.log(`Simulator of CM.com's Letters API and messaging gateway (nothing is sent, nothing costs money)

  Letters and messages  ${url}/

In n8n's CM.com credential:

  Letters base URL      ${lettersUrl}
  Messaging gateway     ${messagingUrl}
  Account ID            ${accountId}
  Product token         ${productToken}

Stop with Ctrl+C.`);
}

async function main(): Promise<void> {
	const flags = parsedFlags();
	if (flags.help) {
		console.log(HELP);
		return;
	}
	const simulator = await start(optionsOf(flags));
	announce(simulator);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void simulator.close());
	}
}

main().catch((error: unknown) => {
	console.error(error instanceof UsageError ? error.message : messageOf(error));
	process.exitCode = 1;
});
