import type { INodeProperties } from 'n8n-workflow';

import { displayFor } from '../../../shared/n8n/displayFor';
import { sendingOptions } from '../messagingOptions';
import { additionalFields, addressingFields, contentField, referenceField } from './messageFields';
import { readMessage } from './readMessage';
import { sendMessage } from './sendMessage';

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendText'],
	[
		...addressingFields(['SMS']),
		{ ...contentField('Message', 'Text of the message'), required: true },
		referenceField,
		additionalFields,
		sendingOptions,
	],
);

/** Business Messaging API, Sending messages: text by any channel. */
export const operation = sendMessage(
	async (context, itemIndex) => await readMessage(context, itemIndex),
);
