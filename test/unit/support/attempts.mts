import type { Answered, Unanswered } from '../../../shared/delivery/attempt.ts';

/** An answer as the transport hands it on; header names are in lower case. */
export function answered(
	status: number,
	text = '',
	headers: Record<string, string> = {},
): Answered {
	return { kind: 'answered', status, headers, text };
}

/** An answer with a JSON body. */
export function answeredJson(
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): Answered {
	return answered(status, JSON.stringify(body), {
		'content-type': 'application/json; charset=utf-8',
		...headers,
	});
}

/** No answer; the code is that of the system or the HTTP client. */
export function unanswered(code?: string, message = 'the connection broke'): Unanswered {
	return { kind: 'unanswered', code, message };
}
