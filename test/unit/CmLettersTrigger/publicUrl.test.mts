import { checkPublicUrl } from '../../../nodes/CmLettersTrigger/publicUrl.ts';
import { refusalIn, valueOf } from '../support/checked.mts';

const CM = 'https://api.cm.com/letters';

it.each([
	'https://n8n.example.com/webhook/5f0c/letter-status',
	'https://n8n.example.com:8443/n8n/webhook/5f0c/letter-status',
	'https://192.0.2.7/webhook/5f0c',
	'https://[2001:db8::7]/webhook/5f0c',
	'https://localhost.example.com/webhook/5f0c',
	'https://1270.example.com/webhook',
	'HTTPS://n8n.example.com/webhook/5f0c',
])('CM.com can call %s', (url) => {
	expect(valueOf(checkPublicUrl(url, CM))).toBe(url);
});

it.each([
	'http://localhost:5678/webhook/5f0c',
	'https://localhost/webhook/5f0c',
	'https://LOCALHOST:5678/webhook/5f0c',
	'https://n8n.localhost/webhook/5f0c',
	'http://127.0.0.1:5678/webhook/5f0c',
	'https://127.8.9.10/webhook/5f0c',
	'https://127.1/webhook/5f0c',
	'http://[::1]:5678/webhook/5f0c',
	'https://0.0.0.0:5678/webhook/5f0c',
])('CM.com cannot reach %s, and is told apart', (url) => {
	const { parameter, reason, remedy } = refusalIn(checkPublicUrl(url, CM));
	expect(parameter).toBe('Webhook URL');
	expect(reason).toBe(`CM.com cannot reach ${url}, an address of this machine`);
	expect(remedy).toContain('WEBHOOK_URL');
});

it.each([
	'http://n8n.example.com/webhook/5f0c',
	'',
	'n8n.example.com/webhook',
	'ftp://example.com',
])('"%s" is no https address', (url) => {
	const { reason, remedy } = refusalIn(checkPublicUrl(url, CM));
	expect(reason).toBe(`${url} is not an https address`);
	expect(remedy).toContain('https');
});

it.each([
	'http://127.0.0.1:4010/letters',
	'http://localhost:4010/letters',
	'http://[::1]:4010/letters',
])('anything goes when the Letters API is at %s', (api) => {
	for (const url of ['http://localhost:5678/webhook/5f0c', 'http://192.168.1.5/webhook']) {
		expect(valueOf(checkPublicUrl(url, api))).toBe(url);
	}
});

it.each(['', 'not a URL', 'https://proxy.example.com/letters'])(
	'nothing is excused when the Letters API is at "%s"',
	(api) => {
		expect(refusalIn(checkPublicUrl('http://localhost:5678/webhook', api)).parameter).toBe(
			'Webhook URL',
		);
	},
);
