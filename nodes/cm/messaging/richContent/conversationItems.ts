import {
	cardOf,
	carouselOf,
	type Card,
	type CardFields,
	type Carousel,
	type CarouselFields,
} from './cards';
import { contactOf, type Contact, type ContactFields } from './contacts';
import { Form, given } from '../form';
import { mediaOf, type MediaFields } from './media';
import { placeOf, type Place, type PlaceFields } from './place';
import { checkSendable } from '../unsendable';
import { suggestionsOf, type Suggestion, type SuggestionFields } from './suggestions';
import {
	interactiveOf,
	type Interactive,
	type InteractiveFields,
} from '../whatsapp/whatsappInteractive';
import {
	templateOf,
	type TemplateFields,
	type WhatsAppTemplate,
} from '../whatsapp/whatsappTemplate';

/** Business Messaging API, Rich Content. */
export interface RichContent {
	conversation: ConversationItem[];
	suggestions?: Suggestion[];
}

/** One speech bubble. Business Messaging API, Conversations; what kind it is shows in its members. */
export interface ConversationItem extends Card {
	/** Facebook and Instagram message tag. CM's SDKs. */
	tag?: string;
	location?: Place;
	/** The document's table says contact, its example and CM's SDKs contacts. */
	contacts?: Contact[];
	template?: { whatsapp: WhatsAppTemplate };
	interactive?: Interactive;
	carousel?: Carousel;
	/** WhatsApp: the message this one answers. CM's SDKs. */
	context?: { message_id: string };
}

/** WhatsApp only, any kind: ID of the message to answer. */
interface Reply {
	contextMessageId?: unknown;
}

/** An item as a form gives it. */
export type ItemFields =
	| ({ kind: 'text'; text?: unknown; tag?: unknown; suggestions?: SuggestionFields[] } & Reply)
	| ({ kind: 'media' } & MediaFields & Reply)
	| ({ kind: 'card' } & CardFields & Reply)
	| ({ kind: 'carousel' } & CarouselFields & Reply)
	| ({ kind: 'location' } & PlaceFields & Reply)
	| ({ kind: 'contacts'; contacts?: ContactFields[] } & Reply)
	| ({ kind: 'template' } & TemplateFields & Reply)
	| ({ kind: 'interactive' } & InteractiveFields & Reply)
	/** An item as JSON, for what the document does not describe; passed on as it is. */
	| { kind: 'json'; json?: unknown };

export function itemOf(form: Form, fields: ItemFields): ConversationItem {
	if (fields.kind === 'json') return jsonItem(form, fields.json);
	const messageId = form.word('Reply to Message ID', fields.contextMessageId);
	return given<ConversationItem>({
		...membersOf(form, fields),
		context: messageId === undefined ? undefined : { message_id: messageId },
	});
}

function membersOf(form: Form, fields: Exclude<ItemFields, { kind: 'json' }>): ConversationItem {
	switch (fields.kind) {
		case 'text':
			return {
				text: form.requiredText('Text', fields.text),
				tag: form.word('Tag', fields.tag),
				suggestions: suggestionsOf(form, fields.suggestions),
			};
		case 'media':
			return { media: mediaOf(form, fields) };
		case 'card':
			return cardOf(form, fields);
		case 'carousel':
			return { carousel: carouselOf(form, fields) };
		case 'location':
			return { location: placeOf(form, fields) };
		case 'contacts':
			if ((fields.contacts ?? []).length === 0) form.missing('Contacts');
			return {
				contacts: (fields.contacts ?? []).map((contact, index) =>
					contactOf(form.part(`Contact ${index + 1}`), contact),
				),
			};
		case 'template':
			return { template: { whatsapp: templateOf(form, fields) } };
		case 'interactive':
			return { interactive: interactiveOf(form, fields) };
	}
}

function jsonItem(form: Form, json: unknown): ConversationItem {
	const item = parsed(json);
	if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
		return form.take(checkSendable<ConversationItem>(item, form.named('JSON'))) ?? {};
	}
	form.refuse(
		'JSON',
		'it is not a JSON object',
		'Give one conversation item, such as {"text": "Hello"}',
	);
	return {};
}

function parsed(json: unknown): unknown {
	if (typeof json !== 'string') return json;
	try {
		return JSON.parse(json) as unknown;
	} catch {
		return undefined;
	}
}
