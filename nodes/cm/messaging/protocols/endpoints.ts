import { refused, usable, type Checked } from '../../../../shared/checks/refusal';

/** A gateway of CM.com. */
export interface Endpoint {
	/** Stored in workflows; never changes. */
	value: string;
	label: string;
	/** Whether the header X-CM-PRODUCTTOKEN may carry the token, so that the body does not have to. */
	headerAuthentication: boolean;
	/** Address for JSON requests. */
	json: string;
	/** Address for XML and GET requests, where one is documented for its region. */
	gateway?: string;
}

/** XML Protocol, API endpoints, Global. */
export const GATEWAY = 'https://gw.cmtelecom.com/gateway.ashx';

/** Value of the recommended endpoint. */
const RECOMMENDED = 'global';

/**
 * Gateways, the recommended one first.
 * - Addresses: Integration, API endpoints; Business Messaging API, API endpoints and XML Protocol,
 *   API endpoints. The last two only stand in CM's SDKs, which call them deprecated.
 * - Header: Integration, Header authentication: "currently only works in Europe, using our
 *   Cloudflare endpoint".
 */
export const ENDPOINTS: Endpoint[] = [
	{
		value: RECOMMENDED,
		label: 'Global (Cloudflare, Recommended)',
		headerAuthentication: true,
		json: 'https://gw.messaging.cm.com/v1.0/message',
		gateway: GATEWAY,
	},
	{
		value: 'globalAlternative',
		label: 'Global (Alternative, Without Cloudflare)',
		headerAuthentication: false,
		json: 'https://gw.cmtelecom.com/v1.0/message',
		gateway: GATEWAY,
	},
	{
		value: 'london',
		label: 'London',
		headerAuthentication: false,
		json: 'https://gw-uk.cmtelecom.com/v1.0/message',
	},
	{
		value: 'southAfrica',
		label: 'South Africa',
		headerAuthentication: false,
		json: 'https://gw.cmtelecom.co.za/v1.0/message',
		gateway: 'https://gw.cmtelecom.co.za/gateway.ashx',
	},
	{
		value: 'shanghai',
		label: 'Shanghai',
		headerAuthentication: false,
		json: 'https://gw.cmtelecom.cn/v1.0/message',
	},
	{
		value: 'china',
		label: 'China (Deprecated)',
		headerAuthentication: false,
		json: 'https://gw-cn.cmtelecom.com/v1.0/message',
	},
	{
		value: 'hongKong',
		label: 'Hong Kong (Deprecated)',
		headerAuthentication: false,
		json: 'https://gw-hk.cmtelecom.com/v1.0/message',
	},
];

/** Viber, NOTE: "For now, always use API endpoint gw.cmtelecom.com when using Viber." */
const VIBER = 'https://gw.cmtelecom.com/v1.0/message';

const ENDPOINT = 'Endpoint';

/** Where JSON requests go, and whether the header alone may carry the token there. */
export interface JsonAddress {
	url: string;
	headerAuthenticates: boolean;
}

/**
 * Where messages by these channels go. The recommended endpoint is that of no region, so that Viber
 * may take the one its document names; any other was chosen for its region, and is kept or refused.
 * @param address the endpoint of the node or the credential; other hosts than CM.com's (a proxy, the
 * simulator) take everything
 */
export function jsonAddress(address: string, channels: string[]): Checked<JsonAddress> {
	const endpoint = endpointAt(address);
	const isViber = channels.includes('Viber');
	if (!isViber || endpoint === undefined || endpoint.json === VIBER) {
		return usable({
			url: address,
			headerAuthenticates: takesHeaderToken(address),
		});
	}
	return endpoint.value === RECOMMENDED
		? usable({ url: VIBER, headerAuthenticates: false })
		: refused(
				ENDPOINT,
				`Viber is sent by gw.cmtelecom.com only, not by ${endpoint.label}`,
				'Choose the endpoint Global (Alternative), or other channels',
			);
}

/**
 * Where XML and GET requests go: never to another region than the one that was chosen.
 * @returns a refusal where the document names no address for them
 */
export function gatewayAddress(address: string): Checked<string> {
	const endpoint = endpointAt(address);
	if (endpoint === undefined) return usable(new URL('/gateway.ashx', address).href);
	return endpoint.gateway === undefined
		? refused(
				ENDPOINT,
				`${endpoint.label} takes neither XML nor HTTP GET`,
				'Use the JSON protocol, or another endpoint',
			)
		: usable(endpoint.gateway);
}

/** Whether requests to that address may carry the token in the header; unknown hosts may not. */
export function takesHeaderToken(address: string): boolean {
	return endpointAt(address)?.headerAuthentication === true;
}

/** The endpoint with that address; nothing where it is none of CM.com's. */
export function endpointAt(address: string): Endpoint | undefined {
	const host = hostOf(address);
	return ENDPOINTS.find(({ json }) => hostOf(json) === host);
}

function hostOf(address: string): string | undefined {
	return /^https?:\/\/([^/?#]+)/i.exec(address.trim())?.[1]?.toLowerCase();
}
