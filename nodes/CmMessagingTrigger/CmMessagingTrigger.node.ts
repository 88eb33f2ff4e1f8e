import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { CHANNELS } from '../cm/messaging/channels';
import { DELIVERY_STATUSES } from '../cm/messaging/answers/statusCodes';
import { checkTokens, freshTokens, IS_FULL_PATH, PATH } from './token';
import { receiveWebhook } from './webhook';
import { alphabetical } from '../../shared/n8n/alphabetical';

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
				path: PATH,
				isFullPath: IS_FULL_PATH,
			},
			// CM.com offers to send incoming messages by GET.
			{
				name: 'setup',
				httpMethod: 'GET',
				responseMode: 'onReceived',
				path: PATH,
				isFullPath: IS_FULL_PATH,
				ndvHideUrl: true,
			},
			{
				name: 'setup',
				httpMethod: 'HEAD',
				responseMode: 'onReceived',
				path: PATH,
				isFullPath: IS_FULL_PATH,
				ndvHideUrl: true,
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
				type: 'resourceLocator',
				noDataExpression: true,
				default: { mode: 'list', value: '' },
				description:
					"Not needed: n8n's own random ID already stands in the URL, which keeps others from starting this workflow. When the URL got into wrong hands, choose a new token, paste the new URL at CM.com, and put the old token in Previous Token until that is done.",
				modes: [
					{
						displayName: 'New From List',
						name: 'list',
						type: 'list',
						placeholder: 'Choose a new token',
						typeOptions: { searchListMethod: 'freshTokens' },
					},
					{
						displayName: 'By Hand',
						name: 'text',
						type: 'string',
						placeholder: 'e.g. 20 letters and digits that nobody can guess',
						hint: 'At least 16 letters, digits, hyphens or underscores',
					},
				],
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'multiOptions',
				required: true,
				default: ['statusReport', 'inbound', 'event', 'outbound'],
				description:
					'What cannot be read starts the workflow in any case, as an event of the kind "unreadable"',
				options: [
					{
						name: 'Event',
						value: 'event',
						description: 'A recipient pressed a button, deleted a message and the like',
					},
					{ name: 'Incoming Message', value: 'inbound', description: 'A recipient wrote to you' },
					{
						name: 'Message You Sent',
						value: 'outbound',
						description: 'CM.com echoes what you sent yourself, if you asked for that',
					},
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
							'Whether to run only once when CM.com sends the same report again; on unless it is turned off here',
					},
					{
						displayName: 'Previous Token',
						name: 'previousToken',
						type: 'string',
						typeOptions: { password: true },
						default: '',
						description: 'The token that was in the URL before; requests with it are still taken',
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

	methods = { listSearch: { freshTokens } };

	webhookMethods = {
		default: {
			/** Nothing is registered at CM.com; what is checked is that a token is hard to guess. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				checkTokens(this);
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
