/**
 * What CM.com's documents leave open about the messaging gateway, its webhooks and conversions, and
 * what the simulator takes for granted instead; see ../assumptions.mts. "facts" is the project's
 * fact sheet on CM.com.
 */
export interface MessagingAssumptions {
	/** Which product token counts if both the header and the body have one. (facts 10, 11) */
	tokenPrecedence: 'header' | 'body';
	/** Whether the header X-CM-PRODUCTTOKEN is read at all; not all hosts do. (facts 2.2) */
	headerTokenAccepted: boolean;
	/** Whether the token is checked before the list of messages. (facts 10, 12) */
	tokenCheckedFirst: boolean;
	/** Error code of a token that is missing or no GUID. (facts 4.2) */
	invalidTokenCode: 103 | 101;
	/** The end of "No account found for the given …": the newer text, or the older. (facts 4.2) */
	unknownAccountText: 'authentication/credentials' | 'authentication';
	/** Error code of a request without a message. (facts 4.2) */
	noMessageCode: 203 | 202;
	/** Error code of a message without a recipient. (facts 4.3) */
	noRecipientCode: 302 | 303;
	/** Error code of an internal error, which has status 500. (facts 4.2) */
	internalErrorCode: 999 | 500;
	/** Error code of a message that is unroutable. (facts 4.2) */
	unroutableCode: 999 | 403;
	/** The text on what is no number: as in the example, or, with "Rejected: ", as in the table. (facts 4.3) */
	invalidNumberText: 'example' | 'table';
	/** Whether a number may start with + instead of 00. (facts 2.4) */
	plusInNumbers: 'accept' | 'reject';
	/** Whether an SMS sender of more than 11 characters or 16 digits is rejected (301). (facts 2.4) */
	enforceSender: boolean;
	/** Whether a reference other than 1 to 32 letters and digits is rejected (305). (facts 2.4) */
	enforceReference: boolean;
	/** Whether a validity that is none of the documented forms is rejected (305). (facts 2.5) */
	enforceValidity: boolean;
	/** Whether a message with rich content may have no body, or an empty one. (facts 2.4) */
	richContentWithoutBody: 'accept' | 'reject';
	/** What becomes of a text with more parts than it may have. (facts 10, 13) */
	tooManyParts: 'reject' | 'truncate' | 'send';
	/** Error code of a text with too many parts. (facts 10, 13) */
	tooManyPartsCode: 304 | 305;
	/** How many parts a text may have that sets no maximum. (facts 8.1) */
	maxPartsByDefault: number;
	/** `parts` of a message that cannot go out as an SMS: one, or as if it could. (facts 8.1) */
	partsOfOtherChannels: 'one' | 'asSms';
	/** What becomes of a message with a channel CM.com does not have (305). (facts 10, 14) */
	unknownChannel: 'reject' | 'accept';
	/** How many messages a request may have, and how many recipients a message (203). (facts 10, 14) */
	maxMessagesPerRequest: number;
	maxRecipientsPerMessage: number;
	/**
	 * Where a status report has its text. description: the code of a failure in `errorCode`, a text
	 * in `errorDescription`. code: the text in `errorCode`, nothing in the other. (facts 5.1)
	 */
	reportText: 'description' | 'code';
	/** Whether there is a status report of a message becoming accepted (code 0). (facts 5.1) */
	reportAccepted: boolean;
	/** How numbers are written in status reports. (facts 5.1) */
	reportNumbers: 'asSent' | 'plus';
	/** How the sender of an inbound message or event is written. (facts 5.5) */
	inboundNumbers: 'plus' | 'asSent';
	/**
	 * The call a status URL gets when it is set, which must be answered with 200 for the URL to be
	 * used: documented, but not what is in it. empty: a POST without a body. (facts 5.1)
	 */
	webhookTestCall: 'none' | 'empty';
	/** How often a failed webhook is tried again, at once; CM.com does so for days. (facts 5.1, 5.5) */
	webhookRetries: number;
	/** How long the receiver of a webhook has to answer, in milliseconds. (facts 10, 16) */
	webhookTimeoutMs: number;
	/**
	 * What the asterisks mean that the table of conversion fields has. either: a product token or
	 * customer, login and password; a reference or a number. all: each of them. (facts 10, 17)
	 */
	conversionFields: 'either' | 'all';
	/** Whether failed conversions have a status of their own, or 200 as well. (facts 6) */
	conversionErrors: 'status' | 'always200';
}

/** The reading the fact sheet holds to be the most defensible. */
export const DEFAULT_MESSAGING_ASSUMPTIONS: Readonly<MessagingAssumptions> = Object.freeze({
	tokenPrecedence: 'header',
	headerTokenAccepted: true,
	tokenCheckedFirst: true,
	invalidTokenCode: 103,
	unknownAccountText: 'authentication/credentials',
	noMessageCode: 203,
	noRecipientCode: 302,
	internalErrorCode: 999,
	unroutableCode: 999,
	invalidNumberText: 'example',
	plusInNumbers: 'accept',
	enforceSender: true,
	enforceReference: false,
	enforceValidity: true,
	richContentWithoutBody: 'accept',
	tooManyParts: 'reject',
	tooManyPartsCode: 304,
	maxPartsByDefault: 255,
	partsOfOtherChannels: 'one',
	unknownChannel: 'reject',
	maxMessagesPerRequest: 1000,
	maxRecipientsPerMessage: 1000,
	reportText: 'description',
	reportAccepted: false,
	reportNumbers: 'asSent',
	inboundNumbers: 'plus',
	webhookTestCall: 'none',
	webhookRetries: 0,
	webhookTimeoutMs: 10_000,
	conversionFields: 'either',
	conversionErrors: 'status',
});

/** The values each of them can have; `number` is any whole number from zero up. */
export const MESSAGING_VALUES: {
	[Name in keyof MessagingAssumptions]: readonly MessagingAssumptions[Name][] | 'number';
} = {
	tokenPrecedence: ['header', 'body'],
	headerTokenAccepted: [true, false],
	tokenCheckedFirst: [true, false],
	invalidTokenCode: [103, 101],
	unknownAccountText: ['authentication/credentials', 'authentication'],
	noMessageCode: [203, 202],
	noRecipientCode: [302, 303],
	internalErrorCode: [999, 500],
	unroutableCode: [999, 403],
	invalidNumberText: ['example', 'table'],
	plusInNumbers: ['accept', 'reject'],
	enforceSender: [true, false],
	enforceReference: [false, true],
	enforceValidity: [true, false],
	richContentWithoutBody: ['accept', 'reject'],
	tooManyParts: ['reject', 'truncate', 'send'],
	tooManyPartsCode: [304, 305],
	maxPartsByDefault: 'number',
	partsOfOtherChannels: ['one', 'asSms'],
	unknownChannel: ['reject', 'accept'],
	maxMessagesPerRequest: 'number',
	maxRecipientsPerMessage: 'number',
	reportText: ['description', 'code'],
	reportAccepted: [false, true],
	reportNumbers: ['asSent', 'plus'],
	inboundNumbers: ['plus', 'asSent'],
	webhookTestCall: ['none', 'empty'],
	webhookRetries: 'number',
	webhookTimeoutMs: 'number',
	conversionFields: ['either', 'all'],
	conversionErrors: ['status', 'always200'],
};
