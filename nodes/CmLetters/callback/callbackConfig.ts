import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { itemParameter } from '../../../shared/n8n/itemParameter';
import { callbackHeaders, REPLACE_KEYS, type CallbackConfig } from '../../cm/letters/callback';

const replaceKeys = Object.entries(REPLACE_KEYS)
	.map(([key, meaning]) => `${key} (${meaning})`)
	.join(', ');

/** The address that is called. CM Letters API, Create Callbacks: required. */
export const endpointField: INodeProperties = {
	displayName: 'Endpoint',
	name: 'endpoint',
	type: 'string',
	default: '',
	placeholder: 'e.g. https://example.com/letters/[LETTER]',
	description: `URL to call when the status of a letter changes. These words in it are replaced: ${replaceKeys}.`,
};

/** CM Letters API, Create Callbacks: every key of the config property. */
export const configField: INodeProperties = {
	displayName: 'Config',
	name: 'config',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Content Type',
			name: 'contenttype',
			type: 'string',
			default: 'json',
			placeholder: 'e.g. json',
			description:
				'Type of the request content: JSON, form, or a content type as it is to be sent. CM.com uses JSON when it is not set.',
		},
		{
			displayName: 'Data',
			name: 'data',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. {"letter":"[LETTER]","status":"[STATUS]"}',
			description: `Content of the request. These words in it are replaced: ${replaceKeys}.`,
		},
		{
			displayName: 'Headers',
			name: 'headers',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add header',
			default: {},
			description: 'Headers of the request. Replace words such as [LETTER] work in their values.',
			options: [
				{
					displayName: 'Header',
					name: 'header',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. X-Letter',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. [LETTER]',
						},
					],
				},
			],
		},
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			default: 'post',
			description: 'Request method. CM.com uses post when it is not set.',
			options: [
				{ name: 'GET', value: 'get' },
				{ name: 'PATCH', value: 'patch' },
				{ name: 'POST', value: 'post' },
				{ name: 'PUT', value: 'put' },
			],
		},
		{
			displayName: 'Query',
			name: 'query',
			type: 'string',
			default: '',
			placeholder: 'e.g. letter=[LETTER]&status=[STATUS]',
			description: `Query string used with the endpoint. These words in it are replaced: ${replaceKeys}.`,
		},
		{
			displayName: 'Verify SSL',
			name: 'verifySSL',
			type: 'boolean',
			default: true,
			description:
				'Whether CM.com checks the certificate of the endpoint. CM.com does not when it is not set.',
		},
	],
};

/** The config as set in the node. */
export function readConfig(context: IExecuteFunctions, itemIndex: number): CallbackConfig {
	const { headers, ...config } = itemParameter(context, 'config', itemIndex, {}) as IDataObject & {
		headers?: { header?: Array<{ name: string; value: string }> };
	};
	return {
		...(config as CallbackConfig),
		...(headers?.header === undefined ? {} : { headers: callbackHeaders(headers.header) }),
	};
}

/** Settings that were added in the editor and left empty say nothing about a new callback. */
export function withoutEmpty(config: CallbackConfig): CallbackConfig {
	return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ''));
}
