import { fileURLToPath } from 'node:url';
import type { Request, RequestHandler } from 'express';
import { ApiError } from '../../framework/apiError.mts';
import type { Assumptions } from '../assumptions.mts';
import type { Credentials } from '../contract.mts';
import type { Answer } from '../../framework/exchange.mts';
import { filesOf, simulatedApi, type ApiSurroundings } from '../../framework/simulatedApi.mts';
import { letterRoutes, PDF_FIELD } from './routes.mts';
import type { LettersService } from './service.mts';

const OPENAPI_FILE = fileURLToPath(new URL('../openapi/cm-letters.yaml', import.meta.url));

/** Where the Letters API is mounted; the same as in the OpenAPI description. */
export const LETTERS_PATH = '/letters';

/** The simulated Letters API, to be mounted at LETTERS_PATH. */
export function lettersApi(
	service: LettersService,
	assumptions: Assumptions,
	credentials: Credentials,
	around: ApiSurroundings,
): RequestHandler[] {
	return simulatedApi(
		{
			description: {
				openApiFile: OPENAPI_FILE,
				securityHandlers: {
					ProductToken: (request) => {
						if (assumptions.checkToken) checkCredentials(request, credentials);
						return true;
					},
				},
				furtherCheck: (request) => complaintAbout(request, assumptions),
			},
			errorAnswer: (error) => errorAnswer(error, assumptions.errorShape),
			routes: letterRoutes(service, assumptions),
		},
		around,
	);
}

/** A missing token was refused (401) before; see the OpenAPI description. */
function checkCredentials(request: Request, { productToken, accountId }: Credentials): void {
	if (request.get('X-CM-PRODUCTTOKEN') !== productToken) {
		throw new ApiError(403, 'The product token is not valid');
	}
	const { openapi } = request as { openapi?: { pathParams: Record<string, string> } };
	// GUIDs are the same in capitals.
	if (openapi?.pathParams.accountId?.toLowerCase() !== accountId.toLowerCase()) {
		throw new ApiError(403, 'The product token gives no access to this account');
	}
}

/** The validator lets a file be text, and knows nothing of assumptions. */
function complaintAbout(request: Request, { listPage }: Assumptions): string | null {
	const asked = Object.keys(request.query);
	if (asked.length > 0 && listPage === 0)
		return `There are no pages to ask for: ${asked.join(', ')}`;
	if (!request.is('multipart/form-data')) return null;
	return filesOf(request).some(({ fieldname }) => fieldname === PDF_FIELD)
		? null
		: `request/body/${PDF_FIELD} must be a file`;
}

function errorAnswer({ status, message }: ApiError, shape: Assumptions['errorShape']): Answer {
	if (shape === 'text') return { status, body: message };
	return { status, body: { [shape]: shape === 'errors' ? [message] : message } };
}
