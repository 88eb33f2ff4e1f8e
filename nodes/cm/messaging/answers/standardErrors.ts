/** Why a message was not delivered. */
export interface StandardError {
	code: number;
	meaning: string;
	/**
	 * Whether a later try may succeed. Nothing where the document says neither "Temporary" nor
	 * "Permanent".
	 */
	temporary: boolean | null;
}

type Entry = [code: number, meaning: string, duration?: 'temporary' | 'permanent'];

/** Business Messaging API, Errors; 47 and the second half of 28: CM's help centre, Safeguard. */
const ENTRIES: Entry[] = [
	[5, 'Not delivered; the operator gave no reason'],
	[7, 'The recipient has insufficient credit; the operator is retrying', 'temporary'],
	[8, 'Expired at the operator before it could be delivered', 'temporary'],
	[20, 'The request was malformed'],
	[21, 'Expired at the operator because the recipient has insufficient credit', 'temporary'],
	[22, 'The recipient has insufficient credit', 'temporary'],
	[23, 'The recipient number is invalid, blacklisted or barred; do not use it again'],
	[24, 'The recipient was unreachable, for example switched off', 'temporary'],
	[25, 'The network of the operator had a temporary failure', 'temporary'],
	[26, 'The phone could not take it: SIM full, memory exceeded or busy', 'temporary'],
	[27, 'The phone cannot receive this type of message', 'permanent'],
	[28, 'Sent too fast, suspected spam, or stopped by destination management'],
	[29, 'The content is not permitted on this network', 'permanent'],
	[30, 'The spend limit of the recipient is reached', 'temporary'],
	[31, 'The recipient is suspended from premium services'],
	[33, 'A parental lock keeps the recipient from receiving it'],
	[34, 'The age check of the recipient failed', 'permanent'],
	[35, 'The age of the recipient has not been checked', 'temporary'],
	[36, 'The age check is unavailable', 'temporary'],
	[37, 'The recipient is in the national do-not-call register'],
	[47, 'Blocked by Safeguard, the fraud protection of CM.com'],
];

const ERRORS = new Map<number, StandardError>(
	ENTRIES.map(([code, meaning, duration]) => [
		code,
		{ code, meaning, temporary: duration === undefined ? null : duration === 'temporary' },
	]),
);

/** The error of that code, or nothing when it is none of the document's. */
export function standardError(code: number): StandardError | undefined {
	return ERRORS.get(code);
}

/** All documented errors, by code. */
export function allStandardErrors(): StandardError[] {
	return [...ERRORS.values()];
}
