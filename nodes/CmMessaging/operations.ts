import * as conversionReport from './conversion/report.operation';
import * as messageCountParts from './message/countParts.operation';
import * as messageForget from './message/forget.operation';
import * as messageSendRaw from './message/sendRaw.operation';
import * as messageSendRichContent from './message/sendRichContent.operation';
import * as messageSendText from './message/sendText.operation';
import * as messageSendWhatsAppInteractive from './message/sendWhatsAppInteractive.operation';
import * as messageSendWhatsAppTemplate from './message/sendWhatsAppTemplate.operation';

/** Every operation of the node, by resource and by the operation's value. */
export const operations = {
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
};
