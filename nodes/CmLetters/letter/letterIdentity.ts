import type { IExecuteFunctions } from 'n8n-workflow';

import { REFERENCE_PROPERTY } from '../../cm/letters/letter';
import { checkText } from '../../../shared/checks/text';
import { refused, usable, type Checked } from '../../../shared/checks/refusal';
import { executionDay } from '../../../shared/n8n/executionDay';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { LetterRequestOptions } from '../requestOptions';
import type { LetterContent } from './letterContent';
import { letterContentKey, letterKey, type Identification } from './letterKeys';

/** What one letter is known by. */
export interface LetterIdentity {
	key: string;
	content: string;
	/** It is known for a day only, since it has no reference of its own. */
	isByDay: boolean;
	/** It is sent though it is known. */
	again: boolean;
	/** The reference that the node gives it; nothing where it has its own, or is to have none. */
	nodeReference?: string;
}

/**
 * What a letter is known by, as the item's options say.
 * @param account as the connection to the service names it
 * @returns nothing where it is not protected
 */
export function identifyLetter(
	context: IExecuteFunctions,
	itemIndex: number,
	content: LetterContent,
	account: string,
): Checked<LetterIdentity | undefined> {
	const options = itemParameter(context, 'options', itemIndex, {}) as LetterRequestOptions;
	const identification = readIdentification(context, content, options);
	if (!identification.ok || identification.value === undefined) {
		return identification.ok ? usable(undefined) : identification;
	}
	const { value } = identification;
	const key = letterKey(account, content, value);
	const givesReference =
		options.referenceByNode !== false && content.given.options.reference === undefined;
	return usable({
		key,
		content: letterContentKey(content),
		isByDay: value.by === 'day',
		again: options.sendAgain === true || String(options.sendAgain).toLowerCase() === 'true',
		...(givesReference ? { nodeReference: key } : {}),
	});
}

/** By what a letter is known; nothing where it is not protected. */
function readIdentification(
	context: IExecuteFunctions,
	content: LetterContent,
	{ duplicateProtection = 'automatic', duplicateKey }: LetterRequestOptions,
): Checked<Identification | undefined> {
	const { reference } = content.given.options;
	switch (duplicateProtection) {
		case 'off':
			return usable(undefined);
		case 'key': {
			const key = checkText(duplicateKey, 'Duplicate Key');
			if (!key.ok) return key;
			return key.value.trim() === ''
				? refused(
						'Duplicate Key',
						'it is empty',
						'Give each letter a key of its own, or set Duplicate Protection to Automatic',
					)
				: usable({ by: 'key', key: key.value.normalize('NFC').trim() });
		}
		default:
			return usable(
				reference === undefined
					? { by: 'day', day: executionDay(context) }
					: { by: 'reference', reference },
			);
	}
}

/** The same letter with another reference. */
export function withReference(content: LetterContent, reference: string): LetterContent {
	return content.kind === 'text'
		? { ...content, letter: { ...content.letter, [REFERENCE_PROPERTY]: reference } }
		: { ...content, fields: { ...content.fields, [REFERENCE_PROPERTY]: reference } };
}
