import { Router } from 'express';
import { ApiError } from '../../framework/apiError.mts';
import type { Simulator } from '../contract.mts';
import { OUTCOMES, type MessageStatus } from './message.mts';
import { objectOf, type Json } from './values.mts';
import { parseWebhooks } from './webhookSettings.mts';

/** The part of the simulator's own API that is about messages; see the README. */
export function messagingAdminRoutes(simulator: Simulator): Router {
	const router = Router();
	router.get('/messages', (_request, response) => void response.json(simulator.messages()));
	router.get('/conversions', (_request, response) => void response.json(simulator.conversions()));
	router.get('/webhook-deliveries', (_request, response) => {
		response.json(simulator.webhookDeliveries());
	});
	router.put('/messaging-webhooks', async (request, response) => {
		response.json(await simulator.setMessagingWebhooks(webhooksIn(request.body)));
	});
	router.post('/messages/:id/advance', async (request, response) => {
		const { outcome, errorCode } = objectOf(request.body);
		if (outcome !== undefined && !OUTCOMES.includes(outcome as MessageStatus)) {
			throw new ApiError(400, `outcome is one of ${OUTCOMES.join(', ')}`);
		}
		if (errorCode !== undefined && !Number.isSafeInteger(errorCode)) {
			throw new ApiError(400, 'errorCode is a whole number');
		}
		response.json(
			await simulator.deliverMessage(
				request.params.id,
				outcome as MessageStatus | undefined,
				errorCode as number | undefined,
			),
		);
	});
	router.post('/messages/:id/reply', async (request, response) => {
		const body = objectOf(request.body);
		const more = { media: body.media, custom: objectOf(body.custom) };
		response.json(await simulator.replyTo(request.params.id, requiredText(body, 'text'), more));
	});
	router.post('/messages/:id/event', async (request, response) => {
		const body = objectOf(request.body);
		const event = { type: requiredText(body, 'type'), custom: objectOf(body.custom) };
		response.json(await simulator.sendEvent(request.params.id, event));
	});
	return router;
}

function requiredText(body: Json, name: string): string {
	const value = body[name];
	if (typeof value !== 'string' || value === '') throw new ApiError(400, `${name} is a text`);
	return value;
}

function webhooksIn(body: unknown): ReturnType<typeof parseWebhooks> {
	try {
		return parseWebhooks(body);
	} catch (error) {
		throw new ApiError(400, error instanceof Error ? error.message : String(error));
	}
}
