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
