import type { INodeProperties } from 'n8n-workflow';

import { SUGGESTION_ACTIONS } from '../../cm/messaging/richContent/suggestions';
import { alphabetical } from '../../../shared/n8n/alphabetical';

type Show = NonNullable<INodeProperties['displayOptions']>['show'];

/** The place of a map pin, in a suggestion or an item of its own. */
export function placeFields(show: Show, labelName: string): INodeProperties[] {
	const field = (displayName: string, name: string, placeholder: string): INodeProperties => ({
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder,
		displayOptions: { show },
	});
	return [
		field('Latitude', 'latitude', 'e.g. 51.603802'),
		field('Longitude', 'longitude', 'e.g. 4.770821'),
		field('Pin Label', labelName, 'e.g. CM HQ'),
		field('Search Query', 'searchQuery', 'e.g. Konijnenberg 30, Breda'),
	];
}

const action = (...actions: string[]) => ({ show: { action: actions } });

/** In the order in which a person fills them in. */
const suggestionFields: INodeProperties[] = [
	{
		displayName: 'Action',
		name: 'action',
		type: 'options',
		default: 'Reply',
		options: alphabetical(SUGGESTION_ACTIONS.map((value) => ({ name: spaced(value), value }))),
	},
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		placeholder: 'e.g. Call us',
		description: 'Text on the button',
	},
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.cm.com',
		displayOptions: action('OpenUrl'),
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +31765727000',
		displayOptions: action('Dial'),
	},
	{
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		displayOptions: action('CreateCalendarEvent'),
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		displayOptions: action('CreateCalendarEvent'),
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		displayOptions: action('CreateCalendarEvent'),
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		displayOptions: action('CreateCalendarEvent', 'Reply'),
	},
	...placeFields({ action: ['ViewLocation'] }, 'pinLabel'),
	{
		displayName: 'Postback Data',
		name: 'postbackdata',
		type: 'string',
		default: '',
		description: 'Comes back in the reply instead of the label',
	},
];

/** Buttons under a message. Business Messaging API, Suggestions/Features. */
export function suggestionsField(show?: Show): INodeProperties {
	return {
		displayName: 'Suggestions',
		name: 'suggestions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add suggestion',
		default: {},
		description: 'Buttons under the message, for RCS and Viber',
		...(show === undefined ? {} : { displayOptions: { show } }),
		options: [
			{
				displayName: 'Suggestion',
				name: 'suggestion',
				values: suggestionFields,
			},
		],
	};
}

function spaced(action: string): string {
	return action.replace(/([a-z])([A-Z])/g, '$1 $2').replace('Url', 'URL');
}
