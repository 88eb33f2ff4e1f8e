/** A request as a protocol wants it, without its address. */
export interface ProtocolRequest {
	method: 'POST' | 'GET';
	/** Names and values of the query, unencoded. */
	query?: Record<string, string>;
	/** The body as text. */
	body?: string;
	contentType?: string;
}

/** Business Messaging API, parameter table: "One HTTP-call can support up to 1000 msg elements". */
export const MOST_MESSAGES = 1000;
