import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locatorParameter } from '../../../shared/n8n/itemParameter';
import { checkIdentifier } from '../../../shared/checks/identifier';
import type { Checked } from '../../../shared/checks/refusal';

/** Picks one letter: from the account's list, or by its ID. */
export const letterIdField: INodeProperties = {
	displayName: 'Letter',
	name: 'letterId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a letter',
			typeOptions: { searchListMethod: 'searchLetters', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 3f2b8c1e-7d4a-4b6f-9a51-2f0c8e5d7b10',
		},
	],
};

/** The chosen letter's ID, checked to be usable in a path. */
export function readLetterId(context: IExecuteFunctions, itemIndex: number): Checked<string> {
	return checkIdentifier(locatorParameter(context, 'letterId', itemIndex), 'Letter');
}
