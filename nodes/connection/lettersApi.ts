import type { IHttpRequestMethods } from 'n8n-workflow';

import { checkAccountId } from '../cm/accountId';
import { checkBaseUrl, plainUrl } from '../../shared/checks/baseUrl';
import type { Attempt } from '../../shared/delivery/attempt';
import { refusalsOf, usable, type Checked } from '../../shared/checks/refusal';
import type { RequestContext } from '../../shared/n8n/authenticatedRequest';
import type { ServiceApi } from '../../shared/n8n/operation';
import type { Late } from '../../shared/delivery/repetition';
import { cmReading } from '../cm/classification';
import { requester, type Asking, type SendingRules } from '../../shared/n8n/requester';
import { CREDENTIAL, readCredential } from './credential';

/** CM Letters API, Create Letters: where every path begins. */
export const DEFAULT_BASE_URL = 'https://api.cm.com/letters';

/** What goes where no options are: in lists of the editor, in triggers. */
const DEFAULT_RULES: SendingRules = {
	timeout: 60_000,
	maxTries: 3,
	maxTime: 20_000,
	perSecond: 0,
};

/** The Letters API as one account sees it. */
export interface LettersApi extends ServiceApi {
	accountId: string;
	/** Where the API stands, without a slash at the end. */
	baseUrl: string;
	/**
	 * Asks, and asks again as far as that is safe.
	 * @param path as the paths module gives it
	 */
	ask(
		method: IHttpRequestMethods,
		path: string,
		body?: object,
		asking?: Partial<Asking>,
	): Promise<Attempt>;
	/**
	 * Sends what costs money: it is repeated only where it is certain that nothing happened.
	 * @param until no try begins after this moment (milliseconds since 1970)
	 */
	send(
		method: IHttpRequestMethods,
		path: string,
		body: object,
		until: number,
		asking?: Partial<Asking>,
	): Promise<Attempt | Late>;
}

/**
 * Methods whose requests may be repeated though they may have been carried out. RFC 9110, 9.2.2:
 * these have the same effect however often they are done. A PUT that mails a letter is told apart
 * where it is sent.
 */
const IDEMPOTENT = new Set<IHttpRequestMethods>(['GET', 'PUT', 'DELETE']);

/**
 * Connects to the Letters API with the node's credential. Asks the service nothing; refuses an
 * account ID that is no GUID, since every path holds it.
 * @param rules how requests are sent; those left out as in lists and triggers
 */
export async function connectLetters(
	context: RequestContext,
	rules: Partial<SendingRules> = {},
): Promise<Checked<LettersApi>> {
	const credential = await readCredential(context);
	if (!credential.ok) return credential;
	const { productToken, accountId, lettersBaseUrl } = credential.value;

	const account = checkAccountId(accountId);
	const address = checkBaseUrl(lettersBaseUrl, 'Letters Base URL', DEFAULT_BASE_URL);
	if (!account.ok || !address.ok) return { ok: false, refusals: refusalsOf([account, address]) };
	const baseUrl = address.value;
	const { ask, askUntil } = requester(
		context,
		CREDENTIAL,
		[productToken],
		{ ...DEFAULT_RULES, ...rules },
		cmReading,
	);
	return usable({
		identity: `${plainUrl(baseUrl)} ${account.value.toLowerCase()}`,
		accountId: account.value,
		baseUrl,
		ask: async (method, path, body, asking) =>
			await ask(
				{ method, url: `${baseUrl}${path}`, body },
				{ idempotent: IDEMPOTENT.has(method), ...asking },
			),
		send: async (method, path, body, until, asking) =>
			await askUntil(
				{ method, url: `${baseUrl}${path}`, body },
				{ idempotent: false, ...asking },
				until,
			),
	});
}
