import { XMLParser, XMLValidator } from 'fast-xml-parser';

const LISTS: ReadonlySet<string> = new Set(['MESSAGES.MSG', 'MESSAGES.MSG.TO']);

const parser = new XMLParser({
	ignoreAttributes: false,
	attributeNamePrefix: '@',
	parseTagValue: false,
	trimValues: false,
	// Of a character by its number, such as &#8364;.
	htmlEntities: true,
	isArray: (_name, path) => LISTS.has(String(path)),
});

/**
 * A document as nested objects: attributes have names such as "@TYPE", and an element with
 * attributes has its text in "#text"; MSG and its TO are lists always.
 *
 * @throws SyntaxError for what is no XML.
 */
export function parsedXml(text: string): unknown {
	// eslint-disable-next-line @typescript-eslint/no-deprecated -- the package it names instead would be one more dependency for the same check
	const validity = XMLValidator.validate(text);
	if (validity !== true) throw new SyntaxError(validity.err.msg);
	try {
		return parser.parse(text);
	} catch (error) {
		throw new SyntaxError(error instanceof Error ? error.message : String(error));
	}
}

/** The text of an element, with or without attributes; null if there is no such element. */
export function elementText(element: unknown): string | null {
	if (typeof element === 'string') return element;
	if (typeof element !== 'object' || element === null || Array.isArray(element)) return null;
	const text = (element as Record<string, unknown>)['#text'];
	return typeof text === 'string' ? text : '';
}

const ESCAPED: Readonly<Record<string, string>> = {
	'"': '&quot;',
	"'": '&apos;',
	'<': '&lt;',
	'>': '&gt;',
	'&': '&amp;',
};

/** A text as XML, escaped as the documents say (S-BM "XML Protocol"). */
export function escapedXml(text: string): string {
	return text.replace(/["'<>&]/g, (character) => ESCAPED[character] ?? character);
}
