import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { adminRoutes } from './admin.mts';
import { DEFAULT_ASSUMPTIONS, parseAssumptions, type Assumptions } from './assumptions.mts';
import type { Simulator, SimulatorOptions } from './contract.mts';
import { EventHub } from '../framework/events.mts';
import { FaultBook, parseFaultRules } from '../framework/faults.mts';
import { LETTERS_PATH, lettersApi } from './letters/api.mts';
import { LettersService } from './letters/service.mts';
import {
	CONVERSION_PATH,
	MESSAGE_PATH,
	messagingApis,
	XML_GATEWAY_PATH,
} from './messaging/api.mts';
import { MessagingService } from './messaging/service.mts';
import { parseWebhooks } from './messaging/webhookSettings.mts';
import { pageRoutes } from '../framework/page.mts';
import { RequestLog } from '../framework/requestLog.mts';
import { Watch } from '../framework/watch.mts';

export type * from './contract.mts';
export { DEFAULT_ASSUMPTIONS } from './assumptions.mts';
export { MAGIC_NAMES } from './letters/fate.mts';

export const DEFAULT_PRODUCT_TOKEN = '00000000-0000-4000-8000-000000000001';
export const DEFAULT_ACCOUNT_ID = '11111111-2222-4333-8444-555555555555';

const SECRET_HEADERS = ['x-cm-producttoken'];

const HOST = '127.0.0.1';
/** Longer than clients keep a connection, so that they do not reuse one that is being closed. */
const KEEP_ALIVE_MS = 65_000;

/**
 * Starts a simulator of CM.com's Letters API and messaging gateway, which listens on 127.0.0.1 only.
 *
 * @throws TypeError for faults, assumptions or webhooks that cannot be; Error, with the code EADDRINUSE, for
 *   a port that is taken; Error for a state file that cannot be read.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {
		port = 0,
		productToken = DEFAULT_PRODUCT_TOKEN,
		accountId = DEFAULT_ACCOUNT_ID,
		stepEveryMs = null,
	} = options;
	const startAssumptions = {
		...DEFAULT_ASSUMPTIONS,
		...parseAssumptions(options.assumptions ?? {}),
	};
	const startFaults = parseFaultRules(options.faults ?? []);

	const assumptions: Assumptions = { ...startAssumptions };
	const events = new EventHub();
	const faults = new FaultBook(options.seed ?? 1);
	const log = new RequestLog();
	const watch = new Watch();
	const messaging = new MessagingService(
		assumptions,
		events,
		parseWebhooks(options.messagingWebhooks ?? {}),
	);
	const closing = new AbortController();

	const app = express();
	app.disable('x-powered-by');
	app.enable('strict routing');
	app.enable('case sensitive routing');
	const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, options.host ?? HOST, resolve);
	});

	// The port comes first, so that a second simulator leaves the state file of the first alone. No
	// request can come in between, as nothing below waits.
	let service: LettersService;
	try {
		service = new LettersService(assumptions, events, options.stateFile ?? null);
	} catch (error) {
		server.close();
		throw error;
	}
	faults.set(startFaults);
	const setClock = (step: number | null): void => {
		service.setClock(step);
		messaging.setClock(step);
	};
	setClock(stepEveryMs);

	const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
	const simulator: Simulator = {
		url,
		lettersUrl: url + LETTERS_PATH,
		messagingUrl: url + MESSAGE_PATH,
		xmlGatewayUrl: url + XML_GATEWAY_PATH,
		conversionUrl: url + CONVERSION_PATH,
		productToken,
		accountId,
		letters: () => service.book.letters(),
		messages: () => messaging.book.messages(),
		conversions: () => messaging.conversions.all(),
		requests: () => log.all(),
		violations: () => log.all().filter((entry) => entry.violation !== undefined),
		deliveries: () => service.deliveries.all(),
		webhookDeliveries: () => messaging.deliveries.all(),
		setFaults: (rules, seed) => faults.set(parseFaultRules(rules), seed),
		setAssumptions: (partial) => void Object.assign(assumptions, parseAssumptions(partial)),
		setClock,
		advance: (letterId, toStatus) => service.advance(letterId, toStatus),
		setMessagingWebhooks: async (changes) => {
			await messaging.setWebhooks(parseWebhooks(changes));
			return { ...messaging.webhooks };
		},
		deliverMessage: (id, outcome, errorCode) => messaging.deliver(id, outcome, errorCode),
		replyTo: (id, text, more) => messaging.reply(id, text, more),
		sendEvent: (id, event) => messaging.sendEvent(id, event),
		settled: async () => {
			await Promise.all([service.settled(), messaging.settled()]);
		},
		until: (holds) => watch.until(holds),
		reset: () => {
			Object.assign(assumptions, startAssumptions);
			faults.set(startFaults);
			log.clear();
			messaging.reset();
			service.reset();
			setClock(stepEveryMs);
		},
		close: () =>
			new Promise((resolve) => {
				closing.abort();
				service.close();
				messaging.close();
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
	const around = { log, faults, watch, closing: closing.signal, secretHeaders: SECRET_HEADERS };
	const credentials = { productToken, accountId };
	app.use(LETTERS_PATH, lettersApi(service, assumptions, credentials, around));
	for (const [path, api] of messagingApis(messaging, assumptions, credentials, around)) {
		app.use(path, api);
	}
	app.use('/_simulator', adminRoutes(simulator, { service, messaging, assumptions, events }));
	app.use(pageRoutes());
	return simulator;
}
