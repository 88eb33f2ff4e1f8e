import { refused, refusalsOf, usable, type Checked } from '../../delivery/refusal';
import { reachPhones } from './channels';

/** What is known about the recipients of a message before they are read. */
export interface RecipientOptions {
	/** allowedChannels; empty when any channel may be used. */
	channels: string[];
	/** ISO 3166-1 alpha-2: whose national numbers are meant when a number has no country code. */
	defaultCountry?: string;
}

const TO = 'To';

/** Kept, since every import() of the built package makes a new copy of all a module exports. */
let phoneNumbers: Promise<typeof import('./phoneNumbers')> | undefined;

/**
 * Recipients in the form the service wants, each once, in the order given.
 * @param value one text, several in a text (comma, semicolon or line break between), a number, or
 * a list of these; `{number: …}` as in a request is understood as well
 * @returns phone numbers as 00 + country code + number; IDs unchanged when no channel is for phones
 */
export async function checkRecipients(
	value: unknown,
	{ channels, defaultCountry }: RecipientOptions,
): Promise<Checked<string[]>> {
	const texts = recipientTexts(value);
	if (!texts.ok) return texts;
	if (texts.value.length === 0) {
		return refused(TO, 'no recipient is given', 'Give a phone number such as +31612345678');
	}
	return reachPhones(channels)
		? await checkPhoneNumbers(texts.value, defaultCountry)
		: usable([...new Set(texts.value)]);
}

async function checkPhoneNumbers(
	texts: string[],
	defaultCountry: string | undefined,
): Promise<Checked<string[]>> {
	const { isPhoneCountry, readPhoneNumber } = await (phoneNumbers ??= import('./phoneNumbers'));

	const country = defaultCountry?.trim() ?? '';
	if (country !== '' && !isPhoneCountry(country)) {
		return refused(
			'Default Country',
			`"${country}" is not a country with phone numbers`,
			'Use a two-letter code such as NL',
		);
	}
	const checks = texts.map((text): Checked<string> => {
		const reading = readPhoneNumber(text, country === '' ? undefined : country);
		if (reading.kind === 'number') return usable(reading.number);
		if (reading.kind === 'ambiguous') {
			return refused(
				TO,
				`"${text}" can mean ${reading.meanings.join(' or ')}`,
				'Write it with + and the country code',
			);
		}
		return refused(
			TO,
			`"${text}" is not a phone number`,
			country === ''
				? 'Write it with + and the country code, such as +31612345678, or set Default Country'
				: 'Check its digits, or write it with + and the country code. If it is right all the same, write it as 00, country code, number: digits only',
		);
	});
	const refusals = refusalsOf(checks);
	if (refusals.length > 0) return { ok: false, refusals };
	return usable([...new Set(checks.flatMap((check) => (check.ok ? [check.value] : [])))]);
}

function recipientTexts(value: unknown): Checked<string[]> {
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
		const checks = value.map(recipientTexts);
		const refusals = refusalsOf(checks);
		if (refusals.length > 0) return { ok: false, refusals };
		return usable(checks.flatMap((check) => (check.ok ? check.value : [])));
	}
	if (typeof value === 'object' && 'number' in value) return recipientTexts(value.number);
	return refused(
		TO,
		`it holds ${JSON.stringify(value)}, which is no recipient`,
		'Give a phone number, or a list of phone numbers',
	);
}
