import type { Answer } from '../../framework/exchange.mts';
import { magicTextIn } from './fate.mts';

/** Why the gateway for XML and GET refuses a request, all of it (S-BM "Responses & Errors - xml"). */
export class XmlGatewayError extends Error {}

/** What stands for a request the gateway cannot understand. */
export const UNKNOWN_ERROR = 'Unknown error';

/** Always 200 (S-BM): nothing in the body if accepted, otherwise a text. */
export function errorText(message: string): Answer {
	return { status: 200, body: `Error: ERROR ${message}` };
}

/**
 * Refuses a request whose texts ask for it.
 *
 * @throws XmlGatewayError
 */
export function refuseMagic(texts: readonly string[]): void {
	switch (magicTextIn(texts)) {
		case 'insufficientBalance':
			throw new XmlGatewayError('Insufficient balance.');
		case 'unroutable':
			throw new XmlGatewayError('Message is unrouteable.');
		case 'internalError':
			throw new XmlGatewayError(UNKNOWN_ERROR);
		case null:
	}
}
