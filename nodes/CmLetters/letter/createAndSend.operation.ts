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
import { scheduleDateField } from './scheduleDate.field';

export const fields: INodeProperties[] = displayFor(
	'letter',
	['createAndSend'],
	[
		...letterContentFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: withFields(letterOptionFields, ...countryOptionFields, scheduleDateField),
		},
		simplifyField,
		creatingOptions,
	],
);

/** Creates a letter that carries scheduledate, and so is mailed at once. */
export const operation = createLetter({ mailsAtOnce: true });
