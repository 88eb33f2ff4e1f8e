import type { INodeProperties } from 'n8n-workflow';

import { asObject, objectIn, simplifiedLetter } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';
import { letterWithId } from './letterOutput';
import { readSimplify, simplifyField } from './simplify.field';

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
		return usable({ letterId: letterId.value, simplify: readSimplify(context, itemIndex) });
	},

	perform: async ({ letterId }, api) =>
		judge(await api.ask('GET', letterPath(api.accountId, letterId)), {
			thing: `the letter "${letterId}"`,
			changes: false,
		}),

	output: (answer, { input: { letterId, simplify } }) => [
		letterWithId(simplify ? simplifiedLetter(objectIn(answer)) : asObject(answer), letterId),
	],
};
