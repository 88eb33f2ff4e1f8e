import type { IExecuteFunctions } from 'n8n-workflow';

import { judgeSending, unknownFate, type Subject } from '../../cm/letters/judgement';
import { checkReleaseDate, released } from '../../cm/letters/letter';
import { lettersPath } from '../../cm/letters/paths';
import { agreesInContent, isLetterShown, type SoughtLetter } from '../../cm/letters/recognition';
import { refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import type { LettersApi } from '../../connection/lettersApi';
import { findLetters } from './findLetters';
import { identifyLetter, withReference, type LetterIdentity } from './letterIdentity';
import { releaseKey } from './letterKeys';
import { letterOutput } from './letterOutput';
import { readSimplify } from './simplify.field';
import { readLetterContent, type LetterContent } from './letterContent';
import { releaseLetter } from './releaseLetter';

interface CreateInput {
	/** With the reference that it goes out with. */
	content: LetterContent;
	/** Whether the output leaves out what is printed. */
	simplify: boolean;
	/** Present only when the letter is to be mailed at once. */
	scheduledate?: string;
	/** What it is known by; nothing where it is not protected. */
	identity?: LetterIdentity;
}

/** Milliseconds between two looks for letters that CM.com turned away. */
const LOOK_EVERY = 30_000;

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
		async prepare(context, itemIndex, api) {
			const date: Checked<string | undefined> = mailsAtOnce
				? readReleaseDate(context, itemIndex)
				: usable(undefined);
			const content = await readLetterContent(context, itemIndex);
			const identity = content.ok
				? identifyLetter(context, itemIndex, content.value, api.identity)
				: usable(undefined);
			if (!content.ok || !date.ok || !identity.ok) {
				return { ok: false, refusals: refusalsOf([content, date, identity]) };
			}
			const given = identity.value;
			return usable({
				content:
					given?.nodeReference === undefined
						? content.value
						: withReference(content.value, given.nodeReference),
				simplify: readSimplify(context, itemIndex),
				scheduledate: date.value,
				...(given === undefined ? {} : { identity: given }),
			});
		},

		async perform({ content, scheduledate, identity }, api, until) {
			const body = await requestBody(content, scheduledate);
			if (!body.ok) {
				const [refusal] = body.refusals;
				return {
					kind: 'refused',
					neverLeft: true,
					problem: {
						message: refusal ? `${refusal.parameter}: ${refusal.reason}` : 'The file is gone',
						description: 'Nothing was sent for this item. It was readable when the node started.',
					},
				};
			}
			const isLookedFor = identity !== undefined && referenceOf(content) !== undefined;
			const attempt = await api.send('POST', lettersPath(api.accountId), body.value, until, {
				leavesTurnedAway: isLookedFor,
			});
			const sending = judgeSending(attempt, subject(content));
			return sending.kind === 'turnedAway' && !isLookedFor ? sending.outcome : sending;
		},

		output: (answer, { id, skipped, note, input: { content, simplify } }) => [
			{
				...letterOutput(answer, {
					letterId: id,
					skipped,
					simplify,
					notes: [note, ...(content.kind === 'text' ? content.notes : [])],
				}),
				...pagesOf(content),
			},
		],

		once: {
			fingerprint: ({ content, scheduledate }) => [
				content.kind === 'text' ? content.letter : [content.fields, content.file.identity],
				scheduledate !== undefined,
			],
			stillUnknown: ({ content }) => unknownFate(subject(content), {}),
			protect: {
				identity: ({ identity }) =>
					identity && {
						key: identity.key,
						content: identity.content,
						states: mailsAtOnce ? ['mailed', 'stored'] : ['stored', 'mailed'],
						...(mailsAtOnce ? { lesser: ['stored'] } : {}),
						...(identity.again ? { again: true } : {}),
					},
				whyNotFindable: ({ content }) =>
					referenceOf(content) === undefined
						? 'It has no reference by which CM.com could be asked for it.'
						: undefined,
				find: async (sought, api) =>
					await findLetters(
						api,
						new Map(sought.map(({ input, begunAt }) => [input, soughtLetter(input, begunAt)])),
					),
				mayGoUnsaved: ({ identity }) => identity?.isByDay ?? false,
				lookForTurnedAwayEvery: LOOK_EVERY,
				...(mailsAtOnce
					? {
							advance: {
								claimKey: (id, { identity }) => releaseKey(identity, id),
								perform: async (input, id, api, until) =>
									await releaseLetter(id, input.scheduledate ?? '', api, until, (letter) =>
										agreesInContent(soughtLetter(input), letter),
									),
								gone: DRAFT_GONE,
							},
						}
					: {}),
				doneBefore: (state) =>
					state === 'mailed' ? 'It was sent before.' : 'It was created before, as a draft.',
				conflict: CONFLICT,
				dayNote: (inputs) =>
					inputs.some(({ identity }) => identity?.isByDay) ? DAY_NOTE : undefined,
			},
		},
	};
}

const CONFLICT = {
	message: 'Its reference, or its Duplicate Key, was used for a letter with other content',
	description:
		'Nothing was sent for this item. Give this letter a reference of its own; or turn on Send Again for this row, if it is meant to go as well. A PDF that is made anew can differ from the one before though it looks the same: send the same file again, or set Duplicate Protection to By Key.',
};

const DRAFT_GONE = {
	message: 'The draft that this workflow created was not found at CM.com',
	description:
		'Nothing was mailed. It may have been deleted or sent there, or CM.com shows several letters like it. Look for it in the CM.com Letters app; if it is gone, run Allow Sending Again with its key.',
};

const DAY_NOTE =
	'Letters without a reference of their own are recognised on the same day only: run tomorrow, the same rows are sent once more. Map a reference, e.g. an invoice number, to change that.';

function soughtLetter({ content }: CreateInput, begunAt?: number): SoughtLetter {
	const isPdf = content.kind === 'pdf';
	return {
		reference: referenceOf(content) ?? '',
		sent: sentOf(content),
		isPdf,
		...(isPdf && content.file.pages !== undefined ? { pages: content.file.pages } : {}),
		...(begunAt === undefined ? {} : { begunAt }),
	};
}

/** The request's body: JSON, or a form whose file is read while it is sent. */
async function requestBody(
	content: LetterContent,
	scheduledate: string | undefined,
): Promise<Checked<object>> {
	if (content.kind === 'text') {
		return usable(
			scheduledate === undefined ? content.letter : released(content.letter, scheduledate),
		);
	}
	const file = await content.file.isThere();
	if (!file.ok) return file;
	const fields =
		scheduledate === undefined ? content.fields : released(content.fields, scheduledate);
	return usable(content.file.form(fields));
}

/** How many pages a PDF has, where they were counted. */
function pagesOf(content: LetterContent): { pages?: number } {
	const pages = content.kind === 'pdf' ? content.file.pages : undefined;
	return pages === undefined ? {} : { pages };
}

function readReleaseDate(context: IExecuteFunctions, itemIndex: number): Checked<string> {
	const { scheduledate } = itemParameter(context, 'additionalFields', itemIndex, {}) as {
		scheduledate?: unknown;
	};
	return checkReleaseDate(scheduledate, new Date());
}

/** What is sent of a letter besides its file. */
function sentOf(content: LetterContent): SoughtLetter['sent'] {
	return content.kind === 'pdf' ? content.fields : content.letter;
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
		isShownIn: (answer) => isLetterShown(sentOf(content), answer),
		whereToLook:
			reference === undefined
				? 'The letter may exist. Look for its recipient in the CM.com Letters app before sending it again, and give letters a reference to make this easier.'
				: `The letter may exist. Look for the reference "${reference}" in the CM.com Letters app before sending it again.`,
	};
}
