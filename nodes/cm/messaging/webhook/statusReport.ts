import { isObject, member, numberOf, textOf } from '../members';
import { standardError } from '../standardErrors';
import { DELIVERY_STATUSES } from '../statusCodes';
import { normalised, type NormalisedEvent } from './normalisedEvent';
import { addressOf, groupingsOf, timeOf } from './told';

/** Statuses whose errorCode says why the message failed; others use the field for other things. */
const FAILURES = [1, 3];

/**
 * One status report, from JSON or from the elements of XML.
 * Only status.code decides: what errorCode and errorDescription hold differs between accounts.
 * Business Messaging API, Status report webhook; developers.cm.com, incoming status report.
 * @param msg the object under messages.msg
 * @returns nothing when there is no status code, as in the test call that CM.com makes
 */
export function readStatusReport(msg: unknown): NormalisedEvent | undefined {
	const status = member(msg, 'status');
	const statusCode = numberOf(isObject(status) ? member(status, 'code') : status);
	if (statusCode === null) return undefined;

	// The older document names the same values outside of status.
	const errorCode = textOf(member(status, 'errorCode')) ?? textOf(member(msg, 'standardError'));
	const errorText =
		textOf(member(status, 'errorDescription')) ?? textOf(member(msg, 'statusDescription'));
	const code = numberOf(errorCode);
	return normalised({
		kind: 'statusReport',
		reference: textOf(member(msg, 'reference')),
		to: addressOf(member(msg, 'to')),
		from: addressOf(member(msg, 'from')),
		channel: textOf(member(msg, 'channel')),
		statusCode,
		status: DELIVERY_STATUSES[statusCode]?.name ?? null,
		errorCode,
		errorText,
		standardError:
			code !== null && FAILURES.includes(statusCode) ? (standardError(code) ?? null) : null,
		operator: textOf(member(msg, 'operator')),
		groupings: groupingsOf(msg),
		time: timeOf(msg, ['received', '@received', 'created']),
		raw: msg,
	});
}
