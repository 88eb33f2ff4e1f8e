import type { INodeProperties } from 'n8n-workflow';

import { objectIn } from '../../cm/letters/answer';
import { checkReleaseDate, isLetter, RELEASE_PROPERTY } from '../../cm/letters/letter';
import { judge } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import type { Findings, FoundOf } from '../../../shared/delivery/protection';
import { refusalsOf, usable } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation, Sought } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { sendingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';
import { releaseKey } from './letterKeys';
import { letterOutput } from './letterOutput';
import { releaseLetter, releaseSubject, unknownRelease } from './releaseLetter';
import { readSimplify, simplifyField } from './simplify.field';
import { scheduleDateField } from './scheduleDate.field';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['send'],
	[
		letterIdField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [scheduleDateField],
		},
		simplifyField,
		sendingOptions,
	],
);

interface SendInput {
	letterId: string;
	simplify: boolean;
	scheduledate: string;
	/** What is claimed for the release. */
	key: string;
}

/** Releases a stored letter. Only one execution at a time does: it claims the letter's ID first. */
export const operation: Operation<SendInput, LettersApi> = {
	async prepare(context, itemIndex, { identity }) {
		const { scheduledate } = itemParameter(context, 'additionalFields', itemIndex, {}) as {
			scheduledate?: unknown;
		};
		const letterId = readLetterId(context, itemIndex);
		const date = checkReleaseDate(scheduledate, new Date());
		if (!letterId.ok || !date.ok) return { ok: false, refusals: refusalsOf([letterId, date]) };
		return usable({
			letterId: letterId.value,
			simplify: readSimplify(context, itemIndex),
			scheduledate: date.value,
			key: releaseKey(identity, letterId.value),
		});
	},

	perform: async ({ letterId, scheduledate }, api, until) =>
		await releaseLetter(letterId, scheduledate, api, until),

	about: ({ letterId }) => letterId,

	output: (answer, { id, skipped, note, input: { simplify } }) => [
		letterOutput(answer, { letterId: id, skipped, simplify, notes: [note] }),
	],

	once: {
		fingerprint: ({ letterId }) => letterId,
		stillUnknown: ({ letterId }) => unknownRelease(letterId),
		protect: {
			identity: ({ key }) => ({ key, content: key, states: ['mailed'] }),
			whyNotFindable: () => undefined,
			mayGoUnsaved: () => true,
			find: findReleased,
			doneBefore: () => 'It was sent before.',
			conflict: { message: 'The letter was sent before', description: 'Nothing was sent now.' },
		},
	},
};

/** Reads the letters themselves: one that carries scheduledate was released. */
async function findReleased(
	sought: Array<Sought<SendInput>>,
	api: LettersApi,
): Promise<Findings<SendInput>> {
	const found = new Map<SendInput, FoundOf>();
	for (const { input } of sought) {
		const { letterId } = input;
		const read = judge(await api.ask('GET', letterPath(api.accountId, letterId)), {
			...releaseSubject(letterId),
			changes: false,
		});
		if (read.kind !== 'accepted') continue;
		const letter = objectIn(read.answer);
		const isReleased = Boolean(letter[RELEASE_PROPERTY]);
		const listed = [{ id: letterId, answer: read.answer }];
		found.set(input, {
			listed,
			matching: isReleased ? listed : [],
			isCertain: true,
			onlyIfSingle: false,
			...(isLetter(letter) ? {} : { undecided: 'What CM.com shows of it cannot be recognised.' }),
		});
	}
	return {
		readable: true,
		of: (input) =>
			found.get(input) ?? {
				listed: [],
				matching: [],
				onlyIfSingle: false,
				undecided: 'CM.com could not be asked for it.',
			},
		absence: { kind: 'sure' },
	};
}
