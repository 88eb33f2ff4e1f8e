import { refused, usable, type Checked } from '../../shared/checks/refusal';

/**
 * Whether CM.com can call this n8n: over https, at an address that is not this machine. When the
 * Letters API itself is on this machine (the simulator), anything goes.
 */
export function checkPublicUrl(webhookUrl: string, lettersBaseUrl: string): Checked<string> {
	if (isThisMachine(lettersBaseUrl)) return usable(webhookUrl);
	const remedy =
		'Set the environment variable WEBHOOK_URL of n8n (N8N_WEBHOOK_URL in newer versions) to the public https address under which this n8n is reached, restart it, and activate the workflow again';
	if (isThisMachine(webhookUrl)) {
		return refused(
			'Webhook URL',
			`CM.com cannot reach ${webhookUrl}, an address of this machine`,
			remedy,
		);
	}
	if (!/^https:\/\//i.test(webhookUrl)) {
		return refused('Webhook URL', `${webhookUrl} is not an https address`, remedy);
	}
	return usable(webhookUrl);
}

function isThisMachine(url: string): boolean {
	const host = URL.canParse(url) ? new URL(url).hostname : '';
	return (
		host === 'localhost' ||
		host.endsWith('.localhost') ||
		host === '[::1]' ||
		host === '0.0.0.0' ||
		/^127(\.\d{1,3}){3}$/.test(host)
	);
}
