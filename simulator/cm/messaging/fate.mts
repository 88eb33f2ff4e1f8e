import { tellsOfReading } from './channels.mts';
import type { MessageStatus, StoredMessage } from './message.mts';
import { STANDARD_ERRORS } from './standardErrors.mts';

/** How a recipient's number ends, and what becomes of messages to it (invented). */
export const MAGIC_NUMBERS = Object.freeze({
	/** Reported as failed: standard error 23. */
	failed: '9901',
	/** Nothing is ever reported. */
	silent: '9902',
	/** Rejected at once: 402, blacklisted. */
	blacklisted: '9903',
	/** Rejected at once: 401, spam. */
	spam: '9904',
	/** Rejected at once: 403. */
	rejected: '9905',
	/** Accepted, and then reported as rejected: standard error 47, Safeguard. */
	safeguarded: '9906',
});

/** What a text can say, in capitals or not, to have the whole request refused (invented). */
export const MAGIC_TEXTS = Object.freeze({
	insufficientBalance: 'SIM-BALANCE',
	unroutable: 'SIM-UNROUTABLE',
	internalError: 'SIM-ERROR500',
});

/** Which magic text one of these texts has, if any. */
export function magicTextIn(texts: readonly string[]): keyof typeof MAGIC_TEXTS | null {
	const all = texts.join('\n').toUpperCase();
	const names = Object.keys(MAGIC_TEXTS) as (keyof typeof MAGIC_TEXTS)[];
	return names.find((name) => all.includes(MAGIC_TEXTS[name])) ?? null;
}

/** Why a message is rejected on arrival, if its number says so. */
export function rejectionOf(number: string): { code: number; text: string } | null {
	if (number.endsWith(MAGIC_NUMBERS.blacklisted)) {
		return { code: 402, text: 'Message has been blacklisted' };
	}
	if (number.endsWith(MAGIC_NUMBERS.spam)) {
		return { code: 401, text: 'Message has been spam filtered' };
	}
	if (number.endsWith(MAGIC_NUMBERS.rejected)) {
		return { code: 403, text: 'Message has been rejected' };
	}
	return null;
}

/** The status that follows the message's present one, or null at the end of its chain. */
export function nextStatus({ to, status, channel }: StoredMessage): MessageStatus | null {
	if (status === 'delivered') return tellsOfReading(channel) ? 'read' : null;
	if (status !== 'accepted' || to.endsWith(MAGIC_NUMBERS.silent)) return null;
	if (to.endsWith(MAGIC_NUMBERS.failed)) return 'failed';
	return to.endsWith(MAGIC_NUMBERS.safeguarded) ? 'rejected' : 'delivered';
}

/** The standard error a message ends with, if it ends so. */
export function errorCodeOf(to: string, status: MessageStatus): number | null {
	if (status !== 'failed' && status !== 'rejected') return null;
	if (to.endsWith(MAGIC_NUMBERS.failed)) return STANDARD_ERRORS.badRecipient;
	if (to.endsWith(MAGIC_NUMBERS.safeguarded)) return STANDARD_ERRORS.safeguard;
	return status === 'failed' ? STANDARD_ERRORS.undelivered : STANDARD_ERRORS.safeguard;
}
