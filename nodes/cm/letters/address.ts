import { usable, type Checked } from '../../../shared/checks/refusal';
import { checkRecipientLines, checkSenderLines } from '../../../shared/letters/addressText';

/**
 * Assumption: CM.com prints the address as it is given, and does not add the country that stands in
 * `destination`. CM Letters API, Address object properties, calls recipient "the full recipient
 * address"; of destination it says only that it is a country code.
 */
export const PRINTS_DESTINATION = false;

/**
 * A recipient written as one text.
 * CM Letters API, Address object properties: recipient is "the full recipient address" with \n for
 * new lines.
 */
export function checkRecipientText(value: unknown): Checked<string> {
	return asText(checkRecipientLines(value));
}

/** A sender written as one text; one line is enough (the document's own example has one). */
export function checkSenderText(value: unknown): Checked<string> {
	return asText(checkSenderLines(value));
}

function asText(lines: Checked<string[]>): Checked<string> {
	return lines.ok ? usable(lines.value.join('\n')) : lines;
}
