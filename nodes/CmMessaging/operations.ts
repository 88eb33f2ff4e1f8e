import type { Operation } from '../../shared/n8n/operation';
import * as conversionReport from './conversion/report.operation';
import * as messageCountParts from './message/countParts.operation';
import * as messageForget from './message/forget.operation';
import * as messageSendRaw from './message/sendRaw.operation';
import * as messageSendRichContent from './message/sendRichContent.operation';
import * as messageSendText from './message/sendText.operation';
import * as messageSendWhatsAppInteractive from './message/sendWhatsAppInteractive.operation';
import * as messageSendWhatsAppTemplate from './message/sendWhatsAppTemplate.operation';
import type { MessagingApi } from './messagingApi';

/** Every operation of the node, by resource and by the operation's value. */
const operations = {
	conversion: { report: conversionReport },
	message: {
		countParts: messageCountParts,
		forget: messageForget,
		sendRaw: messageSendRaw,
		sendRichContent: messageSendRichContent,
		sendText: messageSendText,
		sendWhatsAppInteractive: messageSendWhatsAppInteractive,
		sendWhatsAppTemplate: messageSendWhatsAppTemplate,
	},
} as const;

/** The parameters of all operations, each shown for its own only. */
export const operationFields = Object.values(operations).flatMap((resource) =>
	Object.values(resource).flatMap(({ fields }) => fields),
);

/** The operation to run, or nothing when the node's parameters name none. */
export function findOperation(
	resource: string,
	operation: string,
): Operation<unknown, MessagingApi> | undefined {
	const ofResource: Record<string, { operation: unknown }> | undefined =
		resource in operations ? operations[resource as keyof typeof operations] : undefined;
	return ofResource?.[operation]?.operation as Operation<unknown, MessagingApi> | undefined;
}
