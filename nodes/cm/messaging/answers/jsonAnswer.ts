import { readBody, type Answered } from '../../../../shared/delivery/attempt';
import type { Outcome } from '../../../../shared/delivery/outcome';
import type { MessageAnswer, SentMessage } from './messageAnswer';
import { isObject, member, numberOf, textOf, type Json } from '../jsonMembers';
import { messageRefused, requestRefused, unknownFate } from './problems';

/**
 * Judges a JSON answer by what it says, as the HTTP status alone does not tell: 200 may hold
 * rejected messages, and 400 comes with the same body.
 * @returns nothing when the body is not the documented one, so that the HTTP status has to decide
 */
export function judgeJson(answered: Answered, sent: SentMessage[]): Outcome[] | undefined {
	const body = readBody(answered);
	if (!body.readable || !isObject(body.value)) return undefined;

	const { status: httpCode } = answered;
	const details = textOf(member(body.value, 'details')) ?? '';
	const errorCode = numberOf(member(body.value, 'errorCode')) ?? undefined;
	const messages = member(body.value, 'messages');
	const entries = Array.isArray(messages) ? messages.filter(isObject) : undefined;

	if (entries !== undefined && entries.length > 0) {
		return assigned(entries, sent).map((entry, index) => {
			const message = sent[index] ?? { to: '' };
			return entry === undefined
				? { kind: 'unknown', problem: unknownFate(message.to, answered) }
				: judgeEntry(entry, message, answered);
		});
	}

	// With its own answer and an empty list the service says itself that nothing was sent, also with
	// HTTP 500; without the list a failing server may have sent something before it failed.
	const saysNothingWasSent =
		entries !== undefined ? isFailure(errorCode, httpCode) : httpCode >= 400 && httpCode < 500;
	const isDocumented = errorCode !== undefined || details !== '';
	if (!saysNothingWasSent || !isDocumented || httpCode === 408 || httpCode === 429)
		return undefined;
	const problem = requestRefused(errorCode, details, { httpCode });
	return sent.map(() => ({ kind: 'refused', problem }));
}

/** Whether an answer with an empty list of messages reports an error. 0 is "Ok". */
function isFailure(errorCode: number | undefined, httpCode: number): boolean {
	return errorCode === undefined ? httpCode >= 400 && httpCode < 500 : errorCode !== 0;
}

function judgeEntry(entry: Json, sent: SentMessage, answered: Answered): Outcome {
	const answer: MessageAnswer = {
		to: textOf(member(entry, 'to')) ?? sent.to,
		status: textOf(member(entry, 'status')) ?? '',
		reference: textOf(member(entry, 'reference')),
		parts: numberOf(member(entry, 'parts')),
		messageDetails: textOf(member(entry, 'messageDetails')),
		messageErrorCode: numberOf(member(entry, 'messageErrorCode')),
	};
	switch (fateOf(answer)) {
		case 'accepted':
			return { kind: 'accepted', answer };
		case 'rejected':
			return {
				kind: 'refused',
				answer,
				problem: messageRefused(
					sent.to,
					answer.messageErrorCode ?? undefined,
					answer.messageDetails ?? '',
					{ httpCode: answered.status },
				),
			};
		default:
			return { kind: 'unknown', problem: unknownFate(sent.to, answered) };
	}
}

/**
 * status is "usually" Accepted or Rejected (CM's JavaScript SDK); with another word, or none, the
 * code decides, where 0 is "Ok".
 */
function fateOf({ status, messageErrorCode }: MessageAnswer): 'accepted' | 'rejected' | 'unknown' {
	const word = status.toLowerCase();
	if (word === 'accepted' || word === 'rejected') return word;
	if (messageErrorCode === null) return 'unknown';
	return messageErrorCode === 0 ? 'accepted' : 'rejected';
}

/**
 * Finds each message's entry in the answer. The entries come in the order of the request; when
 * that does not fit, they are found by recipient and reference, and each is used once.
 */
function assigned(entries: Json[], sent: SentMessage[]): Array<Json | undefined> {
	const inOrder =
		entries.length === sent.length &&
		sent.every((message, index) => isAbout(entries[index] ?? {}, message));
	if (inOrder) return entries;

	const left = new Set(entries);
	const taken = sent.map((message) => take(left, (entry) => isExactlyAbout(entry, message)));
	return sent.map(
		(message, index) => taken[index] ?? take(left, (entry) => isToldOf(entry, message)),
	);
}

function take(left: Set<Json>, fits: (entry: Json) => boolean): Json | undefined {
	const found = [...left].find(fits);
	if (found !== undefined) left.delete(found);
	return found;
}

/** Nothing in the entry speaks against it being about this message. */
function isAbout(entry: Json, message: SentMessage): boolean {
	const to = textOf(member(entry, 'to'));
	return (to === null || sameRecipient(to, message.to)) && !hasOtherReference(entry, message);
}

function isExactlyAbout(entry: Json, message: SentMessage): boolean {
	return (
		isToldOf(entry, message) &&
		textOf(member(entry, 'reference')) === (message.reference?.trim() ?? null)
	);
}

function isToldOf(entry: Json, message: SentMessage): boolean {
	const to = textOf(member(entry, 'to'));
	return to !== null && sameRecipient(to, message.to) && !hasOtherReference(entry, message);
}

function hasOtherReference(entry: Json, { reference }: SentMessage): boolean {
	const given = textOf(member(entry, 'reference'));
	return given !== null && reference !== undefined && given !== reference.trim();
}

/** The answer echoes the recipient; a number is the same with 00, with + and with neither. */
function sameRecipient(one: string, other: string): boolean {
	return one === other || comparable(one) === comparable(other);
}

function comparable(recipient: string): string {
	const text = recipient.trim();
	return /^(\+|00)?\d+$/.test(text) ? text.replace(/^(\+|00)/, '') : text;
}
