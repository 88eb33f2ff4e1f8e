import { quoted } from './quotation';
import { refused, usable, type Checked } from './refusal';

/** Assumption: longer than any ID; URLs of a few thousand characters are not taken everywhere. */
const LONGEST = 500;

/**
 * An ID that goes into a path. Any text is taken as it is, since the document does not say what
 * IDs look like, but for those that would lead to another path: none, `.` and `..`.
 * @param parameter display name of the parameter, for the refusal
 */
export function checkIdentifier(value: unknown, parameter: string): Checked<string> {
	const id =
		typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
	if (id === '')
		return refused(parameter, 'it is empty', 'Choose one from the list, or give its ID');
	// Half a surrogate pair cannot be encoded for a URL, and a file or a letter's text is no ID.
	if (id === '.' || id === '..' || id.length > LONGEST || /\p{Cs}/u.test(id)) {
		return refused(parameter, `${quoted(id)} is not an ID`, 'Give the ID as the service shows it');
	}
	return usable(id);
}
