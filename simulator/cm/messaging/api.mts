import { fileURLToPath } from 'node:url';
import express, { type RequestHandler } from 'express';
import * as OpenApiValidator from 'express-openapi-validator';
import type { Assumptions } from '../assumptions.mts';
import type { Credentials } from '../contract.mts';
import { simulatedApi, type ApiSurroundings } from '../../framework/simulatedApi.mts';
import { conversionApi } from './conversion.mts';
import { INVALID_JSON, jsonGateway, refusal } from './jsonGateway.mts';
import { withDocumentedKeys } from './keys.mts';
import type { MessagingService } from './service.mts';
import { errorText, UNKNOWN_ERROR } from './xmlErrors.mts';
import { xmlGateway } from './xmlGateway.mts';

const OPENAPI_FILE = fileURLToPath(new URL('../openapi/cm-messaging.yaml', import.meta.url));

/** Where the APIs are mounted: as at CM.com (S-BM "API endpoints", facts 6). */
export const MESSAGE_PATH = '/v1.0/message';
export const XML_GATEWAY_PATH = '/gateway.ashx';
export const CONVERSION_PATH = '/v1.0/conversion';

const anyText = express.text({ type: () => true, limit: '10mb' });

/** The simulated messaging gateway and what belongs to it, each with the path to mount it at. */
export function messagingApis(
	service: MessagingService,
	assumptions: Assumptions,
	credentials: Credentials,
	around: ApiSurroundings,
): [path: string, handlers: RequestHandler[]][] {
	const json = simulatedApi(
		{
			prepare: (request) => {
				try {
					request.body = withDocumentedKeys(request.body);
				} catch (error) {
					const { message } = error as RangeError;
					throw new OpenApiValidator.error.BadRequest({ path: request.path, message });
				}
			},
			description: {
				openApiFile: OPENAPI_FILE,
				// The token may be in the body instead, so the routes check it.
				securityHandlers: { ProductToken: () => true },
				leavesBodiesToRoutes: true,
			},
			errorAnswer: ({ status }, { method }) => {
				if (method !== 'POST') return { status: 405 };
				if (status === 404) return refusal(404, 999, UNKNOWN_ERROR);
				return status < 500 ? INVALID_JSON : refusal(500, 999, 'Unknown Error');
			},
			routes: jsonGateway(service, assumptions, credentials),
		},
		around,
	);
	const xml = simulatedApi(
		{
			parser: anyText,
			errorAnswer: ({ status }) => (status === 404 ? { status } : errorText(UNKNOWN_ERROR)),
			routes: xmlGateway(service, assumptions, credentials),
		},
		around,
	);
	const conversion = simulatedApi(
		{
			parser: anyText,
			errorAnswer: ({ status }) => ({ status }),
			routes: conversionApi(service, assumptions, credentials),
		},
		around,
	);
	return [
		[MESSAGE_PATH, json],
		[XML_GATEWAY_PATH, xml],
		[CONVERSION_PATH, conversion],
	];
}
