import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { checkRecipients, type Recipient } from '../../cm/messaging/recipients';
import type { Msg } from '../../cm/messaging/message';
import type { RichContent } from '../../cm/messaging/richContent/conversationItems';
import { refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { readDefaultCountry } from '../phoneCountry';

/** A message, and the recipients it has, as they were typed too. */
export interface ReadMessage {
	message: Msg;
	recipients: Recipient[];
}

/**
 * The message that the parameters of one item make.
 * @param rich builds the rich content once the channels are known, where the operation has some
 */
export async function readMessage(
	context: IExecuteFunctions,
	itemIndex: number,
	rich?: (channels: string[]) => Promise<Checked<RichContent>>,
): Promise<Checked<ReadMessage>> {
	const { bodyType, ...more } = itemParameter(
		context,
		'additionalFields',
		itemIndex,
		{},
	) as IDataObject;
	const channels = readChannels(context, itemIndex);
	const content = itemParameter(context, 'content', itemIndex, '');
	const recipients = await checkRecipients(itemParameter(context, 'to', itemIndex), {
		channels,
		defaultCountry: readDefaultCountry(context, itemIndex),
	});
	const richContent = await rich?.(channels);
	const { buildMessage } = await import('../../cm/messaging/message');
	const message = buildMessage({
		...more,
		from: itemParameter(context, 'from', itemIndex),
		// Stands in so that the rest is checked too, and every reason is named at once.
		to: recipients.ok ? recipients.value.map(({ number }) => number) : ['0'],
		allowedChannels: channels,
		content,
		bodyType: content === '' ? undefined : (bodyType ?? 'auto'),
		reference: itemParameter(context, 'reference', itemIndex, ''),
		...(richContent?.ok ? { richContent: richContent.value } : {}),
	});
	const refusals = refusalsOf([
		recipients,
		...(richContent ? [richContent] : []),
		// Without its rich content the message lacks a body: that is not what is wrong with it.
		...(richContent?.ok === false ? [] : [message]),
	]);
	return message.ok && recipients.ok && refusals.length === 0
		? usable({ message: message.value, recipients: recipients.value })
		: { ok: false, refusals };
}

/** One name, several with commas between, or a list. */
function readChannels(context: IExecuteFunctions, itemIndex: number): string[] {
	const value: unknown = itemParameter(context, 'allowedChannels', itemIndex, []);
	const list = Array.isArray(value) ? value : String(value ?? '').split(',');
	return list.map((channel) => String(channel).trim()).filter((channel) => channel !== '');
}
