import { quoted } from '../../../../shared/checks/quotation';
import { filled, Form, given } from '../form';
import { parameterOf, type Parameter, type ParameterFields } from './templateParameters';
import {
	localizableParameterOf,
	type LocalizableParameter,
	type LocalizableParameterFields,
} from './localizableParameters';

/** Business Messaging API, WhatsApp, Template. */
export interface WhatsAppTemplate {
	/** Required by the document; templates of today's WhatsApp are known by their name alone. */
	namespace?: string;
	element_name: string;
	language: { policy: string; code: string };
	components?: Component[];
	/** The older way to fill in a template; components replace it. */
	localizable_params?: LocalizableParameter[];
}

export interface Component {
	type: string;
	/** Buttons only: `quick_reply`, `url`, `copy_code`, `flow` or `catalog`. */
	sub_type?: string;
	/** Buttons only: which button, from 0. */
	index?: number;
	parameters?: Parameter[];
}

/** A template as a form gives it. */
export interface TemplateFields {
	namespace?: unknown;
	elementName?: unknown;
	/** `deterministic` or `fallback`. */
	languagePolicy?: unknown;
	/** `en` or `en_US`. */
	languageCode?: unknown;
	components?: ComponentFields[];
	localizableParams?: LocalizableParameterFields[];
	/** Whether line breaks, tabs and many blanks in values become one blank each. */
	flattens?: boolean;
}

export interface ComponentFields {
	/** Its name in the form, for refusals. */
	place?: string;
	/** `header`, `body`, `footer` or `button`. */
	type?: unknown;
	subType?: unknown;
	index?: unknown;
	parameters?: ParameterFields[];
}

/** Business Messaging API, Template, Language. */
const POLICIES = ['deterministic', 'fallback'];
/** CM's SDKs: a template has at most three buttons. */
const LAST_BUTTON = 2;

/**
 * Component -> types of parameters it may have. CM's PHP SDK; the last three buttons are WhatsApp's,
 * to whose documentation the document refers. A component or button kind that is not in here is
 * passed on as it is.
 */
const ALLOWED_PARAMETERS: Record<string, string[]> = {
	header: ['text', 'image', 'document', 'video'],
	body: ['text', 'currency', 'date_time'],
	footer: ['text', 'currency', 'date_time'],
	'button quick_reply': ['payload'],
	'button url': ['text'],
	'button copy_code': ['coupon_code'],
	'button flow': ['action'],
	'button catalog': ['action'],
};

export function templateOf(form: Form, fields: TemplateFields): WhatsAppTemplate {
	const policy = form.word('Language Policy', fields.languagePolicy) ?? POLICIES[0] ?? '';
	const flattens = fields.flattens ?? false;
	if (!POLICIES.includes(policy)) {
		form.refuse(
			'Language Policy',
			`${quoted(policy)} is not a policy`,
			`Use ${POLICIES.join(' or ')}`,
		);
	}
	return given<WhatsAppTemplate>({
		namespace: form.word('Namespace', fields.namespace),
		element_name: form.requiredWord('Template Name', fields.elementName),
		language: { policy, code: form.requiredWord('Language Code', fields.languageCode) },
		components: filled(
			(fields.components ?? []).map((component, index) =>
				componentOf(form.part(component.place ?? `Component ${index + 1}`), component, flattens),
			),
		),
		localizable_params: filled(
			(fields.localizableParams ?? []).map((parameter, index) =>
				localizableParameterOf(
					form.part(`Localizable Parameter ${index + 1}`),
					parameter,
					flattens,
				),
			),
		),
	});
}

function componentOf(form: Form, fields: ComponentFields, flattens: boolean): Component {
	const type = form.requiredWord('Component Type', fields.type);
	const isButton = type.toLowerCase() === 'button';
	const subType = isButton ? form.requiredWord('Button Type', fields.subType) : undefined;
	const allowed = ALLOWED_PARAMETERS[[type, subType ?? ''].join(' ').trim().toLowerCase()];

	return given<Component>({
		type,
		sub_type: subType,
		index: isButton
			? form.requiredNumber('Button Index', fields.index, {
					least: 0,
					most: LAST_BUTTON,
					whole: true,
				})
			: undefined,
		parameters: filled(
			(fields.parameters ?? []).map((parameter, index) =>
				parameterOf(form.part(`Parameter ${index + 1}`), parameter, { allowed, flattens }),
			),
		),
	});
}
