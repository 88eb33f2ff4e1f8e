import { shortened } from '../../../../shared/checks/quotation';
import { channelNames, firstRichChannel } from '../channels';
import type { ConversationItem, RichContent } from './conversationItems';
import type { Form } from '../form';
import type { Media } from './media';

/**
 * Checks richContent against the rules of the channel that will show it: the first allowed one
 * that can. With no channel chosen the account decides, and nothing is checked.
 */
export function checkChannelRules(form: Form, content: RichContent, channels: string[]): void {
	const channel = channels.length === 0 ? undefined : firstRichChannel(channels);
	if (channel === 'Viber') viber(form, content);
	if (channel === 'WhatsApp') whatsApp(form, content, channels);
	if (channel === 'RCS') rcs(form, content);
}

/**
 * Business Messaging API, Viber: text and media (images only) and the openUrl suggestion; with
 * suggestions the last item is a text; image and text stand in items of their own.
 */
function viber(form: Form, { conversation, suggestions = [] }: RichContent): void {
	conversation.forEach((item, index) => {
		const part = form.part(itemName(index));
		only(part, item, ['text', 'media', 'suggestions', 'tag'], 'Viber');
		if (item.text !== undefined && item.media !== undefined) {
			part.refuse('Text', 'Viber shows no text with media in one item', 'Make two items of it');
		}
		const mimeType = item.media?.mimeType;
		if (mimeType !== undefined && !mimeType.toLowerCase().startsWith('image/')) {
			part.refuse(
				'MIME Type',
				`Viber shows images only, not ${shortened(mimeType)}`,
				'Use an image',
			);
		}
	});
	const all = [...suggestions, ...conversation.flatMap((item) => item.suggestions ?? [])];
	for (const { action } of all) {
		if (action.toLowerCase() !== 'openurl') {
			form.refuse(
				'Suggestions',
				`Viber does not know the action ${shortened(action)}`,
				'Use OpenUrl',
			);
		}
	}
	if (all.length > 0 && conversation.at(-1)?.text === undefined) {
		form.refuse(
			itemName(conversation.length - 1),
			'with suggestions, Viber delivers only when the last item is a text',
			'Put a text item at the end',
		);
	}
}

/** Business Messaging API, WhatsApp, Text messages. */
const LONGEST_WHATSAPP_TEXT = 4096;

/**
 * Business Messaging API, WhatsApp, Media messages; the document's list, with `audio/acc` for AAC
 * and `document/pdf` for application/pdf as it writes them. `audio/aac` is what it must mean.
 */
const WHATSAPP_MEDIA = [
	...['image/jpg', 'image/jpeg', 'image/png', 'video/mp4'],
	...['acc', 'aac', 'm4a', 'amr', 'mp3', 'ogg', 'opus'].map((type) => `audio/${type}`),
	...['pdf', 'doc', 'docx', 'ppt', 'pptx', 'xls', 'xlsx'].map((type) => `document/${type}`),
];

/**
 * Business Messaging API, Suggestions/Features: "Supported by: RCS, Viber". They may be meant for a
 * channel that is fallen back on.
 */
function whatsApp(
	form: Form,
	{ conversation, suggestions = [] }: RichContent,
	channels: string[],
): void {
	const all = [...suggestions, ...conversation.flatMap((item) => item.suggestions ?? [])];
	const others = channelNames(channels).filter((name) => name !== 'WhatsApp');
	if (all.length > 0 && firstRichChannel(others) === undefined) {
		form.refuse(
			'Suggestions',
			'WhatsApp shows no suggestions',
			'Use Send WhatsApp Interactive for buttons, or RCS or Viber',
		);
	}
	conversation.forEach((item, index) => {
		const part = form.part(itemName(index));
		part.text('Text', item.text, { longest: LONGEST_WHATSAPP_TEXT });
		for (const { mimeType } of mediaIn(item)) {
			if (mimeType === undefined || WHATSAPP_MEDIA.includes(mimeType.toLowerCase())) continue;
			part.refuse(
				'MIME Type',
				`WhatsApp shows no ${shortened(mimeType)}`,
				`Use one of ${WHATSAPP_MEDIA.join(', ')}`,
			);
		}
		if (item.carousel !== undefined) {
			part.refuse('Item Type', 'WhatsApp shows no carousel', 'Use RCS, or items of another type');
		}
	});
}

/** The media of an item, also those in the header of a template or an interactive message. */
function mediaIn({ media, template, interactive }: ConversationItem): Media[] {
	const parameters = (template?.whatsapp.components ?? []).flatMap((each) => each.parameters ?? []);
	return [
		media,
		interactive?.header?.media,
		...parameters.map((parameter) => ('media' in parameter ? parameter.media : undefined)),
	].filter((each) => each !== undefined);
}

/** RCS suggested replies: length of a label in characters. */
const LONGEST_RCS_LABEL = 25;

function rcs(form: Form, { conversation, suggestions = [] }: RichContent): void {
	const labels = (part: Form, item: Pick<ConversationItem, 'suggestions'>) =>
		(item.suggestions ?? []).forEach(({ label }, index) =>
			part.part(`Suggestion ${index + 1}`).text('Label', label, { longest: LONGEST_RCS_LABEL }),
		);
	labels(form, { suggestions });
	conversation.forEach((item, index) => {
		const part = form.part(itemName(index));
		labels(part, item);
		item.carousel?.cards.forEach((card, cardIndex) =>
			labels(part.part(`Card ${cardIndex + 1}`), card),
		);
		for (const member of ['contacts', 'template', 'interactive'] as const) {
			if (item[member] !== undefined) {
				part.refuse('Item Type', `RCS shows no ${member}`, 'Use WhatsApp, or another type');
			}
		}
	});
}

function only(
	form: Form,
	item: ConversationItem,
	members: Array<keyof ConversationItem>,
	channel: string,
): void {
	const names: string[] = members;
	const others = Object.keys(item).filter((member) => !names.includes(member));
	if (others.length > 0) {
		form.refuse(
			'Item Type',
			`${channel} shows text and images only, not ${others.join(' or ')}`,
			'Use text or media items',
		);
	}
}

function itemName(index: number): string {
	return `Item ${index + 1}`;
}
