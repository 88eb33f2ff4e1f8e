import type { INodeProperties } from 'n8n-workflow';

import { judge } from '../../cm/letters/judgement';
import { callbackPath } from '../../cm/letters/paths';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { callbackIdField, callbackSubject, readCallbackId } from './callbackId';
import { callbackOutput } from './callbackOutput';

export const fields: INodeProperties[] = displayFor(
	'callback',
	['get'],
	[callbackIdField, askingOptions],
);

/** CM Letters API, Read Callbacks, callback details. */
export const operation: Operation<string, LettersApi> = {
	prepare: async (context, itemIndex) => readCallbackId(context, itemIndex),

	perform: async (callbackId, api) =>
		judge(await api.ask('GET', callbackPath(api.accountId, callbackId)), {
			...callbackSubject(callbackId),
			changes: false,
		}),

	output: (answer, { input: callbackId }) => [callbackOutput(answer, callbackId)],
};
