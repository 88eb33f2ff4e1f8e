/**
 * The only file that loads the XML libraries. Callers import() it, so that n8n starts without them.
 */
import XMLBuilder from 'fast-xml-builder';
import { XMLParser } from 'fast-xml-parser';

import { refused, usable, type Checked } from './refusal';

/** An element that was read. Names are as they were written. */
export interface XmlElement {
	name: string;
	attributes: Record<string, string>;
	children: XmlElement[];
	/** The text directly inside it, as it was written, with character references resolved. */
	text: string;
}

/** An element to be written: text, or elements in order; lists repeat an element. */
export interface XmlContent {
	[element: string]: string | XmlContent | Array<string | XmlContent>;
}

/** Attributes of an {@link XmlContent} are written under their name with this before it. */
export const ATTRIBUTE = '@';
/** The text of an {@link XmlContent} that has attributes. */
export const TEXT = '#text';

/** What XML 1.0, 2.2 forbids even as a reference: control characters, halves of surrogate pairs. */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Longest document that is read unless the caller says otherwise, in characters. */
const LONGEST = 1_000_000;
/** Deepest nesting that is read: a callback has four levels. */
const DEEPEST = 20;

/**
 * Writes a document in UTF-8 with its declaration. All five characters that the document names
 * (Business Messaging API, XML Protocol) are escaped.
 */
export function writeXml(content: XmlContent): string {
	const builder = new XMLBuilder({
		ignoreAttributes: false,
		attributeNamePrefix: ATTRIBUTE,
		textNodeName: TEXT,
	});
	const declaration = { [`${ATTRIBUTE}version`]: '1.0', [`${ATTRIBUTE}encoding`]: 'utf-8' };
	// A reader turns a bare carriage return into a line feed (XML 1.0, 2.11); a reference stays.
	return builder.build({ '?xml': declaration, ...content }).replaceAll('\r', '&#13;');
}

/** Whether a text can be written in XML. @param parameter display name, for the refusal */
export function checkXmlText(text: string, parameter: string): Checked<string> {
	const [found] = NOT_XML.exec(text) ?? [];
	if (found === undefined) return usable(text);
	const codePoint = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
	return refused(
		parameter,
		`it holds a character that XML cannot carry (U+${codePoint})`,
		'Remove it, or use the JSON protocol',
	);
}

/**
 * Reads a document from the outside. Document types are refused, so that there are no entities to
 * expand and nothing outside to fetch; size and depth are limited.
 * @param longest how many characters it may have
 * @returns the root element, or nothing when it is not well-formed or too large
 */
export function readXml(document: string, longest = LONGEST): XmlElement | undefined {
	if (document.length > longest || /<!(DOCTYPE|ENTITY)/i.test(document)) return undefined;
	const parser = new XMLParser({
		preserveOrder: true,
		ignoreAttributes: false,
		attributeNamePrefix: '',
		textNodeName: TEXT,
		cdataPropName: CDATA,
		parseTagValue: false,
		parseAttributeValue: false,
		trimValues: false,
		processEntities: false,
		ignoreDeclaration: true,
		ignorePiTags: true,
		maxNestedTags: DEEPEST,
	});
	try {
		const text = document.replace(/^\uFEFF/, '');
		const nodes = parser.parse(text, true) as ParsedNode[];
		return nodes.map(elementOf).find((element) => element !== undefined);
	} catch {
		return undefined;
	}
}

/** The first child of that name, in any case. */
export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
	return element.children.find((child) => isNamed(child, name));
}

/** Whether an element has that name, in any case. */
export function isNamed(element: XmlElement, name: string): boolean {
	return element.name.toLowerCase() === name.toLowerCase();
}

const CDATA = '#cdata';
const ATTRIBUTES = ':@';

/** As the library gives it: one member with the name and what is inside, and the attributes. */
type ParsedNode = Record<string, unknown>;

function elementOf(node: ParsedNode): XmlElement | undefined {
	const name = Object.keys(node).find((key) => key !== ATTRIBUTES);
	if (name === undefined || name === TEXT || name === CDATA) return undefined;
	const inside = node[name] as ParsedNode[];
	const attributes = (node[ATTRIBUTES] ?? {}) as Record<string, string>;
	return {
		name,
		attributes: Object.fromEntries(
			Object.entries(attributes).map(([key, value]) => [key, resolved(String(value))]),
		),
		children: inside.flatMap((child) => elementOf(child) ?? []),
		text: inside.map(textOf).join(''),
	};
}

function textOf(node: ParsedNode): string {
	if (CDATA in node) {
		return (node[CDATA] as ParsedNode[]).map((part) => String(part[TEXT] ?? '')).join('');
	}
	return TEXT in node ? resolved(String(node[TEXT])) : '';
}

const PREDEFINED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five predefined entities and character references, once; others stay as they are. */
function resolved(text: string): string {
	return text.replace(
		/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi,
		(all, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
			if (name !== undefined) return PREDEFINED[name] ?? all;
			const codePoint = hex === undefined ? Number(decimal) : parseInt(hex, 16);
			return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : all;
		},
	);
}
