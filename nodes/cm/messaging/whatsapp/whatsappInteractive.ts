import { quoted } from '../../../../shared/checks/quotation';
import { Form, given } from '../form';
import { actionOf, type ActionFields, type InteractiveAction } from './interactiveActions';
import { mediaOf, type Media, type MediaFields } from '../richContent/media';

/** WhatsApp interactive messages (developers.cm.com; CM's SDKs). */
export interface Interactive {
	/** `list`, `button`, `product` or `product_list`. */
	type: string;
	header?: { type: string; text?: string; media?: Media };
	body?: { text: string };
	footer?: { text: string };
	action: InteractiveAction;
}

/** An interactive message as a form gives it. */
export interface InteractiveFields extends ActionFields {
	type?: unknown;
	/** `text`, `image`, `video` or `document`; nothing for no header. */
	headerType?: unknown;
	headerText?: unknown;
	headerMedia?: MediaFields;
	bodyText?: unknown;
	footerText?: unknown;
}

/** WhatsApp interactive messages (developers.cm.com), in characters. */
const LONGEST = { body: 1024, footer: 60 };
const MEDIA_HEADERS = ['image', 'video', 'document'];

/** Rules beside the action's own: CM's PHP SDK. */
export function interactiveOf(form: Form, fields: InteractiveFields): Interactive {
	const type = form.requiredWord('Interactive Type', fields.type).toLowerCase();
	const header = headerOf(form, fields, type);
	if (type === 'product_list' && header === undefined) form.missing('Header Type');
	const body =
		type === 'product'
			? form.text('Body Text', fields.bodyText, { longest: LONGEST.body })
			: form.requiredText('Body Text', fields.bodyText, { longest: LONGEST.body });
	const footer = form.text('Footer Text', fields.footerText, { longest: LONGEST.footer });

	return given<Interactive>({
		type,
		header,
		body: body === undefined ? undefined : { text: body },
		footer: footer === undefined ? undefined : { text: footer },
		action: actionOf(form, type, fields),
	});
}

function headerOf(form: Form, fields: InteractiveFields, type: string): Interactive['header'] {
	const headerType = form.word('Header Type', fields.headerType)?.toLowerCase();
	if (headerType === undefined) return undefined;
	if (headerType === 'text') {
		return { type: headerType, text: form.requiredText('Header Text', fields.headerText) };
	}
	if (!MEDIA_HEADERS.includes(headerType)) {
		form.refuse(
			'Header Type',
			`${quoted(headerType)} is not a header`,
			`Use text, ${MEDIA_HEADERS.join(', ')}`,
		);
	} else if (type !== 'button') {
		form.refuse(
			'Header Type',
			`${quoted(headerType)} is only possible with reply buttons`,
			'Use text, or the type button',
		);
	}
	return { type: headerType, media: mediaOf(form.part('Header'), fields.headerMedia ?? {}) };
}
