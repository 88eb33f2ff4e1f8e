import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { letterPricePath } from '../../cm/letters/paths';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['getPrice'],
	[letterIdField, askingOptions],
);

/** CM Letters API, Read Letters, letter price details. */
export const operation: Operation<string, LettersApi> = {
	prepare: async (context, itemIndex) => readLetterId(context, itemIndex),

	perform: async (letterId, api) =>
		judge(await api.ask('GET', letterPricePath(api.accountId, letterId)), {
			thing: `a price of the letter "${letterId}"`,
			changes: false,
		}),

	output: (answer, { input: letterId }) => [{ ...(asObject(answer) as IDataObject), letterId }],
};
