import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asObject, listIn } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { pricesPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import { readLimit, returnAllFields } from '../../../shared/n8n/returnAll';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';

export const fields: INodeProperties[] = displayFor(
	'price',
	['getAll'],
	[...returnAllFields, askingOptions],
);

/** CM Letters API, Read Prices. */
export const operation: Operation<{ limit: number }, LettersApi> = {
	prepare: async (context, itemIndex) => usable({ limit: readLimit(context, itemIndex) }),

	perform: async (_input, api) =>
		judge(await api.ask('GET', pricesPath(api.accountId)), {
			thing: 'the prices of this account',
			changes: false,
		}),

	output: (answer, { input: { limit } }) => {
		const prices = listIn(answer) ?? (answer === undefined ? [] : [asObject(answer)]);
		return prices.slice(0, limit) as IDataObject[];
	},
};
