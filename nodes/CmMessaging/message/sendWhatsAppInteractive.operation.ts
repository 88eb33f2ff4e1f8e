import type { INodeProperties } from 'n8n-workflow';

import type { SectionFields } from '../../cm/messaging/whatsapp/interactiveActions';
import { displayFor } from '../../../shared/n8n/displayFor';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { sendingOptions } from '../messagingOptions';
import { listField, textField } from './formFields';
import { listOf, plainLists } from './formLists';
import { mediaFields, withLinks, type MediaParameters } from './mediaFields';
import { additionalFields, addressingFields, contentField, referenceField } from './messageFields';
import { readMessage } from './readMessage';
import { sendMessage } from './sendMessage';

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendWhatsAppInteractive'],
	[
		...addressingFields(['WhatsApp']),
		{
			displayName: 'Interactive Type',
			name: 'interactiveType',
			type: 'options',
			default: 'button',
			options: [
				{ name: 'List', value: 'list', description: 'A menu of up to ten options' },
				{ name: 'Product', value: 'product', description: 'One product of a catalog' },
				{
					name: 'Product List',
					value: 'product_list',
					description: 'Up to thirty products of a catalog',
				},
				{ name: 'Reply Buttons', value: 'button', description: 'Up to three buttons' },
			],
		},
		textField('Body Text', 'bodyText', {
			typeOptions: { rows: 3 },
			description: 'Up to 1,024 characters',
		}),
		textField('Footer Text', 'footerText', { description: 'Up to 60 characters' }),
		{
			displayName: 'Header Type',
			name: 'headerType',
			type: 'options',
			default: '',
			description: 'A picture, video or document only above reply buttons',
			options: [
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'None', value: '' },
				{ name: 'Text', value: 'text' },
				{ name: 'Video', value: 'video' },
			],
		},
		textField('Header Text', 'headerText', { displayOptions: { show: { headerType: ['text'] } } }),
		...mediaFields({ headerType: ['image', 'video', 'document'] }),
		textField('Button Label', 'button', {
			description: 'Text on the button that opens the list',
			displayOptions: { show: { interactiveType: ['list'] } },
		}),
		listField(
			'Sections',
			'sections',
			'Section',
			[
				textField('Title', 'title', { description: 'Up to 24 characters' }),
				listField('Rows', 'rows', 'Row', [
					textField('ID', 'id', { description: 'Comes back when the row is chosen' }),
					textField('Title', 'title', { description: 'Up to 24 characters' }),
					textField('Description', 'description', { description: 'Up to 72 characters' }),
				]),
			],
			{ interactiveType: ['list'] },
		),
		listField(
			'Buttons',
			'buttons',
			'Button',
			[
				textField('ID', 'id', { description: 'Comes back when the button is pressed' }),
				textField('Title', 'title', { description: 'Up to 20 characters' }),
			],
			{ interactiveType: ['button'] },
		),
		textField('Catalog ID', 'catalogId', {
			displayOptions: { show: { interactiveType: ['product', 'product_list'] } },
		}),
		textField('Product Retailer ID', 'productRetailerId', {
			displayOptions: { show: { interactiveType: ['product'] } },
		}),
		listField(
			'Product Sections',
			'productSections',
			'Section',
			[
				textField('Title', 'title', { description: 'Up to 24 characters' }),
				textField('Product Retailer IDs', 'productRetailerIds', {
					description: 'IDs of the products, with commas between',
				}),
			],
			{ interactiveType: ['product_list'] },
		),
		contentField(
			'Fallback Text',
			'Shown by channels that have no interactive messages, such as SMS',
		),
		referenceField,
		additionalFields,
		sendingOptions,
	],
);

/** WhatsApp interactive messages, after CM's documentation and SDKs. */
export const operation = sendMessage(
	async (context, itemIndex) =>
		await readMessage(context, itemIndex, async (channels) => {
			const { buildRichContent } = await import('../../cm/messaging/richContent/richContent');
			const field = (name: string): unknown =>
				plainLists(itemParameter(context, name, itemIndex, ''));
			const type = field('interactiveType');
			const productSections = listOf<{ title?: unknown; productRetailerIds?: unknown }>(
				field('productSections'),
			).map(({ title, productRetailerIds }) => ({
				title,
				productRetailerIds: String(productRetailerIds ?? '')
					.split(',')
					.map((id) => id.trim())
					.filter((id) => id !== ''),
			}));
			const headerMedia = withLinks<MediaParameters>(context, itemIndex, {
				mediaFrom: field('mediaFrom'),
				mediaField: field('mediaField'),
				mediaUri: field('mediaUri'),
				mediaName: field('mediaName'),
				mimeType: field('mimeType'),
			});
			if (!headerMedia.ok) return headerMedia;

			const interactive = {
				kind: 'interactive' as const,
				type,
				bodyText: field('bodyText'),
				footerText: field('footerText'),
				headerType: field('headerType'),
				headerText: field('headerText'),
				headerMedia: headerMedia.value,
				button: field('button'),
				sections:
					type === 'product_list' ? productSections : listOf<SectionFields>(field('sections')),
				buttons: listOf<{ id?: unknown; title?: unknown }>(field('buttons')),
				catalogId: field('catalogId'),
				productRetailerId: field('productRetailerId'),
			};
			return buildRichContent({ items: [interactive] }, channels);
		}),
);
