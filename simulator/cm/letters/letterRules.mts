import { randomUUID } from 'node:crypto';
import type { Assumptions } from '../assumptions.mts';
import { ApiError } from '../../framework/apiError.mts';
import { emojiComplaint } from './emoji.mts';
import { DRAFT, fateOf, QUEUED, SENT } from './fate.mts';
import {
	envelopeOf,
	isRegistered,
	type LetterProperties,
	type StoredLetter,
	type StoredPdf,
} from './letter.mts';
import { isKnownCountry, pagesOfText, priceOf } from './prices.mts';

/**
 * Checks what the OpenAPI description cannot: emoji, countries, a refused recipient, and, for a
 * letter that is to be replaced, what it must have.
 *
 * @throws ApiError 400.
 */
export function checkLetter(
	letter: Partial<LetterProperties>,
	hasPdf: boolean,
	assumptions: Assumptions,
): asserts letter is LetterProperties {
	if (letter.destination === undefined) throw new ApiError(400, 'destination is required');
	if (!hasPdf && letter.message === undefined) throw new ApiError(400, 'message is required');
	if (!hasPdf && letter.addresses === undefined) throw new ApiError(400, 'addresses is required');
	if (!isKnownCountry(letter.destination)) {
		throw new ApiError(400, `destination ${letter.destination} is no ISO country code`);
	}
	const complaint = assumptions.rejectEmoji ? emojiComplaint(letter) : null;
	if (complaint !== null) throw new ApiError(400, complaint);
	if (fateOf(letter) === 'refused') {
		throw new ApiError(400, 'The address of the recipient is not accepted (SIM-REFUSED)');
	}
}

/** Whether a letter goes out, as it was created or changed (facts 1.4 "Draft vs sent"). */
function isReleased(sent: Partial<LetterProperties>, assumptions: Assumptions): boolean {
	return !assumptions.scheduledateReleases || sent.scheduledate !== undefined;
}

/** A letter just created, as a draft or released. */
export function newLetter(
	letter: LetterProperties,
	pdf: StoredPdf | undefined,
	assumptions: Assumptions,
): StoredLetter {
	const at = new Date().toISOString();
	const draft: StoredLetter = {
		id: randomUUID(),
		status: DRAFT,
		createdAt: at,
		sentAt: null,
		trackingcode: null,
		history: [],
		...described(letter, pdf, assumptions),
	};
	const status = isReleased(letter, assumptions) ? QUEUED : DRAFT;
	return withStatus(draft, status, at, assumptions);
}

/** The letter with other properties; released, if it was a draft and they ask for it. */
export function changedLetter(
	stored: StoredLetter,
	letter: LetterProperties,
	sent: Partial<LetterProperties>,
	assumptions: Assumptions,
): StoredLetter {
	const changed: StoredLetter = { ...stored, ...described(letter, stored.pdf, assumptions) };
	if (stored.status !== DRAFT || !isReleased(sent, assumptions)) return changed;
	return withStatus(changed, QUEUED, new Date().toISOString(), assumptions);
}

function described(
	letter: LetterProperties,
	pdf: StoredPdf | undefined,
	{ printsDestination }: Assumptions,
): Pick<
	StoredLetter,
	'reference' | 'letter' | 'pdf' | 'envelope' | 'pages' | 'price' | 'currency'
> {
	const pages = pdf === undefined ? pagesOfText(letter.message ?? '') : pdf.pages;
	const { price, currency } = priceOf(letter, pages);
	const reference = letter.reference ?? null;
	const envelope = envelopeOf(letter, printsDestination);
	return {
		reference,
		letter,
		...(pdf === undefined ? {} : { pdf }),
		envelope,
		pages,
		price,
		currency,
	};
}

/** The letter with another status, and what comes with it: history, tracking code, time of sending. */
export function withStatus(
	stored: StoredLetter,
	status: string,
	at: string,
	assumptions: Assumptions,
): StoredLetter {
	const changed = { ...stored, status, history: [...stored.history, { status, at }] };
	if (status === SENT) changed.sentAt ??= at;
	const isTracked = status !== DRAFT && (assumptions.trackingcodeFrom === QUEUED || changed.sentAt);
	if (isTracked && isRegistered(changed.letter)) changed.trackingcode ??= trackingcodeOf(changed);
	return changed;
}

/** An invented tracking code, always the same for the same letter. */
function trackingcodeOf({ id, letter }: StoredLetter): string {
	const digits = String(Number.parseInt(id.slice(0, 8), 16)).padStart(10, '0');
	return `SIM${digits}${letter.destination}`;
}
