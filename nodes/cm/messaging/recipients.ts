import { quoted } from '../../../shared/checks/quotation';
import { refused, refusalsOf, usable, type Checked } from '../../../shared/checks/refusal';
import { nameAccounts, reachPhones } from './channels';
import { checkSendable } from './unsendable';
import { phoneRefusal } from '../../../shared/checks/phone/phoneRefusals';

/** What is known about the recipients of a message before they are read. */
export interface RecipientOptions {
	/** allowedChannels; empty when any channel may be used. */
	channels: string[];
	/** Code or name: whose national numbers are meant when a number has no country code. */
	defaultCountry?: unknown;
	/** Display name of the parameter that holds them. */
	parameter?: string;
}

export interface Recipient {
	/** Phone number as 00 + country code + number; an ID as it was given. */
	number: string;
	/** As it was typed. */
	typed: string;
}

/** Kept, since every import() of the built package makes a new copy of all a module exports. */
let modules:
	| Promise<
			[
				typeof import('../../../shared/checks/phone/phoneNumbers'),
				typeof import('../../../shared/checks/phone/phoneCountries'),
			]
	  >
	| undefined;

/**
 * Recipients in the form the service wants, each once, in the order given.
 * @param value one text, several in a text (comma, semicolon or line break between), a number, or
 * a list of these; `{number: …}` as in a request is understood as well
 */
export async function checkRecipients(
	value: unknown,
	{ channels, defaultCountry, parameter = 'To' }: RecipientOptions,
): Promise<Checked<Recipient[]>> {
	const texts = recipientTexts(value, parameter);
	if (!texts.ok) return texts;
	if (texts.value.length === 0) {
		return refused(parameter, 'no recipient is given', 'Give a phone number such as +31612345678');
	}
	const sendable = checkSendable(texts.value, parameter);
	if (!sendable.ok) return sendable;
	return reachPhones(channels)
		? await checkPhoneNumbers(texts.value, channels, defaultCountry, parameter)
		: usable(eachOnce(texts.value.map((text) => ({ number: text, typed: text }))));
}

async function checkPhoneNumbers(
	texts: string[],
	channels: string[],
	defaultCountry: unknown,
	parameter: string,
): Promise<Checked<Recipient[]>> {
	modules ??= Promise.all([
		import('../../../shared/checks/phone/phoneNumbers'),
		import('../../../shared/checks/phone/phoneCountries'),
	]);
	const [{ readPhoneNumber }, { checkPhoneCountry, phoneCountryName }] = await modules;

	const country = checkPhoneCountry(defaultCountry);
	if (!country.ok) return country;
	const code = country.value === '' ? undefined : country.value;
	const isAccount = nameAccounts(channels);
	const checks = texts.map((typed): Checked<Recipient> => {
		const reading = readPhoneNumber(typed, code, isAccount);
		if (reading.kind === 'number') return usable({ number: reading.number, typed });
		const name = code === undefined ? undefined : phoneCountryName(code);
		return phoneRefusal(parameter, typed, reading, name);
	});
	const refusals = refusalsOf(checks);
	if (refusals.length > 0) return { ok: false, refusals };
	return usable(eachOnce(checks.flatMap((check) => (check.ok ? [check.value] : []))));
}

function eachOnce(recipients: Recipient[]): Recipient[] {
	const firsts = new Map<string, Recipient>();
	for (const recipient of recipients) {
		if (!firsts.has(recipient.number)) firsts.set(recipient.number, recipient);
	}
	return [...firsts.values()];
}

function recipientTexts(value: unknown, parameter: string): Checked<string[]> {
	if (value === undefined || value === null) return usable([]);
	if (typeof value === 'string') {
		return usable(
			value
				.split(/[,;\r\n]/)
				.map((text) => text.trim())
				.filter((text) => text !== ''),
		);
	}
	if (typeof value === 'number' || typeof value === 'bigint') return usable([String(value)]);
	if (Array.isArray(value)) {
		const checks = value.map((each) => recipientTexts(each, parameter));
		const refusals = refusalsOf(checks);
		if (refusals.length > 0) return { ok: false, refusals };
		return usable(checks.flatMap((check) => (check.ok ? check.value : [])));
	}
	if (typeof value === 'object' && 'number' in value) {
		return recipientTexts(value.number, parameter);
	}
	return refused(
		parameter,
		`it holds ${quoted(value)}, which is no recipient`,
		'Give a phone number, or a list of phone numbers',
	);
}
