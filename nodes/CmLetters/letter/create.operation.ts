import type { INodeProperties } from 'n8n-workflow';

import { displayFor } from '../../../shared/n8n/displayFor';
import { creatingOptions } from '../requestOptions';
import { createLetter } from './createLetter';
import {
	countryOptionFields,
	letterContentFields,
	letterOptionFields,
	withFields,
} from './letterContent.fields';
import { simplifyField } from './simplify.field';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['create'],
	[
		...letterContentFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: withFields(letterOptionFields, ...countryOptionFields),
		},
		simplifyField,
		creatingOptions,
	],
);

/** Stores a letter: scheduledate, whose presence mails a letter, is never part of it. */
export const operation = createLetter({ mailsAtOnce: false });
