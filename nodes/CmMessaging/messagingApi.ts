import type { IExecuteFunctions } from 'n8n-workflow';

import type { Protocol } from '../cm/messaging/answers/batchAnswer';
import { CONVERSION_URL } from '../cm/messaging/conversion';
import {
	endpointAt,
	ENDPOINTS,
	gatewayAddress,
	jsonAddress,
	type JsonAddress,
} from '../cm/messaging/protocols/endpoints';
import { CREDENTIAL, readCredential } from '../connection/credential';
import { checkBaseUrl, plainUrl } from '../../shared/checks/baseUrl';
import { cmReading } from '../cm/classification';
import type { Attempt } from '../../shared/delivery/attempt';
import type { Late } from '../../shared/delivery/repetition';
import { usable, type Checked } from '../../shared/checks/refusal';
import type { ServiceRequest } from '../../shared/n8n/authenticatedRequest';
import type { ServiceApi } from '../../shared/n8n/operation';
import { requester, type SendingRules } from '../../shared/n8n/requester';

/** Integration, API endpoints: the recommended one. */
const DEFAULT_GATEWAY = 'https://gw.messaging.cm.com/v1.0/message';

/** The messaging gateway as one account sees it. */
export interface MessagingApi extends ServiceApi {
	protocol: Protocol;
	/** Goes into the body or query where the header is not documented to carry it. */
	productToken: string;
	/** Where JSON requests with messages by these channels go, or why there is no such place. */
	jsonAddress(channels: string[]): Checked<JsonAddress>;
	/** Where XML and GET requests go, or why there is no such place. */
	gatewayAddress: Checked<string>;
	conversionAddress: string;
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
	/** Whether the token stands in the body too where the header would do. */
	tokenInBody: boolean;
}

/** Connects to the gateway with the node's credential. Asks the service nothing. */
export async function connectMessaging(
	context: IExecuteFunctions,
	{ protocol, endpoint, sendsOnce, tokenInBody, ...rules }: MessagingSettings,
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
		jsonAddress: (channels) => {
			const found = jsonAddress(json, channels);
			return found.ok && tokenInBody
				? usable({ ...found.value, headerAuthenticates: false })
				: found;
		},
		gatewayAddress: gatewayAddress(json),
		// A proxy or the simulator is assumed to have conversions too, at the same path.
		conversionAddress:
			endpointAt(json) === undefined
				? new URL(new URL(CONVERSION_URL).pathname, json).href
				: CONVERSION_URL,
		send: async (request, until) => await askUntil(request, { idempotent: false }, until),
	});
}
