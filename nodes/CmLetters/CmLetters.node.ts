import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testCmApi } from '../connection/credentialTest';
import { executeNode, fieldsOf } from '../../shared/n8n/operationTable';
import { connectLetters, type LettersApi } from '../connection/lettersApi';
import { searchCallbacks, searchCountries, searchLetters } from './listSearch';
import { addressFields } from '../../shared/letterFields/address.fields';
import { operations } from './operations';
import {
	requestSettings,
	type LetterRequestOptions,
	type LetterRunSettings,
} from './requestOptions';

/**
 * Programmatic, not declarative: n8n's declarative engine sends the requests of all items at once
 * and fails as a whole, when other letters were already ordered. A letter costs money and cannot be
 * called back, so every item is checked before the first request, requests go out a few at a time,
 * and what was done is remembered for a retry of the execution.
 */
export class CmLetters implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CM Letters',
		name: 'cmLetters',
		icon: { light: 'file:../../icons/cmLetters.svg', dark: 'file:../../icons/cmLetters.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Post physical letters with CM.com and follow them',
		defaults: { name: 'CM Letters' },
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
				default: 'letter',
				options: [
					{ name: 'Callback', value: 'callback' },
					{ name: 'Letter', value: 'letter' },
					{ name: 'Price', value: 'price' },
				],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'create',
				displayOptions: { show: { resource: ['letter'] } },
				options: [
					{
						name: 'Allow Sending Again',
						value: 'forget',
						action: 'Allow sending letter again',
						description:
							'Let a letter be created again that Duplicate Protection knows in this workflow',
					},
					{
						name: 'Create',
						value: 'create',
						action: 'Create letter',
						description:
							'Store a letter without mailing it, as far as CM.com documents it: a letter without a schedule date is not sent. Creating may already cost money.',
					},
					{
						name: 'Create and Send',
						value: 'createAndSend',
						action: 'Create and send letter',
						description: 'Have a letter printed and mailed at once; it cannot be called back',
					},
					{
						name: 'Delete',
						value: 'delete',
						action: 'Delete letter',
						description: 'Remove a letter that was not mailed yet',
					},
					{
						name: 'Get',
						value: 'get',
						action: 'Get letter',
						description: 'Retrieve a letter with its status',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many letters',
						description: 'Retrieve many letters, narrowed down by status, reference or destination',
					},
					{
						name: 'Get Price',
						value: 'getPrice',
						action: 'Get price of letter',
						description: 'Retrieve what a letter costs',
					},
					{
						name: 'Send',
						value: 'send',
						action: 'Send letter',
						description:
							'Have a stored letter printed and mailed at once; it cannot be called back',
					},
					{
						name: 'Update',
						value: 'update',
						action: 'Update letter',
						description: 'Change a letter that was not mailed yet, without mailing it',
					},
				],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'getAll',
				displayOptions: { show: { resource: ['price'] } },
				options: [
					{
						name: 'Get',
						value: 'get',
						action: 'Get price',
						description: 'Retrieve what letters to a country cost',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many prices',
						description: 'Retrieve the price models of the account',
					},
				],
			},
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'getAll',
				displayOptions: { show: { resource: ['callback'] } },
				options: [
					{
						name: 'Create',
						value: 'create',
						action: 'Create callback',
						description: 'Have a URL called when the status of any letter changes',
					},
					{
						name: 'Delete',
						value: 'delete',
						action: 'Delete callback',
						description: 'Remove a callback, so that its URL is called no more',
					},
					{
						name: 'Get',
						value: 'get',
						action: 'Get callback',
						description: 'Retrieve a callback with its settings',
					},
					{
						name: 'Get Many',
						value: 'getAll',
						action: 'Get many callbacks',
						description: 'Retrieve many callbacks of the account',
					},
					{
						name: 'Update',
						value: 'update',
						action: 'Update callback',
						description: 'Change the URL or the settings of a callback',
					},
				],
			},
			...fieldsOf(operations),
		],
	};

	methods = {
		credentialTest: { testCmApi },
		listSearch: { searchCallbacks, searchCountries, searchLetters },
		resourceMapping: { addressFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			await executeNode<LetterRequestOptions, LetterRunSettings, LettersApi>(this, {
				name: 'CM Letters',
				operations,
				settings: requestSettings,
				connect: connectLetters,
			}),
		];
	}
}
