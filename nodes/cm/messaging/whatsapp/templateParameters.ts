import { quoted } from '../../../../shared/checks/quotation';
import { Form, given } from '../form';
import { templateText } from './templateText';
import { mediaOf, type Media, type MediaFields } from '../richContent/media';

/** A value for a placeholder of a template. CM's SDKs; media under `media`, as most of them do. */
export type Parameter =
	| { type: 'text'; text: string }
	| { type: 'payload'; payload: string }
	| { type: 'currency'; currency: Currency }
	| { type: 'date_time'; date_time: DateTime }
	| { type: 'image' | 'document' | 'video'; media: Media }
	| { type: 'coupon_code'; coupon_code: string }
	| { type: 'action'; action: { flow_token?: string; thumbnail_product_retailer_id?: string } };

export interface Currency {
	/** Shown when the amount cannot be written in the reader's language. */
	fallback_value: string;
	/** ISO 4217. */
	code: string;
	/** Thousandths: 10500 is 10.50. */
	amount_1000: number;
}

/** Either the parts of a date, or a moment in seconds since 1970. */
export interface DateTime {
	fallback_value: string;
	day_of_week?: string;
	day_of_month?: number;
	year?: number;
	month?: number;
	hour?: number;
	minute?: number;
	timestamp?: number;
}

/** Parts of a date as a form gives them. */
export interface DatePartFields {
	/** English name of the day, as in the document's example. */
	dayOfWeek?: unknown;
	dayOfMonth?: unknown;
	year?: unknown;
	month?: unknown;
	hour?: unknown;
	minute?: unknown;
}

/** A parameter as a form gives it; which fields count depends on the type. */
export interface ParameterFields extends MediaFields, DatePartFields {
	type?: unknown;
	text?: unknown;
	payload?: unknown;
	fallbackValue?: unknown;
	currencyCode?: unknown;
	amount1000?: unknown;
	/** Seconds since 1970. */
	timestamp?: unknown;
	couponCode?: unknown;
	flowToken?: unknown;
	/** ID of a product of the catalog. */
	thumbnailProduct?: unknown;
}

/** How the parameters of a template are read. */
export interface ParameterRules {
	/** Types that the component may have; any documented one when left out. */
	allowed?: string[];
	/** Whether line breaks, tabs and many blanks become one blank each. */
	flattens?: boolean;
}

const TYPES = [
	'text',
	'currency',
	'date_time',
	'image',
	'document',
	'video',
	'payload',
	'coupon_code',
	'action',
];

export function parameterOf(
	form: Form,
	fields: ParameterFields,
	{ allowed = TYPES, flattens = false }: ParameterRules = {},
): Parameter {
	const type = form.requiredWord('Parameter Type', fields.type).toLowerCase();
	if (type !== '' && !allowed.includes(type)) {
		form.refuse(
			'Parameter Type',
			`${quoted(type)} is not possible here`,
			`Use ${allowed.join(', ')}`,
		);
	}
	switch (type) {
		case 'currency':
			return { type, currency: currencyOf(form, fields, flattens) };
		case 'date_time':
			return { type, date_time: dateTimeOf(form, fields, flattens) };
		case 'image':
		case 'document':
		case 'video':
			return { type, media: mediaOf(form, fields) };
		case 'payload':
			return { type, payload: form.requiredText('Payload', fields.payload) };
		case 'coupon_code':
			return { type, coupon_code: form.requiredWord('Coupon Code', fields.couponCode) };
		case 'action':
			return {
				type,
				action: given({
					flow_token: form.word('Flow Token', fields.flowToken),
					thumbnail_product_retailer_id: form.word('Thumbnail Product', fields.thumbnailProduct),
				}),
			};
		default:
			return { type: 'text', text: templateText(form, 'Text', fields.text, flattens) };
	}
}

function currencyOf(form: Form, fields: ParameterFields, flattens: boolean): Currency {
	return {
		fallback_value: templateText(form, 'Fallback Value', fields.fallbackValue, flattens),
		code: form.requiredWord('Currency Code', fields.currencyCode),
		amount_1000: form.requiredNumber('Amount × 1000', fields.amount1000, { whole: true }),
	};
}

function dateTimeOf(form: Form, fields: ParameterFields, flattens: boolean): DateTime {
	return given<DateTime>({
		fallback_value: templateText(form, 'Fallback Value', fields.fallbackValue, flattens),
		...datePartsOf(form, fields),
		timestamp: form.number('Timestamp', fields.timestamp, { whole: true }),
	});
}

/** Parts of a date with the numbers as numbers, as in the document's template example. */
export function datePartsOf(
	form: Form,
	fields: DatePartFields,
): Omit<DateTime, 'fallback_value' | 'timestamp'> {
	const part = (field: string, value: unknown, least: number, most: number) =>
		form.number(field, value, { least, most, whole: true });
	return given({
		day_of_week: form.word('Day of Week', fields.dayOfWeek),
		day_of_month: part('Day of Month', fields.dayOfMonth, 1, 31),
		year: part('Year', fields.year, 1, 9999),
		month: part('Month', fields.month, 1, 12),
		hour: part('Hour', fields.hour, 0, 23),
		minute: part('Minute', fields.minute, 0, 59),
	});
}
