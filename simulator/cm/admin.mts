import express, { Router, type ErrorRequestHandler, type Response } from 'express';
import { ApiError } from '../framework/apiError.mts';
import { parseAssumptions, type Assumptions } from './assumptions.mts';
import type { Simulator } from './contract.mts';
import type { EventHub } from '../framework/events.mts';
import { parseFaultRules } from '../framework/faults.mts';
import { DRAFT } from './letters/fate.mts';
import type { LettersService } from './letters/service.mts';
import { messagingAdminRoutes } from './messaging/adminRoutes.mts';
import type { MessagingService } from './messaging/service.mts';

/** What the admin API needs besides the simulator itself. */
export interface AdminSurroundings {
	service: LettersService;
	messaging: MessagingService;
	assumptions: Assumptions;
	events: EventHub;
}

/** The simulator's own API, for tests in other processes and for the page; see the README. */
export function adminRoutes(simulator: Simulator, around: AdminSurroundings): Router {
	const { service, messaging, events } = around;
	const router = Router();
	router.use((request, response, next) => {
		response.set('Cache-Control', 'no-store');
		// A page of some other site, open in the same browser, has no business here.
		if (request.get('Sec-Fetch-Site') === 'cross-site') {
			throw new ApiError(403, 'Requests from other sites are not allowed');
		}
		next();
	});
	router.use(express.json({ limit: '10mb' }));

	router.get('/health', (_request, response) => {
		response.json({
			status: 'ok',
			lettersUrl: simulator.lettersUrl,
			messagingUrl: simulator.messagingUrl,
			xmlGatewayUrl: simulator.xmlGatewayUrl,
			conversionUrl: simulator.conversionUrl,
			accountId: simulator.accountId,
		});
	});
	router.get('/state', (_request, response) => {
		response.json(stateOf(simulator, around));
	});
	router.get('/letters', (_request, response) => void response.json(simulator.letters()));
	router.get('/requests', (_request, response) => void response.json(simulator.requests()));
	router.get('/violations', (_request, response) => void response.json(simulator.violations()));
	router.get('/deliveries', (_request, response) => void response.json(simulator.deliveries()));
	router.get('/events', (request, response) => {
		events.listen(request, response, {
			letters: service.shownLetters(),
			messages: messaging.shownMessages(),
		});
	});
	router.get('/letters/:id/pdf', (request, response) => {
		sendPdf(response, service.book.pdfs.get(service.letter(request.params.id).id));
	});

	router.put('/faults', (request, response) => {
		const { seed } = request.query;
		if (seed !== undefined && !/^\d+$/.test(String(seed))) {
			throw new ApiError(400, 'seed is a whole number from 0 up');
		}
		const rules = orRefuse(() => parseFaultRules(request.body));
		simulator.setFaults(rules, seed === undefined ? undefined : Number(seed));
		response.status(204).end();
	});
	router.put('/assumptions', (request, response) => {
		simulator.setAssumptions(orRefuse(() => parseAssumptions(request.body)));
		response.json(around.assumptions);
	});
	router.put('/clock', (request, response) => {
		const { stepEveryMs } = (request.body ?? {}) as { stepEveryMs?: unknown };
		const isStep = Number.isSafeInteger(stepEveryMs) && (stepEveryMs as number) > 0;
		if (stepEveryMs !== null && !isStep) {
			throw new ApiError(400, 'stepEveryMs is a whole number of milliseconds from 1 up, or null');
		}
		simulator.setClock(stepEveryMs as number | null);
		response.status(204).end();
	});
	router.post('/letters/:id/advance', async (request, response) => {
		const { status } = (request.body ?? {}) as { status?: unknown };
		if (status !== undefined && (typeof status !== 'string' || status === '')) {
			throw new ApiError(400, 'status is a text');
		}
		response.json(await simulator.advance(request.params.id, status));
	});
	router.post('/settle', async (_request, response) => {
		await simulator.settled();
		response.status(204).end();
	});
	router.post('/reset', (_request, response) => {
		simulator.reset();
		response.status(204).end();
	});
	router.use(messagingAdminRoutes(simulator));
	router.use((request) => {
		throw new ApiError(404, `There is no ${request.method} ${request.originalUrl}`);
	});
	router.use(refuse);
	return router;
}

/** Letters that are drafts cost nothing yet. */
function stateOf(simulator: Simulator, around: AdminSurroundings): object {
	const { service, messaging, assumptions } = around;
	const letters = simulator.letters();
	const counts: Record<string, number> = {};
	let cents = 0;
	for (const { status, price } of letters) {
		counts[status] = (counts[status] ?? 0) + 1;
		if (status !== DRAFT) cents += Math.round(price * 100);
	}
	return {
		letters,
		callbacks: service.book.callbacks(),
		counts,
		totalPrice: cents / 100,
		currency: 'EUR',
		deliveries: simulator.deliveries(),
		messageTotal: messaging.book.size,
		messageCounts: messaging.book.counts(),
		messagingWebhooks: messaging.webhooks,
		webhookDeliveryTotal: messaging.deliveries.all().length,
		conversionTotal: messaging.conversions.all().length,
		assumptions,
		stepEveryMs: service.stepEveryMs,
	};
}

function sendPdf(response: Response, pdf: Buffer | null): void {
	if (pdf === null) throw new ApiError(404, 'The letter has no PDF, or it is no longer kept');
	response.set({
		'Content-Type': 'application/pdf',
		'Content-Disposition': 'inline',
		'X-Content-Type-Options': 'nosniff',
	});
	response.end(pdf);
}

function orRefuse<Result>(parse: () => Result): Result {
	try {
		return parse();
	} catch (error) {
		throw new ApiError(400, error instanceof Error ? error.message : String(error));
	}
}

const refuse: ErrorRequestHandler = (error: unknown, _request, response, next) => {
	if (response.headersSent) {
		next(error);
		return;
	}
	const { status, message } = error as { status?: unknown; message?: unknown };
	const isKnown = typeof status === 'number';
	if (!isKnown) console.error(error);
	response.status(isKnown ? status : 500).json({ message });
};
