import type { INodeProperties } from 'n8n-workflow';

import { judge, unknownFate, type Subject } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import type { Operation } from '../../n8n/operation';
import { displayFor } from '../../n8n/displayFor';
import type { LettersApi } from '../../account/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['delete'],
	[letterIdField, askingOptions],
);

/** CM Letters API, Delete Letters. */
export const operation: Operation<string, LettersApi> = {
	prepare: async (context, itemIndex) => readLetterId(context, itemIndex),

	perform: async (letterId, api) => {
		const outcome = judge(await api.ask('DELETE', letterPath(api.accountId, letterId)), {
			...subject(letterId),
			removes: true,
		});
		return outcome.kind === 'accepted' ? { ...outcome, id: letterId } : outcome;
	},

	output: () => [{ deleted: true }],

	once: {
		fingerprint: (letterId) => letterId,
		stillUnknown: (letterId) => unknownFate(subject(letterId), {}),
	},
};

function subject(letterId: string): Subject {
	return {
		thing: `the letter "${letterId}"`,
		changes: true,
		whereToLook: 'The letter may be gone. Look for it with Get, or in the CM.com Letters app.',
	};
}
