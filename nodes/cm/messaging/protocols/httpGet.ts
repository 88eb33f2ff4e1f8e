import { shortened } from '../../../../shared/checks/quotation';
import { refusalsOf, refused, usable, type Checked } from '../../../../shared/checks/refusal';
import type { Msg } from '../message';
import { countParts } from '../sms/parts';
import type { ProtocolRequest } from './request';

/** Business Messaging API, HTTP GET protocol, BODY: "the maximum length is 160 characters". */
const LONGEST = 160;

/** Fields that a GET request has no parameter for, with their display names in the node. */
const NOT_IN_GET = {
	customGrouping: 'Custom Grouping',
	customGrouping2: 'Custom Grouping 2',
	customGrouping3: 'Custom Grouping 3',
	minimumNumberOfMessageParts: 'Minimum Parts',
	maximumNumberOfMessageParts: 'Maximum Parts',
	validity: 'Validity',
	appKey: 'App Key',
	richContent: 'Rich Content',
} as const satisfies Partial<Record<keyof Msg, string>>;

/**
 * One message to one recipient as a GET request. "Only supports the basic parameters (FROM, TO,
 * BODY and REFERENCE), options such as concatenation (multipart), unicode, and hybrid messaging
 * are not supported." The encoding `auto` is left off: in a GSM text there is nothing to detect.
 * Business Messaging API, HTTP GET protocol.
 */
export function getRequest(messages: Msg[], productToken: string): Checked<ProtocolRequest> {
	const [message, ...more] = messages;
	if (message === undefined || more.length > 0 || message.to.length !== 1) {
		return refused(
			'To',
			'an HTTP GET request takes one recipient',
			'Send to one number per item, or use the JSON protocol',
		);
	}
	const checks = [
		...Object.entries(NOT_IN_GET).map(([name, parameter]) =>
			message[name as keyof typeof NOT_IN_GET] === undefined
				? usable(true)
				: needsJson(parameter, 'an HTTP GET request has no parameter for it'),
		),
		checkChannels(message),
		checkScheme(message),
		checkContent(message.body?.content ?? ''),
	];
	const refusals = refusalsOf(checks);
	if (refusals.length > 0) return { ok: false, refusals };

	const { from, to, body, reference } = message;
	return usable({
		method: 'GET',
		query: {
			producttoken: productToken,
			body: body?.content ?? '',
			to: to[0]?.number ?? '',
			from,
			...(reference === undefined ? {} : { reference }),
		},
	});
}

function checkChannels({ allowedChannels = [] }: Msg): Checked<unknown> {
	return ['', 'SMS'].includes(allowedChannels.join())
		? usable(true)
		: needsJson('Channels', `HTTP GET cannot send by ${shortened(allowedChannels.join(', '))}`);
}

function checkScheme({ dcs, body }: Msg): Checked<unknown> {
	if (dcs !== undefined && dcs !== 0) {
		return needsJson('Data Coding Scheme', 'an HTTP GET request cannot send Unicode');
	}
	return body?.type?.toUpperCase() === 'BINARY'
		? needsJson('Encoding', 'an HTTP GET request cannot send binary messages')
		: usable(true);
}

function checkContent(content: string): Checked<unknown> {
	const { encoding, units, forcesUnicode } = countParts(content);
	if (encoding === 'Unicode') {
		const characters = [...new Set(forcesUnicode.map(({ character }) => `"${character}"`))];
		return needsJson(
			'Message',
			`an HTTP GET request cannot send ${characters.slice(0, 5).join(', ')}, which needs Unicode`,
		);
	}
	return units <= LONGEST
		? usable(true)
		: needsJson(
				'Message',
				`it takes ${units} characters of SMS; an HTTP GET request takes at most ${LONGEST}`,
			);
}

function needsJson(parameter: string, reason: string): Checked<true> {
	return refused(parameter, reason, 'Use the JSON protocol');
}
