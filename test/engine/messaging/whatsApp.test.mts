import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { caseText } from '../../unit/support/cases.mts';
import { itemWithFile, pdf } from '../../../harness/engine/files.mts';
import { arrived } from './support/wire.mts';

const account = useAccount();

/** Sends one message and gives the only item of the conversation that arrived. */
async function sentItem(
	parameters: INodeParameters,
	items?: INodeExecutionData[],
): Promise<Record<string, unknown>> {
	const run = await account.messaging(parameters, items);
	if (run.error) throw run.error;
	expect(run.items.map(({ json }) => json.outcome)).toEqual(['accepted']);
	const { conversation } = arrived(account.simulator)[0]?.richContent as {
		conversation: Array<Record<string, unknown>>;
	};
	expect(conversation).toHaveLength(1);
	return conversation[0] ?? {};
}

const document = {
	mediaUri: 'https://example.com/letter.pdf',
	mediaName: 'letter.pdf',
	mimeType: 'document/pdf',
};

describe('a template', () => {
	const template = (more: INodeParameters = {}) =>
		soundMessage({
			operation: 'sendWhatsAppTemplate',
			allowedChannels: ['WhatsApp', 'SMS'],
			elementName: 'letter_sent',
			languageCode: 'nl',
			...more,
		});
	const filledIn = (
		{ header = [], body = [], buttons = [] }: Record<string, INodeParameters[]>,
		additionalFields: INodeParameters = {},
	) =>
		template({
			headerValues: { entry: header },
			bodyValues: { entry: body },
			buttonValues: { entry: buttons },
			additionalFields,
		});

	it('without parameters, for one language, with the text that SMS shows', async () => {
		const namespace = '5ba2d0b7_f2c6_433b_a66e_57b009ceb6ff';
		expect(await sentItem(template({ additionalFields: { namespace } }))).toEqual({
			template: {
				whatsapp: {
					namespace,
					element_name: 'letter_sent',
					language: { policy: 'deterministic', code: 'nl' },
				},
			},
		});
		expect(arrived(account.simulator)[0]).toMatchObject({
			allowedChannels: ['WhatsApp', 'SMS'],
			body: { content: 'Your letter is on its way.' },
		});
	});

	it('goes to WhatsApp unless told otherwise', async () => {
		const { allowedChannels, ...unset } = template();
		expect(allowedChannels).toBeDefined();
		await sentItem(unset);
		expect(arrived(account.simulator)[0]?.allowedChannels).toEqual(['WhatsApp']);
	});

	it('has values of every type in header, body and buttons', async () => {
		const item = await sentItem(
			filledIn({
				header: [{ type: 'document', ...document }],
				body: [
					{ type: 'text', text: 'Jan' },
					{
						type: 'currency',
						fallbackValue: '€10.50',
						currencyCode: 'EUR',
						amount1000: '={{ 10500 }}',
					},
					{
						type: 'date_time',
						fallbackValue: 'Saturday 6 July',
						dayOfWeek: 'Saturday',
						dayOfMonth: '6',
						month: '7',
						year: '2019',
						hour: '13',
						minute: '0',
					},
					{ type: 'date_time', fallbackValue: 'Now', timestamp: '1795255200' },
				],
				buttons: [
					{ subType: 'quick_reply', index: 0, payload: 'yes' },
					{ subType: 'url', index: 1, text: '?id=1' },
					{ subType: 'quick_reply', index: 2 },
				],
			}),
		);
		expect((item.template as { whatsapp: unknown }).whatsapp).toMatchObject({
			components: [
				{ type: 'header', parameters: [{ type: 'document', media: document }] },
				{
					type: 'body',
					parameters: [
						{ type: 'text', text: 'Jan' },
						{
							type: 'currency',
							currency: { fallback_value: '€10.50', code: 'EUR', amount_1000: 10500 },
						},
						{
							type: 'date_time',
							date_time: {
								fallback_value: 'Saturday 6 July',
								day_of_week: 'Saturday',
								day_of_month: 6,
								month: 7,
								year: 2019,
								hour: 13,
								minute: 0,
							},
						},
						{ type: 'date_time', date_time: { fallback_value: 'Now', timestamp: 1795255200 } },
					],
				},
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: 0,
					parameters: [{ type: 'payload', payload: 'yes' }],
				},
				{
					type: 'button',
					sub_type: 'url',
					index: 1,
					parameters: [{ type: 'text', text: '?id=1' }],
				},
				{ type: 'button', sub_type: 'quick_reply', index: 2 },
			],
		});
	});

	it.each<[button: INodeParameters, parameters: unknown]>([
		[
			{ subType: 'copy_code', couponCode: '25OFF' },
			[{ type: 'coupon_code', coupon_code: '25OFF' }],
		],
		[{ subType: 'flow', flowToken: 'f1' }, [{ type: 'action', action: { flow_token: 'f1' } }]],
		[{ subType: 'flow' }, undefined],
		[
			{ subType: 'catalog', thumbnailProduct: 'p1' },
			[{ type: 'action', action: { thumbnail_product_retailer_id: 'p1' } }],
		],
		[{ subType: '={{ "newer" }}', text: 'x' }, [{ type: 'text', text: 'x' }]],
	])('has the button %j', async (button, parameters) => {
		const item = await sentItem(filledIn({ buttons: [{ index: 1, ...button }] }));
		const { components } = (item.template as { whatsapp: { components: unknown[] } }).whatsapp;
		expect(components).toEqual([
			{
				type: 'button',
				sub_type: String(button.subType).replace(/\W|newer/g, '') || 'newer',
				index: 1,
				...(parameters === undefined ? {} : { parameters }),
			},
		]);
	});

	describe('whose values hold line breaks, tabs or many blanks (template-whitespace.json)', () => {
		const { parameters } = JSON.parse(caseText('messages/template-whitespace.json')) as {
			parameters: INodeParameters[];
		};

		it.each(parameters.map(({ text }, index) => [JSON.stringify(text), index]))(
			'is refused, naming where: %s',
			async (_text, index) => {
				const body: INodeParameters[] = [{ type: 'text', text: 'fine' }];
				const { error } = await account.messaging(
					filledIn({ body: [...body, parameters[index] ?? {}] }),
				);
				expect(error?.message).toMatch(/Body, Parameter 2, Text: it holds (a|more)/);
				expect(account.simulator.requests()).toEqual([]);
			},
		);

		it('are on one line where that is wanted', async () => {
			const item = await sentItem(filledIn({ body: parameters }, { flattens: true }));
			const { components } = (item.template as { whatsapp: { components: unknown[] } }).whatsapp;
			expect(components).toEqual([
				{
					type: 'body',
					parameters: ['line 1 line 2', 'a b', 'a b'].map((text) => ({ type: 'text', text })),
				},
			]);
		});

		it.each<[string, INodeParameters[], INodeParameters]>([
			['header', [{ type: 'text', text: 'a\u2028b' }], {}],
			[
				'body',
				[{ type: 'currency', fallbackValue: 'a\tb', currencyCode: 'EUR', amount1000: '1' }],
				{},
			],
			['buttons', [{ subType: 'url', text: 'a\nb' }], {}],
			['', [], { localizableParams: { entry: [{ default: 'a\r\nb' }] } }],
		])('is refused everywhere: %s', async (component, values, additionalFields) => {
			const { error } = await account.messaging(
				filledIn({ [component]: values }, additionalFields),
			);
			expect(error?.message).toMatch(/Parameter 1, .*: it holds a/);
		});
	});

	it('has a file of the input in its header', async () => {
		const file = await itemWithFile(await pdf(1), 'filesystem');
		const parameter = { type: 'image', mediaFrom: 'field', mediaField: 'data' };
		const item = await sentItem(filledIn({ header: [parameter] }), [file]);
		const [, token = ''] = /signed\?token=([\w.-]+)/.exec(JSON.stringify(item)) ?? [];
		expect(Container.get(BinaryDataService).validateSignedToken(token)).toBe(file.binary?.data?.id);
	});

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['no name', template({ elementName: ' ' }), 'Template Name: it is empty'],
		['no language', template({ languageCode: ' ' }), 'Language Code: it is empty'],
		[
			'no such policy',
			template({ additionalFields: { languagePolicy: '={{ "any" }}' } }),
			'Language Policy: "any" is not a policy',
		],
		[
			'an image in the body',
			filledIn({ body: [{ type: '={{ "image" }}', ...document }] }),
			'Body, Parameter 1, Parameter Type: "image" is not possible here',
		],
		[
			'an empty text',
			filledIn({ body: [{ type: 'text', text: 'a' }, { type: 'text' }] }),
			'Body, Parameter 2, Text: it is empty',
		],
		[
			'an amount in words',
			filledIn({
				body: [{ type: 'currency', fallbackValue: 'ten', currencyCode: 'EUR', amount1000: 'ten' }],
			}),
			'Amount × 1000: "ten" is not a whole number',
		],
		[
			'a thirteenth month',
			filledIn({ body: [{ type: 'date_time', fallbackValue: 'x', month: '13' }] }),
			'Month: 13 is out of range',
		],
		[
			'a fourth button',
			filledIn({ buttons: [{ subType: 'url', index: '={{ 3 }}', text: 'x' }] }),
			'Button Index: 3 is out of range',
		],
		[
			'a header without its file',
			filledIn({ header: [{ type: 'image', mediaFrom: 'field' }] }),
			'Input Data Field Name: there is no file in the input data field "data"',
		],
	])('with %s is refused', async (_name, bad, reason) => {
		const { error } = await account.messaging(bad);
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('an interactive message', () => {
	const interactive = (more: INodeParameters = {}) =>
		soundMessage({
			operation: 'sendWhatsAppInteractive',
			allowedChannels: ['WhatsApp'],
			bodyText: 'Choose',
			...more,
		});
	const buttons = (...titles: string[]) => ({
		interactiveType: 'button',
		buttons: { entry: titles.map((title, index) => ({ id: `b${index}`, title })) },
	});
	const rows = (...titles: string[]) => ({
		rows: { entry: titles.map((title, index) => ({ id: `r${index}`, title })) },
	});

	it('with reply buttons, a picture above and a line below', async () => {
		const item = await sentItem(
			interactive({
				...buttons('Yes', 'No'),
				headerType: 'image',
				...document,
				footerText: 'CM',
			}),
		);
		expect(item).toEqual({
			interactive: {
				type: 'button',
				header: { type: 'image', media: document },
				body: { text: 'Choose' },
				footer: { text: 'CM' },
				action: {
					buttons: [
						{ type: 'reply', reply: { id: 'b0', title: 'Yes' } },
						{ type: 'reply', reply: { id: 'b1', title: 'No' } },
					],
				},
			},
		});
	});

	it('with a file of the input above', async () => {
		const file = await itemWithFile(await pdf(1), 'filesystem');
		const item = await sentItem(
			interactive({ ...buttons('Yes'), headerType: 'document', mediaFrom: 'field' }),
			[file],
		);
		expect(JSON.stringify(item)).toMatch(/binary-data\/signed\?token=/);
	});

	it('with a list', async () => {
		const item = await sentItem(
			interactive({
				interactiveType: 'list',
				headerType: 'text',
				headerText: 'Menu',
				button: 'Open',
				sections: {
					entry: [
						{ title: 'Cold', rows: { entry: [{ id: 'a', title: 'Tea', description: 'Iced' }] } },
						{ title: 'Hot', rows: { entry: [{ id: 'b', title: 'Coffee' }] } },
					],
				},
			}),
		);
		expect(item).toEqual({
			interactive: {
				type: 'list',
				header: { type: 'text', text: 'Menu' },
				body: { text: 'Choose' },
				action: {
					button: 'Open',
					sections: [
						{ title: 'Cold', rows: [{ id: 'a', title: 'Tea', description: 'Iced' }] },
						{ title: 'Hot', rows: [{ id: 'b', title: 'Coffee' }] },
					],
				},
			},
		});
	});

	it('with one product, or several', async () => {
		const one = await sentItem(
			interactive({
				interactiveType: 'product',
				bodyText: '',
				catalogId: 'c1',
				productRetailerId: 'p1',
			}),
		);
		expect(one).toEqual({
			interactive: { type: 'product', action: { catalog_id: 'c1', product_retailer_id: 'p1' } },
		});

		account.simulator.reset();
		const several = await sentItem(
			interactive({
				interactiveType: 'product_list',
				headerType: 'text',
				headerText: 'Shop',
				catalogId: 'c1',
				productSections: {
					entry: [{ title: 'Post', productRetailerIds: 'p1, p2' }],
				},
			}),
		);
		expect(several).toEqual({
			interactive: {
				type: 'product_list',
				header: { type: 'text', text: 'Shop' },
				body: { text: 'Choose' },
				action: {
					catalog_id: 'c1',
					sections: [
						{
							title: 'Post',
							product_items: [{ product_retailer_id: 'p1' }, { product_retailer_id: 'p2' }],
						},
					],
				},
			},
		});
	});

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['no body', { ...buttons('Yes'), bodyText: '' }, 'Body Text: it is empty'],
		['no buttons', buttons(), 'Buttons: there are none'],
		['four buttons', buttons('1', '2', '3', '4'), 'Buttons: there are 4; at most 3 are allowed'],
		['a long button', buttons('x'.repeat(21)), 'Button 1, Button Title: it has 21 characters'],
		[
			'a picture above a list',
			{
				interactiveType: 'list',
				button: 'Open',
				sections: { entry: [rows('Tea')] },
				headerType: 'image',
				...document,
			},
			'Header Type: "image" is only possible with reply buttons',
		],
		['a list without rows', { interactiveType: 'list', button: 'Open' }, 'Rows: there are none'],
		[
			'eleven rows',
			{
				interactiveType: 'list',
				button: 'Open',
				sections: { entry: [rows(...'abcdefghijk')] },
			},
			'Rows: there are 11; at most 10 are allowed',
		],
		[
			'a list without its button',
			{ interactiveType: 'list', sections: { entry: [rows('Tea')] } },
			'Button Label: it is empty',
		],
		[
			'no catalog',
			{ interactiveType: 'product', productRetailerId: 'p' },
			'Catalog ID: it is empty',
		],
		[
			'products without a header',
			{
				interactiveType: 'product_list',
				catalogId: 'c',
				productSections: { entry: [{ productRetailerIds: 'p' }] },
			},
			'Header Type: it is empty',
		],
		[
			'a header without its file',
			{ ...buttons('Yes'), headerType: 'image', mediaFrom: 'field' },
			'Input Data Field Name: there is no file',
		],
	])('with %s is refused', async (_name, bad, reason) => {
		const { error } = await account.messaging(interactive(bad));
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});
});
