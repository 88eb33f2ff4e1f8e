import { refused, usable, type Checked } from '../../../shared/checks/refusal';
import { isObject, member } from './jsonMembers';
import type { Msg } from './message';
import { checkSendable } from './unsendable';
import type { Recipient } from './recipients';

const PARAMETER = 'Message';

/**
 * A msg object that is passed on as it is, but for two things: it must be an object, and it must
 * have recipients, since each of them becomes an item of its own.
 * @param value an object, or JSON text
 */
export function checkRawMessage(
	value: unknown,
): Checked<{ message: Msg; recipients: Recipient[] }> {
	const parsed = parse(value);
	if (!isObject(parsed)) {
		return refused(
			PARAMETER,
			'it is not a JSON object',
			'Give one msg object, such as {"from": …}',
		);
	}
	const sendable = checkSendable(parsed, PARAMETER);
	if (!sendable.ok) return sendable;
	const to = member(parsed, 'to');
	const recipients = Array.isArray(to) ? to.map((entry) => member(entry, 'number')) : [];
	const numbers = recipients.flatMap((number) =>
		typeof number === 'string' || typeof number === 'number' ? [{ number: String(number) }] : [],
	);
	if (numbers.length === 0 || numbers.length !== recipients.length) {
		return refused(
			PARAMETER,
			'it has no list of recipients',
			'Give "to" as a list: [{"number": "0031612345678"}]',
		);
	}
	// Names are in any case for the service; ours is the one that requests are put together with.
	const others = Object.entries(parsed).filter(([name]) => name.toLowerCase() !== 'to');
	return usable({
		message: { ...(Object.fromEntries(others) as unknown as Msg), to: numbers },
		recipients: numbers.map(({ number }) => ({ number, typed: number })),
	});
}

function parse(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}
