import { refused, usable, type Checked } from '../../../../shared/checks/refusal';
import type { Msg } from '../message';
import { MOST_MESSAGES, type ProtocolRequest } from './request';

/**
 * The messages as one JSON request. Business Messaging API, Sending messages.
 * @param productToken put into the body; left out where the header X-CM-PRODUCTTOKEN carries it
 * (Integration, Header authentication)
 */
export function jsonRequest(messages: Msg[], productToken?: string): Checked<ProtocolRequest> {
	if (messages.length > MOST_MESSAGES) return tooMany(messages.length);
	const authentication = productToken === undefined ? {} : { authentication: { productToken } };
	return usable({
		method: 'POST',
		body: JSON.stringify({ messages: { ...authentication, msg: messages } }),
		contentType: 'application/json; charset=utf-8',
	});
}

/** The refusal of more messages than a request may have. */
export function tooMany<T>(count: number): Checked<T> {
	return refused(
		'To',
		`${count} messages are too many for one request`,
		`Send at most ${MOST_MESSAGES} at once`,
	);
}
