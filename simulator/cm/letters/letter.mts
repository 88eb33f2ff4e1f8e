/** One address of a letter (S-LET "Address object properties"). */
export interface LetterAddress {
	/** The whole address, lines separated by a line feed. */
	recipient: string;
	sender?: string;
}

/** The documented properties of a letter (S-LET "Letter object properties"), and `reference`. */
export interface LetterProperties {
	addresses?: LetterAddress[];
	message?: string;
	/** ISO 3166-1 alpha-2. */
	destination: string;
	/** ISO 8601; a trigger rather than a date. */
	scheduledate?: string;
	subject?: string;
	dateplace?: string;
	fullcolor?: boolean;
	doublesided?: boolean;
	express?: boolean;
	registered?: boolean;
	registeredMailbox?: boolean;
	registeredReceipt?: boolean;
	/** Assumed (facts 1.4). */
	reference?: string;
}

/** What is kept of an uploaded PDF besides its bytes. */
export interface StoredPdf {
	pages: number;
	/** In bytes. */
	size: number;
	/** In hexadecimal. */
	sha256: string;
}

/** A letter as the simulator keeps it. Times are ISO 8601, in UTC. */
export interface StoredLetter {
	id: string;
	status: string;
	reference: string | null;
	/** As received; the booleans of a form, which are text there, are booleans here. */
	letter: LetterProperties;
	pdf?: StoredPdf;
	/** The recipient as it is printed, line by line; null where the address is in the PDF. */
	envelope: string[] | null;
	pages: number;
	/** An invented amount, in `currency`. */
	price: number;
	currency: string;
	createdAt: string;
	/** When the letter reached the status `sent`. */
	sentAt: string | null;
	trackingcode: string | null;
	history: { status: string; at: string }[];
}

const BOOLEANS = [
	'fullcolor',
	'doublesided',
	'express',
	'registered',
	'registeredMailbox',
	'registeredReceipt',
] as const;

const TEXTS = [
	'message',
	'destination',
	'scheduledate',
	'subject',
	'dateplace',
	'reference',
] as const;

/**
 * The letter's properties among those of a request that the OpenAPI description allows. Booleans
 * may be true/false, or, from a form, true/false/1/0 as text (facts 1.4).
 */
export function letterPropertiesOf(body: Record<string, unknown>): Partial<LetterProperties> {
	const letter: Partial<LetterProperties> = {};
	if (Array.isArray(body.addresses)) letter.addresses = body.addresses as LetterAddress[];
	for (const name of TEXTS) {
		const value = body[name];
		if (typeof value === 'string') letter[name] = value;
	}
	for (const name of BOOLEANS) {
		const value = body[name];
		if (typeof value === 'boolean') letter[name] = value;
		else if (typeof value === 'string') letter[name] = value === 'true' || value === '1';
	}
	return letter;
}

/** Whether any of the three track-and-trace options is on. */
export function isRegistered(letter: LetterProperties): boolean {
	return Boolean(letter.registered || letter.registeredMailbox || letter.registeredReceipt);
}

/** English names of countries, as a printer may add them below an address. */
const COUNTRY_NAMES = new Intl.DisplayNames('en', { type: 'region' });

/** The recipient as it is printed. @param printsDestination whether the country is added to it */
export function envelopeOf(
	{ addresses, destination }: LetterProperties,
	printsDestination: boolean,
): string[] | null {
	const recipient = addresses?.[0]?.recipient;
	if (recipient === undefined) return null;
	const country = printsDestination ? COUNTRY_NAMES.of(destination) : undefined;
	return [...recipient.split('\n'), ...(country === undefined ? [] : [country])];
}

/** The texts of a letter that get printed, each with the name of its property. */
export function printedTexts(letter: Partial<LetterProperties>): [name: string, text: string][] {
	const texts: [string, string | undefined][] = [
		['message', letter.message],
		['subject', letter.subject],
		['dateplace', letter.dateplace],
	];
	for (const address of letter.addresses ?? []) {
		texts.push(['addresses[0].recipient', address.recipient]);
		texts.push(['addresses[0].sender', address.sender]);
	}
	return texts.filter((entry): entry is [string, string] => entry[1] !== undefined);
}
