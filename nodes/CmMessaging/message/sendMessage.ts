import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { SentMessage } from '../../cm/messaging/answers/messageAnswer';
import { channelNames } from '../../cm/messaging/channels';
import type { JsonAddress } from '../../cm/messaging/protocols/endpoints';
import { member } from '../../cm/messaging/jsonMembers';
import type { Msg } from '../../cm/messaging/message';
import { unknownFate } from '../../cm/messaging/answers/problems';
import type { ProtocolRequest } from '../../cm/messaging/protocols/request';
import type { Outcome, Sending } from '../../../shared/delivery/outcome';
import { refusalSentence, usable, type Checked } from '../../../shared/checks/refusal';
import { keyOf } from '../../../shared/n8n/keyHash';
import type { Operation } from '../../../shared/n8n/operation';
import type { MessagingApi } from '../messagingApi';
import { plainText } from '../../../shared/checks/plainText';
import type { ReadMessage } from './readMessage';

/** One message to one recipient; recipients of one item share the message. */
export interface AddressedMessage extends ReadMessage {
	to: string;
	/** The recipient as the item has it. */
	typed: string;
	/** Whether no other run may have sent it. */
	isProtected: boolean;
	/** Which gateway it goes to. */
	account: string;
}

/**
 * What a message is known by where it is to be sent once: its reference, and who it goes to.
 * Messages are guarded as one, whatever operation sends them.
 * @param account which gateway
 */
export function messageKey(account: string, reference: string, to: string): string {
	return keyOf('message', account, plainText(reference), plainText(to));
}

const NOT_FINDABLE = 'CM.com cannot be asked for a message that was sent.';

/** What an operation that sends messages has of its own: what the message says. */
export type MessageReader = (
	context: IExecuteFunctions,
	itemIndex: number,
) => Promise<Checked<ReadMessage>>;

/**
 * Sends messages, those of many items in one request.
 * Business Messaging API, Sending messages, Batch messages; XML Protocol; HTTP GET protocol.
 */
export function sendMessage(read: MessageReader): Operation<AddressedMessage, MessagingApi> {
	return {
		async prepare(context, itemIndex, api) {
			const item = await read(context, itemIndex);
			if (!item.ok) return item;
			const { message } = item.value;
			const delivery = usable({
				...item.value,
				to: '',
				typed: '',
				isProtected: api.sendsOnce,
				account: api.identity,
			});
			const address = addressOf(message, api);
			if (!address.ok) return address;
			if (api.protocol === 'json') return delivery;
			// What another protocol cannot carry is found now, before anything is sent.
			const request = await buildRequest(oneEach(api.protocol, message), api);
			return request.ok ? delivery : request;
		},

		together: {
			split: (item) => item.recipients.map(({ number, typed }) => ({ ...item, to: number, typed })),

			perform: async (deliveries, api, until) => {
				const sendings = new Map<AddressedMessage, Sending>();
				for (const { address, group } of byAddress(deliveries, api)) {
					const made = await sendTo(address, group, api, until);
					group.forEach((delivery, position) => {
						const sending = made[position];
						if (sending !== undefined) sendings.set(delivery, sending);
					});
				}
				return deliveries.map(
					(delivery) =>
						sendings.get(delivery) ?? { kind: 'unknown', problem: stillUnknown(delivery) },
				);
			},
		},

		output: (answer, { input, skipped, refusal }) => [
			{
				// First, since a person looks there first.
				status: null,
				reason: refusal?.message ?? null,
				to: input.to,
				toAsTyped: input.typed,
				...({ ...sent(input), ...(answer as object) } as IDataObject),
				...(refusal === undefined
					? { outcome: skipped ? 'skipped' : 'accepted' }
					: { outcome: 'refused', advice: refusal.description }),
			},
		],

		once: {
			part: ({ to }) => to,
			fingerprint: ({ message, to }) => [{ ...message, to: [] }, to],
			stillUnknown,
			protect: {
				identity: ({ message, to, isProtected, account }) =>
					isProtected && message.reference !== undefined
						? {
								key: messageKey(account, message.reference, to),
								content: keyOf({ ...message, to: [] }),
								states: ['sent'],
							}
						: undefined,
				isOptional: true,
				whyNotFindable: () => NOT_FINDABLE,
				find: async () => await Promise.resolve({ readable: false, reason: NOT_FINDABLE }),
				doneBefore: () => 'It was sent before.',
				conflict: {
					message: 'Its reference was used for a message to the same recipient with another text',
					description:
						'Nothing was sent for this item. Give it a reference of its own, or set Duplicate Protection to Off.',
				},
			},
		},
	};
}

function stillUnknown({ to }: AddressedMessage) {
	return unknownFate(to, { kind: 'unanswered', message: 'an earlier try ended so' });
}

/** Where a message goes, and how it is authenticated there. */
function addressOf(message: Msg, api: MessagingApi): Checked<JsonAddress> {
	if (api.protocol === 'json') {
		// A raw message may spell it in any case, and hold anything.
		const channels = member(message, 'allowedChannels');
		return api.jsonAddress(Array.isArray(channels) ? channelNames(channels.map(String)) : []);
	}
	const { gatewayAddress } = api;
	return gatewayAddress.ok
		? usable({ url: gatewayAddress.value, headerAuthenticates: false })
		: gatewayAddress;
}

/** Viber may have an address of its own. What has none was refused before. */
function byAddress(deliveries: AddressedMessage[], api: MessagingApi) {
	const groups = new Map<string, { address: JsonAddress; group: AddressedMessage[] }>();
	for (const delivery of deliveries) {
		const address = addressOf(delivery.message, api);
		if (!address.ok) continue;
		const found = groups.get(address.value.url);
		if (found) found.group.push(delivery);
		else groups.set(address.value.url, { address: address.value, group: [delivery] });
	}
	return groups.values();
}

async function sendTo(
	{ url, headerAuthenticates }: JsonAddress,
	deliveries: AddressedMessage[],
	api: MessagingApi,
	until: number,
): Promise<Sending[]> {
	const request = await buildRequest(messagesOf(deliveries), api, headerAuthenticates);
	if (!request.ok) {
		const [refusal] = request.refusals;
		const message = refusal ? refusalSentence(refusal) : 'The request cannot be built';
		return deliveries.map(
			(): Outcome => ({ kind: 'refused', problem: { message, description: 'Nothing was sent.' } }),
		);
	}
	const { method, body, contentType, query } = request.value;
	const attempt = await api.send({ method, url, body, contentType, query }, until);
	if (attempt.kind === 'late') return deliveries.map(() => attempt);
	const { readBatchAnswer } = await import('../../cm/messaging/answers/batchAnswer');
	return readBatchAnswer(attempt, deliveries.map(sent), api.protocol);
}

function sent({ message, to }: AddressedMessage): SentMessage {
	return { to, ...(message.reference === undefined ? {} : { reference: message.reference }) };
}

/** Messages with their recipients, as they go into one request: neighbours of one item together. */
function messagesOf(deliveries: AddressedMessage[]): Msg[] {
	const messages: Array<{ message: Msg; to: Msg['to'] }> = [];
	for (const { message, to } of deliveries) {
		const last = messages.at(-1);
		if (last?.message === message) last.to.push({ number: to });
		else messages.push({ message, to: [{ number: to }] });
	}
	return messages.map(({ message, to }) => ({ ...message, to }));
}

/** A GET request has one recipient: what it can carry is checked with the first. */
function oneEach(protocol: string, message: Msg): Msg[] {
	return [protocol === 'get' ? { ...message, to: message.to.slice(0, 1) } : message];
}

async function buildRequest(
	messages: Msg[],
	api: MessagingApi,
	headerAuthenticates = false,
): Promise<Checked<ProtocolRequest>> {
	switch (api.protocol) {
		case 'xml': {
			const { xmlRequest } = await import('../../cm/messaging/protocols/xml');
			return await xmlRequest(messages, api.productToken);
		}
		case 'get': {
			const { getRequest } = await import('../../cm/messaging/protocols/httpGet');
			return getRequest(messages, api.productToken);
		}
		default: {
			const { jsonRequest } = await import('../../cm/messaging/protocols/json');
			return jsonRequest(messages, headerAuthenticates ? undefined : api.productToken);
		}
	}
}
