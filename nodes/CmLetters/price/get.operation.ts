import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { asObject } from '../../cm/letters/answer';
import { judge } from '../../cm/letters/judgement';
import { pricePath } from '../../cm/letters/paths';
import { locatorParameter } from '../../../shared/n8n/itemParameter';
import type { Operation } from '../../../shared/n8n/operation';
import { displayFor } from '../../../shared/n8n/displayFor';
import type { LettersApi } from '../../connection/lettersApi';
import { countryLocator } from '../../../shared/letterFields/countryLocator';
import { askingOptions } from '../requestOptions';

export const fields: INodeProperties[] = displayFor(
	'price',
	['get'],
	[
		{
			...countryLocator,
			displayName: 'Country',
			name: 'isoCode',
			description: 'Country a letter would go to',
		},
		askingOptions,
	],
);

/** CM Letters API, Read Country-specific Price. */
export const operation: Operation<string, LettersApi> = {
	async prepare(context, itemIndex) {
		const { checkCountry } = await import('../../../shared/letters/addresses');
		return checkCountry(locatorParameter(context, 'isoCode', itemIndex), 'Country');
	},

	perform: async (isoCode, api) =>
		judge(await api.ask('GET', pricePath(api.accountId, isoCode)), {
			thing: `a price for ${isoCode}`,
			changes: false,
		}),

	output: (answer) =>
		(Array.isArray(answer) ? answer.map(asObject) : [asObject(answer)]) as IDataObject[],
};
