import { withSimulator } from '../harness.mts';
import { sendOne } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
const GUID = 'ffffffff-0000-4000-8000-000000000000';

async function convert(body: unknown): Promise<number> {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	const headers = {
		'Content-Type': typeof body === 'string' ? 'application/xml' : 'application/json',
	};
	const response = await fetch(simulator().conversionUrl, { method: 'POST', headers, body: text });
	expect(await response.text()).toBe('');
	return response.status;
}

test('JSON and XML, in either case, name the messages they are about', async () => {
	const { productToken } = simulator();
	const id = await sendOne(simulator(), { reference: 'r' });
	await sendOne(simulator(), { reference: 'other' });
	const timestamp = '2024-01-07T14:40:00';
	const request = {
		ProductToken: productToken,
		Msisdn: '0031612345678',
		Reference: 'r',
		ConvertedTimestamp: timestamp,
	};
	expect(await convert(request)).toBe(200);
	expect(await convert({ producttoken: productToken, MSISDN: '31612345678' })).toBe(200);
	const xml = `<?xml version="1.0"?>
<Conversion>
  <ProductToken>${productToken}</ProductToken>
  <Reference>none</Reference>
</Conversion>`;
	expect(await convert(xml)).toBe(200);
	expect(simulator().conversions()).toMatchObject([
		{ protocol: 'json', reference: 'r', messageIds: [id], convertedTimestamp: timestamp },
		{ protocol: 'json', reference: null, msisdn: '31612345678' },
		{ protocol: 'xml', reference: 'none', messageIds: [] },
	]);
	expect(simulator().conversions()[1]?.messageIds).toHaveLength(2);
	expect(simulator().violations()).toEqual([]);
	expect(simulator().requests().at(-3)?.body).toEqual(request);
	expect(simulator().requests().at(-1)?.body).toBe(xml);
});

test('customer, login and password instead of a token', async () => {
	const login = { Customer: 1, Login: 'l', Password: 'p' };
	expect(await convert({ ...login, Reference: 'r' })).toBe(200);
	expect(await convert({ Customer: 1, Login: 'l', Reference: 'r' })).toBe(401);
	expect(simulator().conversions()).toMatchObject([{ customer: '1' }]);
});

test.each([
	['no credentials', { Reference: 'r' }, 401, false],
	['somebody else’s token', { ProductToken: GUID, Reference: 'r' }, 403, false],
	['no message', { ProductToken: 'TOKEN' }, 400, false],
	['an unknown field', { ProductToken: 'TOKEN', Reference: 'r', Colour: 'x' }, 400, true],
	['another element', '<Convert><ProductToken>TOKEN</ProductToken></Convert>', 400, true],
	['no XML', '<Conversion>', 400, true],
	['no JSON', 'Reference=r', 400, true],
])('%s is refused', async (_what, body, status, isViolation) => {
	const text = JSON.stringify(body).replaceAll('TOKEN', simulator().productToken);
	expect(await convert(JSON.parse(text))).toBe(status);
	expect(simulator().conversions()).toEqual([]);
	expect(simulator().violations()).toHaveLength(isViolation ? 1 : 0);
});

test('assumptions: all fields, and 200 for everything', async () => {
	const { productToken } = simulator();
	simulator().setAssumptions({ conversionFields: 'all' });
	const some = { ProductToken: productToken, Reference: 'r', Msisdn: '0031612345678' };
	expect(await convert(some)).toBe(401);
	expect(await convert({ ...some, Customer: '1', Login: 'l', Password: 'p' })).toBe(200);
	simulator().setAssumptions({ conversionErrors: 'always200' });
	expect(await convert(some)).toBe(200);
	expect(simulator().conversions()).toHaveLength(1);
});

test('another method: 405', async () => {
	expect((await fetch(simulator().conversionUrl)).status).toBe(405);
});
