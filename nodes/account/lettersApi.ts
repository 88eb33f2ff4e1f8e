import type { IHttpRequestMethods } from 'n8n-workflow';

import { checkAccountId } from '../cm/accountId';
import { checkBaseUrl } from '../cm/baseUrl';
import type { Attempt } from '../delivery/attempt';
import { refusalsOf, usable, type Checked } from '../delivery/refusal';
import { attemptRequest, type RequestContext } from '../n8n/authenticatedRequest';
import type { ServiceApi } from '../n8n/operation';
import { CREDENTIAL, readCredential } from './credential';

/** CM Letters API, Create Letters: where every path begins. */
export const DEFAULT_BASE_URL = 'https://api.cm.com/letters';

/** Milliseconds to wait for an answer, unless the node's options say otherwise. */
export const DEFAULT_TIMEOUT = 60_000;

/** The Letters API as one account sees it. */
export interface LettersApi extends ServiceApi {
	accountId: string;
	/** Where the API stands, without a slash at the end. */
	baseUrl: string;
	/** Asks once. @param path as the paths module gives it */
	ask(method: IHttpRequestMethods, path: string, body?: object): Promise<Attempt>;
}

/**
 * Connects to the Letters API with the node's credential. Asks the service nothing; refuses an
 * account ID that is no GUID, since every path holds it.
 * @param timeout milliseconds to wait for each answer
 */
export async function connectLetters(
	context: RequestContext,
	timeout = DEFAULT_TIMEOUT,
): Promise<Checked<LettersApi>> {
	const credential = await readCredential(context);
	if (!credential.ok) return credential;
	const { productToken, accountId, lettersBaseUrl } = credential.value;

	const account = checkAccountId(accountId);
	const address = checkBaseUrl(lettersBaseUrl, 'Letters Base URL', DEFAULT_BASE_URL);
	if (!account.ok || !address.ok) return { ok: false, refusals: refusalsOf([account, address]) };
	const baseUrl = address.value;
	return usable({
		identity: `${baseUrl} ${account.value}`,
		accountId: account.value,
		baseUrl,
		ask: async (method, path, body) =>
			await attemptRequest(
				context,
				CREDENTIAL,
				{ method, url: `${baseUrl}${path}`, body, timeout },
				[productToken],
			),
	});
}
