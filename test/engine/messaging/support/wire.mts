import type { LoggedRequest, Simulator } from '../../../../simulator/cm/contract.mts';

/** A msg object as it arrived. */
export interface ArrivedMessage extends Record<string, unknown> {
	to: Array<{ number: string }>;
}

/** Requests to the JSON gateway, in order of arrival. */
export function jsonRequests(simulator: Simulator): LoggedRequest[] {
	const { pathname } = new URL(simulator.messagingUrl);
	return simulator.requests().filter(({ path }) => path === pathname);
}

/** Requests to the gateway for XML and GET, in order of arrival. */
export function gatewayRequests(simulator: Simulator): LoggedRequest[] {
	const { pathname } = new URL(simulator.xmlGatewayUrl);
	return simulator.requests().filter(({ path }) => path === pathname);
}

/** What stands in the body of a JSON request. */
export function bodyOf({ body }: LoggedRequest): {
	messages: { authentication?: { productToken: string }; msg: ArrivedMessage[] };
} {
	return body as ReturnType<typeof bodyOf>;
}

/** The msg objects of all JSON requests, in order of arrival. */
export function arrived(simulator: Simulator): ArrivedMessage[] {
	return jsonRequests(simulator).flatMap((request) => bodyOf(request).messages.msg);
}

/** The recipients of all JSON requests, request by request. */
export function recipients(simulator: Simulator): string[][] {
	return jsonRequests(simulator).map((request) =>
		bodyOf(request).messages.msg.flatMap(({ to }) => to.map(({ number }) => number)),
	);
}
