import { quoted } from '../../../../shared/checks/quotation';
import { filled, Form, given } from '../form';

/** Name part -> display name in the form. The first is required with one of the others. */
const NAME_PARTS = {
	formatted_name: 'Formatted Name',
	first_name: 'First Name',
	middle_name: 'Middle Name',
	last_name: 'Last Name',
	name_prefix: 'Name Prefix',
	name_suffix: 'Name Suffix',
} as const;

/** Entry of each list of a contact -> display names of its members. */
const LISTS = {
	addresses: {
		street: 'Street',
		city: 'City',
		state: 'State',
		zip: 'Zip',
		country: 'Country',
		country_code: 'Country Code',
		type: 'Type',
	},
	emails: { email: 'Email', type: 'Type' },
	phones: { phone: 'Phone', type: 'Type' },
	urls: { url: 'URL', type: 'Type' },
} as const;

const ORGANISATION = { company: 'Company', department: 'Department', title: 'Job Title' } as const;

type Texts<Names> = { [Name in keyof Names]?: string };
type Fields<Names> = { [Name in keyof Names]?: unknown };

/** Business Messaging API, Contacts; members from CM's SDKs, which follow WhatsApp's. */
export interface Contact {
	name: Texts<typeof NAME_PARTS>;
	addresses?: Array<Texts<typeof LISTS.addresses>>;
	emails?: Array<Texts<typeof LISTS.emails>>;
	phones?: Array<Texts<typeof LISTS.phones>>;
	urls?: Array<Texts<typeof LISTS.urls>>;
	org?: Texts<typeof ORGANISATION>;
	/** YYYY-MM-DD. */
	birthday?: string;
}

/** A contact as a form gives it: the parts of the name beside the lists. */
export interface ContactFields extends Fields<typeof NAME_PARTS>, Fields<typeof ORGANISATION> {
	addresses?: Array<Fields<typeof LISTS.addresses>>;
	emails?: Array<Fields<typeof LISTS.emails>>;
	phones?: Array<Fields<typeof LISTS.phones>>;
	urls?: Array<Fields<typeof LISTS.urls>>;
	birthday?: unknown;
}

/**
 * "name.formatted_name and at least one of […] is required." The document calls two of the parts
 * prefix and suffix; CM's SDKs and WhatsApp say name_prefix and name_suffix, which is sent.
 */
export function contactOf(form: Form, fields: ContactFields): Contact {
	const name = texts(form, NAME_PARTS, fields);
	if (name.formatted_name === undefined) {
		form.missing(NAME_PARTS.formatted_name);
	}
	if (Object.keys(name).filter((part) => part !== 'formatted_name').length === 0) {
		form.refuse(
			NAME_PARTS.last_name,
			'a contact needs one more part of the name beside Formatted Name',
			'Fill in the first name, last name or another part',
		);
	}
	const organisation = texts(form, ORGANISATION, fields);
	const list = <Names extends Record<string, string>>(
		title: string,
		names: Names,
		entries: Array<Fields<Names>> = [],
	) =>
		filled(
			entries
				.map((entry, index) => texts(form.part(`${title} ${index + 1}`), names, entry))
				.filter((entry) => Object.keys(entry).length > 0),
		);

	return given<Contact>({
		addresses: list('Address', LISTS.addresses, fields.addresses),
		birthday: birthday(form, fields.birthday),
		emails: list('Email', LISTS.emails, fields.emails),
		name,
		org: Object.keys(organisation).length === 0 ? undefined : organisation,
		phones: list('Phone', LISTS.phones, fields.phones),
		urls: list('URL', LISTS.urls, fields.urls),
	});
}

function texts<Names extends Record<string, string>>(
	form: Form,
	names: Names,
	fields: Fields<Names>,
): Texts<Names> {
	return given(
		Object.fromEntries(
			Object.entries(names).map(([name, field]) => [name, form.word(field, fields[name])]),
		),
	) as Texts<Names>;
}

function birthday(form: Form, value: unknown): string | undefined {
	const text = form.word('Birthday', value);
	if (text !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
		form.refuse('Birthday', `${quoted(text)} is not a date`, 'Use the form 1990-12-31');
	}
	return text;
}
