import { isObject, member, textOf } from '../jsonMembers';
import { standardError } from '../answers/standardErrors';
import { DELIVERY_STATUSES } from '../answers/statusCodes';
import { normalised, type UnidentifiedEvent } from './normalisedEvent';
import { addressOf, groupingsOf, timeOf } from './webhookMembers';

/** Statuses whose errorCode says why the message failed; others use the field for other things. */
const FAILURES = [1, 3];

/** Where a report has its own time; the older document calls it Created. */
const TIMES = ['received', '@received', 'created', '@created'];

/**
 * One status report, from JSON or from the elements of XML.
 *
 * Only status.code decides: what errorCode and errorDescription hold differs between accounts.
 * The older document has the same beside the status: Standard Error ("the description of the error
 * if the message is in an error-state") and Status Description ("of the current state").
 * Business Messaging API, Status report webhook; developers.cm.com, incoming status report.
 * @param msg the object under messages.msg
 * @returns nothing when there is no status, or the template's replace key where it would be
 */
export function readStatusReport(msg: unknown): UnidentifiedEvent | undefined {
	const told = member(msg, 'status');
	const read = readStatus(isObject(told) ? (member(told, 'code') ?? member(told, '#text')) : told);
	if (read === undefined) return undefined;

	const hasFailed = read.statusCode !== null && FAILURES.includes(read.statusCode);
	const statusDescription = textOf(documented(msg, 'Status Description'));
	const error = textOf(documented(msg, 'Standard Error'));
	const errorIsCode = wholeNumber(error) !== null;
	const errorCode = textOf(member(told, 'errorCode')) ?? (errorIsCode ? error : null);
	const errorText =
		textOf(member(told, 'errorDescription')) ??
		(errorIsCode ? (hasFailed ? statusDescription : null) : error);
	const code = wholeNumber(errorCode);
	return normalised({
		kind: 'statusReport',
		reference: textOf(member(msg, 'reference')),
		to: addressOf(member(msg, 'to')),
		from: addressOf(member(msg, 'from')),
		channel: textOf(member(msg, 'channel')),
		...read,
		statusDescription,
		errorCode,
		errorText,
		standardError: code !== null && hasFailed ? (standardError(code) ?? null) : null,
		operator: textOf(member(msg, 'operator')),
		groupings: groupingsOf(msg),
		time: timeOf(msg, TIMES),
		raw: msg,
	});
}

/** A member of the older document, which names parameters in words, not as they are sent. */
function documented(msg: unknown, words: string): unknown {
	const names = ['', ' ', '_', '-'].map((between) => words.replace(' ', between));
	return names.map((name) => member(msg, name)).find((found) => found !== undefined);
}

/**
 * What tells a report from others. The older document's Send, "the moment when the status report
 * was sent to your endpoint", is another one in every repeat; where a report has a time of its own
 * besides, that does not count.
 */
export function withoutSendTime(msg: unknown): unknown {
	if (!isObject(msg) || timeOf(msg, TIMES) === null) return msg;
	return Object.fromEntries(Object.entries(msg).filter(([name]) => !/^@?send$/i.test(name)));
}

/** A code, also one like 2.0; a documented word; anything else as it came. */
function readStatus(value: unknown): Pick<UnidentifiedEvent, 'statusCode' | 'status'> | undefined {
	const text = textOf(value);
	if (text === null || /^\[[A-Z_]+\]$/.test(text)) return undefined;
	const code = wholeNumber(text);
	if (code !== null) return { statusCode: code, status: DELIVERY_STATUSES[code]?.name ?? null };
	const [named] =
		Object.entries(DELIVERY_STATUSES).find(([, { name }]) => name === text.toLowerCase()) ?? [];
	return named === undefined
		? { statusCode: null, status: text }
		: { statusCode: Number(named), status: text.toLowerCase() };
}

function wholeNumber(text: string | null): number | null {
	return text !== null && /^[+-]?\d+(\.0*)?$/.test(text) ? Number(text) : null;
}
