/** `npm start`: a real n8n with this package, a simulator of CM.com, and letters and messages on their way. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { repositoryRoot } from '../host/install.mts';
import { PortTakenError } from '../host/ports.mts';
import { onStopSignal, stopAll } from '../host/shutdown.mts';
import { readArguments, USAGE, type DemoArguments } from './arguments.mts';
import { deliverLetters, mailSpreadsheet } from './mailing.mts';
import {
	mailingReport,
	textingReport,
	unexpected,
	unexpectedTexting,
	whereToLook,
} from './report.mts';
import { setUpScene } from './scene.mts';
import { say, step } from './steps.mts';
import { sendMessages } from './texting.mts';

/** Slow enough to watch a letter pass its statuses, fast enough to wait for. */
const STEP_EVERY_MS = 2_000;

/** What a person can do about an error, as far as it is known. */
function explain(error: unknown, { n8nPort }: DemoArguments): string {
	if (error instanceof PortTakenError) {
		const option = error.port === n8nPort ? '--n8n-port' : '--simulator-port';
		return `${error.message}. Stop it, or choose another: npm start -- ${option} ${error.port + 1}`;
	}
	const message = error instanceof Error ? error.message : String(error);
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : '';
	return cause ? `${message}\n\n${cause}` : message;
}

/** Runs the whole demonstration; returns what was not as expected. */
async function run(chosen: DemoArguments, folder: string): Promise<string[]> {
	const scene = await setUpScene({ ...chosen, folder });
	const mailing = await step(
		'Uploading examples/letters.xlsx to the form of the main example',
		async () => await mailSpreadsheet(scene),
		({ rows }) =>
			`Workflow "${scene.examples['letters-from-a-spreadsheet'].name}" ran for ${rows} rows`,
	);
	const texting = await step(
		'Sending messages by the other examples',
		async () => await sendMessages(scene),
		({ accepted }) => `${accepted} messages by SMS, one by WhatsApp, and a reply`,
	);
	const events = await step(
		'Waiting for the letters to be delivered',
		async () => await deliverLetters(scene, STEP_EVERY_MS),
		() => 'Letters are delivered, as far as a simulator delivers',
	);
	say(mailingReport(mailing, events));
	say(textingReport(texting, events));
	if (!chosen.check) say(whereToLook(scene));
	return [...unexpected(mailing, events, scene), ...unexpectedTexting(texting)];
}

async function main(): Promise<void> {
	const chosen = readArguments(process.argv.slice(2));
	if (chosen.help) {
		say(USAGE);
		return;
	}

	const name = chosen.check ? `check-${process.pid}` : `n8n-${chosen.n8nPort}`;
	const folder = join(repositoryRoot, '.demo', name);
	let upAndRunning = false;
	onStopSignal((signal) => {
		say('\nStopping ...');
		return upAndRunning && signal === 'SIGINT' ? 0 : 130;
	});

	try {
		const surprises = await run(chosen, folder);
		for (const surprise of surprises) say(`  ✗ Not as expected: ${surprise}`);
		if (!chosen.check) {
			// The simulator's and n8n's sockets keep the process alive until a signal comes.
			upAndRunning = true;
			return;
		}
		await stopAll();
		process.exitCode = surprises.length > 0 ? 1 : 0;
		if (surprises.length === 0) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
		say(surprises.length > 0 ? `  The check failed; see ${folder}` : '  The check passed.');
	} catch (error) {
		say(`\n${explain(error, chosen)}`);
		await stopAll();
		process.exitCode = 1;
	}
}

try {
	await main();
} catch (error) {
	// Only what is wrong with the command line comes here.
	console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
	process.exitCode = 2;
}
