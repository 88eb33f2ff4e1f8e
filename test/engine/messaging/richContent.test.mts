import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { soundMessage, useAccount } from '../../../harness/engine/useAccount.mts';
import { outcomeOrMessage } from '../../../harness/engine/errorItem.mts';
import { itemWithFile, pdf } from '../../../harness/engine/files.mts';
import { arrived } from './support/wire.mts';

const account = useAccount();

const rich = (items: INodeParameters[], more: INodeParameters = {}) =>
	soundMessage({
		operation: 'sendRichContent',
		allowedChannels: ['WhatsApp'],
		conversation: { item: items },
		...more,
	});
const bubble = { kind: 'text', itemText: 'Hello' };
const image = {
	kind: 'media',
	mediaUri: 'https://example.com/picture.png',
	mediaName: 'picture',
	mimeType: 'image/png',
};
const suggestions = (...all: INodeParameters[]) => ({ suggestion: all });
const reply = (label: string) => ({ action: 'Reply', label });

interface ArrivedContent {
	conversation: Array<Record<string, unknown>>;
	suggestions?: unknown[];
}

/** Sends one message and gives the rich content that arrived. */
async function sentContent(
	parameters: INodeParameters,
	items?: INodeExecutionData[],
): Promise<ArrivedContent> {
	const run = await account.messaging(parameters, items);
	if (run.error) throw run.error;
	expect(run.items.map(({ json }) => json.outcome)).toEqual(['accepted']);
	return arrived(account.simulator)[0]?.richContent as ArrivedContent;
}

describe('items of each kind arrive', () => {
	it.each<[kind: string, item: INodeParameters, expected: object]>([
		['text', bubble, { text: 'Hello' }],
		[
			'an answer to a message',
			{ ...bubble, contextMessageId: 'wamid.1' },
			{ text: 'Hello', context: { message_id: 'wamid.1' } },
		],
		[
			'media',
			image,
			{
				media: {
					mediaName: 'picture',
					mediaUri: 'https://example.com/picture.png',
					mimeType: 'image/png',
				},
			},
		],
		[
			'a location by degrees',
			{ kind: 'location', latitude: '51.603802', longitude: '={{ 4.770821 }}', label: 'CM HQ' },
			{ location: { latitude: '51.603802', longitude: '4.770821', label: 'CM HQ' } },
		],
		[
			'a location by its name',
			{ kind: 'location', searchQuery: 'Konijnenberg 30, Breda' },
			{ location: { searchQuery: 'Konijnenberg 30, Breda' } },
		],
		['JSON as text', { kind: 'json', json: '{"newer": {"than": []}}' }, { newer: { than: [] } }],
		[
			'JSON as an object, which looks like a list of the form',
			{ kind: 'json', json: '={{ ({ text: "a", more: { item: [{}] } }) }}' },
			{ text: 'a', more: { item: [{}] } },
		],
		[
			'a contact with everything',
			{
				kind: 'contacts',
				contacts: {
					entry: [
						{
							formatted_name: 'Dr Jan de Vries',
							first_name: 'Jan',
							middle_name: 'P.',
							last_name: 'de Vries',
							name_prefix: 'Dr',
							name_suffix: 'MSc',
							company: 'CM',
							department: 'Post',
							title: 'Clerk',
							birthday: '1980-12-31',
							phones: { entry: [{ phone: '+31765727000', type: 'WORK' }] },
							emails: { entry: [{ email: 'jan@example.com', type: 'HOME' }] },
							urls: { entry: [{ url: 'https://example.com' }] },
						},
					],
				},
			},
			{
				contacts: [
					{
						name: {
							formatted_name: 'Dr Jan de Vries',
							first_name: 'Jan',
							middle_name: 'P.',
							last_name: 'de Vries',
							name_prefix: 'Dr',
							name_suffix: 'MSc',
						},
						org: { company: 'CM', department: 'Post', title: 'Clerk' },
						birthday: '1980-12-31',
						phones: [{ phone: '+31765727000', type: 'WORK' }],
						emails: [{ email: 'jan@example.com', type: 'HOME' }],
						urls: [{ url: 'https://example.com', type: 'WORK' }],
					},
				],
			},
		],
	])('%s', async (_kind, item, expected) => {
		expect((await sentContent(rich([item]))).conversation).toEqual([expected]);
	});

	it('a card, and a carousel of cards', async () => {
		const card = { header: 'Amsterdam', text: 'Canals', ...image, kind: 'card' };
		const { conversation } = await sentContent(
			rich(
				[
					{ ...card, suggestions: suggestions(reply('Book')) },
					{
						kind: 'carousel',
						cardWidth: 'Small',
						cards: {
							entry: [
								{ header: 'One', text: '1' },
								{ header: 'Two', suggestions: suggestions(reply('Two')) },
							],
						},
					},
				],
				{ allowedChannels: ['RCS'] },
			),
		);
		expect(conversation).toEqual([
			{
				header: 'Amsterdam',
				text: 'Canals',
				media: {
					mediaName: 'picture',
					mediaUri: 'https://example.com/picture.png',
					mimeType: 'image/png',
				},
				suggestions: [{ action: 'Reply', label: 'Book' }],
			},
			{
				carousel: {
					cardWidth: 'Small',
					cards: [
						{ header: 'One', text: '1' },
						{ header: 'Two', suggestions: [{ action: 'Reply', label: 'Two' }] },
					],
				},
			},
		]);
	});

	it('suggestions of every action, times from expressions among them', async () => {
		const { suggestions: sent } = await sentContent(
			rich([bubble], {
				allowedChannels: ['RCS'],
				suggestions: suggestions(
					{ action: 'Reply', label: 'Yes', postbackdata: 'yes' },
					{ action: 'OpenUrl', label: 'Open', url: 'https://example.com' },
					{ action: 'Dial', label: 'Call', phoneNumber: '+31765727000' },
					{
						action: 'CreateCalendarEvent',
						label: 'Save',
						startTime: "={{ new Date('2026-11-21T10:00:00Z') }}",
						endTime: "={{ DateTime.fromISO('2026-11-21T11:00:00Z', { zone: 'utc' }) }}",
						title: 'Meeting',
					},
					{ action: 'ViewLocation', label: 'Map', searchQuery: 'Breda', pinLabel: 'CM' },
					{ action: 'ShareLocation', label: 'Where are you?' },
				),
			}),
		);
		expect(sent).toEqual([
			{ action: 'Reply', label: 'Yes', postbackdata: 'yes' },
			{ action: 'OpenUrl', label: 'Open', url: 'https://example.com' },
			{ action: 'Dial', label: 'Call', dial: { PhoneNumber: '+31765727000' } },
			{
				action: 'CreateCalendarEvent',
				label: 'Save',
				calendar: {
					startTime: '2026-11-21T10:00:00.000Z',
					endTime: '2026-11-21T11:00:00.000Z',
					title: 'Meeting',
				},
			},
			{
				action: 'ViewLocation',
				label: 'Map',
				viewLocation: { searchQuery: 'Breda', label: 'CM' },
			},
			{
				action: 'ShareLocation',
				label: 'Where are you?',
				shareLocation: { RequestLocation: true },
			},
		]);
	});

	it('the text that other channels show stands beside them', async () => {
		await sentContent(rich([bubble], { content: 'Fallback', allowedChannels: ['RCS', 'SMS'] }));
		expect(arrived(account.simulator)[0]?.body).toEqual({ type: 'auto', content: 'Fallback' });
	});

	it('and that text may be left out', async () => {
		await sentContent(rich([bubble], { content: '' }));
		expect(arrived(account.simulator)[0]?.body).toEqual({ content: '' });
	});
});

describe('media from an input data field', () => {
	const fromField = (mediaField: string) => ({
		kind: 'media',
		mediaFrom: 'field',
		mediaField,
		mediaName: 'letter.pdf',
		mimeType: 'document/pdf',
	});

	it.each(['filesystem', 'inJson'] as const)(
		'is a link that opens this file only, for seven days (%s)',
		async (mode) => {
			const item = await itemWithFile(await pdf(1), mode);
			const field = mode === 'inJson' ? '={{ $json.data }}' : 'data';
			const { conversation } = await sentContent(rich([fromField(field)]), [item]);
			const media = conversation[0]?.media as Record<string, string>;
			expect(media).toMatchObject({ mediaName: 'letter.pdf', mimeType: 'document/pdf' });

			const link = new URL(media.mediaUri ?? '');
			expect(link.pathname).toMatch(/\/binary-data\/signed$/);
			const token = link.searchParams.get('token') ?? '';
			const stored = (item.binary?.data ?? item.json.data) as { id: string };
			expect(Container.get(BinaryDataService).validateSignedToken(token)).toBe(stored.id);
			const [, payload = ''] = token.split('.');
			const { iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
				iat: number;
				exp: number;
			};
			expect(exp - iat).toBe(7 * 24 * 60 * 60);
		},
	);

	it('serves cards, cards of carousels and headers as well', async () => {
		const item = await itemWithFile(await pdf(1), 'filesystem');
		const file = { mediaFrom: 'field', mediaField: 'data' };
		const { conversation } = await sentContent(
			rich(
				[
					{ ...file, kind: 'card', header: 'One' },
					{
						kind: 'carousel',
						cards: {
							entry: [
								{ header: 'One', ...file },
								{ header: 'Two', ...file },
							],
						},
					},
				],
				{ allowedChannels: ['RCS'] },
			),
			[item],
		);
		const links = JSON.stringify(conversation).match(/binary-data\/signed\?token=/g);
		expect(links).toHaveLength(3);
	});

	it('that is not there costs only its item', async () => {
		const file = await itemWithFile(await pdf(1), 'filesystem');
		const { items } = await account.messaging(
			rich([fromField('data')]),
			[file, { json: {} }, file],
			{ settings: { onError: 'continueRegularOutput' } },
		);
		expect(items.map(outcomeOrMessage)).toEqual([
			'accepted',
			'Input Data Field Name: there is no file in the input data field "data"',
			'accepted',
		]);
	});

	it('in memory is refused, as nobody could fetch it', async () => {
		const { error } = await account.messaging(rich([fromField('data')]), [
			await itemWithFile(await pdf(1), 'memory'),
		]);
		expect(error?.message).toContain('this n8n keeps files in memory');
		expect(error?.description).toContain('N8N_DEFAULT_BINARY_DATA_MODE');
		expect(account.simulator.requests()).toEqual([]);
	});
});

describe('refused before anything is sent', () => {
	const openUrl = { action: 'OpenUrl', label: 'Open', url: 'https://example.com' };
	const viber = (items: INodeParameters[], more: INodeParameters = {}) =>
		rich(items, { allowedChannels: ['Viber'], ...more });
	const rcs = (items: INodeParameters[], more: INodeParameters = {}) =>
		rich(items, { allowedChannels: ['RCS'], ...more });

	it.each<[name: string, parameters: INodeParameters, reason: string]>([
		['no items', rich([]), 'Conversation: there are no items'],
		['an empty bubble', rich([{ kind: 'text', itemText: ' ' }]), 'Item 1, Text: it is empty'],
		['no address', rich([{ ...image, mediaUri: '' }]), 'Item 1, Media URL: it is empty'],
		[
			'no web address',
			rich([bubble, { ...image, mediaUri: 'x.png' }]),
			'Item 2, Media URL: "x.png"',
		],
		[
			'half a place',
			rich([{ kind: 'location', latitude: '5' }]),
			'Item 1, Longitude: latitude and',
		],
		[
			'a place off the map',
			rich([{ kind: 'location', latitude: '91', longitude: '4' }]),
			'Item 1, Latitude: 91 is out of range',
		],
		['no place', rich([{ kind: 'location' }]), 'Item 1, Latitude: there is neither'],
		['no contact', rich([{ kind: 'contacts' }]), 'Item 1, Contacts: it is empty'],
		[
			'a contact with one name',
			rich([{ kind: 'contacts', contacts: { entry: [{ formatted_name: 'Jan' }] } }]),
			'Item 1, Contact 1, Last Name: a contact needs one more part',
		],
		[
			'garbage for JSON',
			rich([{ kind: 'json', json: '={{ "{" }}' }]),
			'Item 1, JSON: it is not a JSON object',
		],
		['an empty card', rcs([{ kind: 'card' }]), 'Item 1, Header: the card is empty'],
		[
			'a carousel of one card',
			rcs([{ kind: 'carousel', cards: { entry: [{ header: 'One' }] } }]),
			'Item 1, Cards: a carousel has 2 to 10 cards, not 1',
		],
		[
			'five buttons on a card',
			rcs([
				{
					kind: 'card',
					header: 'One',
					suggestions: suggestions(...[1, 2, 3, 4, 5].map((n) => reply(`${n}`))),
				},
			]),
			'Suggestions: there are 5; at most 4 are allowed',
		],
		[
			'twelve suggestions',
			rcs([bubble], {
				suggestions: suggestions(...Array.from({ length: 12 }, (_, n) => reply(`${n}`))),
			}),
			'Suggestions: there are 12; at most 11 are allowed',
		],
		[
			'a suggestion without a label',
			rcs([bubble], { suggestions: suggestions({ action: 'Reply' }) }),
			'Suggestion 1, Label: it is empty',
		],
		[
			'a link to nowhere',
			rcs([bubble], { suggestions: suggestions({ action: 'OpenUrl', label: 'Open' }) }),
			'Suggestion 1, URL: it is empty',
		],
		[
			'an event at no time',
			rcs([bubble], {
				suggestions: suggestions({
					action: 'CreateCalendarEvent',
					label: 'Save',
					startTime: '2026-11-21T10:00:00',
					endTime: 'later',
				}),
			}),
			'Suggestion 1, End Time: "later" is not a date and time',
		],
		[
			'a label too long for RCS',
			rcs([bubble], { suggestions: suggestions(reply('x'.repeat(26))) }),
			'Suggestion 1, Label: it has 26 characters',
		],
		[
			'contacts for RCS',
			rcs([
				{
					kind: 'contacts',
					contacts: { entry: [{ formatted_name: 'Jan', last_name: 'Vries' }] },
				},
			]),
			'Item 1, Item Type: RCS shows no contacts',
		],
		[
			'suggestions for WhatsApp',
			rich([bubble], { suggestions: suggestions(openUrl) }),
			'Suggestions: WhatsApp shows no suggestions',
		],
		[
			'a medium that WhatsApp has not',
			rich([{ ...image, mimeType: 'image/gif' }]),
			'Item 1, MIME Type: WhatsApp shows no image/gif',
		],
		[
			'a number to dial at home only',
			rcs([bubble], {
				suggestions: suggestions({ action: 'Dial', label: 'Call', phoneNumber: '0612345678' }),
			}),
			'Suggestion 1, Phone Number: "0612345678" is not in international form',
		],
		[
			'a link without a scheme',
			rcs([bubble], {
				suggestions: suggestions({ action: 'OpenUrl', label: 'Open', url: 'www.example.com' }),
			}),
			'Suggestion 1, URL: "www.example.com" is not an address',
		],
		[
			'half an emoji in JSON',
			rich([{ kind: 'json', json: '={{ ({ text: "a" + String.fromCharCode(0xd83d) }) }}' }]),
			'Item 1, JSON, text: it holds half an emoji',
		],
		[
			'a carousel for WhatsApp',
			rich([{ kind: 'carousel', cards: { entry: [{ header: '1' }, { header: '2' }] } }]),
			'WhatsApp shows no carousel',
		],
		[
			'suggestions for Viber behind an image',
			viber([bubble, image], { suggestions: suggestions(openUrl) }),
			'with suggestions, Viber delivers only when the last item is a text',
		],
		[
			'a reply for Viber',
			viber([bubble], { suggestions: suggestions(reply('Yes')) }),
			'Viber does not know the action Reply',
		],
		['a video for Viber', viber([{ ...image, mimeType: 'video/mp4' }]), 'Viber shows images only'],
		[
			'a location for Viber',
			viber([{ kind: 'location', searchQuery: 'Breda' }]),
			'Viber shows text and images only, not location',
		],
		[
			'a channel without rich content',
			rich([bubble], { allowedChannels: ['SMS'] }),
			'Channels: SMS cannot show rich content',
		],
	])('%s', async (_name, parameters, reason) => {
		const { error } = await account.messaging(parameters);
		expect(error?.message).toContain(reason);
		expect(account.simulator.requests()).toEqual([]);
	});

	it('the rules are those of the first channel that shows it, not of its fallbacks', async () => {
		const parameters = rich([bubble], {
			allowedChannels: ['SMS', 'RCS', 'Viber'],
			suggestions: suggestions(reply('Yes')),
		});
		expect((await account.messaging(parameters)).error).toBeUndefined();
	});
});
