import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asObject, idIn, listIn } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { callbacksPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import { readLimit, returnAllFields } from '../../../shared/n8n/returnAll';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { callbackOutput } from './callbackOutput';

export const fields: INodeProperties[] = displayFor(
	'callback',
	['getAll'],
	[...returnAllFields, askingOptions],
);

/** CM Letters API, Read Callbacks, all callbacks. */
export const operation: Operation<{ limit: number }, LettersApi> = {
	prepare: async (context, itemIndex) => usable({ limit: readLimit(context, itemIndex) }),

	perform: async (_input, api) =>
		judge(await api.ask('GET', callbacksPath(api.accountId)), {
			thing: 'the callbacks of this account',
			changes: false,
		}),

	output: (answer, { input: { limit } }) => {
		const callbacks = listIn(answer);
		if (callbacks === undefined)
			return answer === undefined ? [] : [asObject(answer) as IDataObject];
		return callbacks.slice(0, limit).map((callback) => callbackOutput(callback, idIn(callback)));
	},
};
