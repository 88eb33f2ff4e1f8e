import type { Mailing, StatusEvents } from './mailing.mts';
import type { Scene } from './scene.mts';
import type { Texting } from './texting.mts';

/** What happened to the letters, for people. */
export function mailingReport(mailing: Mailing, events: StatusEvents): string {
	const { rows, accepted, refused, cost, currency } = mailing;
	const statuses = Object.entries(events.statuses).map(([status, count]) => `${count} ${status}`);
	return [
		'',
		`  Letters from the ${rows} rows of examples/letters.xlsx`,
		`    accepted  ${accepted}, for ${cost.toFixed(2)} ${currency} (the simulator invents prices)`,
		`    refused   ${refused.length}, before anything was sent:`,
		...refused.map(({ reference, name, reason }) => `      ${reference}, ${name}: ${reason}`),
		`    now       ${statuses.join(', ')}`,
		`  Status events received by the trigger: ${events.received} of ${events.reported} sent`,
	].join('\n');
}

/** What happened to the messages, for people. */
export function textingReport(texting: Texting, events: StatusEvents): string {
	const { rows, accepted, rejected, template, reply } = texting;
	return [
		`  Messages to the ${rows} rows of examples/letters.xlsx, by SMS`,
		`    accepted  ${accepted}`,
		`    rejected  ${rejected}`,
		`  WhatsApp templates accepted: ${template ? 1 : 0}`,
		`  Letters whose recipients were told of their delivery by SMS: ${events.texted}`,
		`  Replies received by the trigger: ${reply.received.length} of 1 sent`,
		'',
	].join('\n');
}

/** Where to look, for people. */
export function whereToLook({ n8n, simulator, owner }: Scene): string {
	return [
		'  Open',
		`    n8n        ${n8n.url}   sign in with ${owner.email} and ${owner.password}`,
		`    simulator  ${simulator.url}   the letters and messages that arrived`,
		`    form       ${n8n.url}/form/letters-from-a-spreadsheet   upload another spreadsheet`,
		`               ${n8n.url}/form/sms-from-a-spreadsheet`,
		`               ${n8n.url}/form/whatsapp-template-with-sms-fallback`,
		'',
		'  Ctrl-C stops everything.',
	].join('\n');
}

/** Those of the sentences whose check failed. */
function failed(checks: Array<[asExpected: boolean, sentence: string]>): string[] {
	return checks.filter(([asExpected]) => !asExpected).map(([, sentence]) => sentence);
}

/**
 * What is not as the shipped spreadsheet lets expect, a sentence each: it has two bad rows, and
 * everything else about it is good.
 */
export function unexpected(mailing: Mailing, events: StatusEvents, scene: Scene): string[] {
	const { simulator } = scene;
	const violations = simulator.violations().length;
	return failed([
		[mailing.refused.length === 2, `${mailing.refused.length} rows were refused, not 2`],
		[
			mailing.accepted === mailing.rows - 2,
			`${mailing.accepted} of ${mailing.rows} letters were accepted`,
		],
		[
			simulator.letters().length === mailing.accepted,
			`the simulator has ${simulator.letters().length} letters`,
		],
		[mailing.cost > 0, 'the letters cost nothing'],
		[
			events.received === events.reported && events.reported > 0,
			`${events.received} of ${events.reported} status events were received`,
		],
		[
			events.texted === mailing.accepted,
			`${events.texted} of ${mailing.accepted} deliveries were told by SMS`,
		],
		[violations === 0, `${violations} requests were not as the API's description has them`],
	]);
}

/** What is not as expected of the messages: all rows have good numbers. */
export function unexpectedTexting(texting: Texting): string[] {
	const { rows, accepted, rejected, template, reply } = texting;
	return failed([
		[accepted === rows && rows > 0, `${accepted} of ${rows} messages were accepted`],
		[rejected === 0, `${rejected} messages were rejected`],
		[
			template?.allowedChannels.join() === 'WhatsApp,SMS' && template.richContent !== null,
			'there is no WhatsApp template with SMS behind it',
		],
		[
			reply.received.length === 1 && reply.received[0] === reply.sent,
			`the replies received are ${JSON.stringify(reply.received)}`,
		],
	]);
}
