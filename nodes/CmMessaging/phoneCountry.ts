import type {
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodeProperties,
} from 'n8n-workflow';

import { itemParameter } from '../../shared/n8n/itemParameter';

/** Picks the country of numbers that do not say theirs: from a list, or by a spreadsheet's cell. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'Country that numbers without + or 00 belong to. Without it such numbers are refused: they could be anybody’s.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a country',
			typeOptions: { searchListMethod: 'searchPhoneCountries', searchable: true },
		},
		{
			displayName: 'By Code or Name',
			name: 'country',
			type: 'string',
			placeholder: 'e.g. NL or Netherlands',
			hint: 'ISO 3166-1 code or English name, in any case',
		},
	],
};

/** What the field holds: a code, a name, or nothing. */
export function readDefaultCountry(context: IExecuteFunctions, itemIndex: number): unknown {
	return (
		itemParameter(context, 'defaultCountry.value', itemIndex, null) ??
		itemParameter(context, 'defaultCountry', itemIndex, '')
	);
}

/** Countries with phone numbers, by name or code; asks no service. */
export async function searchPhoneCountries(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const { phoneCountries } = await import('../../shared/checks/phone/phoneCountries');
	const wanted = filter.trim().toLowerCase();
	return {
		results: phoneCountries()
			.filter(({ code, name }) => `${name} (${code})`.toLowerCase().includes(wanted))
			.map(({ code, name }) => ({ name: `${name} (${code})`, value: code })),
	};
}
