import type { ParameterFields } from './templateParameters';
import type { ComponentFields } from './whatsappTemplate';

/** Values for the placeholders of a template, as a form gives them. */
export interface TemplateValues {
	header?: ParameterFields[];
	body?: ParameterFields[];
	buttons?: ButtonFields[];
}

/** A button of a template; which value counts depends on its kind. */
export interface ButtonFields {
	/** `quick_reply`, `url`, `copy_code`, `flow` or `catalog`. */
	subType?: unknown;
	/** Which button, from 0. */
	index?: unknown;
	/** quick_reply: comes back when the button is pressed. */
	payload?: unknown;
	/** url: what the address ends in. */
	text?: unknown;
	/** copy_code. */
	couponCode?: unknown;
	/** flow. */
	flowToken?: unknown;
	/** catalog: product whose picture is shown. */
	thumbnailProduct?: unknown;
}

/** The components that carry these values, each under the name of its list in the form. */
export function componentsOf({ header = [], body = [], buttons = [] }: TemplateValues) {
	const components: ComponentFields[] = [
		...(header.length === 0 ? [] : [{ place: 'Header', type: 'header', parameters: header }]),
		...(body.length === 0 ? [] : [{ place: 'Body', type: 'body', parameters: body }]),
		...buttons.map(({ subType, index, ...values }, position) => ({
			place: `Button ${position + 1}`,
			type: 'button',
			subType,
			index,
			parameters: buttonParameters(String(subType ?? '').toLowerCase(), values),
		})),
	];
	return components;
}

/** A kind that we do not know has a text, as a URL has; those that may do without a value have none. */
function buttonParameters(
	kind: string,
	{ payload, text, couponCode, flowToken, thumbnailProduct }: ButtonFields,
): ParameterFields[] {
	switch (kind) {
		case 'quick_reply':
			return isGiven(payload) ? [{ type: 'payload', payload }] : [];
		case 'copy_code':
			return [{ type: 'coupon_code', couponCode }];
		case 'flow':
			return isGiven(flowToken) ? [{ type: 'action', flowToken }] : [];
		case 'catalog':
			return isGiven(thumbnailProduct) ? [{ type: 'action', thumbnailProduct }] : [];
		default:
			return [{ type: 'text', text }];
	}
}

function isGiven(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}
