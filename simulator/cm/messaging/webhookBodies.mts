import type { Assumptions } from '../assumptions.mts';
import type {
	MessageEvent,
	MessageStatus,
	MessagingWebhooks,
	ReplyContent,
	StoredMessage,
} from './message.mts';
import { standardErrorText } from './standardErrors.mts';
import { escapedXml } from './xml.mts';

/** What a webhook is sent. */
export interface WebhookBody {
	contentType: string;
	text: string;
	/** Given, it is sent by GET with this query, and without a body. */
	query?: URLSearchParams;
}

/** S-BM "Status report webhook", Status. */
const STATUS_CODES: Readonly<Record<MessageStatus, number>> = {
	accepted: 0,
	rejected: 1,
	delivered: 2,
	failed: 3,
	read: 4,
};

const STATUS_TEXTS: Readonly<Record<MessageStatus, string>> = {
	accepted: 'Accepted',
	rejected: 'Rejected',
	delivered: 'Delivered',
	failed: 'Failed',
	read: 'Read',
};

/** An invented operator; 999 is the country code that is free for private networks. */
const OPERATOR = '99901';

const LOCAL_TIME = new Intl.DateTimeFormat('sv-SE', {
	timeZone: 'Europe/Amsterdam',
	dateStyle: 'short',
	timeStyle: 'medium',
});

/** "2024-01-07 14:40:00", in CM.com's local time (S-BM "Validity period": CE(S)T). */
function localTime(at: string): string {
	return LOCAL_TIME.format(new Date(at));
}

/** A phone number with + instead of 00; other identifiers stay as they are. */
function withPlus(number: string): string {
	return number.replace(/^00(?=\d)/, '+');
}

function json(value: unknown): WebhookBody {
	return { contentType: 'application/json; charset=utf-8', text: JSON.stringify(value) };
}

/** A report of the status a message has now (facts 5.1 for JSON, 5.2 for XML); all are texts. */
export function statusReport(
	message: StoredMessage,
	status: MessageStatus,
	at: string,
	format: MessagingWebhooks['statusFormat'],
	assumptions: Assumptions,
): WebhookBody {
	const failure = status === 'failed' || status === 'rejected' ? message.errorCode : null;
	const code = failure === null ? '' : String(failure);
	const text = failure === null ? STATUS_TEXTS[status] : standardErrorText(failure);
	const isCodeText = assumptions.reportText === 'code';
	const received = localTime(at).replace(' ', 'T');
	const to = assumptions.reportNumbers === 'plus' ? withPlus(message.to) : message.to;
	const reference = message.reference ?? '';
	const details = {
		code: String(STATUS_CODES[status]),
		errorCode: isCodeText ? text.toLowerCase() : code,
		errorDescription: isCodeText ? '' : text,
	};
	if (format === 'old') {
		return json({ messages: { msg: oldReport(message, status, received, to, text) } });
	}
	if (format !== 'xml') {
		const msg = { received, to, reference, status: details, operator: OPERATOR };
		return json({ messages: { msg } });
	}
	return {
		contentType: 'application/xml; charset=utf-8',
		text: xmlReport(received, to, reference, details),
	};
}

/**
 * Facts 5.3. The element names are not published: the parameters' names in camel case. What was
 * sent when is another time in each repeat.
 */
function oldReport(
	{ channel, reference, customGrouping, errorCode }: StoredMessage,
	status: MessageStatus,
	created: string,
	to: string,
	text: string,
) {
	return {
		created,
		send: localTime(new Date().toISOString()).replace(' ', 'T'),
		to,
		status: STATUS_CODES[status],
		standardError: errorCode === null ? '' : text,
		statusDescription: STATUS_TEXTS[status],
		channel: channel.toLowerCase(),
		operator: OPERATOR,
		reference: reference ?? '',
		customGrouping: customGrouping ?? '',
	};
}

/** Facts 5.2; there is no operator. */
function xmlReport(
	received: string,
	to: string,
	reference: string,
	{ code, errorCode, errorDescription }: Record<'code' | 'errorCode' | 'errorDescription', string>,
): string {
	return `<?xml version="1.0" encoding="utf-8"?>
<MESSAGES>
  <MSG RECEIVED="${received}">
    <TO>${escapedXml(to)}</TO>
    <REFERENCE>${escapedXml(reference)}</REFERENCE>
    <STATUS>
      <CODE>${code}</CODE>
      <ERRORCODE>${escapedXml(errorCode)}</ERRORCODE>
      <ERRORDESCRIPTION>${escapedXml(errorDescription)}</ERRORDESCRIPTION>
    </STATUS>
  </MSG>
</MESSAGES>
`;
}

/** What inbound messages and events have in common (facts 5.5, 5.6). */
function inboundFields(message: StoredMessage, assumptions: Assumptions) {
	const { id, reference, to, from, customGrouping, customGrouping2, customGrouping3 } = message;
	return {
		reference: reference ?? '',
		messageContext: id,
		sender: assumptions.inboundNumbers === 'plus' ? withPlus(to) : to,
		recipient: from,
		groupings: [customGrouping ?? '', customGrouping2 ?? '', customGrouping3 ?? ''],
	};
}

/** An answer to a message (facts 5.5): as it is sent today, or the older flat form. */
export function inboundMessage(
	message: StoredMessage,
	text: string,
	at: string,
	format: MessagingWebhooks['inboundFormat'],
	assumptions: Assumptions,
	{ media, custom = {} }: ReplyContent = {},
): WebhookBody {
	const fields = inboundFields(message, assumptions);
	const { reference, messageContext, sender, recipient, groupings } = fields;
	const flat = { reference, from: sender, to: recipient, body: text };
	if (format === 'flat') return json({ ...flat, groupings });
	// Assumed: CM.com offers GET, and documents no names of its parameters.
	if (format === 'get') return { contentType: '', text: '', query: new URLSearchParams(flat) };
	return json({
		reference,
		messageContext,
		from: { number: sender, name: '' },
		to: { number: recipient },
		message: {
			text,
			media: media ?? { mediaUri: '', contentType: '', title: '' },
			custom,
			error: '',
		},
		groupings,
		time: localTime(at),
		timeUtc: at.slice(0, 19),
		channel: message.channel,
	});
}

/** Something a user did (facts 5.6). */
export function incomingEvent(
	message: StoredMessage,
	{ type, custom = {} }: MessageEvent,
	at: string,
	assumptions: Assumptions,
): WebhookBody {
	const fields = inboundFields(message, assumptions);
	const { reference, messageContext, sender, recipient, groupings } = fields;
	return json({
		reference,
		messageContext,
		from: { number: sender },
		to: { number: recipient },
		event: { type, custom },
		groupings,
		timeUtc: at.slice(0, 19),
		channel: message.channel,
	});
}

/** What was sent, for the sender's own records (docs.cmtelecom.com, mt-webhooks 1.0). */
export function echo(message: StoredMessage): WebhookBody {
	const { to, from, body, customGrouping, customGrouping2, customGrouping3 } = message;
	return json({
		to,
		from,
		body,
		webhooktoken: 'simulated-webhook-token',
		customGrouping: customGrouping ?? '',
		customGrouping2: customGrouping2 ?? '',
		customGrouping3: customGrouping3 ?? '',
		skill: customGrouping3 ?? '',
	});
}
