import { refused, usable, type Checked } from '../../shared/checks/refusal';
import type { RequestContext } from '../../shared/n8n/authenticatedRequest';

/** The credential type of this package's nodes. */
export const CREDENTIAL = 'cmApi';

/** What the credential holds, as it was filled in. */
export interface CmCredential {
	productToken: string;
	accountId: string;
	lettersBaseUrl: string;
	messagingGateway: string;
}

/** The node's credential, or why there is none: a node that is set to continue must not throw. */
export async function readCredential(context: RequestContext): Promise<Checked<CmCredential>> {
	try {
		const data = await context.getCredentials<Partial<CmCredential>>(CREDENTIAL);
		return usable({
			productToken: data.productToken ?? '',
			accountId: data.accountId ?? '',
			lettersBaseUrl: data.lettersBaseUrl ?? '',
			messagingGateway: data.messagingGateway ?? '',
		});
	} catch (error) {
		return refused(
			'Credential',
			error instanceof Error ? error.message.replace(/\.$/, '') : 'it cannot be read',
			'Choose a credential of the type CM.com API in the node',
		);
	}
}
