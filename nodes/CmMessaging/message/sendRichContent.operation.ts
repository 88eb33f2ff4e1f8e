import type { INodeProperties } from 'n8n-workflow';

import type { ItemFields } from '../../cm/messaging/richContent/conversationItems';
import type { SuggestionFields } from '../../cm/messaging/richContent/suggestions';
import { displayFor } from '../../../shared/n8n/displayFor';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { sendingOptions } from '../messagingOptions';
import { conversationField } from './conversationFields';
import { listOf, plainLists } from './formLists';
import { withLinks } from './mediaFields';
import { additionalFields, addressingFields, contentField, referenceField } from './messageFields';
import { readMessage } from './readMessage';
import { sendMessage } from './sendMessage';
import { suggestionsField } from './suggestionFields';

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendRichContent'],
	[
		...addressingFields([]),
		conversationField,
		suggestionsField(),
		contentField('Fallback Text', 'Shown by channels that have no rich content, such as SMS'),
		referenceField,
		additionalFields,
		sendingOptions,
	],
);

/** Business Messaging API, Rich Content. */
export const operation = sendMessage(
	async (context, itemIndex) =>
		await readMessage(context, itemIndex, async (channels) => {
			const { buildRichContent } = await import('../../cm/messaging/richContent/richContent');
			const field = (name: string): unknown =>
				plainLists(itemParameter(context, name, itemIndex, {}));
			const conversation = withLinks(context, itemIndex, field('conversation'));
			if (!conversation.ok) return conversation;

			const items = listOf<ItemFields & { itemText?: unknown }>(conversation.value).map(
				({ itemText, ...item }) => (item.kind === 'text' ? { ...item, text: itemText } : item),
			);
			const suggestions = listOf<SuggestionFields>(field('suggestions'));
			return buildRichContent({ items, suggestions }, channels);
		}),
);
