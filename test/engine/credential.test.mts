import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { CredentialTestContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestFunction,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { useAccount } from '../../harness/engine/useAccount.mts';

const account = useAccount();

async function test(change: ICredentialDataDecryptedObject = {}, node = 'cmLetters') {
	const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData);
	const { methods, description } = account.loaded.node(node);
	const testedBy = description.credentials?.[0]?.testedBy as string;
	const run = methods?.credentialTest?.[testedBy] as ICredentialTestFunction;
	return await run.call(context, {
		id: '1',
		name: 'CM.com',
		type: 'cmApi',
		data: { ...account.credential, ...change },
	});
}

describe('testing the credential', () => {
	it.each(['cmLetters', 'cmLettersTrigger'])(
		'succeeds with a harmless read, from %s',
		async (node) => {
			expect(await test({}, node)).toEqual({
				status: 'OK',
				message: 'CM.com accepts the product token for this account',
			});
			expect(account.simulator.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
				`GET /letters/accounts/${account.simulator.accountId}/prices`,
			]);
		},
	);

	it.each([
		['a wrong token', { productToken: '00000000-0000-4000-8000-00000000dead' }, 'Product Token'],
		['a foreign account', { accountId: '11111111-2222-4333-8444-00000000dead' }, 'Account ID'],
	])('names %s', async (_name, change, named) => {
		const { status, message } = await test(change);
		expect(status).toBe('Error');
		expect(message).toMatch(new RegExp(`^CM\\.com did not accept the ${named}\\.`));
		expect(message).not.toContain(String(Object.values(change)[0]));
	});

	it.each([
		['no token', { productToken: ' ' }, 'Product Token: it is empty'],
		['no account ID', { accountId: '' }, 'Account ID: the credential holds none'],
		['a malformed account ID', { accountId: '12345' }, 'Account ID: "12345" is not a GUID'],
	])('refuses %s before any request', async (_name, change, message) => {
		expect(await test(change)).toMatchObject({
			status: 'Error',
			message: expect.stringContaining(message) as string,
		});
		expect(account.simulator.requests()).toEqual([]);
	});

	it('takes a base URL with a slash at its end', async () => {
		expect((await test({ lettersBaseUrl: `${account.simulator.lettersUrl}/` })).status).toBe('OK');
	});

	it.each([500, 302])('says that the service answered with HTTP %i', async (status) => {
		account.simulator.setFaults([{ kind: 'status', status }]);
		expect((await test()).message).toContain(`HTTP ${status}`);
	});

	describe('when the host is not there', () => {
		let server: Server;
		let address = '';
		beforeAll(async () => {
			server = createServer().listen(0, '127.0.0.1');
			await new Promise((resolve) => server.once('listening', resolve));
			address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
			await new Promise((resolve) => server.close(resolve));
		});

		it.each(['closed port', 'no address'])('says so in plain words: %s', async (what) => {
			const lettersBaseUrl = what === 'closed port' ? address : 'http://no-such-host.invalid';
			expect(await test({ lettersBaseUrl })).toEqual({
				status: 'Error',
				message: `CM.com was not reached at ${lettersBaseUrl}. Check the Letters Base URL and the network of this n8n.`,
			});
		});
	});
});
