import type { INodeProperties } from 'n8n-workflow';

import { judge, unknownFate } from '../../cm/letters/judgement';
import { callbackPath } from '../../cm/letters/paths';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { callbackIdField, callbackSubject, readCallbackId } from './callbackId';

export const fields: INodeProperties[] = displayFor(
	'callback',
	['delete'],
	[callbackIdField, askingOptions],
);

/** CM Letters API, Delete Callbacks. */
export const operation: Operation<string, LettersApi> = {
	prepare: async (context, itemIndex) => readCallbackId(context, itemIndex),

	perform: async (callbackId, api) => {
		const outcome = judge(await api.ask('DELETE', callbackPath(api.accountId, callbackId)), {
			...callbackSubject(callbackId),
			removes: true,
		});
		return outcome.kind === 'accepted' ? { ...outcome, id: callbackId } : outcome;
	},

	output: () => [{ deleted: true }],

	once: {
		fingerprint: (callbackId) => callbackId,
		stillUnknown: (callbackId) => unknownFate(callbackSubject(callbackId), {}),
	},
};
