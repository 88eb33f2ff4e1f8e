/** The kinds of trouble a request can be given. */
export type FaultKind =
	/** Answered with `status` (default 503) and, if given, Retry-After; not processed. */
	| 'status'
	/** The connection is reset; not processed. */
	| 'resetBefore'
	/** Processed, then the connection is reset without an answer. */
	| 'resetAfter'
	/** Never answered; not processed. */
	| 'hang'
	/** Processed, never answered. */
	| 'hangAfter'
	/**
	 * Processed (with `after: false`: not); the answer has its full Content-Length but stops halfway.
	 */
	| 'truncated'
	/** Processed; status and headers at once, then the body, a byte every tenth of a second. */
	| 'slowBody'
	/** Answered with an HTML error page (`status`, default 502); not processed. */
	| 'html'
	/** Later by `latencyMs` (default 1,000); combines with the rule that follows. */
	| 'latency'
	/** Processed; the answer's status code without its body. */
	| 'empty';

/**
 * When to trouble a request, and how. The first rule that fires wins, but for `latency`, which
 * adds to whatever fires after it.
 */
export interface FaultRule {
	kind: FaultKind;
	/** What the log calls it; its kind if absent. */
	name?: string;
	/** Only requests with this method. */
	method?: string;
	/** Only requests whose path (without the query) this regular expression matches. */
	path?: string;
	status?: number;
	/** Retry-After: seconds, or an HTTP date. */
	retryAfter?: number | string;
	/** Body of a `status` or `html` answer: text as it is, anything else as JSON. */
	body?: unknown;
	/** Milliseconds to wait first; on any kind of rule. */
	latencyMs?: number;
	/** Fires on every Nth request that matches: the Nth, the 2Nth, and so on. */
	every?: number;
	/** Fires with this probability, from 0 to 1, out of a seeded sequence. */
	probability?: number;
	/** Fires this often at most. */
	times?: number;
	/**
	 * Whether the request is processed before it is answered so. For `status` and `html` it is not,
	 * unless this is true; for `truncated` it is, unless this is false: then half an answer with
	 * `status` (default 502) and `body` comes.
	 */
	after?: boolean;
}

/** A file that was uploaded, as the log keeps it. */
export interface LoggedFile {
	field: string;
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** In hexadecimal. */
	sha256: string;
}

/** The body of a multipart request, as the log keeps it. */
export interface LoggedForm {
	fields: Record<string, string>;
	file: LoggedFile | null;
}

/** A request to one of the APIs that arrived. */
export interface LoggedRequest {
	/** ISO 8601, in UTC. */
	at: string;
	method: string;
	/** Without the query. */
	path: string;
	query: Record<string, string | string[]>;
	/** Names in lower case; of a secret here (not in a body) only the last four characters. */
	headers: Record<string, string>;
	contentType: string | null;
	/**
	 * Parsed JSON as it was sent, a LoggedForm, text (XML), or null if there was none or it was not
	 * read.
	 */
	body: unknown;
	/** What was answered; null if nothing was (yet). */
	status: number | null;
	/** The names or kinds of the faults that fired, joined by +. */
	fault?: string;
	/** Why the OpenAPI description does not allow the request. */
	violation?: string;
}

/** What every simulated service can do while it runs. */
export interface SimulatedService {
	/** Without a slash at the end. */
	url: string;
	/**
	 * Those of all APIs, in order of arrival; the latest 50,000, or fewer if their bodies have more
	 * than 128 MB.
	 */
	requests(): LoggedRequest[];
	/** The requests the OpenAPI description does not allow. */
	violations(): LoggedRequest[];
	/**
	 * Replaces the fault rules, and starts their counts and their random sequence anew, with the
	 * given seed or else the simulator's own.
	 */
	setFaults(rules: FaultRule[], seed?: number): void;
	/** Resolves once no callback and no webhook is under way. */
	settled(): Promise<void>;
	/**
	 * Resolves once the condition holds. It is looked at whenever a request has arrived, or has been
	 * processed, or answered, or left without an answer.
	 */
	until(holds: () => boolean): Promise<void>;
	/** Closes every connection, hanging ones too, at once. */
	close(): Promise<void>;
}
