import type { Attempt } from '../../../shared/delivery/attempt';
import { classify } from '../classification';
import type { Outcome } from '../../../shared/delivery/outcome';
import { quoted } from '../../../shared/checks/quotation';
import type { Checked } from '../../../shared/checks/refusal';
import { centralEuropeanTime } from './centralEuropeanTime';
import { Form, given } from './form';
import { momentText } from './dateTimeText';
import { httpRefused, unknownConversion, unreached } from './answers/problems';

/** Conversion API (developers.cm.com). */
export const CONVERSION_URL = 'https://api.cm.com/v1.0/conversion';

/** The request body. */
export interface Conversion {
	ProductToken: string;
	/** Reference of the message that led to the conversion. */
	Reference?: string;
	/** Its recipient. */
	Msisdn?: string;
	/** Such as 2024-01-07T14:40:00. */
	ConvertedTimestamp?: string;
}

/** A conversion as a form gives it. */
export interface ConversionFields {
	reference?: unknown;
	/** Checked, as 00 + country code + number. */
	msisdn?: string;
	/** ISO 8601, a date of an expression, or nothing. */
	convertedTimestamp?: unknown;
}

/**
 * A conversion as the service wants it.
 * Assumptions, as the footnotes of the table are not known: the product token alone authenticates,
 * and a reference or a phone number tells which message is meant.
 */
export function buildConversion(
	fields: ConversionFields,
	productToken: string,
): Checked<Conversion> {
	const form = new Form();
	const conversion = given<Conversion>({
		ProductToken: productToken,
		Reference: form.word('Reference', fields.reference),
		Msisdn: form.word('Phone Number', fields.msisdn),
		ConvertedTimestamp: timestamp(form, fields.convertedTimestamp),
	});
	if (conversion.Reference === undefined && conversion.Msisdn === undefined) {
		form.refuse(
			'Reference',
			'there is neither a reference nor a phone number',
			'Fill in at least one of them',
		);
	}
	return form.outcome(conversion);
}

/** What one attempt at reporting a conversion came to: its answers are a status and no body. */
export function judgeConversion(attempt: Attempt): Outcome {
	switch (classify(attempt)) {
		case 'done':
			return { kind: 'accepted', answer: undefined };
		case 'ambiguous':
			return { kind: 'unknown', problem: unknownConversion(attempt) };
		default: {
			const problem = attempt.kind === 'answered' ? httpRefused(attempt) : unreached(attempt);
			return { kind: 'refused', problem };
		}
	}
}

/**
 * The example has no offset. Assumption: it is CM local time, as everywhere else where CM.com
 * writes a time without one (Business Messaging API, Validity period).
 */
function timestamp(form: Form, value: unknown): string | undefined {
	const field = 'Converted Timestamp';
	const text = form.word(field, momentText(value));
	if (text === undefined) return undefined;
	const [, date, time, zone] =
		/^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
			text,
		) ?? [];
	const moment = Date.parse(`${date}T${time}${zone ?? 'Z'}`);
	if (date === undefined || Number.isNaN(moment)) {
		form.refuse(
			field,
			`${quoted(text)} is not a date and time`,
			'Use the form 2024-01-07T14:40:00',
		);
		return undefined;
	}
	return zone === undefined
		? new Date(moment).toISOString().slice(0, 19)
		: centralEuropeanTime(new Date(moment)).slice(0, 19);
}
