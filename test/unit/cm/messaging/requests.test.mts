import {
	ENDPOINTS,
	GATEWAY,
	gatewayAddress,
	jsonAddress,
	takesHeaderToken,
} from '../../../../nodes/cm/messaging/protocols/endpoints.ts';
import { buildConversion } from '../../../../nodes/cm/messaging/conversion.ts';
import {
	buildMessage,
	type MessageFields,
	type Msg,
} from '../../../../nodes/cm/messaging/message.ts';
import { getRequest } from '../../../../nodes/cm/messaging/protocols/httpGet.ts';
import { jsonRequest } from '../../../../nodes/cm/messaging/protocols/json.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const TOKEN = '00000000-0000-0000-0000-000000000000';

const message = (fields: Partial<MessageFields> = {}) =>
	valueOf(buildMessage({ from: 'Sender', to: ['0031612345678'], content: 'Hello', ...fields }));

describe('a JSON request', () => {
	it('has the token in the body only when told', () => {
		const msg = [message()];
		const bodyOf = (token?: string) =>
			JSON.parse(valueOf(jsonRequest(msg, token)).body ?? '') as unknown;
		expect(bodyOf()).toEqual({ messages: { msg } });
		expect(bodyOf(TOKEN)).toEqual({
			messages: { authentication: { productToken: TOKEN }, msg },
		});
	});

	it('has at most a thousand messages', () => {
		expect(jsonRequest(Array<Msg>(1000).fill(message())).ok).toBe(true);
		expect(refusalIn(jsonRequest(Array<Msg>(1001).fill(message()))).reason).toBe(
			'1001 messages are too many for one request',
		);
	});
});

describe('a GET request', () => {
	const get = (fields: Partial<MessageFields> = {}) => getRequest([message(fields)], TOKEN);

	it('has the basic parameters', () => {
		expect(valueOf(get({ bodyType: 'auto', dcs: 0, allowedChannels: ['SMS'] }))).toEqual({
			method: 'GET',
			query: { producttoken: TOKEN, body: 'Hello', to: '0031612345678', from: 'Sender' },
		});
		expect(get({ content: 'a'.repeat(160) }).ok).toBe(true);
		expect(get({ content: '€'.repeat(80) }).ok).toBe(true);
	});

	it.each<[string, Partial<MessageFields>]>([
		['To', { to: ['0031612345678', '0031612345679'] }],
		['Message', { content: 'a'.repeat(161) }],
		['Message', { content: '€'.repeat(81) }],
		['Message', { content: 'Καλημέρα', bodyType: 'auto' }],
		['Channels', { allowedChannels: ['WhatsApp'] }],
		['Data Coding Scheme', { dcs: 8 }],
		['Encoding', { bodyType: 'BINARY' }],
		['Custom Grouping 3', { customGrouping3: 'x' }],
		['Validity', { validity: '2h' }],
		['App Key', { appKey: TOKEN }],
		['Rich Content', { richContent: { conversation: [] } }],
	])('cannot carry %s of %j', (parameter, fields) => {
		const refusal = refusalIn(get(fields));
		expect(refusal.parameter).toBe(parameter);
		expect(refusal.remedy).toContain('JSON protocol');
	});

	it('carries one message, in one part', () => {
		expect(refusalIn(getRequest([message(), message()], TOKEN)).parameter).toBe('To');
		expect(refusalIn(getRequest([], TOKEN)).parameter).toBe('To');
		const parts = { minimumNumberOfMessageParts: 1, maximumNumberOfMessageParts: 8 };
		expect(refusalsIn(get(parts)).map(({ parameter }) => parameter)).toEqual([
			'Minimum Parts',
			'Maximum Parts',
		]);
	});
});

describe('endpoints', () => {
	it('are those of the documents', () => {
		const addresses = ENDPOINTS.flatMap(({ json, gateway }) => [json, gateway ?? []].flat());
		expect(addresses).toEqual(
			expect.arrayContaining([
				'https://gw.messaging.cm.com/v1.0/message',
				'https://gw.cmtelecom.com/v1.0/message',
				'https://gw.cmtelecom.co.za/v1.0/message',
				'https://gw.cmtelecom.cn/v1.0/message',
				'https://gw-uk.cmtelecom.com/v1.0/message',
				'https://gw.cmtelecom.co.za/gateway.ashx',
				GATEWAY,
			]),
		);
		expect(new Set(ENDPOINTS.map(({ value }) => value)).size).toBe(ENDPOINTS.length);
	});

	it.each([
		['https://gw.messaging.cm.com/v1.0/message', true],
		['HTTPS://GW.MESSAGING.CM.COM', true],
		['https://gw.cmtelecom.com/v1.0/message', false],
		['https://gw.messaging.cm.com.example.com/', false],
		['http://localhost:3000/v1.0/message', false],
		['', false],
	])('%s takes the token in a header: %s', (address, takes) => {
		expect(takesHeaderToken(address)).toBe(takes);
	});
});

describe('the endpoint that was chosen', () => {
	const at = (value: string) => ENDPOINTS.find((endpoint) => endpoint.value === value)?.json ?? '';

	it.each([
		['global', GATEWAY],
		['globalAlternative', GATEWAY],
		['southAfrica', 'https://gw.cmtelecom.co.za/gateway.ashx'],
	])('%s takes XML and GET at %s', (value, expected) => {
		expect(valueOf(gatewayAddress(at(value)))).toBe(expected);
	});

	it.each(['london', 'shanghai', 'china', 'hongKong'])(
		'%s, of which the document names no address for XML and GET, is not left for another region',
		(value) => {
			expect(refusalIn(gatewayAddress(at(value))).parameter).toBe('Endpoint');
		},
	);

	it('takes Viber where the document says so', () => {
		const viber = (value: string) => jsonAddress(at(value), ['Viber', 'SMS']);
		for (const value of ['global', 'globalAlternative']) {
			expect(valueOf(viber(value))).toEqual({
				url: 'https://gw.cmtelecom.com/v1.0/message',
				headerAuthenticates: false,
			});
		}
		for (const value of ['london', 'southAfrica', 'shanghai', 'china', 'hongKong']) {
			expect(refusalIn(viber(value)).reason).toContain('gw.cmtelecom.com only');
			expect(valueOf(jsonAddress(at(value), ['SMS'])).url).toBe(at(value));
		}
		expect(valueOf(jsonAddress(at('global'), ['SMS']))).toEqual({
			url: at('global'),
			headerAuthenticates: true,
		});
	});

	it('is a proxy’s own for everything, where it is none of CM.com’s', () => {
		const proxy = 'https://proxy.example.com/v1.0/message';
		expect(valueOf(jsonAddress(proxy, ['Viber'])).url).toBe(proxy);
		expect(valueOf(gatewayAddress(proxy))).toBe('https://proxy.example.com/gateway.ashx');
	});
});

describe('a conversion', () => {
	it.each([
		['2024-01-07T14:40:00', '2024-01-07T14:40:00'],
		['2024-01-07 14:40', '2024-01-07T14:40:00'],
		['2024-01-07T13:40:00Z', '2024-01-07T14:40:00'],
		['2024-07-07T14:40:00.000+01:00', '2024-07-07T15:40:00'],
		[new Date(Date.UTC(2024, 0, 7, 13, 40)), '2024-01-07T14:40:00'],
	])('of %j is at %s', (convertedTimestamp, expected) => {
		expect(
			valueOf(
				buildConversion({ reference: 'r', msisdn: '31612345678', convertedTimestamp }, TOKEN),
			),
		).toEqual({
			ProductToken: TOKEN,
			Reference: 'r',
			Msisdn: '31612345678',
			ConvertedTimestamp: expected,
		});
	});

	it('needs a message, and a time that is one', () => {
		expect(valueOf(buildConversion({ reference: 'r' }, TOKEN))).toEqual({
			ProductToken: TOKEN,
			Reference: 'r',
		});
		const refusals = refusalsIn(buildConversion({ convertedTimestamp: 'yesterday' }, TOKEN));
		expect(refusals.map(({ parameter }) => parameter)).toEqual([
			'Converted Timestamp',
			'Reference',
		]);
		for (const convertedTimestamp of ['2024-13-07T14:40:00', '2024-01-07', '14:40']) {
			expect(buildConversion({ reference: 'r', convertedTimestamp }, TOKEN).ok).toBe(false);
		}
	});
});
