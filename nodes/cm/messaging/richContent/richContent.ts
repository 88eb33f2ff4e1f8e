import type { Checked } from '../../../../shared/checks/refusal';
import { checkChannelRules } from './channelRules';
import {
	itemOf,
	type ConversationItem,
	type ItemFields,
	type RichContent,
} from './conversationItems';
import { Form, given } from '../form';
import { suggestionsOf, type SuggestionFields } from './suggestions';

/** Rich content as a form gives it. */
export interface RichContentFields {
	items: ItemFields[];
	suggestions?: SuggestionFields[];
}

/**
 * Rich content as the service wants it, checked against the rules of the channel that will show
 * it. How many items a conversation may have is not documented (one SDK says 5, an example of
 * CM's has 6), so that is left to the service.
 * @param channels allowedChannels of the message; empty when any may be used
 */
export function buildRichContent(
	{ items, suggestions }: RichContentFields,
	channels: string[],
): Checked<RichContent> {
	const form = new Form();
	if (items.length === 0) {
		form.refuse('Conversation', 'there are no items', 'Add at least one item');
	}
	const content = given<RichContent>({
		conversation: items.map((item, index) => itemOf(form.part(`Item ${index + 1}`), item)),
		suggestions: suggestionsOf(form, suggestions),
	});
	checkChannelRules(form, { ...content, conversation: checkable(items, content) }, channels);
	return form.outcome(content);
}

/** Of an item that was given as JSON only the text is known: the rest may have any shape. */
function checkable(items: ItemFields[], { conversation }: RichContent): ConversationItem[] {
	return conversation.map((item, index) => {
		if (items[index]?.kind !== 'json') return item;
		return typeof item.text === 'string' ? { text: item.text } : {};
	});
}
