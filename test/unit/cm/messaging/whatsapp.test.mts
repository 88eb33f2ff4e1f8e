import type { ItemFields } from '../../../../nodes/cm/messaging/richContent/conversationItems.ts';
import { buildRichContent } from '../../../../nodes/cm/messaging/richContent/richContent.ts';
import type { InteractiveFields } from '../../../../nodes/cm/messaging/whatsapp/whatsappInteractive.ts';
import type { ComponentFields } from '../../../../nodes/cm/messaging/whatsapp/whatsappTemplate.ts';
import { refusalsIn, valueOf } from '../../support/checked.mts';

const build = (item: ItemFields) => buildRichContent({ items: [item] }, ['WhatsApp']);
const faults = (item: ItemFields) =>
	refusalsIn(build(item)).map(({ parameter }) => parameter.replace('Item 1, ', ''));

describe('templates', () => {
	const base = {
		kind: 'template',
		namespace: 'ns',
		elementName: 'order',
		languagePolicy: 'deterministic',
		languageCode: 'nl',
	} as const;
	const components = (...all: ComponentFields[]) => build({ ...base, components: all });

	it('have components of every kind', () => {
		const { conversation } = valueOf(
			components(
				{
					type: 'header',
					parameters: [
						{
							type: 'document',
							mediaName: 'a.pdf',
							mediaUri: 'https://e.com/a',
							mimeType: 'document/pdf',
						},
					],
				},
				{
					type: 'body',
					parameters: [
						{ type: 'text', text: 'Ann' },
						{ type: 'currency', fallbackValue: '€10.50', currencyCode: 'EUR', amount1000: '10500' },
						{ type: 'date_time', fallbackValue: '6 July', dayOfMonth: '6', month: 7, hour: '0' },
						{ type: 'date_time', fallbackValue: '6 July', timestamp: '1783324800' },
					],
				},
				{
					type: 'button',
					subType: 'quick_reply',
					index: '0',
					parameters: [{ type: 'payload', payload: 'yes' }],
				},
				{ type: 'button', subType: 'url', index: 1, parameters: [{ type: 'text', text: 'x' }] },
			),
		);
		expect(conversation).toEqual([
			{
				template: {
					whatsapp: {
						namespace: 'ns',
						element_name: 'order',
						language: { policy: 'deterministic', code: 'nl' },
						components: [
							{
								type: 'header',
								parameters: [
									{
										type: 'document',
										media: {
											mediaName: 'a.pdf',
											mediaUri: 'https://e.com/a',
											mimeType: 'document/pdf',
										},
									},
								],
							},
							{
								type: 'body',
								parameters: [
									{ type: 'text', text: 'Ann' },
									{
										type: 'currency',
										currency: { fallback_value: '€10.50', code: 'EUR', amount_1000: 10500 },
									},
									{
										type: 'date_time',
										date_time: { fallback_value: '6 July', day_of_month: 6, month: 7, hour: 0 },
									},
									{
										type: 'date_time',
										date_time: { fallback_value: '6 July', timestamp: 1783324800 },
									},
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
								parameters: [{ type: 'text', text: 'x' }],
							},
						],
					},
				},
			},
		]);
	});

	it('without values have no components', () => {
		expect(valueOf(build(base)).conversation[0]?.template?.whatsapp).toEqual({
			namespace: 'ns',
			element_name: 'order',
			language: { policy: 'deterministic', code: 'nl' },
		});
	});

	it('need their name and language', () => {
		expect(faults({ kind: 'template', languagePolicy: 'any' })).toEqual([
			'Language Policy',
			'Template Name',
			'Language Code',
		]);
	});

	it.each<[string, ComponentFields, string[]]>([
		['no type', {}, ['Component Type']],
		['a button of no kind', { type: 'button', index: 0 }, ['Button Type']],
		['a fourth button', { type: 'button', subType: 'url', index: 3 }, ['Button Index']],
		['a button without a place', { type: 'button', subType: 'url' }, ['Button Index']],
		[
			'an image in the body',
			{ type: 'body', parameters: [{ type: 'image', mediaUri: 'https://e.com/a' }] },
			['Parameter 1, Parameter Type'],
		],
		[
			'a text in a reply button',
			{
				type: 'button',
				subType: 'quick_reply',
				index: 0,
				parameters: [{ type: 'text', text: 'x' }],
			},
			['Parameter 1, Parameter Type'],
		],
		[
			'half a currency',
			{ type: 'body', parameters: [{ type: 'currency', amount1000: '1.5' }] },
			['Parameter 1, Fallback Value', 'Parameter 1, Currency Code', 'Parameter 1, Amount × 1000'],
		],
		[
			'the 32nd',
			{ type: 'body', parameters: [{ type: 'date_time', fallbackValue: 'x', dayOfMonth: 32 }] },
			['Parameter 1, Day of Month'],
		],
	])('refuse %s', (_, component, expected) => {
		expect(faults({ ...base, components: [component] })).toEqual(
			expected.map((name) => `Component 1, ${name}`),
		);
	});
});

describe('interactive messages', () => {
	const row = (id: string) => ({ id, title: `Row ${id}` });
	const rows = (count: number) => Array.from({ length: count }, (_, index) => row(String(index)));
	const list: InteractiveFields = {
		type: 'list',
		headerType: 'text',
		headerText: 'Head',
		bodyText: 'Choose',
		footerText: 'Foot',
		button: 'Open',
		sections: [{ title: 'One', rows: [{ ...row('1'), description: 'First' }] }],
	};
	const buttons: InteractiveFields = {
		type: 'button',
		headerType: 'image',
		headerMedia: { mediaUri: 'https://e.com/a.png' },
		bodyText: 'Yes or no?',
		buttons: [
			{ id: 'y', title: 'Yes' },
			{ id: 'n', title: 'No' },
		],
	};

	it.each<[string, InteractiveFields, object]>([
		[
			'list',
			list,
			{
				type: 'list',
				header: { type: 'text', text: 'Head' },
				body: { text: 'Choose' },
				footer: { text: 'Foot' },
				action: {
					button: 'Open',
					sections: [{ title: 'One', rows: [{ ...row('1'), description: 'First' }] }],
				},
			},
		],
		[
			'button',
			buttons,
			{
				type: 'button',
				header: { type: 'image', media: { mediaUri: 'https://e.com/a.png' } },
				body: { text: 'Yes or no?' },
				action: {
					buttons: [
						{ type: 'reply', reply: { id: 'y', title: 'Yes' } },
						{ type: 'reply', reply: { id: 'n', title: 'No' } },
					],
				},
			},
		],
		[
			'product',
			{ type: 'product', catalogId: 'c', productRetailerId: 'p' },
			{ type: 'product', action: { catalog_id: 'c', product_retailer_id: 'p' } },
		],
		[
			'product_list',
			{
				type: 'product_list',
				headerType: 'text',
				headerText: 'Head',
				bodyText: 'Body',
				catalogId: 'c',
				sections: [{ productRetailerIds: ['p1', 2] }],
			},
			{
				type: 'product_list',
				header: { type: 'text', text: 'Head' },
				body: { text: 'Body' },
				action: {
					catalog_id: 'c',
					sections: [
						{ product_items: [{ product_retailer_id: 'p1' }, { product_retailer_id: '2' }] },
					],
				},
			},
		],
	])('%s', (_, fields, interactive) => {
		expect(valueOf(build({ kind: 'interactive', ...fields })).conversation).toEqual([
			{ interactive },
		]);
	});

	it.each<[string, InteractiveFields, string[]]>([
		['no type', {}, ['Interactive Type', 'Body Text']],
		['an unknown type', { type: 'poll', bodyText: 'x' }, ['Interactive Type']],
		['a long body', { ...buttons, bodyText: 'x'.repeat(1025) }, ['Body Text']],
		['a long footer', { ...buttons, footerText: 'x'.repeat(61) }, ['Footer Text']],
		[
			'a list under an image',
			{ ...list, headerType: 'image', headerMedia: { mediaUri: 'https://e.com/a' } },
			['Header Type'],
		],
		['an unknown header', { ...buttons, headerType: 'gif' }, ['Header Type']],
		['a header without text', { ...list, headerText: '' }, ['Header Text']],
		['no buttons', { ...buttons, buttons: [] }, ['Buttons']],
		['four buttons', { ...buttons, buttons: rows(4) }, ['Buttons']],
		[
			'a long button',
			{ ...buttons, buttons: [{ id: 'x'.repeat(257), title: 'x'.repeat(21) }] },
			['Button 1, Button ID', 'Button 1, Button Title'],
		],
		['eleven rows', { ...list, sections: [{ rows: rows(11) }] }, ['Rows']],
		[
			'eleven rows in two sections',
			{
				...list,
				sections: [
					{ title: 'A', rows: rows(6) },
					{ title: 'B', rows: rows(5) },
				],
			},
			['Rows'],
		],
		['no sections', { ...list, sections: [] }, ['Sections', 'Rows']],
		[
			'eleven sections',
			{
				...list,
				sections: Array.from({ length: 11 }, (_, index) => ({
					title: `S${index}`,
					rows: index < 10 ? rows(1) : [],
				})),
			},
			['Sections'],
		],
		[
			'sections without titles',
			{ ...list, sections: [{ rows: rows(1) }, { title: 'x'.repeat(25), rows: rows(1) }] },
			['Section 1, Section Title', 'Section 2, Section Title'],
		],
		[
			'a long row',
			{
				...list,
				sections: [
					{ rows: [{ id: 'x'.repeat(201), title: 'x'.repeat(25), description: 'x'.repeat(73) }] },
				],
			},
			[
				'Section 1, Row 1, Row ID',
				'Section 1, Row 1, Row Title',
				'Section 1, Row 1, Row Description',
			],
		],
		[
			'31 products',
			{
				type: 'product_list',
				headerType: 'text',
				headerText: 'x',
				bodyText: 'x',
				catalogId: 'c',
				sections: [{ productRetailerIds: Array<string>(31).fill('p') }],
			},
			['Products'],
		],
		[
			'products without a header',
			{
				type: 'product_list',
				bodyText: 'x',
				catalogId: 'c',
				sections: [{ productRetailerIds: ['p'] }],
			},
			['Header Type'],
		],
	])('not %s', (_, fields, expected) => {
		expect(faults({ kind: 'interactive', ...fields })).toEqual(expected);
	});
});
