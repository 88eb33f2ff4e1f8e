import type { IAuthenticateGeneric, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

/** One CM.com account, for all nodes of this package. Tested by the nodes (`testCmApi`). */
export class CmApi implements ICredentialType {
	name = 'cmApi';

	displayName = 'CM.com API';

	icon: Icon = { light: 'file:../icons/cm.svg', dark: 'file:../icons/cm.dark.svg' };

	documentationUrl = 'https://github.com/cm-letters-n8n/n8n-nodes-cmcom#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Product Token',
			name: 'productToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Stands in the CM.com gateway app, <a href="https://www.cm.com/app/gateway/">cm.com/app/gateway</a>',
		},
		{
			displayName: 'Account ID',
			name: 'accountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			description:
				'Needed by CM Letters. A GUID that stands in the address bar of the Letters app, <a href="https://www.cm.com/app/letters/">cm.com/app/letters</a>.',
		},
		{
			displayName: 'Letters Base URL',
			name: 'lettersBaseUrl',
			type: 'string',
			default: 'https://api.cm.com/letters',
			placeholder: 'e.g. https://api.cm.com/letters',
			description: 'Change it only for a proxy of your own, another region or the simulator',
		},
		{
			displayName: 'Messaging Gateway',
			name: 'messagingGateway',
			type: 'string',
			default: 'https://gw.messaging.cm.com/v1.0/message',
			placeholder: 'e.g. https://gw.messaging.cm.com/v1.0/message',
			description: 'Change it only for a proxy of your own, another region or the simulator',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'X-CM-PRODUCTTOKEN': '={{$credentials.productToken}}' } },
	};
}
