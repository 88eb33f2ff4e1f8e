/** A gateway of CM.com. */
export interface Endpoint {
	/** Stored in workflows; never changes. */
	value: string;
	label: string;
	/** Whether the header X-CM-PRODUCTTOKEN may carry the token, so that the body does not have to. */
	headerAuthentication: boolean;
	/** Address for JSON requests. */
	json: string;
	/** Address for XML and GET requests, where one is documented. */
	gateway?: string;
}

/**
 * Gateways, the recommended one first.
 * - Addresses: Integration, API endpoints; Business Messaging API, API endpoints and XML Protocol,
 *   API endpoints. The last two only stand in CM's SDKs, which call them deprecated.
 * - Header: Integration, Header authentication: "currently only works in Europe, using our
 *   Cloudflare endpoint".
 */
export const ENDPOINTS: Endpoint[] = [
	{
		value: 'global',
		label: 'Global (Cloudflare, Recommended)',
		headerAuthentication: true,
		json: 'https://gw.messaging.cm.com/v1.0/message',
	},
	{
		value: 'globalAlternative',
		label: 'Global (Alternative, Without Cloudflare)',
		headerAuthentication: false,
		json: 'https://gw.cmtelecom.com/v1.0/message',
		gateway: 'https://gw.cmtelecom.com/gateway.ashx',
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

/** XML Protocol, API endpoints: where XML and GET requests go unless another gateway takes them. */
export const GATEWAY = 'https://gw.cmtelecom.com/gateway.ashx';

/** Whether requests to that address may carry the token in the header; unknown hosts may not. */
export function takesHeaderToken(address: string): boolean {
	const host = hostOf(address);
	return (
		host !== undefined &&
		ENDPOINTS.some(
			({ json, headerAuthentication }) => headerAuthentication && hostOf(json) === host,
		)
	);
}

function hostOf(address: string): string | undefined {
	return /^https?:\/\/([^/?#]+)/i.exec(address.trim())?.[1]?.toLowerCase();
}
