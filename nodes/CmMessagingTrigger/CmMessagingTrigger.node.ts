import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { CHANNELS } from '../cm/messaging/channels';
import { DELIVERY_STATUSES } from '../cm/messaging/statusCodes';
import { checkToken } from './token';
import { receiveWebhook } from './webhook';
import { alphabetical } from '../n8n/alphabetical';

/** Starts a workflow on status reports, incoming messages and events of CM.com's messaging. */
export class CmMessagingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CM Messaging Trigger',
		name: 'cmMessagingTrigger',
		icon: {
			light: 'file:../../icons/cmMessaging.svg',
			dark: 'file:../../icons/cmMessaging.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["triggerOn"].join(", ") }}',
		description: 'Starts the workflow on status reports, incoming messages and events of CM.com',
		eventTriggerDescription: 'Waiting for CM.com to call the test URL',
		activationMessage: "Enter the production URL in CM.com's Messaging Gateway app.",
		defaults: { name: 'CM Messaging Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				path: '={{ "messages/" + $parameter["token"] }}',
			},
		],
		properties: [
			{
				displayName:
					'CM.com has no way to register this URL by itself: copy the production URL above and paste it in the Messaging Gateway app, <a href="https://www.cm.com/app/gateway/">cm.com/app/gateway</a>, for status reports and for incoming messages',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Token',
				name: 'token',
				type: 'string',
				typeOptions: { password: true },
				required: true,
				noDataExpression: true,
				default: '',
				placeholder: 'e.g. 20 letters and digits that nobody can guess',
				description:
					'Stands in the URL and keeps others from starting this workflow, since CM.com does not sign what it sends. At least 16 letters and digits. Change it when the URL got into wrong hands, and paste the new URL.',
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'multiOptions',
				required: true,
				default: ['statusReport', 'inbound', 'event'],
				options: [
					{
						name: 'Event',
						value: 'event',
						description: 'A recipient pressed a button, deleted a message and the like',
					},
					{ name: 'Incoming Message', value: 'inbound', description: 'A recipient wrote to you' },
					{
						name: 'Status Report',
						value: 'statusReport',
						description: 'A message was delivered, read, or failed',
					},
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Channels',
						name: 'channels',
						type: 'multiOptions',
						default: [],
						description: 'Only these; reports that name no channel pass',
						options: alphabetical(CHANNELS.map(({ label, value }) => ({ name: label, value }))),
					},
					{
						displayName: 'Drop Repeats',
						name: 'dropRepeats',
						type: 'boolean',
						default: true,
						description:
							'Whether to run only once when the same status of the same message is reported again',
					},
					{
						displayName: 'Statuses',
						name: 'statuses',
						type: 'multiOptions',
						default: [],
						description: 'Only status reports with these',
						options: alphabetical(
							Object.entries(DELIVERY_STATUSES).map(([code, { name, meaning }]) => ({
								name: name.charAt(0).toUpperCase() + name.slice(1),
								value: Number(code),
								description: meaning,
							})),
						),
					},
				],
			},
		],
	};

	webhookMethods = {
		default: {
			/** Nothing is registered at CM.com; what is checked is that the URL can be kept secret. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				checkToken(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveWebhook(this);
	}
}
