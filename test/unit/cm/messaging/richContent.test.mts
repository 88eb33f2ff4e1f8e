import type { ItemFields } from '../../../../nodes/cm/messaging/richContent/conversationItems.ts';
import { buildRichContent } from '../../../../nodes/cm/messaging/richContent/richContent.ts';
import type { SuggestionFields } from '../../../../nodes/cm/messaging/richContent/suggestions.ts';
import { refusalIn, refusalsIn, valueOf } from '../../support/checked.mts';

const IMAGE = {
	kind: 'media',
	mediaUri: 'https://example.com/a.png',
	mimeType: 'image/png',
} as const;
const TEXT = { kind: 'text', text: 'Hello' } as const;
const OPEN = { action: 'OpenUrl', label: 'Open', url: 'https://www.cm.com' };
const REPLY = { action: 'Reply', label: 'Yes', postbackdata: 'yes' };

function build(items: ItemFields[], channels: string[] = [], suggestions: SuggestionFields[] = []) {
	return buildRichContent({ items, suggestions }, channels);
}

/** The only item that is built. */
function item(fields: ItemFields, channels: string[] = []) {
	return valueOf(build([fields], channels)).conversation[0];
}

/** Names of the parameters at fault. */
function faults(
	items: ItemFields[],
	channels: string[] = [],
	suggestions: SuggestionFields[] = [],
) {
	return refusalsIn(build(items, channels, suggestions)).map(({ parameter }) => parameter);
}

describe('items', () => {
	it.each<[string, ItemFields, object]>([
		['text', { kind: 'text', text: ' a\n', tag: 'EVENT' }, { text: ' a\n', tag: 'EVENT' }],
		[
			'a reply',
			{ ...TEXT, contextMessageId: 'wamid.1' },
			{ text: 'Hello', context: { message_id: 'wamid.1' } },
		],
		[
			'a document, its type as CM writes it',
			{ kind: 'media', mediaName: 'a.pdf', mediaUri: 'https://e.com/a', mimeType: 'document/pdf' },
			{ media: { mediaName: 'a.pdf', mediaUri: 'https://e.com/a', mimeType: 'document/pdf' } },
		],
		[
			'a card',
			{
				kind: 'card',
				header: 'H',
				text: 'T',
				mediaUri: 'https://e.com/a',
				mediaHeight: 'tall',
				cardOrientation: 'HORIZONTAL',
				thumbnailAlignment: 'RIGHT',
				suggestions: [REPLY],
			},
			{
				header: 'H',
				text: 'T',
				media: { mediaUri: 'https://e.com/a', mediaHeight: 'tall' },
				cardOrientation: 'HORIZONTAL',
				thumbnailAlignment: 'RIGHT',
				suggestions: [REPLY],
			},
		],
		[
			'a carousel',
			{ kind: 'carousel', cardWidth: 'Small', cards: [{ header: 'A' }, { text: 'B' }] },
			{ carousel: { cardWidth: 'Small', cards: [{ header: 'A' }, { text: 'B' }] } },
		],
		[
			'a place to look for',
			{ kind: 'location', searchQuery: 'Breda', radius: '20' },
			{ location: { searchQuery: 'Breda', radius: 20 } },
		],
		[
			'a contact',
			{
				kind: 'contacts',
				contacts: [
					{
						formatted_name: 'Ann B',
						name_prefix: 'Dr',
						company: 'CM',
						birthday: '1990-12-31',
						emails: [{ email: 'a@b.nl', type: 'WORK' }, {}],
						phones: [{ phone: '+31' }],
						urls: [{ url: 'https://a.b' }],
					},
				],
			},
			{
				contacts: [
					{
						birthday: '1990-12-31',
						emails: [{ email: 'a@b.nl', type: 'WORK' }],
						name: { formatted_name: 'Ann B', name_prefix: 'Dr' },
						org: { company: 'CM' },
						phones: [{ phone: '+31' }],
						urls: [{ url: 'https://a.b' }],
					},
				],
			},
		],
		['JSON text', { kind: 'json', json: '{"payment":{"total":1}}' }, { payment: { total: 1 } }],
		['JSON', { kind: 'json', json: { listPicker: {} } }, { listPicker: {} }],
	])('%s', (_, fields, expected) => {
		expect(item(fields)).toEqual(expected);
	});

	it.each<[string, ItemFields, string[]]>([
		['text without text', { kind: 'text', text: ' ' }, ['Item 1, Text']],
		['media without address', { kind: 'media' }, ['Item 1, Media URL']],
		['media at no web address', { kind: 'media', mediaUri: 'a.png' }, ['Item 1, Media URL']],
		['an empty card', { kind: 'card' }, ['Item 1, Header']],
		['one card in a carousel', { kind: 'carousel', cards: [{ text: 'A' }] }, ['Item 1, Cards']],
		[
			'eleven cards, one of them empty',
			{ kind: 'carousel', cards: [...Array<object>(10).fill({ text: 'A' }), {}] },
			['Item 1, Cards', 'Item 1, Card 11, Header'],
		],
		['an empty carousel', { kind: 'carousel' }, ['Item 1, Cards']],
		['a place nowhere', { kind: 'location' }, ['Item 1, Latitude']],
		['half a place', { kind: 'location', latitude: 51 }, ['Item 1, Longitude']],
		[
			'half a place with a search',
			{ kind: 'location', longitude: 4, searchQuery: 'x' },
			['Item 1, Latitude'],
		],
		[
			'a place off the map',
			{ kind: 'location', latitude: '91', longitude: '4,7' },
			['Item 1, Latitude', 'Item 1, Longitude'],
		],
		['no contact', { kind: 'contacts' }, ['Item 1, Contacts']],
		[
			'a contact without a name',
			{ kind: 'contacts', contacts: [{ birthday: '31-12-1990' }] },
			[
				'Item 1, Contact 1, Formatted Name',
				'Item 1, Contact 1, Last Name',
				'Item 1, Contact 1, Birthday',
			],
		],
		[
			'a contact with half a name',
			{ kind: 'contacts', contacts: [{ formatted_name: 'Ann' }] },
			['Item 1, Contact 1, Last Name'],
		],
		['broken JSON', { kind: 'json', json: '{' }, ['Item 1, JSON']],
		['a list', { kind: 'json', json: [] }, ['Item 1, JSON']],
		[
			'five suggestions on a card',
			{ kind: 'card', text: 'T', suggestions: Array<SuggestionFields>(5).fill(REPLY) },
			['Item 1, Suggestions'],
		],
	])('not %s', (_, fields, expected) => {
		expect(faults([fields])).toEqual(expected);
	});

	it('are needed', () => {
		expect(faults([])).toEqual(['Conversation']);
	});
});

describe('suggestions', () => {
	it('are at most eleven', () => {
		expect(build([TEXT], [], Array<SuggestionFields>(11).fill(OPEN)).ok).toBe(true);
		expect(faults([TEXT], [], Array<SuggestionFields>(12).fill(OPEN))).toEqual(['Suggestions']);
	});

	it('keep the spelling of the action', () => {
		const { suggestions } = valueOf(
			build(
				[TEXT],
				[],
				[
					{ ...OPEN, action: 'OPENURL' },
					{ action: 'shareLocation', label: 'Where?' },
				],
			),
		);
		expect(suggestions).toEqual([
			{ ...OPEN, action: 'OPENURL' },
			{ action: 'shareLocation', label: 'Where?', shareLocation: { RequestLocation: true } },
		]);
	});

	it.each<[SuggestionFields, string[]]>([
		[{}, ['Action', 'Label']],
		[{ action: 'Dance', label: 'x' }, ['Action']],
		[{ action: 'OpenUrl', label: 'x' }, ['URL']],
		[{ action: 'Dial', label: 'x' }, ['Phone Number']],
		[{ action: 'CreateCalendarEvent', label: 'x', startTime: 'now' }, ['Start Time', 'End Time']],
		[{ action: 'ViewLocation', label: 'x' }, ['Latitude']],
	])('not %j', (suggestion, fields) => {
		expect(faults([TEXT], [], [suggestion])).toEqual(
			fields.map((field) => `Suggestion 1, ${field}`),
		);
	});
});

describe('Viber', () => {
	it('shows texts and images, and a button under a last text', () => {
		expect(build([IMAGE, TEXT], ['Viber'], [OPEN]).ok).toBe(true);
		expect(build([IMAGE], ['Viber']).ok).toBe(true);
		expect(build([{ kind: 'json', json: { text: 'x' } }], ['Viber'], [OPEN]).ok).toBe(true);
	});

	it.each<[string, ItemFields[], SuggestionFields[], string]>([
		['a button under an image', [TEXT, IMAGE], [OPEN], 'Item 2'],
		['text and media in one', [{ ...IMAGE, kind: 'card', text: 'x' }], [], 'Item 1, Text'],
		['a video', [{ ...IMAGE, mimeType: 'video/mp4' }], [], 'Item 1, MIME Type'],
		['a place', [{ kind: 'location', searchQuery: 'x' }], [], 'Item 1, Item Type'],
		['a header', [{ kind: 'card', header: 'x' }], [], 'Item 1, Item Type'],
		['a reply button', [TEXT], [REPLY], 'Suggestions'],
		['JSON without text under a button', [{ kind: 'json', json: { text: 5 } }], [OPEN], 'Item 1'],
	])('refuses %s', (_, items, suggestions, parameter) => {
		expect(faults(items, ['viber', 'SMS'], suggestions)).toEqual([parameter]);
		expect(build(items, ['WhatsApp', 'Viber'], suggestions).ok).toBe(true);
		expect(build(items, [], suggestions).ok).toBe(true);
	});
});

describe('WhatsApp', () => {
	it('has bubbles of at most 4096 characters, and no carousel', () => {
		expect(build([{ kind: 'text', text: 'x'.repeat(4096) }], ['WhatsApp']).ok).toBe(true);
		expect(faults([{ kind: 'text', text: 'x'.repeat(4097) }], ['WhatsApp'])).toEqual([
			'Item 1, Text',
		]);
		const cards = [{ text: 'A' }, { text: 'B' }];
		expect(faults([{ kind: 'carousel', cards }], ['WhatsApp'])).toEqual(['Item 1, Item Type']);
	});
});

describe('RCS', () => {
	it('has labels of at most 25 characters, wherever they stand', () => {
		const long = { ...REPLY, label: 'x'.repeat(26) };
		const cards = [{ text: 'A' }, { text: 'B', suggestions: [long] }];
		expect(build([TEXT], ['RCS'], [{ ...REPLY, label: 'x'.repeat(25) }]).ok).toBe(true);
		expect(
			faults(
				[
					{ ...TEXT, suggestions: [REPLY, long] },
					{ kind: 'carousel', cards },
				],
				['RCS'],
				[long],
			),
		).toEqual([
			'Suggestion 1, Label',
			'Item 1, Suggestion 2, Label',
			'Item 2, Card 2, Suggestion 1, Label',
		]);
	});

	it('reports an empty carousel without falling over it', () => {
		expect(faults([{ kind: 'carousel', cards: [] }], ['RCS'])).toEqual(['Item 1, Cards']);
	});

	it('shows no contacts', () => {
		const contacts = [{ formatted_name: 'Ann B', last_name: 'B' }];
		expect(refusalIn(build([{ kind: 'contacts', contacts }], ['RCS'])).reason).toBe(
			'RCS shows no contacts',
		);
	});
});
