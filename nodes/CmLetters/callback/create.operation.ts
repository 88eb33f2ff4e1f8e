import type { INodeProperties } from 'n8n-workflow';

import { checkEndpoint, httpCallback, type Callback } from '../../cm/letters/callback';
import { judge, unknownFate } from '../../cm/letters/judgement';
import { callbacksPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { configField, endpointField, readConfig, withoutEmpty } from './callbackConfig';
import { callbackSubject } from './callbackId';
import { callbackOutput } from './callbackOutput';

export const fields: INodeProperties[] = displayFor(
	'callback',
	['create'],
	[{ ...endpointField, required: true }, configField, askingOptions],
);

/** CM Letters API, Create Callbacks. */
export const operation: Operation<Callback, LettersApi> = {
	async prepare(context, itemIndex) {
		const endpoint = checkEndpoint(itemParameter(context, 'endpoint', itemIndex, ''));
		return endpoint.ok
			? usable(httpCallback(endpoint.value, withoutEmpty(readConfig(context, itemIndex))))
			: endpoint;
	},

	perform: async (callback, api) =>
		judge(await api.ask('POST', callbacksPath(api.accountId), callback), callbackSubject()),

	output: (answer, { id }) => [callbackOutput(answer, id)],

	once: {
		fingerprint: (callback) => callback,
		stillUnknown: () => unknownFate(callbackSubject(), {}),
	},
};
