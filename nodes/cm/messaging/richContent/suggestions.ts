import { quoted } from '../../../../shared/checks/quotation';
import { filled, Form, given } from '../form';
import { mediaIfGiven, type Media, type MediaFields } from './media';
import { momentText } from '../dateTimeText';
import { placeOf, type Place, type PlaceFields } from './place';

/** A button under a message. Business Messaging API, Suggestions/Features. */
export interface Suggestion {
	action: string;
	label: string;
	/** Comes back in the reply instead of the label. CM's SDKs. */
	postbackdata?: string;
	url?: string;
	dial?: { PhoneNumber: string };
	calendar?: { startTime: string; endTime: string; title?: string; description?: string };
	viewLocation?: Place;
	shareLocation?: { RequestLocation: boolean };
	/** Twitter: text beneath a reply. CM's SDKs. */
	description?: string;
	/** Facebook Messenger: thumbnail of a reply. CM's SDKs. */
	media?: Media;
}

/** One suggestion as a form gives it; which fields count depends on the action. */
export interface SuggestionFields extends PlaceFields, MediaFields {
	/** `Reply`, `OpenUrl`, `Dial`, `CreateCalendarEvent`, `ViewLocation`, `ShareLocation`, in any case. */
	action?: unknown;
	label?: unknown;
	postbackdata?: unknown;
	url?: unknown;
	phoneNumber?: unknown;
	/** ISO 8601, as in `2018-02-05T07:00:00`. */
	startTime?: unknown;
	endTime?: unknown;
	title?: unknown;
	description?: unknown;
	/** Label of the pin, for ViewLocation. */
	pinLabel?: unknown;
}

/** Business Messaging API, Suggestions/Features: "One message can contain up to 11 suggestions". */
export const MOST_SUGGESTIONS = 11;

/** The actions that the document and CM's SDKs describe, in the document's spelling. */
export const SUGGESTION_ACTIONS = [
	'Reply',
	'OpenUrl',
	'Dial',
	'CreateCalendarEvent',
	'ViewLocation',
	'ShareLocation',
] as const;

/**
 * Suggestions in the order given, or nothing when there are none. The action is sent as it was written: the document itself
 * writes OpenUrl, Openurl and openUrl.
 * @param most how many are allowed in this place
 */
export function suggestionsOf(
	form: Form,
	all: SuggestionFields[] = [],
	most = MOST_SUGGESTIONS,
): Suggestion[] | undefined {
	if (all.length > most) {
		form.refuse(
			'Suggestions',
			`there are ${all.length}; at most ${most} are allowed`,
			'Remove some',
		);
	}
	return filled(
		all.map((fields, index) => suggestionOf(form.part(`Suggestion ${index + 1}`), fields)),
	);
}

function suggestionOf(form: Form, fields: SuggestionFields): Suggestion {
	const action = form.requiredWord('Action', fields.action);
	const suggestion = {
		action,
		label: form.requiredText('Label', fields.label),
		postbackdata: form.text('Postback Data', fields.postbackdata),
	};
	return given({ ...suggestion, ...membersOf(form, action.toLowerCase(), fields) });
}

function membersOf(form: Form, action: string, fields: SuggestionFields): Partial<Suggestion> {
	switch (action) {
		case 'reply':
			return {
				description: form.text('Description', fields.description),
				media: mediaIfGiven(form, fields),
			};
		case 'openurl':
			return { url: linkOf(form, fields.url) };
		case 'dial':
			return { dial: { PhoneNumber: numberToDial(form, fields.phoneNumber) } };
		case 'createcalendarevent':
			return {
				calendar: given({
					startTime: dateTime(form, 'Start Time', fields.startTime),
					endTime: dateTime(form, 'End Time', fields.endTime),
					description: form.text('Description', fields.description),
					title: form.text('Title', fields.title),
				}),
			};
		case 'viewlocation':
			return { viewLocation: placeOf(form, { ...fields, label: fields.pinLabel }) };
		case 'sharelocation':
			return { shareLocation: { RequestLocation: true } };
		default:
			if (action !== '') {
				form.refuse(
					'Action',
					`${quoted(fields.action)} is not an action`,
					`Use one of ${SUGGESTION_ACTIONS.join(', ')}`,
				);
			}
			return {};
	}
}

/** A web address, or one of an app such as the document's market://details?id=cm.com. */
const LINK = /^([a-z][a-z\d+.-]*:\/\/|(tel|mailto|sms|geo):)\S+$/i;

function linkOf(form: Form, value: unknown): string {
	const url = form.requiredWord('URL', value);
	if (url !== '' && !LINK.test(url)) {
		form.refuse(
			'URL',
			`${quoted(url)} is not an address that can be opened`,
			'Write it from the beginning, such as https://www.example.com',
		);
	}
	return url;
}

/** Business Messaging API, Dial: "the number to call (in international format)", as +310612345. */
function numberToDial(form: Form, value: unknown): string {
	const text = form.requiredWord('Phone Number', value);
	const number = text.replace(/[\s().\p{Pd}]/gu, '').replace(/^00/, '+');
	if (text !== '' && !/^\+[1-9]\d{5,14}$/.test(number)) {
		form.refuse(
			'Phone Number',
			`${quoted(text)} is not in international form`,
			'Write it with + and the country code, such as +31612345678',
		);
	}
	return number;
}

/** The document writes local times without an offset; what is behind the seconds is passed on. */
function dateTime(form: Form, field: string, value: unknown): string {
	const text = form.requiredWord(field, momentText(value));
	const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text));
	if (text !== '' && !isIso) {
		form.refuse(
			field,
			`${quoted(text)} is not a date and time`,
			'Use the form 2018-02-05T07:00:00',
		);
	}
	return text;
}
