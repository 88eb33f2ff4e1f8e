import type { INodeProperties } from 'n8n-workflow';

import type { LocalizableParameterFields } from '../../cm/messaging/whatsapp/localizableParameters';
import type { ParameterFields } from '../../cm/messaging/whatsapp/templateParameters';
import type { ButtonFields } from '../../cm/messaging/whatsapp/templateValues';
import { displayFor } from '../../../shared/n8n/displayFor';
import { itemParameter } from '../../../shared/n8n/itemParameter';
import { sendingOptions } from '../messagingOptions';
import { listOf, plainLists } from './formLists';
import { withLinks } from './mediaFields';
import { addressingFields, contentField, referenceField } from './messageFields';
import { readMessage } from './readMessage';
import { sendMessage } from './sendMessage';
import { templateAdditionalFields, templateFields } from './templateFields';

export const fields: INodeProperties[] = displayFor(
	'message',
	['sendWhatsAppTemplate'],
	[
		...addressingFields(['WhatsApp']),
		...templateFields,
		contentField('Fallback Text', 'Shown by channels that have no templates, such as SMS'),
		referenceField,
		templateAdditionalFields,
		sendingOptions,
	],
);

/** Business Messaging API, WhatsApp, Template; components after CM's SDKs. */
export const operation = sendMessage(
	async (context, itemIndex) =>
		await readMessage(context, itemIndex, async (channels) => {
			const [{ buildRichContent }, { componentsOf }] = await Promise.all([
				import('../../cm/messaging/richContent/richContent'),
				import('../../cm/messaging/whatsapp/templateValues'),
			]);
			const field = (name: string): unknown =>
				plainLists(itemParameter(context, name, itemIndex, {}));
			const header = withLinks(context, itemIndex, field('headerValues'));
			if (!header.ok) return header;

			const { namespace, languagePolicy, localizableParams, flattens } = field(
				'additionalFields',
			) as Record<string, unknown>;
			const template = {
				kind: 'template' as const,
				namespace,
				elementName: field('elementName'),
				languageCode: field('languageCode'),
				languagePolicy,
				components: componentsOf({
					header: listOf<ParameterFields>(header.value),
					body: listOf<ParameterFields>(field('bodyValues')),
					buttons: listOf<ButtonFields>(field('buttonValues')),
				}),
				localizableParams: listOf<LocalizableParameterFields>(localizableParams),
				flattens: flattens === true,
			};
			return buildRichContent({ items: [template] }, channels);
		}),
);
