import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asObject, objectIn, simplifiedLetter } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../account/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';

export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const fields: INodeProperties[] = displayFor(
	'letter',
	['get'],
	[letterIdField, simplifyField, askingOptions],
);

interface GetInput {
	letterId: string;
	simplify: boolean;
}

/** CM Letters API, Read Letters, letter details. */
export const operation: Operation<GetInput, LettersApi> = {
	async prepare(context, itemIndex) {
		const letterId = readLetterId(context, itemIndex);
		if (!letterId.ok) return letterId;
		const simplify = context.getNodeParameter('simplify', itemIndex, true) as boolean;
		return usable({ letterId: letterId.value, simplify });
	},

	perform: async ({ letterId }, api) =>
		judge(await api.ask('GET', letterPath(api.accountId, letterId)), {
			thing: `the letter "${letterId}"`,
			changes: false,
		}),

	output: (answer, { input: { letterId, simplify } }) => [
		{
			...((simplify ? simplifiedLetter(objectIn(answer)) : asObject(answer)) as IDataObject),
			letterId,
		},
	],
};
