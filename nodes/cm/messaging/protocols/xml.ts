import { shortened } from '../../../../shared/checks/quotation';
import {
	refusalsOf,
	refused,
	usable,
	type Checked,
	type Refusal,
} from '../../../../shared/checks/refusal';
import type { Msg } from '../message';
import { tooMany } from './json';
import { MOST_MESSAGES, type ProtocolRequest } from './request';

type Content = import('../../../../shared/checks/xml').XmlContent;

/**
 * The messages as one XML request. "XML is only available for our SMS services", and for Push.
 * Business Messaging API, XML Protocol.
 * @returns refusals for whatever the document shows no XML element for
 */
export async function xmlRequest(
	messages: Msg[],
	productToken: string,
): Promise<Checked<ProtocolRequest>> {
	if (messages.length > MOST_MESSAGES) return tooMany(messages.length);
	const xml = await import('../../../../shared/checks/xml');

	const refusals = [
		...messages.flatMap(notInXml),
		...refusalsOf(
			messages.flatMap((message) => [
				...Object.entries(printedTexts(message)).map(([parameter, text]) =>
					xml.checkXmlText(text, parameter),
				),
			]),
		),
	];
	if (refusals.length > 0) return { ok: false, refusals };
	return usable({
		method: 'POST',
		body: xml.writeXml({
			MESSAGES: {
				AUTHENTICATION: { PRODUCTTOKEN: productToken },
				MSG: messages.map((message) => elements(message, xml)),
			},
		}),
		contentType: 'application/xml; charset=utf-8',
	});
}

/** Elements in the order of the document's examples. */
function elements(
	message: Msg,
	{ ATTRIBUTE, TEXT }: Pick<typeof import('../../../../shared/checks/xml'), 'ATTRIBUTE' | 'TEXT'>,
): Content {
	const type = message.body?.type;
	const content = message.body?.content ?? '';
	const { channel, allowedChannels } = channelElements(message);
	const appKey = written({ APPKEY: message.appKey });
	return {
		CHANNEL: channel,
		FROM: message.from,
		TO: message.to.map(({ number }) => number),
		...written({
			DCS: message.dcs,
			MINIMUMNUMBEROFMESSAGEPARTS: message.minimumNumberOfMessageParts,
			MAXIMUMNUMBEROFMESSAGEPARTS: message.maximumNumberOfMessageParts,
		}),
		// Hybrid - xml has the key before the body, Push - xml behind it.
		...(channel === 'Push' ? appKey : {}),
		BODY:
			type === undefined ? content : { [`${ATTRIBUTE}TYPE`]: type.toUpperCase(), [TEXT]: content },
		...written({
			REFERENCE: message.reference,
			CUSTOMGROUPING: message.customGrouping,
			CUSTOMGROUPING2: message.customGrouping2,
			CUSTOMGROUPING3: message.customGrouping3,
			ALLOWEDCHANNELS: allowedChannels,
		}),
		...(channel === 'Push' ? {} : appKey),
	};
}

/**
 * Push - xml: Push only is CHANNEL SMS with ALLOWEDCHANNELS Push. Hybrid - xml: Push with SMS to
 * fall back on is CHANNEL Push.
 */
function channelElements({ allowedChannels = [] }: Msg): {
	channel: string;
	allowedChannels?: string;
} {
	switch (allowedChannels.join()) {
		case 'Push':
			return { channel: 'SMS', allowedChannels: 'Push' };
		case 'Push,SMS':
			return { channel: 'Push' };
		default:
			return { channel: 'SMS' };
	}
}

/** Combinations of channels that the XML examples show. */
const CHANNELS_IN_XML = ['', 'SMS', 'Push', 'Push,SMS'];

function notInXml({ allowedChannels = [], richContent, validity }: Msg): Refusal[] {
	return refusalsOf([
		CHANNELS_IN_XML.includes(allowedChannels.join())
			? usable(true)
			: refused(
					'Channels',
					`XML cannot send by ${shortened(allowedChannels.join(', '))}`,
					'Choose SMS, Push, or Push then SMS; or use the JSON protocol',
				),
		richContent === undefined ? usable(true) : needsJson('Rich Content'),
		validity === undefined ? usable(true) : needsJson('Validity'),
	]);
}

function needsJson(parameter: string): Checked<true> {
	return refused(parameter, 'the XML protocol has no element for it', 'Use the JSON protocol');
}

function printedTexts(message: Msg): Record<string, string> {
	return {
		From: message.from,
		To: message.to.map(({ number }) => number).join(' '),
		Message: message.body?.content ?? '',
		Encoding: message.body?.type ?? '',
		Reference: message.reference ?? '',
		'Custom Grouping': message.customGrouping ?? '',
		'Custom Grouping 2': message.customGrouping2 ?? '',
		'Custom Grouping 3': message.customGrouping3 ?? '',
	};
}

function written(values: Record<string, string | number | undefined>): Content {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) =>
			value === undefined ? [] : [[name, String(value)]],
		),
	);
}
