import { eventId } from '../../../../shared/checks/eventId';
import { isObject, member, type Json } from '../jsonMembers';
import { readEvent } from './event';
import { readInbound, readInboundXml, readOutbound } from './inbound';
import { withoutLoneAmpersands } from './loneAmpersands';
import { unreadable, type NormalisedEvent, type UnidentifiedEvent } from './normalisedEvent';
import { readStatusReport, withoutSendTime } from './statusReport';
import { withoutTokens } from './tokens';

type XmlElement = import('../../../../shared/checks/xml').XmlElement;

const DEEPEST = 50;

/**
 * Reads what CM.com posts to a webhook, whichever of its forms it has. Never throws.
 * @param body the request's body as text; how long it may be is the caller's to limit
 * @param contentType the request's content type; the body decides where the two disagree
 * @returns nothing only for nothing, `{}` and `[]`, as the test call on saving a URL may be; what is
 * none of the forms is an event of the kind unreadable
 */
export async function readWebhook(
	body: string,
	contentType = '',
): Promise<NormalisedEvent[] | undefined> {
	const text = body.replace(/^\uFEFF/, '').trim();
	if (text === '') return undefined;
	const looksLikeXml = text.startsWith('<');
	const looksLikeJson = /^[[{]/.test(text);
	const isXml = looksLikeXml || (!looksLikeJson && /\bxml\b/i.test(contentType));
	const events = isXml ? await readXmlWebhook(text) : readJsonWebhook(text);
	return events.length === 0 ? undefined : identified(events);
}

/**
 * Reads the query of a GET, which CM.com offers for incoming messages.
 * @param query without its question mark
 */
export function readWebhookQuery(query: string): NormalisedEvent[] | undefined {
	const given = new URLSearchParams(query);
	if (given.size === 0) return undefined;
	const members = Object.fromEntries(
		[...new Set(given.keys())].map((name) => [name, oneOrAll(given.getAll(name))]),
	);
	return identified([readJson(members) ?? unreadable(query)].flat());
}

function readJsonWebhook(text: string): UnidentifiedEvent[] {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return [unreadable(text)];
	}
	if (isEmpty(value)) return [];
	if (isDeep(value)) return [unreadable(text)];
	if (!Array.isArray(value)) return readJson(value) ?? [unreadable(text)];
	return value.flatMap((each) => readJson(each) ?? unreadable(each));
}

/** Status reports stand under messages.msg; the others are what is posted. */
function readJson(value: unknown): UnidentifiedEvent[] | undefined {
	if (!isObject(value)) return undefined;
	const reports = [member(value, 'messages') ?? value].flat().flatMap(
		// A list or one of them.
		(messages) => [member(messages, 'msg') ?? []].flat(),
	);
	if (reports.length > 0) return reports.map((msg) => readStatusReport(msg) ?? unreadable(msg));
	const event =
		readEvent(value) ?? readOutbound(value) ?? readInbound(value) ?? readStatusReport(value);
	return event && [event];
}

/** Status reports and the older incoming messages both are MESSAGES > MSG. */
async function readXmlWebhook(text: string): Promise<UnidentifiedEvent[]> {
	const { isNamed, readXml } = await import('../../../../shared/checks/xml');
	const root = readXml(withoutLoneAmpersands(text), Infinity);
	const messages = root?.children.filter((child) => isNamed(child, 'MSG')) ?? [];
	if (root === undefined || !isNamed(root, 'MESSAGES') || messages.length === 0) {
		return [unreadable(text)];
	}
	return messages.map((element) => {
		const raw = asJson(element);
		const msg = asJson(element, firstOf);
		const event = readStatusReport(msg) ?? readInboundXml(msg);
		return event ? { ...event, raw } : unreadable(raw);
	});
}

/**
 * An element as an object: elements under their names, attributes under theirs with an @ before it.
 * @param chosen what becomes of repeated elements: a list of all, or the first
 */
function asJson(
	{ attributes, children, text }: XmlElement,
	chosen: (values: unknown[]) => unknown = oneOrAll,
): Json {
	const elements = new Map<string, unknown[]>();
	for (const child of children) {
		const isText = child.children.length === 0 && Object.keys(child.attributes).length === 0;
		const value = isText ? child.text : asJson(child, chosen);
		const same = elements.get(child.name);
		if (same) same.push(value);
		else elements.set(child.name, [value]);
	}
	return Object.fromEntries<unknown>([
		...Object.entries(attributes).map(([name, value]): [string, unknown] => [`@${name}`, value]),
		...(children.length === 0 ? [['#text', text] as const] : []),
		...[...elements].map(([name, values]): [string, unknown] => [name, chosen(values)]),
	]);
}

function oneOrAll(values: unknown[]): unknown {
	return values.length === 1 ? values[0] : values;
}

function firstOf([value]: unknown[]): unknown {
	return value;
}

/** Gives each event its ID, and takes tokens out of what it was read from. */
function identified(events: UnidentifiedEvent[]): NormalisedEvent[] {
	const counts = new Map<string, number>();
	return events.map((event) => {
		const raw = withoutTokens(event.raw);
		const report = [event.kind, event.kind === 'statusReport' ? withoutSendTime(raw) : raw];
		const id = eventId(report);
		const earlier = counts.get(id) ?? 0;
		counts.set(id, earlier + 1);
		return { ...event, eventId: earlier === 0 ? id : eventId(report, earlier), raw };
	});
}

/** Deeper than CM.com ever nests, and deep enough to trouble whoever walks through it. */
function isDeep(value: unknown): boolean {
	let level = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level
			.filter((each) => typeof each === 'object' && each !== null)
			.flatMap(Object.values);
	}
	return false;
}

function isEmpty(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return isObject(value) && Object.keys(value).length === 0;
}
