import type { IExecuteFunctions } from 'n8n-workflow';

import { checkReleaseDate, PDF_FIELD, released } from '../../cm/letters/letter';
import { judge, unknownFate, type Subject } from '../../cm/letters/judgement';
import { lettersPath } from '../../cm/letters/paths';
import { usable, type Checked } from '../../delivery/refusal';
import type { Operation } from '../../n8n/operation';
import type { LettersApi } from '../../account/lettersApi';
import { letterOutput } from './letterOutput';
import { readLetterContent, type LetterContent } from './letterContent';

interface CreateInput {
	content: LetterContent;
	/** Present only when the letter is to be mailed at once. */
	scheduledate?: string;
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
			if (!content.ok) return date.ok ? content : bothRefused(content, date);
			if (!date.ok) return date;
			return usable({ content: content.value, scheduledate: date.value });
		},

		async perform({ content, scheduledate }, api) {
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
			return judge(await api.ask('POST', lettersPath(api.accountId), body.value), subject(content));
		},

		output: (answer, { id, skipped }) => [letterOutput(answer, id, skipped)],

		once: {
			fingerprint: ({ content, scheduledate }) =>
				content.kind === 'text'
					? [content.letter, scheduledate !== undefined]
					: [content.fields, content.sha256, scheduledate !== undefined],
			stillUnknown: ({ content }) => unknownFate(subject(content), {}),
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
	const { scheduledate } = context.getNodeParameter('additionalFields', itemIndex, {}) as {
		scheduledate?: unknown;
	};
	return checkReleaseDate(scheduledate, new Date());
}

function bothRefused(
	content: Extract<Checked<LetterContent>, { ok: false }>,
	date: Extract<Checked<unknown>, { ok: false }>,
): Checked<never> {
	return { ok: false, refusals: [...content.refusals, ...date.refusals] };
}

function subject(content: LetterContent): Subject {
	const reference = content.kind === 'text' ? content.letter.reference : content.fields.reference;
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
