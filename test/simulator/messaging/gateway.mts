import type { Simulator } from '../../../simulator/cm/server.mts';

/** What the JSON gateway answers about one recipient. */
export interface Result {
	to: string | null;
	status: string;
	reference: string | null;
	parts: number;
	messageDetails: string | null;
	messageErrorCode: number;
}

/** An answer of the JSON gateway. */
export interface GatewayReply {
	status: number;
	text: string;
	body: { details: string; errorCode: number; messages: Result[] };
}

/** A message with all that is required, and nothing else. */
export const MESSAGE = {
	from: 'SenderName',
	to: [{ number: '0031612345678' }],
	body: { type: 'auto', content: 'Test message' },
};

/** POST of a body, of any shape or text, to the JSON gateway, with the token in the header. */
export async function post(
	simulator: Simulator,
	body: unknown,
	headers: Record<string, string> = { 'X-CM-PRODUCTTOKEN': simulator.productToken },
): Promise<GatewayReply> {
	const response = await fetch(simulator.messagingUrl, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
	const text = await response.text();
	const isJson = response.headers.get('content-type')?.includes('json');
	const parsed: unknown = isJson ? JSON.parse(text) : {};
	return { status: response.status, text, body: parsed as GatewayReply['body'] };
}

/** Sends messages, each with the properties given. */
export function send(
	simulator: Simulator,
	...messages: Record<string, unknown>[]
): Promise<GatewayReply> {
	return post(simulator, { messages: { msg: messages.map((one) => ({ ...MESSAGE, ...one })) } });
}

/** Sends a message that must be accepted, and gives the ID the simulator keeps it by. */
export async function sendOne(
	simulator: Simulator,
	message: Record<string, unknown> = {},
): Promise<string> {
	const reply = await send(simulator, message);
	const stored = simulator.messages().at(-1);
	if (reply.status !== 200 || stored === undefined) throw new Error(`Not sent: ${reply.text}`);
	return stored.id;
}

/** POST of XML to the gateway; gives the text of the answer, whose status is always 200. */
export async function postXml(simulator: Simulator, xml: string): Promise<string> {
	const headers = { 'Content-Type': 'application/xml' };
	const response = await fetch(simulator.xmlGatewayUrl, { method: 'POST', headers, body: xml });
	expect(response.status).toBe(200);
	return response.text();
}

/** A document with these elements below MESSAGES, and the token of the simulator. */
export function xmlWith(simulator: Simulator, elements: string): string {
	const token = `<AUTHENTICATION><PRODUCTTOKEN>${simulator.productToken}</PRODUCTTOKEN></AUTHENTICATION>`;
	return `<?xml version="1.0" encoding="utf-8"?><MESSAGES>${token}${elements}</MESSAGES>`;
}

/** The same JSON with every key in capitals. */
export function inCapitals(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(inCapitals);
	return Object.fromEntries(
		Object.entries(value).map(([key, member]) => [key.toUpperCase(), inCapitals(member)]),
	);
}
