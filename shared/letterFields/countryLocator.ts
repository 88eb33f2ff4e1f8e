import type { INodeProperties } from 'n8n-workflow';

/** Picks a country: from the searchable list, or by what stands in a spreadsheet. */
export const countryLocator: INodeProperties = {
	displayName: 'Destination',
	name: 'destination',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'Country the letter goes to',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a country',
			typeOptions: { searchListMethod: 'searchCountries', searchable: true },
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
