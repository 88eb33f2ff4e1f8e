import { isObject, member, type Json } from '../members';
import { readEvent } from './event';
import { readInbound, readInboundXml } from './inbound';
import type { NormalisedEvent } from './normalisedEvent';
import { readStatusReport } from './statusReport';

type XmlElement = import('../xml').XmlElement;

/**
 * Reads what CM.com posts to a webhook, whichever of its forms it has. Never throws.
 * @param body the request's body as text
 * @param contentType the request's content type; the body decides where the two disagree
 * @returns nothing when it is none of the forms, as the test call on saving a URL may be
 */
export async function readWebhook(
	body: string,
	contentType = '',
): Promise<NormalisedEvent[] | undefined> {
	const text = body.replace(/^\uFEFF/, '').trim();
	const looksLikeXml = text.startsWith('<');
	const looksLikeJson = /^[[{]/.test(text);
	const isXml = looksLikeXml || (!looksLikeJson && /\bxml\b/i.test(contentType));
	const events = isXml ? await readXmlWebhook(text) : readJsonWebhook(text);
	return events.length === 0 ? undefined : events;
}

function readJsonWebhook(text: string): NormalisedEvent[] {
	try {
		return listed(JSON.parse(text) as unknown).flatMap(readJson);
	} catch {
		return [];
	}
}

/** A status report stands under messages.msg; the others are what is posted. */
function readJson(value: unknown): NormalisedEvent[] {
	const messages = member(value, 'messages');
	if (messages !== undefined) {
		return listed(member(messages, 'msg')).flatMap((msg) => readStatusReport(msg) ?? []);
	}
	return one(readEvent(value) ?? readInbound(value));
}

/** Status reports and the older incoming messages both are MESSAGES > MSG. */
async function readXmlWebhook(text: string): Promise<NormalisedEvent[]> {
	const { isNamed, readXml } = await import('../xml');
	const root = readXml(text);
	if (root === undefined || !isNamed(root, 'MESSAGES')) return [];
	return root.children
		.filter((child) => isNamed(child, 'MSG'))
		.flatMap((msg) => {
			const elements = asJson(msg);
			return one(readStatusReport(elements) ?? readInboundXml(elements));
		});
}

/**
 * An element as an object: elements under their names, attributes under theirs with an @ before
 * it. Of repeated elements the first counts.
 */
function asJson({ attributes, children, text }: XmlElement): Json {
	return Object.fromEntries([
		...Object.entries(attributes).map(([name, value]) => [`@${name}`, value]),
		...(children.length === 0 ? [['#text', text]] : []),
		...children
			.toReversed()
			.map((child) => [
				child.name,
				child.children.length === 0 && Object.keys(child.attributes).length === 0
					? child.text
					: asJson(child),
			]),
	]);
}

function listed(value: unknown): unknown[] {
	const values = Array.isArray(value) ? value : [value];
	return values.filter(isObject);
}

function one<T>(value: T | undefined): T[] {
	return value === undefined ? [] : [value];
}
