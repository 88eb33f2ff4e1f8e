/** One message of a request, to one recipient. */
export interface SentMessage {
	/** As it stood in the request. */
	to: string;
	reference?: string;
}

/** What the service said of an accepted message; JSON only, null elsewhere. */
export interface MessageAnswer {
	to: string;
	status: string;
	reference: string | null;
	/** SMS parts that were made, which is how many are paid. */
	parts: number | null;
	messageDetails: string | null;
	messageErrorCode: number | null;
}
