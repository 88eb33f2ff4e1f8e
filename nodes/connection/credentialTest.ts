import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { checkAccountId } from '../cm/accountId';
import { checkBaseUrl } from '../../shared/checks/baseUrl';
import { pricesPath } from '../cm/letters/paths';
import { refusalsOf } from '../../shared/checks/refusal';
import { readBody } from '../../shared/delivery/attempt';
import { explainRefusals } from '../../shared/n8n/nodeErrors';
import { inTime } from '../../shared/n8n/waiting';
import { DEFAULT_BASE_URL } from './lettersApi';

/** Milliseconds a person waits for the test at most. */
const TIMEOUT = 15_000;

/**
 * Tests the credential with a harmless read, the prices of the account, and says in plain words
 * what was refused. A function rather than a declared request, because n8n shows a failed
 * connection of the latter as a bare system code. `request` is the one network helper that n8n
 * gives to credential tests.
 */
export async function testCmApi(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const { productToken = '', accountId, lettersBaseUrl } = data ?? {};
	if (String(productToken).trim() === '') return failed('Product Token: it is empty');

	const account = checkAccountId(accountId);
	const address = checkBaseUrl(lettersBaseUrl, 'Letters Base URL', DEFAULT_BASE_URL);
	if (!account.ok || !address.ok) return failed(explainRefusals(refusalsOf([account, address])));

	const baseUrl = address.value;
	const { helpers } = this;
	const notReached = failed(
		`CM.com was not reached at ${baseUrl}. Check the Letters Base URL and the network of this n8n.`,
	);
	const ask = async () => {
		try {
			const { statusCode, headers, body } = (await helpers.request({
				method: 'GET',
				uri: `${baseUrl}${pricesPath(account.value)}`,
				headers: { 'X-CM-PRODUCTTOKEN': String(productToken), Accept: 'application/json' },
				simple: false,
				resolveWithFullResponse: true,
				followRedirect: false,
				timeout: TIMEOUT,
			})) as { statusCode: number; headers?: Record<string, string>; body?: unknown };
			const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
			const answer = { status: statusCode, headers: headers ?? {}, text };
			const { readable } = readBody({ kind: 'answered', ...answer });
			return readable ? verdict(statusCode, text, baseUrl) : notAnApi(baseUrl, statusCode);
		} catch {
			return notReached;
		}
	};
	return await inTime(ask(), TIMEOUT, notReached);
}

/** A proxy's page, or another server's. */
function notAnApi(baseUrl: string, statusCode: number): INodeCredentialTestResult {
	return failed(
		`${baseUrl} answered with HTTP ${statusCode} and a page that is not CM.com's. Check the Letters Base URL and proxies in between.`,
	);
}

const TOKEN_REFUSED =
	'CM.com did not accept the Product Token. Copy it again from the CM.com gateway app.';
const ACCOUNT_REFUSED =
	'CM.com did not accept the Account ID. Copy it again from the address bar of the CM.com Letters app, of the account that the Product Token belongs to.';

/**
 * Which of the two was refused. The statuses are an assumption, after CM.com's Email Gateway: 401
 * without a token, 403 for an invalid one; an unknown account may be 403 as well, so the answer's
 * own words decide between them where they can.
 */
function verdict(statusCode: number, text: string, baseUrl: string): INodeCredentialTestResult {
	if (statusCode >= 200 && statusCode < 300) {
		return { status: 'OK', message: 'CM.com accepts the product token for this account' };
	}
	switch (statusCode) {
		case 401:
			return failed(TOKEN_REFUSED);
		case 403:
			if (/\baccount\b/i.test(text)) return failed(ACCOUNT_REFUSED);
			if (/\btoken\b/i.test(text)) return failed(TOKEN_REFUSED);
			return failed(
				'CM.com refused the Product Token for this Account ID. Check that both belong to the same account, and that Letters is enabled for it.',
			);
		case 404:
			return failed(`${ACCOUNT_REFUSED} Check the Letters Base URL too.`);
		default:
			return failed(
				`${baseUrl} answered with HTTP ${statusCode}, so the credential could not be tested. Try again later.`,
			);
	}
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
