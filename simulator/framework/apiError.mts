/** A refusal of a simulated API: a status code and a text for the one who asked. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
	}
}
