import type { INodeParameters } from 'n8n-workflow';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { FaultRule } from '../../../simulator/cm/contract.mts';
import { soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { outcomeOrMessage } from '../../../harness/engine/errorItem.mts';
import type { NodeRun } from '../../../harness/engine/runNode.mts';
import { gatewayRequests, recipients } from './support/wire.mts';

const account = useAccount();

const number = (row: number) => `003161234560${row}`;
const rows = (count: number) =>
	Array.from({ length: count }, (_, row) => ({ json: { to: number(row), row } }));
const pairs = (options: INodeParameters = {}, more: INodeParameters = {}) =>
	soundMessage({
		to: '={{ $json.to }}',
		options: { batchSize: 2, concurrency: 1, ...options },
		...more,
	});
const continues = { settings: { onError: 'continueRegularOutput' } } as const;
const retries = (maxTries: number) => ({
	settings: { retryOnFail: true, maxTries, waitBetweenTries: 1 },
});
const documented = (status: number, errorCode: number, details: string): FaultRule => ({
	kind: 'status',
	method: 'POST',
	status,
	body: { details, errorCode, messages: [] },
});

describe('a request that is refused as a whole', () => {
	interface Case {
		more?: INodeParameters;
		run?: Partial<NodeRun>;
		fault?: FaultRule;
		productToken?: string;
	}

	it.each<[code: number, meaning: string, situation: Case]>([
		[
			101,
			'the product token was not recognised',
			{ productToken: '11111111-1111-4111-8111-111111111111' },
		],
		[102, 'the account has insufficient balance', { more: { content: 'SIM-BALANCE' } }],
		[103, 'the product token is incorrect', { productToken: 'nonsense' }],
		[202, 'the request is malformed', { fault: documented(400, 202, 'Invalid JSON') }],
		[
			203,
			'the list of messages is incorrect',
			{ fault: documented(400, 203, 'A MESSAGES object requires at least one MSG object') },
		],
		[500, 'an internal error occurred', { fault: documented(500, 500, 'Unknown Error') }],
		[999, 'an unknown error occurred', { more: { content: 'SIM-ERROR500' } }],
		[
			999,
			'the message could not be routed',
			{ fault: documented(400, 999, 'Message is unroutable.') },
		],
	])('%i: %s', async (code, meaning, { more = {}, fault, productToken }) => {
		if (fault) account.simulator.setFaults([fault]);
		const parameters = pairs({ batchSize: 1000 }, more);
		const run = productToken ? { credential: { ...account.credential, productToken } } : {};
		const { error, items } = await account.messaging(parameters, rows(3), run);
		expect(items).toEqual([]);
		expect(error?.message).toBe(`CM.com refused the request: ${meaning} [item 0]`);
		expect(error?.description).toMatch(/^Nothing was sent\./);
		expect(error?.description).toContain(`(error ${code})`);
		expect(error?.description).toContain('The same happened to [item 1, 2].');
		expect(recipients(account.simulator)).toHaveLength(1);
		expect(account.simulator.messages()).toEqual([]);

		account.simulator.setFaults(fault ? [fault] : []);
		const continued = await account.messaging(parameters, rows(3), { ...run, ...continues });
		expect(continued.items.map(outcomeOrMessage)).toEqual(
			[0, 1, 2].map(() => `CM.com refused the request: ${meaning}`),
		);
	});

	it('stops the node, which sends nothing more', async () => {
		account.simulator.setFaults([
			{ ...documented(400, 102, 'Insufficient balance.'), every: 2, times: 1 },
		]);
		const { error } = await account.messaging(pairs(), rows(6));
		expect(recipients(account.simulator)).toHaveLength(2);
		expect(error?.message).toContain('[item 2]');
		expect(error?.description).toContain('The same happened to [item 3].');
		expect(error?.description).toContain('[item 0], [item 1]');
		expect(error?.description).toContain('Not sent: 2 items.');
	});

	it('costs only its own items when the node continues', async () => {
		account.simulator.setFaults([
			{ ...documented(400, 102, 'Insufficient balance.'), every: 2, times: 1 },
		]);
		const { items } = await account.messaging(pairs(), rows(6), continues);
		expect(items.map(({ json }) => (json.error === undefined ? json.to : 'failed'))).toEqual([
			number(0),
			number(1),
			'failed',
			'failed',
			number(4),
			number(5),
		]);
	});

	it('each item is named once, also with several recipients', async () => {
		account.simulator.setFaults([documented(400, 102, 'Insufficient balance.')]);
		const { error } = await account.messaging(
			soundMessage({ to: `${number(0)}, ${number(1)}, ${number(2)}` }),
			rows(2),
		);
		expect(error?.description).toContain('The same happened to [item 0, 1].');
	});

	it.each([
		[401, 'CM.com did not accept the product token', 'Check the Product Token'],
		[403, 'CM.com did not allow the request', 'IP restrictions'],
		[404, 'There is no CM.com gateway at this address', 'Check the endpoint'],
		[413, 'CM.com finds the request too large', 'fewer messages'],
		[429, 'CM.com asks for fewer requests', 'Wait 7 seconds'],
	])('HTTP %i without its documented answer is told in words', async (status, message, remedy) => {
		account.simulator.setFaults([{ kind: 'status', status, retryAfter: 7, body: 'No.' }]);
		const { error } = await account.messaging(pairs(), rows(1));
		expect(error?.message).toBe(`${message} [item 0]`);
		expect(error?.description).toContain('Nothing was sent.');
		expect(error?.description).toContain(remedy);
		expect(error?.httpCode).toBe(String(status));
	});

	it('a gateway that cannot be reached has certainly got nothing', async () => {
		const server = createServer().listen(0, '127.0.0.1');
		await new Promise((resolve) => server.once('listening', resolve));
		const { port } = server.address() as AddressInfo;
		await new Promise((resolve) => server.close(resolve));
		const { items } = await account.messaging(pairs(), rows(1), {
			...continues,
			credential: {
				...account.credential,
				messagingGateway: `http://127.0.0.1:${port}/v1.0/message`,
			},
		});
		expect(items[0]?.json).toMatchObject({
			error: {
				message: 'CM.com could not be reached',
				outcome: 'refused',
				code: 'ECONNREFUSED',
			},
		});
	});
});

describe('a request whose fate is unknown', () => {
	const FAULTS: Array<[name: string, fault: FaultRule]> = [
		['reset after sending', { kind: 'resetAfter' }],
		['reset before', { kind: 'resetBefore' }],
		['never answered', { kind: 'hangAfter' }],
		['not taken, never answered', { kind: 'hang' }],
		['cut off', { kind: 'truncated' }],
		['not yet at its end when time is up', { kind: 'slowBody' }],
		['without a body', { kind: 'empty' }],
		['500 in other words', { kind: 'status', status: 500, body: 'Oops' }],
		['502 with a page', { kind: 'html' }],
		['200 with a page', { kind: 'html', status: 200, after: true }],
		['503 without Retry-After', { kind: 'status', status: 503 }],
	];

	it.each(FAULTS)(
		'%s: exactly its items are unknown, the others are told',
		async (_name, fault) => {
			account.simulator.setFaults([{ method: 'POST', ...fault, every: 2, times: 1 }]);
			const { items } = await account.messaging(pairs({ timeout: 0.3 }), rows(6), continues);
			expect(recipients(account.simulator)).toHaveLength(3);
			const unknown = (row: number) =>
				`It is unknown whether CM.com sent the message to ${number(row)}`;
			expect(items.map(outcomeOrMessage)).toEqual([
				'accepted',
				'accepted',
				unknown(2),
				unknown(3),
				'accepted',
				'accepted',
			]);
			expect(items[2]?.json.error).toMatchObject({
				outcome: 'unknown',
				description: expect.stringContaining('messaging log') as string,
			});
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3, 4, 5].map((item) => ({ item })),
			);
		},
	);

	it.each(FAULTS)('%s: it is not repeated by Retry On Fail', async (_name, fault) => {
		account.simulator.setFaults([{ method: 'POST', ...fault, every: 2, times: 1 }]);
		const { error } = await account.messaging(pairs({ timeout: 0.3 }), rows(6), retries(3));
		expect(error?.message).toContain('It is unknown whether CM.com sent the message');
		expect(error?.message).toContain('[item 2]');
		expect(recipients(account.simulator)).toEqual([
			[number(0), number(1)],
			[number(2), number(3)],
		]);
	});

	it.each(['xml', 'get'])('is told for %s too', async (protocol) => {
		account.simulator.setFaults([{ kind: 'html', status: 200, after: true, times: 1 }]);
		const { items } = await account.messaging(
			pairs({ protocol, batchSize: 1 }),
			rows(2),
			continues,
		);
		expect(gatewayRequests(account.simulator)).toHaveLength(2);
		expect(items.map(({ json }) => json.outcome ?? json.error)).toEqual([
			expect.objectContaining({ outcome: 'unknown' }),
			'accepted',
		]);
	});

	it('an answer that says nothing of a message leaves only that one unknown', async () => {
		account.simulator.setFaults([
			{
				kind: 'status',
				status: 200,
				body: {
					details: 'Created 1 message(s)',
					errorCode: 0,
					messages: [{ to: number(1), status: 'Accepted', parts: 1, messageErrorCode: 0 }],
				},
			},
		]);
		const { items } = await account.messaging(pairs(), rows(2), continues);
		expect(items.map(outcomeOrMessage)).toEqual([
			`It is unknown whether CM.com sent the message to ${number(0)}`,
			'accepted',
		]);
	});
});

describe('running again', () => {
	const fault = { ...documented(400, 102, 'Insufficient balance.'), every: 2, times: 1 };

	it('Retry On Fail sends only what was not accepted, and gives the earlier answers', async () => {
		account.simulator.setFaults([fault]);
		const { items, error } = await account.messaging(pairs(), rows(6), retries(2));
		expect(error).toBeUndefined();
		expect(recipients(account.simulator)).toEqual([
			[number(0), number(1)],
			[number(2), number(3)],
			[number(2), number(3)],
			[number(4), number(5)],
		]);
		expect(items.map(({ json }) => [json.to, json.status, json.parts])).toEqual(
			[0, 1, 2, 3, 4, 5].map((row) => [number(row), 'Accepted', 1]),
		);
		expect(account.simulator.messages()).toHaveLength(6);
	});

	it('"retry execution" sends only what was not accepted', async () => {
		account.simulator.setFaults([fault]);
		const first = await account.messaging(pairs(), rows(6));
		expect(first.error?.message).toContain('[item 2]');
		const second = await account.messaging(pairs(), rows(6), { retryOf: first.data });
		expect(second.error).toBeUndefined();
		expect(second.items).toHaveLength(6);
		expect(account.simulator.messages().map(({ to }) => to)).toEqual(
			[0, 1, 2, 3, 4, 5].map(number),
		);
	});
});

describe('secrets', () => {
	it.each(['json', 'xml', 'get'])(
		'the token is in no error and no output, even when the service quotes it (%s)',
		async (protocol) => {
			const { productToken } = account.simulator;
			const body =
				protocol === 'json'
					? { details: `Token ${productToken} is odd`, errorCode: 103, messages: [] }
					: `Error: ERROR Token ${productToken} is odd`;
			account.simulator.setFaults([
				{ kind: 'status', status: protocol === 'json' ? 400 : 200, body, times: 1 },
				{ kind: 'resetAfter', times: 1 },
			]);
			const { items, data } = await account.messaging(
				pairs({ protocol, batchSize: 1 }),
				rows(3),
				continues,
			);
			expect(items.map(({ json }) => json.error ?? json.outcome)).toEqual([
				expect.objectContaining({
					outcome: 'refused',
					description: expect.stringContaining('Token *** is odd') as string,
				}),
				expect.objectContaining({ outcome: 'unknown' }),
				'accepted',
			]);
			expect(JSON.stringify(data)).not.toContain(productToken);
		},
	);
});
