import type { INodeParameters } from 'n8n-workflow';

import { locator, soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';

const account = useAccount();

const report = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'conversion',
	operation: 'report',
	reference: 'INV20260042',
	...more,
});
const conversionRequests = () => {
	const { pathname } = new URL(account.simulator.conversionUrl);
	return account.simulator.requests().filter(({ path }) => path === pathname);
};

it('tells CM.com which message led to it, and when', async () => {
	await account.messaging(soundMessage({ reference: 'INV20260042' }));
	const { items, error } = await account.messaging(
		report({ msisdn: '0031612345678', convertedTimestamp: '2024-01-07T14:40:00' }),
	);
	expect(error).toBeUndefined();
	expect(conversionRequests().map(({ method, body }) => [method, body])).toEqual([
		[
			'POST',
			{
				ProductToken: account.simulator.productToken,
				Reference: 'INV20260042',
				Msisdn: '0031612345678',
				ConvertedTimestamp: '2024-01-07T14:40:00',
			},
		],
	]);
	expect(account.simulator.conversions()).toEqual([
		expect.objectContaining({
			reference: 'INV20260042',
			messageIds: account.simulator.messages().map(({ id }) => id),
		}),
	]);
	expect(items).toEqual([{ json: { reported: true }, pairedItem: { item: 0 } }]);
});

it('its phone number is read like that of a message', async () => {
	const { items, error } = await account.messaging(
		report({ msisdn: '06 12345678', defaultCountry: locator('NL', 'list') }),
	);
	expect(error).toBeUndefined();
	expect(conversionRequests().map(({ body }) => body)).toEqual([
		expect.objectContaining({ Msisdn: '0031612345678' }),
	]);
	expect(items.map(({ json }) => json)).toEqual([
		{ reported: true, phoneNumber: '0031612345678', phoneNumberAsTyped: '06 12345678' },
	]);
});

it.each([
	['2024-07-07T12:40:00Z', '2024-07-07T14:40:00'],
	["={{ new Date('2024-01-07T13:40:00Z') }}", '2024-01-07T14:40:00'],
])('the time %s is CM.com’s own', async (convertedTimestamp, expected) => {
	await account.messaging(report({ convertedTimestamp }));
	expect(account.simulator.conversions().map((each) => each.convertedTimestamp)).toEqual([
		expected,
	]);
});

it.each([
	[{ reference: '', msisdn: ' ' }, 'Reference: there is neither a reference nor a phone number'],
	[{ msisdn: '0612345678' }, 'Phone Number: "0612345678" is not a phone number without'],
	[{ msisdn: '+31612345678, +31612345679' }, 'Phone Number: there are several'],
	[{ convertedTimestamp: 'yesterday' }, 'Converted Timestamp: "yesterday" is not a date and time'],
])('%j is refused', async (more, reason) => {
	const { error } = await account.messaging(report(more));
	expect(error?.message).toContain(reason);
	expect(account.simulator.requests()).toEqual([]);
});

it.each([
	[400, 'CM.com refused the request'],
	[401, 'CM.com did not accept the product token'],
	[403, 'CM.com did not allow the request'],
])('HTTP %i is told in words', async (status, message) => {
	account.simulator.setFaults([{ kind: 'status', status }]);
	const { error, data } = await account.messaging(report());
	expect(error?.message).toBe(`${message} [item 0]`);
	expect(error?.httpCode).toBe(String(status));
	expect(JSON.stringify(data)).not.toContain(account.simulator.productToken);
});

it('the token of somebody else is told', async () => {
	const { error } = await account.messaging(report(), undefined, {
		credential: { ...account.credential, productToken: '11111111-1111-4111-8111-111111111111' },
	});
	expect(error?.message).toBe('CM.com did not allow the request [item 0]');
	expect(error?.description).toContain('Product Token');
});

it.each([{ kind: 'status', status: 500 }, { kind: 'resetAfter' }, { kind: 'html' }] as const)(
	'%j: unknown, and not repeated',
	async (fault) => {
		account.simulator.setFaults([{ ...fault, times: 1 }]);
		const { error } = await account.messaging(report(), undefined, {
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		expect(error?.message).toBe('It is unknown whether CM.com took the conversion [item 0]');
		expect(error?.description).toContain('Analytics');
		expect(conversionRequests()).toHaveLength(1);
	},
);

it('Retry On Fail reports again what was refused, and only that', async () => {
	account.simulator.setFaults([{ kind: 'status', status: 403, every: 2, times: 1 }]);
	const { items } = await account.messaging(
		report({ reference: '={{ $json.reference }}' }),
		['a', 'b', 'c'].map((reference) => ({ json: { reference } })),
		{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(items).toHaveLength(3);
	expect(
		account.simulator
			.conversions()
			.map(({ reference }) => reference)
			.sort(),
	).toEqual(['a', 'b', 'c']);
});
