import { Form, given } from '../form';
import { templateText } from './templateText';
import { datePartsOf, type DatePartFields, type DateTime } from './templateParameters';

/** Business Messaging API, Template, localizable_params: how templates were filled in before. */
export interface LocalizableParameter {
	/** Shown as it is, or where a currency or date cannot be written in the reader's language. */
	default: string;
	currency?: { currency_code: string; amount_1000: number };
	date_time?: { component: Omit<DateTime, 'fallback_value' | 'timestamp'> };
}

/** A parameter as a form gives it; a currency or parts of a date make it one. */
export interface LocalizableParameterFields extends DatePartFields {
	default?: unknown;
	currencyCode?: unknown;
	amount1000?: unknown;
}

export function localizableParameterOf(
	form: Form,
	fields: LocalizableParameterFields,
	flattens = false,
): LocalizableParameter {
	const component = datePartsOf(form, fields);
	const currencyCode = form.word('Currency Code', fields.currencyCode);
	return given<LocalizableParameter>({
		default: templateText(form, 'Default', fields.default, flattens),
		currency:
			currencyCode === undefined
				? undefined
				: {
						currency_code: currencyCode,
						amount_1000: form.requiredNumber('Amount × 1000', fields.amount1000, { whole: true }),
					},
		date_time: Object.keys(component).length === 0 ? undefined : { component },
	});
}
