import { refused, usable, type Checked } from './refusal';

/**
 * What stands in a parameter as text: an expression may give a number, or nothing. An object or a
 * list is no text, and would be printed as "[object Object]".
 * @param parameter display name of the parameter, for the refusal
 */
export function checkText(value: unknown, parameter: string): Checked<string> {
	if (value === undefined || value === null) return usable('');
	if (typeof value === 'object') {
		return refused(
			parameter,
			`it is ${Array.isArray(value) ? 'a list' : 'an object'}, not text`,
			'Let the expression give one of its values',
		);
	}
	return usable(String(value));
}

/**
 * A value of unknown origin as text, without ever throwing: an object from JSON may hold a member
 * `toString` of its own. Lists and objects are written as JSON; nothing is empty text.
 */
export function plainWord(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
