import type { INodeProperties } from 'n8n-workflow';

import { objectIn } from '../../cm/letters/answer';
import {
	changedLetter,
	checkReleaseDate,
	isLetter,
	RELEASE_PROPERTY,
	released,
} from '../../cm/letters/letter';
import { judge, unknownFate, unrecognised, type Subject } from '../../cm/letters/judgement';
import { letterPath } from '../../cm/letters/paths';
import type { Outcome } from '../../delivery/outcome';
import { refusalsOf, usable } from '../../delivery/refusal';
import type { Operation } from '../../n8n/operation';
import { displayFor } from '../../n8n/displayFor';
import type { LettersApi } from '../../account/lettersApi';
import { sendingOptions } from '../requestOptions';
import { letterIdField, readLetterId } from './letterId';
import { letterOutput } from './letterOutput';
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
		sendingOptions,
	],
);

interface SendInput {
	letterId: string;
	scheduledate: string;
}

/**
 * Releases a stored letter. The document has no operation for it: a letter that carries
 * scheduledate is sent, and Update Letters sets properties of a letter "not yet sent out". The
 * letter is read first and put back whole, since PUT may replace all of it; one that carries
 * scheduledate already was released before and is left alone.
 */
export const operation: Operation<SendInput, LettersApi> = {
	async prepare(context, itemIndex) {
		const { scheduledate } = context.getNodeParameter('additionalFields', itemIndex, {}) as {
			scheduledate?: unknown;
		};
		const letterId = readLetterId(context, itemIndex);
		const date = checkReleaseDate(scheduledate, new Date());
		if (!letterId.ok || !date.ok) return { ok: false, refusals: refusalsOf([letterId, date]) };
		return usable({ letterId: letterId.value, scheduledate: date.value });
	},

	async perform({ letterId, scheduledate }, api, until) {
		const path = letterPath(api.accountId, letterId);
		const stored = judge(await api.ask('GET', path), { ...subject(letterId), changes: false });
		if (stored.kind !== 'accepted') return stored;

		const letter = objectIn(stored.answer);
		if (!isLetter(letter)) return unrecognised(subject(letterId).thing);
		if (letter[RELEASE_PROPERTY]) return { kind: 'skipped', id: letterId, answer: stored.answer };

		const body = released(changedLetter(letter, {}), scheduledate);
		// Sending twice is not known to do no harm: repeated only where nothing happened.
		const sent = judge(
			await api.ask('PUT', path, body, { idempotent: false, until }),
			subject(letterId),
		);
		if (sent.kind === 'accepted') return { ...sent, id: letterId };
		return sent.kind === 'unknown' ? await settled(letterId, api, sent) : sent;
	},

	subject: ({ letterId }) => letterId,

	output: (answer, { id, skipped }) => [letterOutput(answer, id, skipped)],

	once: {
		fingerprint: ({ letterId }) => letterId,
		stillUnknown: ({ letterId }) => unknownFate(subject(letterId), {}),
	},
};

/** Looks whether a letter was released whose request was not answered for; unknown, if it was not. */
async function settled(letterId: string, api: LettersApi, unknown: Outcome): Promise<Outcome> {
	const path = letterPath(api.accountId, letterId);
	const now = judge(await api.ask('GET', path), { ...subject(letterId), changes: false });
	if (now.kind !== 'accepted' || !objectIn(now.answer)[RELEASE_PROPERTY]) return unknown;
	return {
		...now,
		id: letterId,
		note: 'The answer did not come; the letter shows that it was sent.',
	};
}

function subject(letterId: string): Subject {
	return {
		thing: `the letter "${letterId}"`,
		changes: true,
		whereToLook:
			'The letter may have been released for printing. Look at it with Get, or in the CM.com Letters app, before sending it again.',
	};
}
