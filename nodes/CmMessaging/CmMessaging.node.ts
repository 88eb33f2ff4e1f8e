import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testCmApi } from '../connection/credentialTest';
import { executeNode, fieldsOf } from '../../shared/n8n/operationTable';
import { hintAtOutput } from './message/sendingHints';
import { connectMessaging, type MessagingApi } from './messagingApi';
import {
	messagingSettings,
	type MessagingOptions,
	type MessagingRunSettings,
} from './messagingOptions';
import { operations } from './operations';
import { searchPhoneCountries } from './phoneCountry';

/**
 * Programmatic, not declarative: messages of many items travel in one request, and the one answer
 * is told apart into items again, which n8n's declarative engine cannot do.
 */
export class CmMessaging implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CM Messaging',
		name: 'cmMessaging',
		icon: {
			light: 'file:../../icons/cmMessaging.svg',
			dark: 'file:../../icons/cmMessaging.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send SMS, WhatsApp, RCS, Viber and other messages with CM.com',
		defaults: { name: 'CM Messaging' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cmApi', required: true, testedBy: 'testCmApi' }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				default: 'message',
				options: [
					{ name: 'Conversion', value: 'conversion' },
					{ name: 'Message', value: 'message' },
				],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'sendText',
				displayOptions: { show: { resource: ['message'] } },
				options: [
					{
						name: 'Allow Sending Again',
						value: 'forget',
						action: 'Allow sending message again',
						description:
							'Let a message be sent again that Duplicate Protection knows in this workflow',
					},
					{
						name: 'Count Parts',
						value: 'countParts',
						action: 'Count parts of message',
						description:
							'Count the SMS parts of a text and name what makes it Unicode, without sending it',
					},
					{
						name: 'Send Raw',
						value: 'sendRaw',
						action: 'Send raw message',
						description: 'Send a msg object as JSON, for what is newer than this node',
					},
					{
						name: 'Send Rich Content',
						value: 'sendRichContent',
						action: 'Send rich content message',
						description: 'Send texts, media, locations, contacts, cards and buttons',
					},
					{
						name: 'Send Text',
						value: 'sendText',
						action: 'Send text message',
						description: 'Send a text by SMS or any other channel',
					},
					{
						name: 'Send WhatsApp Interactive',
						value: 'sendWhatsAppInteractive',
						action: 'Send interactive message',
						description: 'Send a list or reply buttons',
					},
					{
						name: 'Send WhatsApp Template',
						value: 'sendWhatsAppTemplate',
						action: 'Send template message',
						description: 'Send an approved template, which opens a conversation',
					},
				],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'report',
				displayOptions: { show: { resource: ['conversion'] } },
				options: [
					{
						name: 'Report',
						value: 'report',
						action: 'Report conversion',
						description: 'Tell CM.com that a recipient used what a message said',
					},
				],
			},
			...fieldsOf(operations),
		],
	};

	methods = { credentialTest: { testCmApi }, listSearch: { searchPhoneCountries } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = await executeNode<MessagingOptions, MessagingRunSettings, MessagingApi>(this, {
			name: 'CM Messaging',
			operations,
			settings: messagingSettings,
			connect: connectMessaging,
		});
		hintAtOutput(this, items);
		return [items];
	}
}
