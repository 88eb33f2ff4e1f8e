import type { IDataObject, INodeProperties } from 'n8n-workflow';

import {
	asObject,
	idIn,
	letterMatches,
	listIn,
	simplifiedLetter,
	type LetterFilters,
} from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { lettersPath } from '../../cm/letters/paths';
import { usable } from '../../../shared/checks/refusal';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import { readLimit, returnAllFields } from '../../../shared/n8n/returnAll';
import type { LettersApi } from '../../connection/lettersApi';
import { askingOptions } from '../requestOptions';
import { letterWithId } from './letterOutput';
import { readSimplify, simplifyField } from './simplify.field';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['getAll'],
	[
		...returnAllFields,
		simplifyField,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			description: 'CM.com returns all letters of the account; they are narrowed down here',
			options: [
				{
					displayName: 'Destination',
					name: 'destination',
					type: 'string',
					default: '',
					placeholder: 'e.g. NL',
					description: 'Code or English name of the country',
				},
				{
					displayName: 'Reference',
					name: 'reference',
					type: 'string',
					default: '',
					placeholder: 'e.g. INV-2026-0042',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'string',
					default: '',
					placeholder: 'e.g. delivered',
					description:
						'As CM.com writes it; case does not matter. CM.com documents no list of statuses.',
				},
			],
		},
		askingOptions,
	],
);

interface GetAllInput {
	filters: LetterFilters;
	limit: number;
	simplify: boolean;
}

/** CM Letters API, Read Letters, all letters. No paging is documented, and none is asked for. */
export const operation: Operation<GetAllInput, LettersApi> = {
	async prepare(context, itemIndex) {
		const filters = { ...(itemParameter(context, 'filters', itemIndex, {}) as LetterFilters) };
		if (filters.destination) {
			const { checkCountry } = await import('../../../shared/letters/addresses');
			const country = checkCountry(filters.destination, 'Destination');
			if (!country.ok) return country;
			filters.destination = country.value;
		}
		const simplify = readSimplify(context, itemIndex);
		return usable({ filters, limit: readLimit(context, itemIndex), simplify });
	},

	perform: async (_input, api) =>
		judge(await api.ask('GET', lettersPath(api.accountId)), {
			thing: 'the letters of this account',
			changes: false,
		}),

	output: (answer, { input: { filters, limit, simplify } }) => {
		const letters = listIn(answer);
		// Not a list in any shape we know: passed on, rather than shown as no letters at all.
		if (letters === undefined) return answer === undefined ? [] : [asObject(answer) as IDataObject];
		return letters
			.filter((letter) => letterMatches(letter, filters))
			.slice(0, limit)
			.map((letter) => letterWithId(simplify ? simplifiedLetter(letter) : letter, idIn(letter)));
	},
};
