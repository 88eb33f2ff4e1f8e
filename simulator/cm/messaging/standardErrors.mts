/** The standard errors that the simulator chooses by itself. */
export const STANDARD_ERRORS = Object.freeze({ undelivered: 5, badRecipient: 23, safeguard: 47 });

/** Why a message failed, in status reports (S-BM "Errors"; 47 is from the help on Safeguard). */
const TEXTS: Readonly<Record<number, string>> = {
	5: 'Message not delivered at third party',
	7: 'Message not delivered at operator because recipient has insufficient credit',
	8: 'Message expired at third party',
	20: 'Message not delivered because of a malformed request',
	21: 'Message expired at operator',
	22: 'Message not delivered at operator because recipient has insufficient credit',
	23: 'Message not delivered because of an incorrect recipient number (invalid/blacklisted/barred)',
	24: 'Message not delivered because the recipient was unreachable',
	25: 'Message not delivered at third party',
	26: 'Message not delivered because of a temporary handset issue (sim card full/memory exceeded/SME busy)',
	27: 'Message not delivered because of a permanent handset issue (unable to receive SMS)',
	28: 'Message not delivered because submission speed is too high (throttling errors)',
	29: 'Message not delivered because content is not permitted',
	30: 'Message not delivered because the set spend limit is reached',
	31: 'Message not delivered because the recipient was suspended from premium services',
	33: 'Message not delivered because of parental lock',
	34: 'Message not delivered because age check failure',
	35: 'Message not delivered because age check missing',
	36: 'Message not delivered because age check unavailable',
	37: 'Message not delivered because recipient is in national Do-Not-Call Register (for example, the Dutch SMS DienstenFilter and Chinese DnD list)',
	47: 'Message blocked by Safeguard',
};

/** The text of a standard error; empty for one that is not known. */
export function standardErrorText(code: number): string {
	return TEXTS[code] ?? '';
}
