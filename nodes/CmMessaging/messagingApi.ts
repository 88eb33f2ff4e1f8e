import type { IExecuteFunctions } from 'n8n-workflow';

import type { Protocol } from '../cm/messaging/answers';
import { CONVERSION_URL } from '../cm/messaging/conversion';
import { ENDPOINTS, GATEWAY, takesHeaderToken } from '../cm/messaging/endpoints';
import { CREDENTIAL, readCredential } from '../account/credential';
import { checkBaseUrl, plainUrl } from '../cm/baseUrl';
import { cmReading } from '../cm/classification';
import type { Attempt } from '../delivery/attempt';
import type { Late } from '../delivery/repetition';
import { usable, type Checked } from '../delivery/refusal';
import type { ServiceRequest } from '../n8n/authenticatedRequest';
import type { ServiceApi } from '../n8n/operation';
import { requester, type SendingRules } from '../n8n/requester';

/** Integration, API endpoints: the recommended one. */
const DEFAULT_GATEWAY = 'https://gw.messaging.cm.com/v1.0/message';

/** The messaging gateway as one account sees it. */
export interface MessagingApi extends ServiceApi {
	protocol: Protocol;
	/** Goes into the body or query where the header is not documented to carry it. */
	productToken: string;
	/** Whether the header alone authenticates a JSON request. */
	headerAuthenticates: boolean;
	addresses: { json: string; gateway: string; conversion: string };
	/** Whether a message is sent once only, whatever run of the workflow it comes from. */
	sendsOnce: boolean;
	/**
	 * Sends, and sends again only where it is certain that nothing happened: what is asked here sends.
	 * @param until no try begins after this moment (milliseconds since 1970)
	 */
	send(request: Omit<ServiceRequest, 'timeout'>, until: number): Promise<Attempt | Late>;
}

export interface MessagingSettings extends SendingRules {
	protocol: Protocol;
	/** Whether a message is sent once only, whatever run of the workflow it comes from. */
	sendsOnce: boolean;
	/** Value of one of the documented endpoints; empty for the credential's gateway. */
	endpoint: string;
}

/** Connects to the gateway with the node's credential. Asks the service nothing. */
export async function connectMessaging(
	context: IExecuteFunctions,
	{ protocol, endpoint, sendsOnce, ...rules }: MessagingSettings,
): Promise<Checked<MessagingApi>> {
	const credential = await readCredential(context);
	if (!credential.ok) return credential;
	const { productToken, messagingGateway } = credential.value;

	const chosen = ENDPOINTS.find(({ value }) => value === endpoint);
	const address = checkBaseUrl(
		chosen?.json ?? messagingGateway,
		'Messaging Gateway',
		DEFAULT_GATEWAY,
	);
	if (!address.ok) return address;
	const json = address.value;
	const { askUntil } = requester(context, CREDENTIAL, [productToken], rules, cmReading);
	return usable({
		identity: plainUrl(json),
		protocol,
		sendsOnce,
		productToken,
		headerAuthenticates: takesHeaderToken(json),
		addresses: addressesBeside(json, chosen?.gateway),
		send: async (request, until) => await askUntil(request, { idempotent: false }, until),
	});
}

/**
 * Where XML, GET and conversions go. A gateway that is none of CM.com's (a proxy, the simulator) is
 * assumed to have all of them, at the same paths.
 */
function addressesBeside(json: string, gateway: string | undefined): MessagingApi['addresses'] {
	const isCm = ENDPOINTS.some((endpoint) => endpoint.json === json);
	const beside = (path: string) => new URL(path, json).href;
	return isCm
		? { json, gateway: gateway ?? GATEWAY, conversion: CONVERSION_URL }
		: { json, gateway: beside('/gateway.ashx'), conversion: beside('/v1.0/conversion') };
}
