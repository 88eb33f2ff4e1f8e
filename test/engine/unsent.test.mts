import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { TLSSocket, createServer as createTlsServer, type Server as TlsServer } from 'node:tls';

import { Credentials } from 'n8n-core';
import { UserError } from 'n8n-workflow';

import { CERTIFICATE as cert, PRIVATE_KEY as key } from '../simulator/selfSigned.mts';
import { soundLetter, soundMessage, useAccount } from '../../harness/engine/useAccount.mts';
import { errorOf } from '../../harness/engine/errorItem.mts';

const account = useAccount();
const continues = { settings: { onError: 'continueRegularOutput' } } as const;
const rows = [{ json: {} }];

describe('a connection that never stood', () => {
	let reached = 0;
	const request = () => {
		reached++;
	};
	const data = (socket: TLSSocket) => void socket.on('data', request).on('error', () => undefined);
	const servers: Array<[what: string, code: string, make: () => Server | TlsServer]> = [
		[
			'a certificate nobody vouches for',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			() => createHttpsServer({ key, cert }, request),
		],
		['no TLS at all', 'EPROTO', () => createHttpServer(request)],
		[
			'a TLS that is too old',
			'EPROTO',
			() =>
				createTlsServer(
					{ key, cert, minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' },
					data,
				),
		],
	];

	it.each(servers)('%s: certainly not sent (%s)', async (_what, code, make) => {
		reached = 0;
		const server = make().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const address = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const run = {
			...continues,
			credential: { ...account.credential, lettersBaseUrl: address, messagingGateway: address },
		};
		try {
			for (const { items } of [
				await account.letters(soundLetter(), rows, run),
				await account.messaging(soundMessage(), rows, run),
			]) {
				expect(items.map(errorOf)).toEqual([
					expect.objectContaining({
						message: 'CM.com could not be reached',
						outcome: 'refused',
						code,
					}),
				]);
			}
			expect(reached).toBe(0);
		} finally {
			await new Promise((resolve) => server.close(resolve));
		}
	});

	it('a name that does not exist', async () => {
		const { items } = await account.letters(soundLetter({ options: { maxTries: 1 } }), rows, {
			...continues,
			credential: { ...account.credential, lettersBaseUrl: 'http://cm.invalid' },
		});
		expect(items.map(errorOf)).toEqual([
			expect.objectContaining({
				outcome: 'refused',
				code: expect.stringMatching(/^ENOTFOUND$|^EAI_AGAIN$/) as string,
			}),
		]);
	});
});

/** What n8n's own classes say, and what its server says (n8n, credential-not-found.error.js). */
describe('a credential that n8n can no longer give when a request is about to leave', () => {
	const stored = (data: string | undefined) => async () =>
		await new Credentials({ id: '1', name: 'CM.com' }, 'cmApi', data).getData();
	const gone = () => {
		throw new UserError('Credential with ID "1" does not exist for type "cmApi".');
	};

	it.each<[what: string, fails: () => unknown, message: string]>([
		[
			'it was encrypted with another key',
			stored('U2FsdGVkX1+scrambledscrambledscrambled'),
			'Credentials could not be decrypted.',
		],
		['it is empty', stored(undefined), 'No data is set on this credentials.'],
		['it was deleted', gone, 'Credential with ID "1" does not exist for type "cmApi".'],
	])('%s: certainly not sent', async (_what, fails, message) => {
		const run = { ...continues, beforeDecryption: (nth: number) => nth > 1 && fails() };
		for (const { items } of [
			await account.letters(soundLetter(), rows, run),
			await account.messaging(soundMessage(), rows, run),
		]) {
			expect(items.map(errorOf)).toEqual([
				expect.objectContaining({
					message: 'n8n could not use the credential',
					description: expect.stringContaining(message) as string,
					outcome: 'refused',
				}),
			]);
		}
		expect(account.simulator.requests()).toEqual([]);
	});

	it('anything else that fails there may have happened: it is not known when', async () => {
		const { items } = await account.letters(soundLetter(), rows, {
			...continues,
			beforeDecryption: (nth: number) => {
				if (nth > 1) throw new Error('Something else');
			},
		});
		expect(items.map(errorOf)).toEqual([expect.objectContaining({ outcome: 'unknown' })]);
	});
});

describe('a wait', () => {
	it('for its turn ends when the execution is cancelled, and what waited was not sent', async () => {
		const stop = new AbortController();
		const options = { concurrency: 2, requestsPerSecond: 0.0003, duplicateProtection: 'off' };
		const run = account.letters(soundLetter({ options }), [...rows, ...rows], {
			...continues,
			abortSignal: stop.signal,
		});
		await account.simulator.until(() => account.simulator.letters().length === 1);
		stop.abort();
		const { items } = await run;
		expect(account.simulator.requests()).toHaveLength(1);
		expect(items[1]?.json.error).toMatchObject({
			message: 'It was not sent: the execution was cancelled before its turn came',
			outcome: 'refused',
		});
	});
});
