import { quoted } from '../checks/quotation';
import { refused, type Checked } from '../checks/refusal';
import { checkCell } from '../checks/cells';

/**
 * A recipient written as one text, one line of the address per line. A single line cannot be a
 * postal address: it lacks either the person or the place.
 */
export function checkRecipientLines(text: unknown): Checked<string[]> {
	const lines = checkCell(text, 'Recipient');
	if (!lines.ok) return lines;
	const [only, second] = lines.value;
	if (only === undefined) {
		return refused('Recipient', 'no address is given', 'Give the full postal address');
	}
	return second === undefined
		? refused(
				'Recipient',
				`${quoted(only)} is only one line`,
				'Give the address over several lines: who, then street, then place',
			)
		: lines;
}

/** A sender written as one text; one line is enough. */
export function checkSenderLines(text: unknown): Checked<string[]> {
	const lines = checkCell(text, 'Sender');
	if (!lines.ok) return lines;
	return lines.value.length === 0
		? refused('Sender', 'no sender is given', 'Give the sender, or set Sender to None')
		: lines;
}
