import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { testCmApi } from '../connection/credentialTest';
import { receiveCallback } from './callback';
import { isRegistered, register, unregister } from './registration';

/** Starts a workflow when the status of a letter changes, through a callback of its own. */
export class CmLettersTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CM Letters Trigger',
		name: 'cmLettersTrigger',
		icon: { light: 'file:../../icons/cmLetters.svg', dark: 'file:../../icons/cmLetters.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["triggerOn"] === "statuses" ? [].concat($parameter["statuses"]).join(", ") : "any status change" }}',
		description: 'Starts the workflow when the status of a letter changes',
		eventTriggerDescription: 'Waiting for CM.com to report a status change of a letter',
		activationMessage: 'CM.com now reports every status change of your letters to this workflow.',
		defaults: { name: 'CM Letters Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'cmApi', required: true, testedBy: 'testCmApi' }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'letter-status' },
		],
		properties: [
			{
				displayName:
					'The callback is registered at CM.com when the workflow is activated, and removed when it is deactivated. It reports the letters of the whole account.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Trigger On',
				name: 'triggerOn',
				type: 'options',
				default: 'anyStatus',
				options: [
					{ name: 'Any Status Change', value: 'anyStatus' },
					{ name: 'Certain Statuses', value: 'statuses' },
				],
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'string',
				typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Status' },
				default: [],
				placeholder: 'e.g. delivered',
				description:
					'As CM.com writes them; case does not matter. CM.com documents no list of statuses: let the trigger run on any change first to see them.',
				displayOptions: { show: { triggerOn: ['statuses'] } },
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: [
					{
						displayName: 'Drop Repeats',
						name: 'dropRepeats',
						type: 'boolean',
						default: true,
						description:
							'Whether to run only once when CM.com sends the same callback again; on unless it is turned off here',
					},
					{
						displayName: 'Fetch Letter',
						name: 'fetchLetter',
						type: 'boolean',
						default: true,
						description:
							'Whether to add the whole letter to the event; CM.com waits for its answer meanwhile',
					},
				],
			},
		],
	};

	methods = { credentialTest: { testCmApi } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await isRegistered(this);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await register(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await unregister(this);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveCallback(this);
	}
}
