import type { INodeProperties } from 'n8n-workflow';

import { objectIn } from '../../cm/letters/answer';
import { judge, unknownFate, type Subject } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { freeKey } from './correctKeys';
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
		const path = letterPath(api.accountId, letterId);
		const read = judge(await api.ask('GET', path), { ...subject(letterId), changes: false });
		const before = read.kind === 'accepted' ? objectIn(read.answer) : undefined;
		const outcome = judge(await api.ask('DELETE', path), { ...subject(letterId), removes: true });
		return outcome.kind === 'accepted' ? { ...outcome, id: letterId, before } : outcome;
	},

	output: () => [{ deleted: true }],

	once: {
		fingerprint: (letterId) => letterId,
		stillUnknown: (letterId) => unknownFate(subject(letterId), {}),
		afterwards: async (letterId, { before }, api, memory) =>
			await freeKey(letterId, before, api, memory),
	},
};

function subject(letterId: string): Subject {
	return {
		thing: `the letter "${letterId}"`,
		changes: true,
		whereToLook: 'The letter may be gone. Look for it with Get, or in the CM.com Letters app.',
	};
}
