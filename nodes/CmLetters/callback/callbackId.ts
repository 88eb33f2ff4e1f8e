import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { locatorParameter } from '../../../shared/n8n/itemParameter';
import { checkIdentifier } from '../../../shared/checks/identifier';
import type { Subject } from '../../cm/letters/judgement';
import type { Checked } from '../../../shared/checks/refusal';

/** Picks one callback: from the account's list, or by its ID. */
export const callbackIdField: INodeProperties = {
	displayName: 'Callback',
	name: 'callbackId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a callback',
			typeOptions: { searchListMethod: 'searchCallbacks', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 9c1d7e52-0b3f-4d8a-8e6c-5a4b3c2d1e0f',
		},
	],
};

/** The chosen callback's ID, checked to be usable in a path. */
export function readCallbackId(context: IExecuteFunctions, itemIndex: number): Checked<string> {
	return checkIdentifier(locatorParameter(context, 'callbackId', itemIndex), 'Callback');
}

/** How requests about a callback are told. */
export function callbackSubject(callbackId?: string): Subject {
	return {
		thing: callbackId === undefined ? 'the callback' : `the callback "${callbackId}"`,
		isNew: callbackId === undefined,
		changes: true,
		whereToLook: 'Look at the callbacks of the account with Get Many before trying again.',
	};
}
