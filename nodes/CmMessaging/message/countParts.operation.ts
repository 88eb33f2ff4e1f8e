import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { countParts, type PartCount } from '../../cm/messaging/sms/parts';
import { checkText } from '../../../shared/checks/text';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { Operation } from '../../../shared/n8n/operation';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { MessagingApi } from '../messagingApi';
import { contentField } from './messageFields';

export const fields: INodeProperties[] = displayFor(
	'message',
	['countParts'],
	[{ ...contentField('Message', 'Text to count'), required: true }],
);

/** Business Messaging API, Unicode and Multipart. Asks CM.com nothing. */
export const operation: Operation<PartCount, MessagingApi> = {
	async prepare(context, itemIndex) {
		const text = checkText(itemParameter(context, 'content', itemIndex), 'Message');
		return text.ok ? { ok: true, value: countParts(text.value) } : text;
	},

	perform: async (count) => ({ kind: 'accepted', answer: count }),

	output: (count) => [count as IDataObject],
};
