import { withSimulator } from '../harness.mts';
import { DOCUMENTED_JSON } from './documentedJson.mts';
import { DOCUMENTED_PARTS } from './documentedParts.mts';
import { DOCUMENTED_RICH } from './documentedRich.mts';
import { DOCUMENTED_XML, EXAMPLE_TOKEN } from './documentedXml.mts';
import { inCapitals, MESSAGE, post, postXml } from './gateway.mts';

const client = withSimulator();

/** A part of `richContent` in a request: one suggestion, suggestions, or a conversation. */
function requestWith(part: object): object {
	const conversation = [{ text: 'Text' }];
	const suggestions = 'action' in part ? { suggestions: [part] } : part;
	const richContent = 'conversation' in part ? part : { conversation, ...suggestions };
	return { messages: { msg: [{ ...MESSAGE, allowedChannels: ['RCS'], richContent }] } };
}

const REQUESTS: [section: string, request: object][] = [
	...DOCUMENTED_JSON,
	...DOCUMENTED_RICH,
	...DOCUMENTED_PARTS.map(([section, part]): [string, object] => [section, requestWith(part)]),
];

/** What is kept of the messages, but for what differs each time. */
function kept(): object[] {
	const ofNow = { id: '', createdAt: '', history: [] };
	return client()
		.simulator.messages()
		.map((message) => ({ ...message, ...ofNow }));
}

test.each(REQUESTS)('%s is accepted, and the same in capitals', async (_section, request) => {
	const { simulator } = client();
	const reply = await post(simulator, request);
	expect(reply).toMatchObject({ status: 200, body: { errorCode: 0 } });
	const first = kept();
	expect(first).toHaveLength(reply.body.messages.length);
	simulator.reset();
	expect(await post(simulator, inCapitals(request))).toEqual(reply);
	expect(kept()).toEqual(first);
	expect(simulator.violations()).toEqual([]);
	expect(simulator.requests()[0]?.body).toEqual(inCapitals(request));
});

test.each(DOCUMENTED_XML)('S-BM %s is accepted', async (_section, xml) => {
	const { simulator } = client();
	const request = xml.replace(EXAMPLE_TOKEN, simulator.productToken);
	expect(await postXml(simulator, request)).toBe('');
	expect(simulator.messages().length).toBeGreaterThan(0);
	expect(simulator.violations()).toEqual([]);
	expect(simulator.requests()[0]?.body).toBe(request);
});

test('S-BM HTTP GET protocol is accepted', async () => {
	const { simulator } = client();
	const query = `producttoken=${simulator.productToken}&body=Example+message+text&to=00447911123456&from=SenderName&reference=your_reference`;
	const response = await fetch(`${simulator.xmlGatewayUrl}?${query}`);
	expect([response.status, await response.text()]).toEqual([200, '']);
	expect(simulator.messages()).toMatchObject([
		{
			body: 'Example message text',
			to: '00447911123456',
			from: 'SenderName',
			reference: 'your_reference',
			protocol: 'get',
			channel: 'SMS',
		},
	]);
	expect(simulator.violations()).toEqual([]);
});

test('what the XML examples say is what is kept', async () => {
	const { simulator } = client();
	for (const [, xml] of DOCUMENTED_XML) {
		await postXml(simulator, xml.replace(EXAMPLE_TOKEN, simulator.productToken));
	}
	const messages = simulator.messages();
	expect(messages.map(({ to }) => to.slice(-1)).join('')).toBe('667896666666');
	expect(messages[5]).toMatchObject({ reference: 'your_reference' });
	expect(messages[6]).toMatchObject({ dcs: 8, encoding: 'Unicode', bodyType: null });
	expect(messages[7]).toMatchObject({ encoding: 'Unicode', bodyType: 'AUTO' });
	expect(messages[8]).toMatchObject({ parts: 2, maximumNumberOfMessageParts: 8 });
	expect(messages[9]).toMatchObject({
		customGrouping: 'Campaign ABC',
		customGrouping2: 'Department XYZ',
		customGrouping3: 'Source 123',
	});
	expect(messages[10]).toMatchObject({ channel: 'Push', appKey: EXAMPLE_TOKEN });
	expect(messages[11]).toMatchObject({ channel: 'Push', allowedChannels: ['Push'] });
});
