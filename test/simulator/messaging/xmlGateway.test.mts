import { withSimulator } from '../harness.mts';
import { postXml, xmlWith } from './gateway.mts';

const client = withSimulator();
const simulator = () => client().simulator;
const GUID = 'ffffffff-0000-4000-8000-000000000000';
const send = (elements: string) => postXml(simulator(), xmlWith(simulator(), elements));
const FROM = '<FROM>SenderName</FROM>';
const TO = '<TO>00447911123456</TO>';
const BODY = '<BODY>Test message</BODY>';
const MSG = `<MSG>${FROM}${TO}${BODY}</MSG>`;

test('accepted: an empty body, and one message for each recipient', async () => {
	const two = `<MSG>${FROM}${TO}<TO>00447911123457</TO>${BODY}</MSG>`;
	expect(await send(MSG + two)).toBe('');
	expect(simulator().messages()).toMatchObject([
		{ to: '00447911123456', from: 'SenderName', body: 'Test message', protocol: 'xml' },
		{ to: '00447911123456' },
		{ to: '00447911123457' },
	]);
});

test('escapes, character references and CDATA are read', async () => {
	await send(
		`<MSG><FROM>A&amp;B</FROM>${TO}<BODY TYPE="AUTO"> &lt;&gt;&quot;&apos; &#8364; <![CDATA[<b>]]> é</BODY></MSG>`,
	);
	expect(simulator().messages()).toMatchObject([
		{ from: 'A&B', body: ' <>"\' € <b> é', bodyType: 'AUTO', encoding: 'GSM' },
	]);
});

test.each([
	['no MSG', '', 'A MESSAGES node requires at least one MSG node'],
	['no sender', `<MSG>${TO}${BODY}</MSG>`, 'No FROM field found in a MSG node.'],
	[
		'no recipient',
		`<MSG>${FROM}${BODY}</MSG>`,
		'No phone numbers found. Message will not be sent.',
	],
	[
		'no number',
		`<MSG>${FROM}<TO></TO>${BODY}</MSG>`,
		'No phone numbers found. Message will not be sent.',
	],
	[
		'no phone number',
		`<MSG>${FROM}<TO>abc</TO>${BODY}</MSG>`,
		"Rejected: Gsm 'abc' is not a number.",
	],
	['no text', `<MSG>${FROM}${TO}</MSG>`, 'No body field was found'],
	[
		'no number for DCS',
		`<MSG>${FROM}${TO}${BODY}<DCS>eight</DCS></MSG>`,
		"Invalid field: DCS 'eight'",
	],
	[
		'an unknown channel',
		`<MSG>${FROM}${TO}${BODY}<ALLOWEDCHANNELS>Pigeon</ALLOWEDCHANNELS></MSG>`,
		"Invalid field: allowedChannels 'Pigeon'",
	],
	[
		'a blacklisted number',
		`<MSG>${FROM}<TO>0031600009903</TO>${BODY}</MSG>`,
		'Message has been blacklisted',
	],
	['an empty balance', `<MSG>${FROM}${TO}<BODY>SIM-BALANCE</BODY></MSG>`, 'Insufficient balance.'],
	['no route', `<MSG>${FROM}${TO}<BODY>SIM-UNROUTABLE</BODY></MSG>`, 'Message is unrouteable.'],
	['an unexpected error', `<MSG>${FROM}${TO}<BODY>SIM-ERROR500</BODY></MSG>`, 'Unknown error'],
])('%s: no message at all, not even a good one', async (_what, elements, text) => {
	expect(await send(elements === '' ? '' : MSG + elements)).toBe(`Error: ERROR ${text}`);
	expect(simulator().messages()).toEqual([]);
	expect(simulator().violations()).toEqual([]);
});

test('the token', async () => {
	const withToken = (token: string) =>
		xmlWith(simulator(), MSG).replace(simulator().productToken, token);
	const unknown = await postXml(simulator(), withToken(GUID));
	expect(unknown).toBe('Error: ERROR No account found for the given authentication');
	expect(await postXml(simulator(), withToken('abc'))).toBe('Error: ERROR Invalid product token.');
	const none = await postXml(simulator(), `<MESSAGES>${MSG}</MESSAGES>`);
	expect(none).toBe('Error: ERROR Invalid product token.');
});

test.each([
	'',
	'hello',
	'<MESSAGES><MSG></MESSAGES>',
	'{"messages":{}}',
	'<MESSAGES>a & b</MESSAGES>',
])('%j is no XML, and a violation', async (text) => {
	expect(await postXml(simulator(), text)).toBe('Error: ERROR Unknown error');
	expect(simulator().violations()).toHaveLength(1);
});

test('entities of the document are not fetched', async () => {
	const doctype = '<!DOCTYPE MESSAGES [<!ENTITY x SYSTEM "file:///etc/hostname">]>';
	const xml = xmlWith(simulator(), `<MSG><FROM>&x;</FROM>${TO}${BODY}</MSG>`);
	const text = await postXml(simulator(), xml.replace('<MESSAGES>', `${doctype}<MESSAGES>`));
	expect(text).toBe('Error: ERROR Unknown error');
});

test.each(['PUT', 'DELETE', 'HEAD'])('%s: 400 without a text', async (method) => {
	const query = `?producttoken=${simulator().productToken}&from=a&to=0031612345678&body=b`;
	const response = await fetch(simulator().xmlGatewayUrl + query, { method });
	expect([response.status, await response.text()]).toEqual([400, '']);
	expect(simulator().messages()).toEqual([]);
});

describe('GET', () => {
	const get = async (changes: Record<string, string | null>) => {
		const { productToken } = simulator();
		const parameters = { producttoken: productToken, from: 'Me', to: '00447911123456', body: 'Hi' };
		const all: [string, string | null][] = Object.entries({ ...parameters, ...changes });
		const given = all.filter((entry): entry is [string, string] => entry[1] !== null);
		const query = new URLSearchParams(given).toString();
		const response = await fetch(`${simulator().xmlGatewayUrl}?${query}`);
		expect(response.status).toBe(200);
		return response.text();
	};

	test('names of parameters in either case', async () => {
		expect(await get({})).toBe('');
		expect(await get({ from: null, FROM: 'Me', Reference: 'r' })).toBe('');
		expect(simulator().messages()).toMatchObject([
			{ from: 'Me', body: 'Hi', reference: null, protocol: 'get' },
			{ from: 'Me', reference: 'r' },
		]);
	});

	test.each([
		[{ producttoken: null }, "Parameter 'producttoken' contains an invalid value: ''"],
		[{ producttoken: 'x' }, "Parameter 'producttoken' contains an invalid value: 'x'"],
		[{ producttoken: GUID }, 'No account found for the given authentication'],
		[{ from: null }, 'No sender name provided'],
		[{ from: '' }, 'No sender name provided'],
		[{ to: 'abc' }, "Parameter 'to' contains an invalid value: 'abc'"],
		[{ to: null }, "Parameter 'to' contains an invalid value: ''"],
		[{ body: null }, "Parameter 'body' is required"],
		[{ body: 'a'.repeat(161) }, `Parameter 'body' contains an invalid value: '${'a'.repeat(161)}'`],
		[{ body: 'SIM-BALANCE' }, 'Insufficient balance.'],
		[{ to: '0031600009904' }, 'Message has been spam filtered'],
	])('%j is refused', async (changes: Record<string, string | null>, text) => {
		expect(await get(changes)).toBe(`Error: ERROR ${text}`);
		expect(simulator().messages()).toEqual([]);
	});

	test('160 characters, and one recipient only', async () => {
		expect(await get({ body: 'a'.repeat(160) })).toBe('');
		expect(await get({ to: '00447911123456,00447911123457' })).toContain("Parameter 'to'");
	});
});
