import type { IExecuteFunctions } from 'n8n-workflow';

import { checkReleaseDate, PDF_FIELD, REFERENCE_PROPERTY, released } from '../../cm/letters/letter';
import { judge, unknownFate, type Subject } from '../../cm/letters/judgement';
import { lettersPath } from '../../cm/letters/paths';
import { checkText } from '../../cm/text';
import { refused, refusalsOf, usable, type Checked } from '../../delivery/refusal';
import { itemParameter } from '../../n8n/itemParameter';
import { hash } from '../../n8n/keyHash';
import type { Operation } from '../../n8n/operation';
import type { LettersApi } from '../../account/lettersApi';
import type { LetterRequestOptions } from '../requestOptions';
import { findLetters } from './findLetters';
import { LETTER_KEYS } from './letterKeys';
import { letterOutput } from './letterOutput';
import { readLetterContent, type LetterContent } from './letterContent';

interface CreateInput {
	content: LetterContent;
	/** Present only when the letter is to be mailed at once. */
	scheduledate?: string;
	/** What tells it from all other letters, where it is protected against being sent again. */
	duplicateKey?: string;
}

/**
 * Creates a letter, stored or mailed at once.
 * CM Letters API, Create Letters, from text and from PDF file.
 */
export function createLetter({
	mailsAtOnce,
}: {
	mailsAtOnce: boolean;
}): Operation<CreateInput, LettersApi> {
	return {
		async prepare(context, itemIndex) {
			const date: Checked<string | undefined> = mailsAtOnce
				? readReleaseDate(context, itemIndex)
				: usable(undefined);
			const content = await readLetterContent(context, itemIndex);
			const key = content.ok
				? readDuplicateKey(context, itemIndex, content.value)
				: usable(undefined);
			if (!content.ok || !date.ok || !key.ok) {
				return { ok: false, refusals: refusalsOf([content, date, key]) };
			}
			return usable({
				content: content.value,
				scheduledate: date.value,
				...(key.value === undefined ? {} : { duplicateKey: key.value }),
			});
		},

		async perform({ content, scheduledate }, api, until) {
			const body = await requestBody(content, scheduledate);
			if (!body.ok) {
				const [refusal] = body.refusals;
				return {
					kind: 'refused',
					problem: {
						message: refusal ? `${refusal.parameter}: ${refusal.reason}` : 'The file is gone',
						description: 'Nothing was sent for this item. It was readable when the node started.',
					},
				};
			}
			const path = lettersPath(api.accountId);
			return judge(await api.ask('POST', path, body.value, { until }), subject(content));
		},

		output: (answer, { id, skipped, input: { content } }) => [
			letterOutput(answer, id, skipped, content.kind === 'text' ? content.notes : []),
		],

		once: {
			fingerprint: ({ content, scheduledate }) =>
				content.kind === 'text'
					? [content.letter, scheduledate !== undefined]
					: [content.fields, content.sha256, scheduledate !== undefined],
			stillUnknown: ({ content }) => unknownFate(subject(content), {}),
			protect: {
				subject: LETTER_KEYS,
				key: ({ duplicateKey }) => duplicateKey,
				whyNotFindable: ({ content }) =>
					referenceOf(content) === undefined
						? 'It has no reference by which CM.com could be asked for it.'
						: undefined,
				find: async (api) => {
					const letters = await findLetters(api);
					return letters.readable
						? { readable: true, of: ({ content }) => letters.of(referenceOf(content)) }
						: letters;
				},
			},
		},
	};
}

/** The request's body: JSON, or a form whose file is read only now. */
async function requestBody(
	content: LetterContent,
	scheduledate: string | undefined,
): Promise<Checked<object>> {
	if (content.kind === 'text') {
		return usable(
			scheduledate === undefined ? content.letter : released(content.letter, scheduledate),
		);
	}
	const file = await content.read();
	if (!file.ok) return file;

	const form = new FormData();
	const fields =
		scheduledate === undefined ? content.fields : released(content.fields, scheduledate);
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append(PDF_FIELD, new Blob([file.value], { type: 'application/pdf' }), 'letter.pdf');
	return usable(form);
}

function readReleaseDate(context: IExecuteFunctions, itemIndex: number): Checked<string> {
	const { scheduledate } = itemParameter(context, 'additionalFields', itemIndex, {}) as {
		scheduledate?: unknown;
	};
	return checkReleaseDate(scheduledate, new Date());
}

/** By what the letter is known; nothing where it is not protected. */
function readDuplicateKey(
	context: IExecuteFunctions,
	itemIndex: number,
	content: LetterContent,
): Checked<string | undefined> {
	const { duplicateProtection = 'reference', duplicateKey } = itemParameter(
		context,
		'options',
		itemIndex,
		{},
	) as LetterRequestOptions;
	switch (duplicateProtection) {
		case 'off':
			return usable(undefined);
		case 'content':
			return usable(contentKey(content));
		case 'key': {
			const key = checkText(duplicateKey, 'Duplicate Key');
			if (!key.ok) return key;
			return key.value.trim() === ''
				? refused(
						'Duplicate Key',
						'it is empty',
						'Give each letter a key of its own, or set Duplicate Protection to something else',
					)
				: usable(key.value.trim());
		}
		default:
			return usable(referenceOf(content));
	}
}

/** Everything that is printed, and nothing else: neither the reference nor the day it is mailed. */
function contentKey(content: LetterContent): string {
	const all: Record<string, unknown> =
		content.kind === 'text' ? { ...content.letter } : { ...content.fields, pdf: content.sha256 };
	return hash(Object.entries(all).filter(([name]) => name !== REFERENCE_PROPERTY));
}

function referenceOf(content: LetterContent): string | undefined {
	return content.kind === 'text' ? content.letter.reference : content.fields.reference;
}

function subject(content: LetterContent): Subject {
	const reference = referenceOf(content);
	return {
		thing: 'the letter',
		isNew: true,
		changes: true,
		whereToLook:
			reference === undefined
				? 'The letter may exist. Look for its recipient in the CM.com Letters app before sending it again, and give letters a reference to make this easier.'
				: `The letter may exist. Look for the reference "${reference}" in the CM.com Letters app before sending it again.`,
	};
}
