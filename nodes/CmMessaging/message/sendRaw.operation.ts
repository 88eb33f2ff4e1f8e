import type { INodeProperties } from 'n8n-workflow';

import { checkRawMessage } from '../../cm/messaging/rawMessage';
import { displayFor } from '../../../shared/n8n/displayFor';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { sendingOptions } from '../messagingOptions';
import { sendMessage } from './sendMessage';

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendRaw'],
	[
		{
			displayName: 'Message',
			name: 'msg',
			type: 'json',
			required: true,
			default: '',
			placeholder:
				'e.g. {"from": "Amstel", "to": [{"number": "0031612345678"}], "body": {"content": "Hello"}}',
			description:
				'A msg object of the Business Messaging API as JSON, for what is newer than this node. It is sent as it is.',
		},
		sendingOptions,
	],
);

/** Business Messaging API, Sending messages: one msg object, passed on as it is. */
export const operation = sendMessage(async (context, itemIndex) =>
	checkRawMessage(itemParameter(context, 'msg', itemIndex)),
);
