/** What came back from one request, before anyone judged it. */
export type Attempt = (Answered | Unanswered) & {
	/** How often the request was tried, where it was tried again. */
	tries?: number;
	/** An earlier try of the same request may have been carried out. */
	followsDoubt?: boolean;
};

export interface Answered {
	kind: 'answered';
	/** HTTP status code. */
	status: number;
	/** Header names in lower case. */
	headers: Record<string, string>;
	/** The body as text, undecoded. */
	text: string;
}

export interface Unanswered {
	kind: 'unanswered';
	/** Code of the system or the HTTP client, e.g. `ECONNREFUSED`, where there is one. */
	code?: string;
	/** What the client says of it. */
	message: string;
	/** Why it certainly never left: n8n gave no credential, or its execution was cancelled before. */
	unsent?: 'credential' | 'cancelled' | 'file';
}

/** The body of an answer: JSON where it is JSON, other text as it is, nothing where it is empty. */
export type Body = { readable: true; value: unknown } | { readable: false };

/**
 * Reads a body. A body is unreadable when it claims or starts to be JSON and is none (cut off), or
 * when it is a page for browsers, which no API sends: something between us and the service did.
 */
export function readBody({ text, headers }: Answered): Body {
	const trimmed = text.trim();
	if (trimmed === '') return { readable: true, value: undefined };
	try {
		return { readable: true, value: JSON.parse(trimmed) as unknown };
	} catch {
		const type = (headers['content-type'] ?? '').toLowerCase();
		const promisesJson = type.includes('json') || /^[[{"]/.test(trimmed);
		const isPage = type.includes('html') || trimmed.startsWith('<');
		return promisesJson || isPage ? { readable: false } : { readable: true, value: trimmed };
	}
}

/** How often it was tried, as a sentence with a space behind it; nothing when only once. */
export function triesSentence({ tries = 1 }: Attempt): string {
	return tries > 1 ? `It was tried ${tries} times. ` : '';
}
