import { quoted } from '../../delivery/quotation';
import { filled, Form, given } from './form';
import { parameterOf, type Parameter, type ParameterFields } from './templateParameters';
import {
	localizableParameterOf,
	type LocalizableParameter,
	type LocalizableParameterFields,
} from './localizableParameters';

/** Business Messaging API, WhatsApp, Template. */
export interface WhatsAppTemplate {
	namespace: string;
	element_name: string;
	language: { policy: string; code: string };
	components?: Component[];
	/** The older way to fill in a template; components replace it. */
	localizable_params?: LocalizableParameter[];
}

export interface Component {
	type: string;
	/** Buttons only: `quick_reply` or `url`. */
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
}

export interface ComponentFields {
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
 * Component -> types of parameters it may have (CM's PHP SDK). A component or button kind that is
 * not in here is passed on as it is: the document describes none of the newer templates.
 */
const ALLOWED_PARAMETERS: Record<string, string[]> = {
	header: ['text', 'image', 'document', 'video'],
	body: ['text', 'currency', 'date_time'],
	footer: ['text', 'currency', 'date_time'],
	'button quick_reply': ['payload'],
	'button url': ['text'],
};

export function templateOf(form: Form, fields: TemplateFields): WhatsAppTemplate {
	const policy = form.requiredWord('Language Policy', fields.languagePolicy);
	if (policy !== '' && !POLICIES.includes(policy)) {
		form.refuse(
			'Language Policy',
			`${quoted(policy)} is not a policy`,
			`Use ${POLICIES.join(' or ')}`,
		);
	}
	return given<WhatsAppTemplate>({
		namespace: form.requiredWord('Namespace', fields.namespace),
		element_name: form.requiredWord('Template Name', fields.elementName),
		language: { policy, code: form.requiredWord('Language Code', fields.languageCode) },
		components: filled(
			(fields.components ?? []).map((component, index) =>
				componentOf(form.part(`Component ${index + 1}`), component),
			),
		),
		localizable_params: filled(
			(fields.localizableParams ?? []).map((parameter, index) =>
				localizableParameterOf(form.part(`Parameter ${index + 1}`), parameter),
			),
		),
	});
}

function componentOf(form: Form, fields: ComponentFields): Component {
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
				parameterOf(form.part(`Parameter ${index + 1}`), parameter, allowed),
			),
		),
	});
}
