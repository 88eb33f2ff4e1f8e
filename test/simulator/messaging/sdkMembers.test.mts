import { withSimulator } from '../harness.mts';
import { inCapitals, send } from './gateway.mts';

const client = withSimulator();
const MEDIA = { mediaName: 'a.jpg', mediaUri: 'https://example.com/a.jpg', mimeType: 'image/jpg' };

/** Members that only CM.com's SDKs have (facts 3), in their spelling. */
const ITEMS: [what: string, item: object][] = [
	['a tag and a context', { text: 'x', tag: 'HUMAN_AGENT', context: { message_id: 'm' } }],
	['a rich card', { header: 'x', text: 'x', media: MEDIA, cardOrientation: 'HORIZONTAL' }],
	['a carousel', { carousel: { cardWidth: 'Small', cards: [{ header: 'x', media: MEDIA }] } }],
	['numbers for a location', { location: { latitude: 51.6, longitude: 4.7, radius: 5 } }],
	[
		'a template with components',
		{
			template: {
				whatsapp: {
					namespace: 'n',
					element_name: 'e',
					language: { policy: 'deterministic', code: 'nl' },
					components: [
						{ type: 'header', parameters: [{ type: 'image', media: MEDIA }] },
						{
							type: 'body',
							parameters: [
								{ type: 'text', text: 'x' },
								{
									type: 'currency',
									currency: { fallback_value: '€ 5', code: 'EUR', amount_1000: 5000 },
								},
								{ type: 'date_time', date_time: { fallback_value: 'today', timestamp: 1 } },
							],
						},
						{
							type: 'button',
							sub_type: 'quick_reply',
							index: 0,
							parameters: [{ type: 'payload', payload: 'p' }],
						},
					],
				},
			},
		},
	],
	[
		'a list to choose from',
		{
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'x' },
				body: { text: 'x' },
				footer: { text: 'x' },
				action: { button: 'x', sections: [{ title: 'x', rows: [{ id: '1', title: 'x' }] }] },
			},
		},
	],
	[
		'suggestions of an item',
		{
			text: 'x',
			suggestions: [
				{ action: 'Reply', label: 'x', postbackdata: 'p' },
				{ action: 'Dial', label: 'x', dial: { PhoneNumber: '+31' } },
				{ action: 'ShareLocation', label: 'x', shareLocation: { RequestLocation: true } },
			],
		},
	],
];

test.each(ITEMS)('%s: accepted, and kept in its spelling', async (_what, item) => {
	const { simulator } = client();
	const richContent = { conversation: [item] };
	expect((await send(simulator, { richContent })).status).toBe(200);
	expect((await send(simulator, { RICHCONTENT: inCapitals(richContent) })).status).toBe(200);
	expect(simulator.messages().map((message) => message.richContent)).toEqual([
		richContent,
		richContent,
	]);
	expect(simulator.violations()).toEqual([]);
});

test.each([
	['no element_name', { template: { whatsapp: { language: { code: 'nl' } } } }],
	['media without an address', { media: { mediaName: 'x' } }],
	['a number for a text', { text: 1 }],
	['an interactive message without an action', { interactive: { type: 'list' } }],
	['nothing', {}],
])('%s: rejected, and a violation', async (_what, item) => {
	const { simulator } = client();
	const reply = await send(simulator, { richContent: { conversation: [item] } });
	expect(reply.body.messages).toMatchObject([{ messageErrorCode: 305 }]);
	expect(simulator.violations()).toHaveLength(1);
});
