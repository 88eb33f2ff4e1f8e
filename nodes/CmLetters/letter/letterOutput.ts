import type { IDataObject } from 'n8n-workflow';

import { asObject, simplifiedLetter, withoutId } from '../../cm/letters/answer';

export interface LetterOutput {
	/** The letter's ID, where the answer shows one. */
	letterId?: string;
	/** It had been done before; nothing was done now. */
	skipped: boolean;
	/** Whether to leave out what is printed. */
	simplify: boolean;
	/** What a person should know, e.g. what was corrected before it was sent; in sentences. */
	notes?: Array<string | undefined>;
}

/**
 * What a letter operation gives for one letter: first what a person looks for, with the letter's ID
 * once and under one name; then what else the service's answer says.
 */
export function letterOutput(
	answer: unknown,
	{ letterId, skipped, simplify, notes = [] }: LetterOutput,
): IDataObject {
	const letter = withoutId(asObject(answer), letterId);
	const { status, reference, ...rest } = (
		simplify ? simplifiedLetter(letter) : letter
	) as IDataObject;
	const note = notes.filter((each) => each !== undefined).join(' ');
	return {
		...(letterId === undefined ? {} : { letterId }),
		outcome: skipped ? 'skipped' : 'accepted',
		...(status === undefined ? {} : { status }),
		...(reference === undefined ? {} : { reference }),
		...(note === '' ? {} : { note }),
		...rest,
	};
}

/** A letter as the service shows it, its ID first. @param letterId nothing where none is shown */
export function letterWithId(letter: object, letterId: string | undefined): IDataObject {
	const shown: IDataObject = { ...letter };
	return letterId === undefined ? shown : Object.assign({ letterId }, shown, { letterId });
}
